"""Reads of reports. What is not this person's is not found; programme staff find their own reports alone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer, with_expression

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import DocumentKind, Role, Step
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.lookalikes import Lookalike, lookalikes
from portal.cases.models import Case, Order
from portal.cases.reading import THE_CASES, OfCase, records_of
from portal.documents.models import Document
from portal.referrals.models import DiaryEntry, Referral
from portal.reports.models import ParticipantComment, Report
from portal.rules import references
from portal.rules.report_parts import PROGRAMME_REPORTS

LAST_VERSION = (
    select(func.max(Document.version))
    .where(Document.case_id == Report.case_id, Document.kind == Report.kind, Document.about == Report.about)
    .correlate(Report)
    .scalar_subquery()
)
WITH_PEOPLE = (
    with_expression(Report.last_version, LAST_VERSION),
    joinedload(Report.author),
    joinedload(Report.signed_by),
    joinedload(Report.document),
    joinedload(Report.referral),
    joinedload(Report.case),
)
WHOLE_REPORT = (
    *WITH_PEOPLE,
    selectinload(Report.parts),
    joinedload(Report.comments).joinedload(ParticipantComment.by),
    joinedload(Report.referral).options(
        joinedload(Referral.service).joinedload(Service.provider),
        joinedload(Referral.group),
        selectinload(Referral.diary).joinedload(DiaryEntry.by),
    ),
    joinedload(Report.case).options(
        joinedload(Case.participant),
        joinedload(Case.officer),
        selectinload(Case.findings),
        joinedload(Case.hearings),
        joinedload(Case.protected_people),
        selectinload(Case.recorded_orders).joinedload(Order.elements),
    ),
)

FOR_CAFCASS = or_(Report.kind.not_in(PROGRAMME_REPORTS), Report.signed_at.is_not(None))
"""What an officer may see: the programme's reports once they are signed."""
REPORTS = OfCase(
    Report,
    Report.case_id.in_(THE_CASES) & FOR_CAFCASS,
    options=(
        with_expression(Report.last_version, LAST_VERSION),
        joinedload(Report.author),
        joinedload(Report.signed_by),
        joinedload(Report.document),
    ),
    order_by=(Report.id.desc(),),
)
"""The reports on a case that its officer may see, the newest first."""
UNSIGNED = OfCase(
    Report,
    Report.case_id.in_(THE_CASES) & Report.signed_at.is_(None) & Report.kind.not_in(PROGRAMME_REPORTS),
    order_by=(Report.id,),
)
"""The reports to the court that nobody has signed yet, the oldest first."""


def report_for(person: User, side: str, reference: str, key: str) -> Report:
    """The report with all that stands in it, or 404 where it is not there, not this person's, or stands elsewhere."""
    wanted = select(Report).join(Report.case).outerjoin(Report.referral).outerjoin(Referral.service)
    wanted = wanted.where(Report.key == key, _visible_to(person)).options(*WHOLE_REPORT)
    report = db.session.scalars(wanted).unique().one_or_none() or abort(404)
    return report if report.place == {"side": side, "reference": reference, "key": key} else abort(404)


def of_case(case: Case) -> Sequence[Report]:
    """The reports on a case that its officer may see, newest first: the programme's once they are signed."""
    return records_of([case.id], [REPORTS])[REPORTS]


def of_referral(person: User, reference: str) -> tuple[Referral | None, list[Report]]:
    """A referral of this member of staff's provider with the programme's reports on it, newest first: one statement."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    theirs = and_(Report.referral_id == Referral.id, Report.kind.in_(PROGRAMME_REPORTS))
    wanted = select(Referral, Report).join(Referral.service).outerjoin(Report, theirs)
    wanted = wanted.where(Referral.reference == meant, Service.provider_id == person.provider_id)
    rows = db.session.execute(wanted.order_by(Report.id.desc()).options(*WITH_PEOPLE)).all()
    return rows[0][0] if rows else None, [row[1] for row in rows if row[1] is not None]


def referrals_of(case: Case) -> Sequence[Referral]:
    """The referrals of a case with their diaries and what was corrected in them, the oldest first."""
    wanted = select(Referral).where(Referral.case_id == case.id).order_by(Referral.id)
    diary = joinedload(Referral.diary).joinedload(DiaryEntry.corrections)
    return db.session.scalars(wanted.options(joinedload(Referral.group), diary)).unique().all()


def signed_of_case(case: Case) -> list[list[Report]]:
    """The programme's signed reports on a case with their comments, oldest first: what a report to the court quotes.

    Each with its versions: the last one is quoted, and what the person said of any of them stands beside it.
    """
    wanted = select(Report).where(
        Report.case_id == case.id, Report.kind.in_(PROGRAMME_REPORTS), Report.signed_at.is_not(None)
    )
    wanted = wanted.options(*WITH_PEOPLE, joinedload(Report.parts), joinedload(Report.comments))
    versions: dict[tuple[DocumentKind, str], list[Report]] = {}
    for each in db.session.scalars(wanted.order_by(Report.signed_at, Report.id)).unique():
        versions.setdefault((each.kind, each.about), []).append(each)
    return list(versions.values())


def started_with(form_key: str) -> Report | None:
    """The report that this very form has started already."""
    return db.session.scalars(select(Report).where(Report.form_key == form_key)).one_or_none()


def certificate_of(case: Case, referral: Referral) -> Document | None:
    """The newest version of the certificate that was given for this referral, with all that it says."""
    wanted = select(Document).where(
        Document.case_id == case.id,
        Document.kind == DocumentKind.CERTIFICATE,
        Document.about == referral.reference,
    )
    newest = wanted.order_by(Document.version.desc()).limit(1).options(undefer(Document.content))
    return db.session.scalars(newest).one_or_none()


def lookalikes_of(case: Case, person: User) -> list[Lookalike]:
    """The people for whom the person of the case could be taken, among those of whom the reader may know."""
    if person.role is not Role.PROGRAMME:
        return lookalikes(case, Case.cafcass_area == case.cafcass_area)
    sent = select(DiaryEntry.id).where(DiaryEntry.referral_id == Referral.id, DiaryEntry.step == Step.SEND)
    mine = select(Referral.case_id).join(Referral.service)
    mine = mine.where(Service.provider_id == person.provider_id, sent.exists())
    return lookalikes(case, Case.id.in_(mine))


def _visible_to(person: User) -> ColumnElement[bool]:
    if person.role is Role.PROGRAMME:
        return and_(Report.kind.in_(PROGRAMME_REPORTS), Service.provider_id == person.provider_id)
    return and_(cases.visible_to(person), FOR_CAFCASS)


def unsigned_of_referrals(person: User, ids: Sequence[int]) -> Sequence[Report]:
    """The programme's reports on these referrals that nobody has signed yet, in one statement."""
    wanted = select(Report).join(Report.referral).join(Referral.service)
    wanted = wanted.where(Report.referral_id.in_(ids), Service.provider_id == person.provider_id)
    return db.session.scalars(wanted.where(Report.signed_at.is_(None)).order_by(Report.id)).all()
