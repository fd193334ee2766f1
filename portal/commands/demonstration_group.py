"""The invented group under way of a demonstration: its people, referred and assessed, and registers that are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, select

from directory_data import group_places
from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.models import Group, Service
from directory_data.register_vocabulary import Attendance, OnRegister, Participation
from directory_data.support_vocabulary import AttemptOutcome, Channel, SupportStep
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.cases import actions as cases
from portal.cases.models import Case
from portal.clock import LONDON, day_of
from portal.commands.demonstration_cases import add_finding, direction, interim_order, open_invented
from portal.commands.demonstration_family import add_to_family
from portal.messages.models import OutboxMessage
from portal.partner_support import actions as partner_support
from portal.partner_support import recording as support
from portal.partner_support.models import HandOff
from portal.programme import actions as programme
from portal.programme import queries as registers
from portal.programme import recording
from portal.programme.models import GroupSession
from portal.programme.recording import FilledRow, RowEntries
from portal.referrals import actions as referrals
from portal.referrals import offers
from portal.referrals.models import Referral
from portal.referrals.moving import Given
from portal.referrals.needs import candidates_for, needs_of
from portal.rules.matching.answers import Match
from portal.rules.matching.matcher import match
from portal.rules.register_rows import RowAnswers

GROUP = "Bradford Thursday evening"
BRADFORD = "E08000032"
ENROLLED_ELSEWHERE = 2
FIRST_NUMBER = 101
REFERRED_BEFORE = timedelta(days=56)
CODES = {
    "a": RowAnswers(Attendance.ATTENDED, participation=Participation.SOME),
    "f": RowAnswers(Attendance.ATTENDED, participation=Participation.FULL),
    "l": RowAnswers(Attendance.LATE, 105, Participation.SOME),
    "e": RowAnswers(
        Attendance.LEFT_EARLY, 90, Participation.LITTLE, "Left for a night shift. He had said so."
    ),
    "o": RowAnswers(Attendance.ABSENT_AUTHORISED, note="Ill. He rang before noon."),
    "u": RowAnswers(Attendance.ABSENT_UNAUTHORISED),
    "c": RowAnswers(
        Attendance.ATTENDED,
        participation=Participation.LITTLE,
        note="He said that he waits outside the school to see the children. Raised with the lead on the same evening.",
        is_concern=True,
    ),
}
"""A letter of a record -> the row of the register."""


@dataclass(frozen=True)
class Member:
    """Somebody of the group, the other parent, and a letter for each session that was held."""

    name: str
    other_parent: str
    record: str


MEMBERS = (
    Member("Adrian Colclough", "Bethany Rudd", "aafaafaafaaf"),
    Member("Darren Whitlock", "Simone Achterberg", "aalaaelaaala"),
    Member("Gavin Threlfall", "Marta Kowalczyk", "afffaffaffaf"),
    Member("Imran Sheikh-Dunne", "Lucy Partridge", "aaaoaaaaoaaa"),
    Member("Joel Abernathy", "Keisha Lowndes", "aauaaacaaaaa"),
    Member("Mateusz Rybicki", "Fiona Garside", "alaaauuuuuuu"),
    Member("Owen Pritchard-Vale", "Helen Stanhope", "aaaaaaauaaua"),
    Member("Trevor Haslam", "Nadine Osei", "aaouaaaaaaaa"),
)
STEPS = (
    (Step.ACKNOWLEDGE, 1),
    (Step.BOOK, 2),
    (Step.ASSESS, 9),
    (Step.FIND_SUITABLE, 30),
    (Step.OFFER_PLACE, 40),
    (Step.START, 0),
)
"""What was done with each referral, so many days after it was sent; the start is the first session."""
SUPPORT = (*[SupportStep.ENGAGE] * 5, SupportStep.DECLINE, SupportStep.UNSAFE, None)
"""What came of the offer of support to each other parent, in the order of the members; None: nobody answers."""
DATED = (Step.BOOK, Step.ASSESS, Step.START)
INVENTED = "Invented for the demonstration."
WORDS = {
    "welfare_reason": "The child sees both parents and says that shouting frightens them.",
    "abuse_summary": "He admitted that on two occasions he pushed the other parent.",
    "contact_arrangement": "Supervised, once a week, in a contact centre.",
    "risks": "",
}
MIDDAY, LATE = time(12), time(21, 15)


def add_demonstration_group(gazetteer: Gazetteer, *, day: date, at: datetime) -> None:
    """Fill the group with people who were referred before it began, and mark every register but the last. Once."""
    staff = {person.email: person for person in db.session.scalars(select(User))}
    officer, worker = staff["officer@demo.example"], staff["programme@demo.example"]
    group = db.session.scalars(select(Group).where(Group.name == GROUP)).one()
    if group.places_held:
        return
    group_places.set_sizes(
        db.session(), group.id, places_max=group.places_max, places_taken=ENROLLED_ELSEWHERE
    )
    sessions = programme.keep(group, registers.from_template(group))
    held = [each for each in sessions if each.held_on <= day]
    people = [
        started(member, group, gazetteer, held[0].held_on, FIRST_NUMBER + place, officer, worker)
        for place, member in enumerate(MEMBERS)
    ]
    _offer_support(staff["support@demo.example"], at=_at(held[0].held_on + timedelta(days=1)))
    for session in held[:-1]:
        _mark(session, people, worker)
    db.session.flush()
    add_to_family(people[-1], staff, at=at)
    db.session.flush()
    # What happened weeks ago is nobody's news today.
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.made_at < at - timedelta(hours=1)))


def _offer_support(worker: User, *, at: datetime) -> None:
    """What became of each offer of support, so that the worker's list is one that somebody has kept."""
    wanted = select(HandOff).where(HandOff.acknowledged_at.is_(None)).order_by(HandOff.id)
    for handed, answer in zip(db.session.scalars(wanted), SUPPORT, strict=False):
        partner_support.acknowledge(handed, by=worker, at=handed.made_at + timedelta(days=1))
        key = handed.reference
        if answer is not None:
            support.take_step(handed, answer, INVENTED, form_key=key, by=worker, at=at)
        else:
            tried = Channel.TELEPHONE, AttemptOutcome.NO_ANSWER, INVENTED
            support.attempt(handed, *tried, form_key=key, by=worker, at=at, today=day_of(at))


