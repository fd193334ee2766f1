"""Reads of everything that a clock hangs on, each set in one statement, on the reader's own side of the wall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, func, select, true

from directory_data.database import db
from directory_data.models import Group, Provider, Service
from directory_data.support_vocabulary import SupportStep
from directory_data.vocabulary import DocumentKind, Role, Step
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case, Order, ProtectedPerson
from portal.clock import day_of
from portal.deadlines import case_facts, court_dates, facts, registers, support_facts
from portal.deadlines.case_facts import AtCourt, RecordedOrder
from portal.deadlines.facts import Diary, Whose
from portal.deadlines.support_facts import Offer
from portal.partner_support.models import HandOff, News, SupportEntry
from portal.referrals.models import DiaryEntry, Referral
from portal.reports.models import Report
from portal.rules import references, support
from portal.rules.clocks import Fact, Subject
from portal.rules.report_parts import PROGRAMME_REPORTS

ORDER = (
    Order.number,
    Order.made_on,
    Order.stage,
    Order.directs_cafcass_to_refer,
    Order.is_sealed_copy_held,
    Order.report_due_on,
)
"""What of an order the clocks read, in the order of RecordedOrder."""
WHOSE = (Case.id.label("case_id"), Case.reference.label("case_reference"), Case.officer_id, Case.cafcass_area)


def everything(today: date) -> list[Diary]:
    """The diaries of every open case and of every register that is to be marked, for those who chase."""
    return [*_of_cases(true(), today), *registers.to_post(true(), today)]


def of_case(case_id: int, today: date) -> list[Diary]:
    """The diaries of one case, for its officer."""
    return _of_cases(Case.id == case_id, today)


def visible_to(person: User, today: date) -> list[Diary]:
    """What this person may see: an officer all of a case, programme staff referrals and registers, partner support
    hand-offs."""
    if person.role in (Role.OFFICER, Role.MANAGER):
        mine = cases.visible_to(person)
        return [*_of_cases(mine, today), *registers.to_post(_groups_of_cases(mine), today)]
    if person.role is Role.PROGRAMME:
        own = Service.provider_id == person.provider_id
        return [*referrals_visible_to(person), *registers.to_post(own, today)]
    return hand_offs_visible_to(person) if person.role is Role.PARTNER_SUPPORT else []


def cases_visible_to(person: User, today: date) -> list[Diary]:
    """The diaries of the cases on this person's list, with their referrals and hand-offs."""
    return _of_cases(cases.visible_to(person), today)


def referrals_visible_to(person: User) -> list[Diary]:
    """The diaries of the referrals on this person's list."""
    return [diary for diary in _of_side(person, true()) if _was_sent(diary)]


def hand_offs_visible_to(worker: User) -> list[Diary]:
    """The diaries of the hand-offs on this worker's list."""
    return _hand_offs(Service.provider_id == worker.provider_id)


def provider_names() -> dict[int | None, str]:
    """The name of each provider, by its id."""
    return {row.id: row.name for row in db.session.execute(select(Provider.id, Provider.name))}


def of_referral(person: User, reference: str) -> list[Diary]:
    """The diary of that referral, if this person may see it."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    return [each for each in _of_side(person, Referral.reference == meant) if _was_sent(each)]


def _of_side(person: User, which: ColumnElement[bool]) -> list[Diary]:
    if person.role in (Role.OFFICER, Role.MANAGER):
        return _referrals(which & cases.visible_to(person))
    return _referrals(which & (Service.provider_id == person.provider_id))


def _of_cases(which: ColumnElement[bool], today: date) -> list[Diary]:
    referrals = _referrals(which)
    return [*_cases(which, referrals, today), *referrals, *_hand_offs(which)]


def _referrals(which: ColumnElement[bool]) -> list[Diary]:
    entries: dict[int, list[tuple[int, Step, datetime, date | None]]] = defaultdict(list)
    diaries: dict[int, Diary] = {}
    signed: dict[int, dict[DocumentKind, date]] = {}
    for row in db.session.execute(_REFERRALS.where(which)):
        entries[row.id].append((row.number, row.step, row.at, row.day))
        diaries[row.id] = Diary(Subject.REFERRAL, row.id, row.reference, _whose(row), row.provider_id)
        signed[row.id] = {kind: day_of(at) for kind in PROGRAMME_REPORTS if (at := getattr(row, kind.name))}
    return [
        replace(each, facts=facts.with_reports(facts.of_referral(entries[key]), signed[key]))
        for key, each in diaries.items()
    ]


def _signed_at(kind: DocumentKind) -> Any:
    """When the referral's last report of this kind was signed: that it was is all that is read of it."""
    wanted = select(func.max(Report.signed_at)).where(Report.referral_id == Referral.id, Report.kind == kind)
    return wanted.correlate(Referral).scalar_subquery()


