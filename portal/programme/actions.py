"""Everything that changes the sessions of a group. Nowhere else is a session moved, added or cancelled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import object_session
from sqlalchemy.orm.exc import StaleDataError

from directory_data.database import db
from directory_data.models import Group
from directory_data.register_vocabulary import CancelReason, SessionKind
from directory_data.vocabulary import Weekday
from portal.accounts.models import User
from portal.errors import CHANGED_MEANWHILE, Refused
from portal.messages.once import insert_each_once
from portal.programme import queries
from portal.programme.models import GroupBreak, GroupSession
from portal.programme.telling import tell_of_changed
from portal.rules import schedule


@dataclass(frozen=True)
class Change:
    """A session that gets another day."""

    session: GroupSession
    held_on: date


def keep(group: Group, sessions: Sequence[GroupSession]) -> Sequence[GroupSession]:
    """The sessions as the store holds them: those only made from the template so far are put there, once."""
    if not sessions or object_session(sessions[0]) is not None:
        return sessions
    table = GroupSession.__table__
    rows = [
        {column.name: getattr(each, column.name) for column in table.c if column.name != "id"}
        for each in sessions
    ]
    insert_each_once(db.session.connection(), GroupSession, rows, table.c.id)
    return queries.sessions_of([group])[group.id]


def move_changes(
    session: GroupSession,
    sessions: Sequence[GroupSession],
    held_on: date,
    breaks: Collection[schedule.Break],
    *,
    with_later: bool,
) -> list[Change]:
    """What a move changes: the session, and with it those weekly ones that follow it where that was asked."""
    later = [each for each in weekly_after(sessions, session.held_on) if each is not session]
    moved = [session, *(later if with_later else [])]
    days = schedule.after_move(held_on, len(moved) - 1, breaks)
    return [Change(each, day) for each, day in zip(moved, days, strict=True) if each.held_on != day]


def break_changes(
    sessions: Sequence[GroupSession], gap: schedule.Break, breaks: Collection[schedule.Break], today: date
) -> list[Change]:
    """What a break changes: the weekly sessions still to come from the first that falls into it on, and no other."""
    to_come = weekly_after(sessions, today)
    first = next((place for place, each in enumerate(to_come) if gap.covers(each.held_on)), len(to_come))
    moved = to_come[first:]
    days = schedule.after_break([each.held_on for each in moved], [*breaks, gap])
    return [Change(each, day) for each, day in zip(moved, days, strict=True) if each.held_on != day]


def weekly_after(sessions: Sequence[GroupSession], day: date) -> list[GroupSession]:
    """The weekly sessions after that day that have not been cancelled."""
    return [
        each
        for each in sessions
        if each.held_on > day and each.kind is SessionKind.WEEKLY and not each.is_cancelled
    ]


def weekday_of(group: Group, sessions: Sequence[GroupSession], today: date) -> Weekday:
    """The day of the week on which most weekly sessions to come are held; after the last, the one that is listed."""
    to_come = [each.held_on for each in weekly_after(sessions, today)]
    return schedule.usual_weekday(to_come) if to_come else group.day


def reschedule(changes: Sequence[Change]) -> None:
    """Give the sessions their new days, all or none. Raises Refused where somebody else was faster."""
    for change in changes:
        change.session.moved_from = change.session.held_on
        change.session.held_on = change.held_on
    _flush()


def add_break(group: Group, gap: schedule.Break, changes: Sequence[Change]) -> None:
    """Record a break and move what would have fallen into it."""
    db.session.add(GroupBreak(group_id=group.id, starts_on=gap.starts_on, ends_on=gap.ends_on))
    reschedule(changes)


def add_session(
    group: Group,
    sessions: Sequence[GroupSession],
    kind: SessionKind,
    *,
    held_on: date,
    starts_at: time,
    minutes: int,
    referral_id: int | None = None,
) -> GroupSession:
    """One more session: a catch-up for the group, or a one-to-one. Raises IntegrityError when two add at once."""
    session = GroupSession(
        group_id=group.id,
        number=max((each.number for each in sessions), default=0) + 1,
        kind=kind,
        held_on=held_on,
        starts_at=starts_at,
        minutes=minutes,
        referral_id=referral_id,
        cancel_note="",
    )
    db.session.add(session)
    db.session.flush()
    return session


def cancel(session: GroupSession, reason: CancelReason, note: str, *, by: User, at: datetime) -> None:
    """Say that the session does not take place, and why. What its register holds stays, and no longer counts."""
    if session.is_cancelled:
        raise Refused(["This session has been cancelled already."])
    session.cancelled_at, session.cancelled_by_id = at, by.id
    session.cancel_reason, session.cancel_note = reason, note
    _flush()
    tell_of_changed({entry.referral_id for entry in queries.entries_in(session)}, by=by, at=at)


def replacement_day(sessions: Sequence[GroupSession], breaks: Collection[schedule.Break]) -> date:
    """The week after the last session: where one that was cancelled can be made up."""
    last = max(each.held_on for each in sessions)
    weekday = schedule.usual_weekday(each.held_on for each in sessions if each.kind is SessionKind.WEEKLY)
    return schedule.weekly_days(last + timedelta(days=1), weekday, 1, breaks)[0]


def _flush() -> None:
    try:
        db.session.flush()
    except StaleDataError:
        raise Refused([CHANGED_MEANWHILE]) from None