def started(
    member: Member,
    group: Group,
    gazetteer: Gazetteer,
    first_on: date,
    number: int,
    officer: User,
    worker: User,
) -> Referral:
    """The case of one person and a referral that led to the first session."""
    day = first_on - REFERRED_BEFORE
    case = open_invented(
        officer, member.name, BRADFORD, member.other_parent, BRADFORD, day, _at(day), number, hearing_in=300
    )
    cases.record_order(case, interim_order(day), [direction()])
    add_finding(case, day, by=officer, at=_at(day))
    db.session.flush()
    chosen = _match(case, group, gazetteer, day)
    slugs = [partner.slug for partner in chosen.partner_support]
    supports = db.session.scalars(select(Service).where(Service.slug.in_(slugs))).all()
    record: dict[str, Any] = {"chosen": chosen.as_record()}
    assert case.order is not None, "It has just been recorded."
    referral = referrals.prepare(case, case.order, group, supports, record, by=officer, at=_at(day))
    referrals.write(referral, WORDS)
    referrals.send(referral, [], by=officer, at=_at(day), today=day)
    for step, after in STEPS:
        on = first_on if step is Step.START else day + timedelta(days=after)
        given = Given(day=on if step in DATED else None, note=INVENTED)
        referrals.take_step(referral, step, given, by=worker, at=_at(on), today=on)
    return referral


def _match(case: Case, group: Group, gazetteer: Gazetteer, day: date) -> Match:
    """The group as a match of this case on that day, with all that speaks for it."""
    programmes = [each for each in offers.programmes() if each.id == group.service_id]
    answers = match(needs_of(case, day), candidates_for(case, programmes, gazetteer, day))
    return next(each for each in answers.offered if offers.is_of(each, group.id))


def _mark(session: GroupSession, people: Sequence[Referral], worker: User) -> None:
    """The register as it was filled in after the session."""
    rows = [
        FilledRow(referral.id, CODES[member.record[session.number - 1]], based_on=0)
        for member, referral in zip(MEMBERS, people, strict=True)
        if registers.standing_on(referral, session) is OnRegister.EXPECTED
    ]
    none_before = {row.referral_id: RowEntries() for row in rows}
    recording.save(session, rows, none_before, by=worker, at=_at(session.held_on, LATE))


def _at(day: date, clock: time = MIDDAY) -> datetime:
    return datetime.combine(day, clock, LONDON)
