"""Reads of a provider's own groups, their sessions and registers. What is another provider's is not found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from flask import abort
from sqlalchemy import ColumnElement, Row, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload

from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.register_vocabulary import OnRegister, SessionKind
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.reading import THE_CASES, OfCase
from portal.clock import day_of
from portal.programme.models import AttendanceEntry, GroupBreak, GroupSession
from portal.referrals.models import DiaryEntry, Referral
from portal.rules import attendance, on_register, references, schedule

WITH_PERSON = (
    joinedload(Referral.case).joinedload(Case.participant),
    joinedload(Referral.diary),
    joinedload(Referral.places),
)
"""In one statement: a diary has a dozen entries, and somebody is seldom given a second place."""
ENTRIES = OfCase(
    AttendanceEntry,
    AttendanceEntry.referral_id.in_(
        select(Referral.id).where(Referral.case_id.in_(THE_CASES)).correlate(None)
    ),
    options=(joinedload(AttendanceEntry.session),),
)
"""Everything that was recorded of the person of a case."""


def groups_of(person: User) -> Sequence[Group]:
    """The provider's groups by service and name."""
    wanted = select(Group).join(Group.service).where(Service.provider_id == person.provider_id)
    wanted = wanted.options(contains_eager(Group.service), joinedload(Group.venue))
    return db.session.scalars(wanted.order_by(Service.name, Group.name, Group.id)).all()


def group_for(person: User, group_id: int) -> Group:
    """The provider's group of that number, or 404."""
    wanted = select(Group).join(Group.service).where(Service.provider_id == person.provider_id)
    wanted = wanted.where(Group.id == group_id)
    wanted = wanted.options(contains_eager(Group.service), joinedload(Group.venue))
    return db.session.scalars(wanted).one_or_none() or abort(404)


def sessions_of(groups: Iterable[Group]) -> Mapping[int, Sequence[GroupSession]]:
    """The sessions of each group, by its id, in order of day.

    A group whose sessions nobody has touched has none in the store: they are made from its template, and are kept
    with the first change.
    """
    groups = list(groups)
    wanted = select(GroupSession).where(GroupSession.group_id.in_([group.id for group in groups]))
    found: dict[int, list[GroupSession]] = defaultdict(list)
    for session in db.session.scalars(wanted.order_by(GroupSession.held_on, GroupSession.starts_at)):
        found[session.group_id].append(session)
    return {group.id: found[group.id] or from_template(group) for group in groups}


def with_sessions(which: ColumnElement[bool]) -> dict[Group, Sequence[GroupSession]]:
    """The groups to which this applies, by service and name, with their sessions as `sessions_of` gives them: one
    statement."""
    wanted = (
        select(Group, GroupSession)
        .join(Group.service)
        .outerjoin(GroupSession, GroupSession.group_id == Group.id)
        .where(which)
        .options(contains_eager(Group.service))
        .order_by(Service.name, Group.name, Group.id, GroupSession.held_on, GroupSession.starts_at)
    )
    found: dict[Group, list[GroupSession]] = defaultdict(list)
    for group, session in db.session.execute(wanted):
        found[group] += [session] if session is not None else []
    return {group: sessions or from_template(group) for group, sessions in found.items()}


def from_template(group: Group) -> list[GroupSession]:
    """The sessions that the group's day, length and number give; they are not in the store yet."""
    days = schedule.weekly_days(group.first_session_on, group.day, group.sessions_total)
    minutes = schedule.minutes_between(group.starts_at, group.ends_at)
    return [
        GroupSession(
            group_id=group.id,
            number=number,
            kind=SessionKind.WEEKLY,
            held_on=day,
            starts_at=group.starts_at,
            minutes=minutes,
            cancel_note="",
            revision=1,
        )
        for number, day in enumerate(days, start=1)
    ]


def session_in(sessions: Sequence[GroupSession], number: int) -> GroupSession:
    """The session of that number, or 404."""
    return next((each for each in sessions if each.number == number), None) or abort(404)


def next_session(sessions: Sequence[GroupSession], today: date) -> GroupSession | None:
    """The next session to be held, today's included; None after the last."""
    return next((each for each in sessions if each.held_on >= today and not each.is_cancelled), None)


def breaks_of(group: Group) -> Sequence[GroupBreak]:
    """The group's breaks, the earliest first."""
    wanted = select(GroupBreak).where(GroupBreak.group_id == group.id).order_by(GroupBreak.starts_on)
    return db.session.scalars(wanted).all()


def sent_to(groups: Iterable[Group]) -> Mapping[int, Sequence[Referral]]:
    """Every referral that was sent to each of these groups, by the group's id; each with its person, by name."""
    sent = Referral.diary.any(DiaryEntry.step == Step.SEND)
    wanted = select(Referral).where(Referral.group_id.in_([group.id for group in groups]), sent)
    found: dict[int, list[Referral]] = defaultdict(list)
    for referral in sorted(db.session.scalars(wanted.options(*WITH_PERSON)).unique(), key=_by_name):
        found[referral.group_id].append(referral)
    return found


