"""Reads of changes in risk: each in one statement, and never more than the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, bindparam, false, or_, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.models import Service
from directory_data.risk_vocabulary import RiskSide
from directory_data.vocabulary import Role, Step
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case, ProtectedPerson
from portal.clock import day_of
from portal.partner_support.models import HandOff
from portal.referrals.models import DiaryEntry, Referral
from portal.risk import duty
from portal.risk.models import RiskReport, RiskTask
from portal.rules import references, risk_ladder, risk_readers
from portal.rules.clocks import OVER
from portal.rules.references import ReferenceKind
from portal.rules.risk_ladder import Rung

WHOLE = (
    joinedload(RiskReport.raised_by),
    joinedload(RiskReport.decided_by),
    joinedload(RiskReport.tasks),
    joinedload(RiskReport.case).options(joinedload(Case.participant), joinedload(Case.officer)),
)


def readable_by(person: User) -> ColumnElement[bool]:
    """What this person may read, of a report joined to its case; an officer on duty may read more (`report_for`)."""
    side = risk_readers.SIDE_OF.get(person.role)
    if side is None:
        return false()
    if side is RiskSide.CAFCASS:
        own = or_(cases.visible_to(person), RiskReport.decided_by_id == person.id)
        return or_(own, _is_of_an_area_without_manager()) if person.role is Role.MANAGER else own
    theirs = _of_programme(person) if side is RiskSide.PROGRAMME else _of_support(person)
    allowed = [
        and_(RiskReport.side == source, RiskReport.is_source_protected == is_protected, theirs[source])
        for (source, is_protected), readers in risk_readers.READERS.items()
        if side in readers
    ]
    own = and_(RiskReport.side == side, theirs[side], RiskReport.raised_by_id == person.id)
    return or_(own, *allowed)


def report_for(person: User, key: str, at: datetime) -> RiskReport:
    """The report with that key, or 404. Who is on duty reads what has climbed to the duty officer."""
    wanted = select(RiskReport).join(RiskReport.case).where(RiskReport.key == key).options(*WHOLE)
    found = db.session.scalars(wanted.where(readable_by(person))).unique().one_or_none()
    if found is None and person.role is Role.OFFICER:
        passed_on = db.session.scalars(wanted).unique().one_or_none()
        found = passed_on if passed_on and passed_on in with_duty(person, [passed_on], at) else None
    return found or abort(404)


def open_for(person: User, at: datetime) -> Sequence[RiskReport]:
    """Every report that is open and that this person may read, the undecided first and the oldest of them on top."""
    wanted = _open().options(*WHOLE).order_by(RiskReport.decided_at.is_not(None), RiskReport.id)
    found = list(db.session.scalars(wanted.where(readable_by(person))).unique())
    if person.role is Role.OFFICER and (officer := duty.officer_on_duty(_area(person), day_of(at))) == person:
        of_area = wanted.where(Case.cafcass_area == officer.cafcass_area, RiskReport.decided_at.is_(None))
        others = db.session.scalars(of_area.where(RiskReport.id.not_in([each.id for each in found]))).unique()
        found = with_duty(person, list(others), at) + found
    return found


def with_duty(person: User, reports: Iterable[RiskReport], at: datetime) -> list[RiskReport]:
    """Those that somebody who is on duty has before them now."""
    return [
        report
        for report in reports
        if report.decided_at is None
        and Rung.DUTY_OFFICER in rungs_of(report, at)
        and duty.officer_on_duty(report.case.cafcass_area, day_of(at)) == person
    ]


def rungs_of(report: RiskReport, at: datetime) -> list[Rung]:
    """Who should have decided by now; a rung on which nobody stands passes it on at once."""
    climbed = risk_ladder.reached(report.raised_at, at, is_danger=report.is_danger)
    staffed = {Rung.DUTY_OFFICER, Rung.MANAGER} | ({Rung.OFFICER} if report.case.officer.active else set())
    return risk_ladder.told(climbed, staffed)


def open_on(person: User, kind: ReferenceKind, reference: str) -> Sequence[RiskReport]:
    """The open reports on the case behind a page's reference that its reader may read: one statement."""
    meant = references.parse_reference(reference, kind)
    wanted = _open().where(_case_behind(person, kind, meant), readable_by(person))
    loaded = wanted.options(joinedload(RiskReport.tasks), joinedload(RiskReport.raised_by))
    return db.session.scalars(loaded.order_by(RiskReport.id)).unique().all()


def all_of_case(case: Case) -> Sequence[RiskReport]:
    """Every report on a case, the newest first, for its officer."""
    wanted = select(RiskReport).where(RiskReport.case_id == case.id).options(*WHOLE)
    return db.session.scalars(wanted.order_by(RiskReport.id.desc())).unique().all()


def open_of_cases(case_ids: Iterable[int]) -> Sequence[RiskReport]:
    """Every open report of these cases, in one statement, for their officers."""
    return db.session.scalars(_OPEN_OF_CASES, {"case_ids": list(case_ids)}).unique().all()


def open_of_referrals(person: User, ids: Iterable[int]) -> list[tuple[int, RiskReport]]:
    """The open reports that this person may read, each with the referral (by its id) of whose case it is."""
    wanted = _open().join(Referral, Referral.case_id == RiskReport.case_id).where(readable_by(person))
    rows = db.session.execute(wanted.where(Referral.id.in_(list(ids))).add_columns(Referral.id))
    return [(row[1], row[0]) for row in rows]


