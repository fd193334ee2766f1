"""The addresses /groups and /groups/<id>: a provider's groups, one group, its calendar, one person's record."""

from __future__ import annotations

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue

from directory_data.availability import state_of
from directory_data.database import db
from portal import audit
from portal.clock import now, today
from portal.programme import actions, marking, queries, sheets
from portal.programme.calendar import calendar_of
from portal.rules import schedule
from portal.rules.audit_words import Act, Thing

blueprint = Blueprint("programme", __name__, url_prefix="/groups")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The provider's groups: where they stand, their places, the next session, the registers that are to be marked."""
    groups = queries.groups_of(g.person)
    sessions = queries.sessions_of(groups)
    markings = marking.markings_of(groups, sessions, today())
    return render_template(
        "programme/index.html",
        groups=groups,
        states={group.id: state_of(group, today()) for group in groups},
        next_sessions={group.id: queries.next_session(sessions[group.id], today()) for group in groups},
        to_mark={group.id: marking.to_mark(markings[group.id]) for group in groups},
        today=today(),
    )


@blueprint.get("/<int:group_id>")
def show(group_id: int) -> ResponseReturnValue:
    """One group with its people and its sessions."""
    group = queries.group_for(g.person, group_id)
    sessions = queries.sessions_of([group])
    people = queries.sent_to([group])[group.id]
    markings = marking.markings_of([group], sessions, today())[group.id]
    weekday = actions.weekday_of(group, sessions[group.id], today())
    minutes = schedule.minutes_between(group.starts_at, group.ends_at)
    return render_template(
        "programme/show.html",
        weekday=weekday,
        group=group,
        sessions=sessions[group.id],
        markings={each.session.number: each for each in markings},
        to_mark=marking.to_mark(markings),
        breaks=queries.breaks_of(group),
        people=[(each, standing) for each in people if (standing := queries.standing_of(each, today()))],
        names={each.id: each.case.participant.name for each in people},
        state=state_of(group, today()),
        opened_first=marking.opened_first(markings, sessions[group.id], today()),
        notes=schedule.timing_notes(weekday, group.starts_at, minutes)
        + schedule.listing_notes(weekday, group.day),
        today=today(),
    )


@blueprint.get("/<int:group_id>/calendar.ics")
def calendar(group_id: int) -> ResponseReturnValue:
    """The sessions as a calendar file, behind the sign-in as every page of the group is."""
    group = queries.group_for(g.person, group_id)
    file = calendar_of(group, queries.sessions_of([group])[group.id], now())
    answer = Response(file, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="group-{group.id}.ics"'
    audit.record(Act.EXPORTED, Thing.GROUP, str(group.id), by=g.person, at=now())
    db.session.commit()
    return answer


@blueprint.get("/<int:group_id>/people/<reference>")
def person(group_id: int, reference: str) -> ResponseReturnValue:
    """One person's attendance, session by session, with every correction."""
    group = queries.group_for(g.person, group_id)
    referral = queries.person_in(group, reference)
    record = sheets.record_of(referral, until=today())
    return render_template("programme/person.html", group=group, record=record)