def person_in(group: Group, reference: str) -> Referral:
    """The referral of that reference, if it was sent to the group, or 404."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    return next((each for each in sent_to([group])[group.id] if each.reference == meant), None) or abort(404)


def standing_of(referral: Referral, day: date) -> OnRegister | None:
    """How the person stands on a register of that day; None where they do not."""
    steps = [(entry.step, min(entry.day or day_of(entry.at), day_of(entry.at))) for entry in referral.diary]
    standing = on_register.standing_on(steps, day)
    return standing if standing is not OnRegister.TO_START or _has_place_on(referral, day) else None


def standing_on(referral: Referral, session: GroupSession) -> OnRegister | None:
    """How the person stands on the register of that session; on that of a one-to-one session its person alone."""
    is_theirs = session.referral_id in (None, referral.id)
    return standing_of(referral, session.held_on) if is_theirs else None


def entries_in_groups(groups: Iterable[Group]) -> Sequence[Row[int, int]]:
    """Which session's register holds a row for whom: the ids of session and referral, nothing of what it says."""
    wanted = select(AttendanceEntry.session_id, AttendanceEntry.referral_id).distinct()
    wanted = wanted.join(AttendanceEntry.session).where(
        GroupSession.group_id.in_([each.id for each in groups])
    )
    return db.session.execute(wanted).all()


def entries_of(group: Group) -> Sequence[AttendanceEntry]:
    """Everything that was recorded in the group's registers, each row's oldest entry first."""
    wanted = select(AttendanceEntry).join(AttendanceEntry.session).where(GroupSession.group_id == group.id)
    wanted = wanted.options(contains_eager(AttendanceEntry.session), joinedload(AttendanceEntry.by))
    return db.session.scalars(wanted.order_by(GroupSession.held_on, AttendanceEntry.number)).all()


def entries_for(referrals: Iterable[Referral]) -> Mapping[int, Sequence[AttendanceEntry]]:
    """Everything that was recorded of these people, each row's oldest entry first, by the id of the referral."""
    wanted = select(AttendanceEntry).where(AttendanceEntry.referral_id.in_([each.id for each in referrals]))
    wanted = wanted.join(AttendanceEntry.session).options(
        contains_eager(AttendanceEntry.session), joinedload(AttendanceEntry.by)
    )
    found: defaultdict[int, list[AttendanceEntry]] = defaultdict(list)
    for entry in db.session.scalars(wanted.order_by(GroupSession.held_on, AttendanceEntry.number)):
        found[entry.referral_id].append(entry)
    return found


def marks_of(referral_ids: Iterable[int]) -> Mapping[int, list[attendance.Mark]]:
    """What the registers say of each of these people who was ever away, by the id of the referral, in one statement."""
    ids = AttendanceEntry.referral_id.in_(list(referral_ids))
    away = select(AttendanceEntry.referral_id).where(ids, AttendanceEntry.attendance.in_(attendance.MISSED))
    wanted = select(AttendanceEntry).where(AttendanceEntry.referral_id.in_(away))
    wanted = wanted.join(AttendanceEntry.session).options(contains_eager(AttendanceEntry.session))
    found: dict[int, list[AttendanceEntry]] = defaultdict(list)
    for entry in db.session.scalars(wanted.order_by(GroupSession.held_on, AttendanceEntry.number)):
        found[entry.referral_id].append(entry)
    return {referral_id: marks_in(entries) for referral_id, entries in found.items()}


def often_away(case_ids: Iterable[int]) -> Mapping[Referral, list[attendance.Mark]]:
    """What the registers say of those of these cases in whose rows an absence was recorded more than once, whatever
    stands there now; each with its diary, in one statement."""
    found: dict[Referral, list[AttendanceEntry]] = defaultdict(list)
    for entry in db.session.scalars(_OFTEN_AWAY, {"case_ids": list(case_ids)}).unique():
        found[entry.referral].append(entry)
    return {referral: marks_in(entries) for referral, entries in found.items()}


_OFTEN = (
    select(AttendanceEntry.referral_id)
    .join(AttendanceEntry.referral)
    .where(
        Referral.case_id.in_(bindparam("case_ids", expanding=True)),
        AttendanceEntry.attendance.in_(attendance.MISSED),
    )
    .group_by(AttendanceEntry.referral_id)
    .having(func.count() > 1)
)
_OFTEN_AWAY = (
    select(AttendanceEntry)
    .where(AttendanceEntry.referral_id.in_(_OFTEN))
    .join(AttendanceEntry.session)
    .options(
        contains_eager(AttendanceEntry.session),
        joinedload(AttendanceEntry.referral).joinedload(Referral.diary),
    )
    .order_by(GroupSession.held_on, AttendanceEntry.number)
)
"""Asked by every list of cases, so put together once."""


def entries_in(session: GroupSession) -> Sequence[AttendanceEntry]:
    """Everything that was recorded in one register, read anew, each row's oldest entry first."""
    wanted = select(AttendanceEntry).where(AttendanceEntry.session_id == session.id)
    return db.session.scalars(
        wanted.options(joinedload(AttendanceEntry.by)).order_by(AttendanceEntry.number)
    ).all()


def as_they_stand(entries: Iterable[AttendanceEntry]) -> list[AttendanceEntry]:
    """Of each row the last entry."""
    last = {(entry.session_id, entry.referral_id): entry for entry in entries}
    return list(last.values())


def marks_in(entries: Iterable[AttendanceEntry]) -> list[attendance.Mark]:
    """What the registers of sessions that took place say, as it stands."""
    return [
        attendance.Mark(entry.session.held_on, entry.attendance, entry.minutes)
        for entry in as_they_stand(entries)
        if not entry.session.is_cancelled
    ]


def _by_name(referral: Referral) -> tuple[str, str]:
    return referral.case.participant.name, referral.reference


def _has_place_on(referral: Referral, day: date) -> bool:
    return any(
        day_of(place.held_at) <= day < (place.held_until if place.taken_at is None else date.max)
        and (place.released_at is None or day < day_of(place.released_at))
        for place in referral.places
    )