def open_of_hand_offs(person: User, ids: Iterable[int]) -> list[tuple[int, RiskReport]]:
    """The open reports that this person may read, each with the hand-off (by its id) of whose family it is."""
    wanted = _open().join(ProtectedPerson, ProtectedPerson.case_id == RiskReport.case_id)
    wanted = wanted.join(HandOff, HandOff.protected_person_id == ProtectedPerson.id)
    rows = db.session.execute(
        wanted.where(readable_by(person), HandOff.id.in_(list(ids))).add_columns(HandOff.id)
    )
    return [(row[1], row[0]) for row in rows]


def undecided() -> Sequence[RiskReport]:
    """Every report that nobody has decided about, for whoever passes them on."""
    wanted = select(RiskReport).join(RiskReport.case).where(RiskReport.decided_at.is_(None))
    return db.session.scalars(wanted.options(joinedload(RiskReport.case).joinedload(Case.officer))).all()


def tasks_late(today: date) -> Sequence[RiskTask]:
    """Everything that decisions left to do and whose day is over, for whoever chases it."""
    wanted = select(RiskTask).where(RiskTask.done_at.is_(None), RiskTask.due_on < today).order_by(RiskTask.id)
    loaded = joinedload(RiskTask.report).joinedload(RiskReport.case).joinedload(Case.officer)
    return db.session.scalars(wanted.options(loaded)).all()


def report_made_by_form(form_key: str, person: User) -> RiskReport | None:
    """The report that this very form has already made for this person."""
    wanted = select(RiskReport).where(RiskReport.form_key == form_key, RiskReport.raised_by_id == person.id)
    return db.session.scalars(wanted).one_or_none()


def case_of_hand_off(handed: HandOff) -> Case:
    """The case behind a hand-off: to file a report on it, never to show it."""
    wanted = select(Case).join(ProtectedPerson, ProtectedPerson.case_id == Case.id)
    return db.session.scalars(wanted.where(ProtectedPerson.id == handed.protected_person_id)).one()


def programme_staff_with(report: RiskReport) -> Sequence[int]:
    """The programme staff, by id, of every provider that has the person of this case in hand."""
    in_hand = select(Service.provider_id).join(Referral).where(Referral.case_id == report.case_id, _in_hand())
    staff = select(User.id).where(User.role == Role.PROGRAMME, User.active)
    return db.session.scalars(staff.where(User.provider_id.in_(in_hand))).all()


def _open() -> Select[RiskReport]:
    is_left = RiskReport.tasks.any(RiskTask.done_at.is_(None))
    return select(RiskReport).join(RiskReport.case).where(or_(RiskReport.decided_at.is_(None), is_left))


def _of_programme(person: User) -> dict[RiskSide, ColumnElement[bool]]:
    """For each side, whether a report from there is about somebody this provider works with."""
    own = select(Referral.id).join(Service).where(Service.provider_id == person.provider_id)
    has_them = own.where(_in_hand(), Referral.case_id == RiskReport.case_id).exists()
    return {
        RiskSide.PROGRAMME: RiskReport.referral_id.in_(own.where(_was_sent())),
        RiskSide.CAFCASS: has_them,
        RiskSide.PARTNER_SUPPORT: false(),
    }


def _is_of_an_area_without_manager() -> ColumnElement[bool]:
    of_area = select(User.id).where(User.role == Role.MANAGER, User.active)
    return ~of_area.where(User.cafcass_area == Case.cafcass_area).exists()


def _was_sent() -> ColumnElement[bool]:
    return Referral.diary.any(DiaryEntry.step == Step.SEND)


def _in_hand() -> ColumnElement[bool]:
    return _was_sent() & ~Referral.diary.any(DiaryEntry.step.in_([Step(step) for step in sorted(OVER)]))


def _of_support(person: User) -> dict[RiskSide, ColumnElement[bool]]:
    """For each side, whether a report from there is about a family this worker's provider supports."""
    own = select(HandOff.id).join(Service).where(Service.provider_id == person.provider_id)
    family = own.join(ProtectedPerson, ProtectedPerson.id == HandOff.protected_person_id)
    supports = family.where(ProtectedPerson.case_id == RiskReport.case_id).exists()
    return {
        RiskSide.PARTNER_SUPPORT: RiskReport.hand_off_id.in_(own),
        RiskSide.CAFCASS: supports,
        RiskSide.PROGRAMME: supports,
    }


def _case_behind(person: User, kind: ReferenceKind, reference: str | None) -> ColumnElement[bool]:
    if kind is ReferenceKind.CASE:
        return Case.reference == reference
    if kind is ReferenceKind.REFERRAL:
        of_referral = select(Referral.case_id).where(Referral.reference == reference)
        if person.role is Role.PROGRAMME:
            of_referral = of_referral.join(Service).where(Service.provider_id == person.provider_id)
        return Case.id.in_(of_referral)
    of_hand_off = select(ProtectedPerson.case_id).join(
        HandOff, HandOff.protected_person_id == ProtectedPerson.id
    )
    of_hand_off = of_hand_off.join(Service, Service.id == HandOff.service_id)
    return Case.id.in_(
        of_hand_off.where(HandOff.reference == reference, Service.provider_id == person.provider_id)
    )


def _area(person: User) -> str:
    return person.cafcass_area or ""


_OPEN_OF_CASES = (
    _open()
    .where(RiskReport.case_id.in_(bindparam("case_ids", expanding=True)))
    .options(joinedload(RiskReport.tasks))
    .order_by(RiskReport.id)
)
"""Asked by every list of cases, so put together once."""