def _cases(which: ColumnElement[bool], referrals: Iterable[Diary], today: date) -> list[Diary]:
    orders: dict[int, list[RecordedOrder]] = defaultdict(list)
    whose: dict[int, Whose] = {}
    told: dict[int, list[date]] = {}
    at_court: dict[int, AtCourt] = {}
    for row in db.session.execute(_ORDERS.where(which), {"today": today}):
        if row.number is not None:
            orders[row.case_id].append(RecordedOrder(*row[len(WHOSE) : len(WHOSE) + len(ORDER)]))
        whose[row.case_id] = _whose(row)
        told[row.case_id] = [row.court_told_on] if row.court_told_on else []
        at_court[row.case_id] = _at_court(row)
    steps: dict[int | None, list[Fact]] = defaultdict(list)
    for diary in referrals:
        steps[diary.whose.case_id] += [replace(each, mark=f"{diary.id} {each.mark}") for each in diary.facts]
    return [
        Diary(
            Subject.CASE,
            key,
            each.case_reference,
            each,
            facts=case_facts.of_case(orders[key], steps[key], told[key], at_court[key]),
        )
        for key, each in whose.items()
    ]


def _at_court(row: Any) -> AtCourt:
    return AtCourt(
        day_of(row.created_at),
        next_hearing_on=row.next_on,
        last_hearing_on=row.last_on,
        note_issued_on=day_of(row.note_at) if row.note_at else None,
        report_filed_on=row.filed_on,
        contact_decided_on=day_of(row.contact_at) if row.contact_at else None,
    )


def _hand_offs(which: ColumnElement[bool]) -> list[Diary]:
    return [
        Diary(
            Subject.SUPPORT,
            row.id,
            row.reference,
            _whose(row),
            row.provider_id,
            support_facts.of_hand_off(
                row.made_at,
                row.renewed_at,
                row.acknowledged_at,
                Offer(row.done_at, row.ended_by, row.trigger_at, row.over_at, row.planned_at),
            ),
        )
        for row in db.session.execute(_HAND_OFFS.where(which))
    ]


def _last_entry(column: Any, steps: Iterable[SupportStep]) -> Any:
    """One column of the last thing of these that was recorded about a hand-off."""
    wanted = select(column).where(SupportEntry.hand_off_id == HandOff.id, SupportEntry.step.in_(steps))
    return wanted.order_by(SupportEntry.id.desc()).limit(1).correlate(HandOff).scalar_subquery()


def _last_trigger() -> Any:
    """When something happened last after which support is offered anew."""
    wanted = select(func.max(News.at)).where(News.hand_off_id == HandOff.id, News.offers_support)
    return wanted.correlate(HandOff).scalar_subquery()


def _programme_over() -> Any:
    """When the programme ended last for the person whose partner it is, since this was handed over."""
    wanted = select(func.max(DiaryEntry.at)).join(Referral, Referral.id == DiaryEntry.referral_id)
    ended = DiaryEntry.step.in_((Step.COMPLETE, Step.END_PLACE)) & (DiaryEntry.at >= HandOff.made_at)
    return wanted.where(Referral.case_id == Case.id, ended).correlate(HandOff, Case).scalar_subquery()


def _whose(row: Any) -> Whose:
    return Whose(frozenset({row.officer_id}), frozenset({row.cafcass_area}), row.case_id, row.case_reference)


def _groups_of_cases(which: ColumnElement[bool]) -> ColumnElement[bool]:
    theirs = select(Referral.group_id).join(Referral.case).where(Case.closed_at.is_(None), which)
    return Group.id.in_(theirs)


def _was_sent(diary: Diary) -> bool:
    return any(Step.SEND.value in fact.names for fact in diary.facts)


# The lists of every officer, manager and worker ask these: they are put together once.
_REFERRALS = (
    select(
        *WHOSE,
        Referral.id,
        Referral.reference,
        Service.provider_id,
        DiaryEntry.number,
        DiaryEntry.step,
        DiaryEntry.at,
        DiaryEntry.day,
        *(_signed_at(kind).label(kind.name) for kind in PROGRAMME_REPORTS),
    )
    .join(Referral.case)
    .join(Referral.service)
    .join(Referral.diary)
    .where(Case.closed_at.is_(None))
    .order_by(Referral.id, DiaryEntry.number)
)
_ORDERS: Any = (
    select(*WHOSE, *ORDER, Case.created_at, *court_dates.columns(bindparam("today", type_=Date)))
    .select_from(Case)
    .outerjoin(Order, (Order.case_id == Case.id) & Order.struck_at.is_(None))
    .where(Case.closed_at.is_(None))
    .order_by(Case.id, Order.number)
)
"""A row for each order that counts, or one for a case without any; what is before the court in every row."""
_HAND_OFFS = (
    select(
        *WHOSE,
        HandOff.id,
        HandOff.reference,
        Service.provider_id,
        HandOff.made_at,
        HandOff.renewed_at,
        HandOff.acknowledged_at,
        _last_entry(SupportEntry.at, support.MOVES_THE_OFFER).label("done_at"),
        _last_entry(SupportEntry.step, support.MOVES_THE_OFFER - {SupportStep.ATTEMPT}).label("ended_by"),
        _last_trigger().label("trigger_at"),
        _programme_over().label("over_at"),
        _last_entry(SupportEntry.at, support.SAYS_HOW_IT_GOES_ON).label("planned_at"),
    )
    .join(HandOff.service)
    .join(ProtectedPerson, ProtectedPerson.id == HandOff.protected_person_id)
    .join(Case, Case.id == ProtectedPerson.case_id)
    .where(Case.closed_at.is_(None))
    .order_by(HandOff.id)
)
