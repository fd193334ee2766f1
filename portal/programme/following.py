"""Sessions that follow their group's listing: in the transaction that changes it, whoever does, and told beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask import has_app_context
from sqlalchemy import Connection, delete, event, insert, inspect, select, update

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.models import Group
from directory_data.register_vocabulary import SessionKind
from portal.clock import today as this_day
from portal.meetings import Meeting
from portal.programme.models import AttendanceEntry, GroupBreak, GroupSession
from portal.referrals.models import Referral
from portal.rules import schedule
from portal.rules.new_times import Following, Planned, Template, following
from portal.template_filters import clock

COLUMNS = ("day", "starts_at", "ends_at", "first_session_on", "sessions_total")


class KeptSessions:
    """Answers for the sessions that stand in the store."""

    def meetings(self, groups: Iterable[Group]) -> Mapping[int, list[Meeting]]:
        """The sessions of the group as they stand; a one-to-one is nobody else's business."""
        ids = [group.id for group in groups]
        wanted = select(GroupSession).where(GroupSession.group_id.in_(ids)).order_by(GroupSession.held_on)
        found: dict[int, list[Meeting]] = {}
        for each in db.session.scalars(wanted):
            known = found.setdefault(each.group_id, [])
            if not each.is_cancelled and each.referral_id is None:
                begins = datetime.combine(each.held_on, each.starts_at)
                ends_at = (begins + timedelta(minutes=each.minutes)).time()
                known.append(Meeting(each.held_on, each.starts_at, ends_at))
        return found

    def told(self, group: Group, new: Template, today: date) -> list[str]:
        """What the new times would change, session by session."""
        connection = db.session.connection()
        return sentences(_follows(connection, group.id, _template(group), new, today))


def sentences(found: Following) -> list[str]:
    """What becomes of each session that is concerned."""
    if found.is_nothing:
        return []
    return [
        *(f"Session {old.number}: from {_when(old)} to {_when(new)}." for old, new in found.changed),
        *(f"Session {each.number} is added on {_when(each)}." for each in found.added),
        *(f"Session {each.number} on {_when(each)} is dropped." for each in found.dropped),
        *(
            f"Session {each.number} stays on {_when(each)}, because it was moved, cancelled or marked by hand."
            for each in found.staying
        ),
    ]


@event.listens_for(Group, "before_update")
def _follow(_mapper: Any, connection: Connection, group: Group) -> None:
    """Let the sessions follow, whoever changed the listing: a form, a file, a date that has come."""
    state = inspect(group)
    is_moved = any(state.attrs[name].history.has_changes() for name in COLUMNS)
    # Outside the portal there is a directory and no clock: whoever works on that alone keeps no registers.
    if not is_moved or not has_app_context():
        return
    table = Group.__table__
    row = connection.execute(select(*(table.c[name] for name in COLUMNS)).where(table.c.id == group.id)).one()
    old, today = _template(row), this_day()
    _keep_what_was_held(connection, group.id, old, today)
    _write(connection, group.id, _follows(connection, group.id, old, _template(group), today))


def _template(source: Any) -> Template:
    minutes = schedule.minutes_between(source.starts_at, source.ends_at)
    return Template(source.day, source.starts_at, minutes, source.first_session_on, source.sessions_total)


def _follows(connection: Connection, group_id: int, old: Template, new: Template, today: date) -> Following:
    sessions = _sessions(connection, group_id) or _to_keep(connection, group_id, old, today)
    wanted = select(GroupBreak.starts_on, GroupBreak.ends_on).where(GroupBreak.group_id == group_id)
    breaks = [schedule.Break(*row) for row in connection.execute(wanted)]
    return following(old, new, sessions, breaks, today) if sessions else Following()


def _sessions(connection: Connection, group_id: int) -> list[Planned]:
    is_marked = select(AttendanceEntry.id).where(AttendanceEntry.session_id == GroupSession.id).exists()
    wanted = select(
        GroupSession.number,
        GroupSession.held_on,
        GroupSession.starts_at,
        GroupSession.minutes,
        GroupSession.kind,
        GroupSession.moved_from,
        GroupSession.cancelled_at,
        is_marked.label("is_marked"),
    ).where(GroupSession.group_id == group_id)
    return [
        Planned(
            row.number,
            row.held_on,
            row.starts_at,
            row.minutes,
            is_weekly=row.kind is SessionKind.WEEKLY,
            is_settled=row.cancelled_at is not None or bool(row.is_marked),
            moved_from=row.moved_from,
        )
        for row in connection.execute(wanted)
    ]


def _to_keep(connection: Connection, group_id: int, old: Template, today: date) -> list[Planned]:
    """Sessions made from the old times alone, of a group that has met and to which somebody was referred."""
    if old.first_on > today:
        return []
    referred = select(Referral.id).where(Referral.group_id == group_id).limit(1)
    if connection.execute(referred).first() is None:
        return []
    days = schedule.weekly_days(old.first_on, old.day, old.sessions)
    return [Planned(number, day, old.starts_at, old.minutes) for number, day in enumerate(days, start=1)]


def _keep_what_was_held(connection: Connection, group_id: int, old: Template, today: date) -> None:
    if not _sessions(connection, group_id):
        _add(connection, group_id, _to_keep(connection, group_id, old, today))


def _write(connection: Connection, group_id: int, found: Following) -> None:
    of_group = GroupSession.group_id == group_id
    for before, after in found.changed:
        values: dict[str, Any] = {"starts_at": after.starts_at, "minutes": after.minutes}
        if after.held_on != before.held_on:
            values |= {"held_on": after.held_on, "moved_from": before.held_on}
        # The revision turns away who has the page of before open, and is the number of its changes in a calendar.
        values["revision"] = GroupSession.revision + 1
        one = update(GroupSession).where(of_group, GroupSession.number == before.number)
        connection.execute(one.values(values))
    if found.dropped:
        numbers = [each.number for each in found.dropped]
        connection.execute(delete(GroupSession).where(of_group, GroupSession.number.in_(numbers)))
    _add(connection, group_id, found.added)


def _add(connection: Connection, group_id: int, sessions: Iterable[Planned]) -> None:
    rows = [
        {
            "group_id": group_id,
            "number": each.number,
            "kind": SessionKind.WEEKLY,
            "held_on": each.held_on,
            "starts_at": each.starts_at,
            "minutes": each.minutes,
            "cancel_note": "",
            "revision": 1,
        }
        for each in sessions
    ]
    if rows:
        connection.execute(insert(GroupSession), rows)


def _when(session: Planned) -> str:
    return f"{in_full(session.held_on)} at {clock(session.starts_at)}, {session.minutes} minutes"
