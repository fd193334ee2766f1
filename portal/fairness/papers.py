"""Every paper that left a case, with everybody who had it: reports, referrals, letters, notes, certificates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import DocumentKind, Step
from portal.cases.models import Case, Finding, FindingVersion
from portal.clock import day_of
from portal.court.models import CourtRequest
from portal.documents import queries as documents
from portal.documents.models import Document
from portal.referrals.models import Referral
from portal.reports.counting import miscounts
from portal.reports.models import Report
from portal.rules.fairness import Given
from portal.rules.report_parts import PROGRAMME_REPORTS

FOR_THE_PERSON = frozenset({DocumentKind.REASONS_LETTER, DocumentKind.CERTIFICATE})
FOR_THE_COURT = frozenset({DocumentKind.INFORMATION_NOTE, DocumentKind.ORDER_WORDING})


@dataclass(frozen=True)
class Issued:
    """A paper that left: how a form names it, and who had it."""

    key: str
    given: Given


def issued_on(case: Case) -> list[Issued]:
    """Everything that left this case, each with everybody who had it: four statements, whatever their number."""
    reports = [Issued(f"report-{each.key}", of_report(each)) for each in _signed(case)]
    sent = {each.reference: each for each in _sent(case)}
    referrals = [Issued(f"referral-{key}", of_referral(each)) for key, each in sent.items()]
    requests = {each.document_id: each for each in _sent_to_court(case)}
    letters = [
        Issued(f"document-{each.key}", of_document(each, case, requests.get(each.id), sent.get(each.about)))
        for each in reversed(documents.documents_of(case))
        if each.id in requests or each.kind in FOR_THE_PERSON | FOR_THE_COURT
    ]
    return reports + referrals + letters


def quoting(case: Case, finding: Finding, before: FindingVersion) -> list[Given]:
    """The papers that left and quote a finding as it stood before."""
    reports = [
        of_report(each)
        for each in _signed(case)
        if any(quote.finding_id == finding.id and quote.number <= before.number for quote in each.quotes)
    ]
    return reports + [of_referral(each) for each in _sent(case) if before.words in each.abuse_summary]


def miscounting(referral: Referral) -> dict[int, Given]:
    """The papers that left and count somebody's sessions otherwise than the registers do now, by their documents' ids.

    Of each paper its newest version. The officer is among its readers: a report may be signed and not yet sent.
    """
    case, newest = referral.case, {}
    for report in _signed(case):
        newest[report.kind, report.about] = (
            report.document,
            replace(of_report(report), officer=case.officer.name),
        )
    for document in reversed(documents.documents_of(case)):
        if (document.kind, document.about) == (DocumentKind.CERTIFICATE, referral.reference):
            newest[document.kind, document.about] = document, of_document(document, case, None, referral)
    return {
        document.id: given
        for document, given in newest.values()
        if document and miscounts(document, referral)
    }


def of_report(report: Report) -> Given:
    """A signed report: the officer has the programme's, the programme its own, and who was shown, sent or served it."""
    version = f", version {report.document.version}" if report.document else ""
    is_of_programme = report.kind in PROGRAMME_REPORTS
    return Given(
        f"{report.kind.label}{version}",
        officer=report.case.officer.name if is_of_programme else "",
        provider=report.referral.service.provider.name if report.referral and is_of_programme else "",
        referral_id=report.referral_id,
        court=report.case.court,
        sent_to_court_on=report.filed_on,
        participant=report.case.participant.name,
        given_on=min((comment.shown_on for comment in report.comments), default=None),
        served_to=report.served_to,
        served_on=report.served_on,
    )


def of_referral(referral: Referral) -> Given:
    """A referral that was sent: the programme has it."""
    provider = referral.service.provider.name
    return Given(f"Referral {referral.reference}", provider=provider, referral_id=referral.id)


def of_document(
    document: Document, case: Case, request: CourtRequest | None, referral: Referral | None
) -> Given:
    """A paper for the court or for the person, by the day it was sent or issued; a certificate went by three hands."""
    issued_on = day_of(document.issued_at)
    for_court = issued_on if document.kind in FOR_THE_COURT else None
    return Given(
        f"{document.kind.label}, version {document.version}",
        officer=case.officer.name if referral else "",
        provider=referral.service.provider.name if referral else "",
        referral_id=referral.id if referral else None,
        court=case.court,
        sent_to_court_on=request.sent_on if request else for_court,
        participant=case.participant.name,
        given_on=issued_on if document.kind in FOR_THE_PERSON else None,
    )


def _signed(case: Case) -> Sequence[Report]:
    wanted = select(Report).where(Report.case_id == case.id, Report.signed_at.is_not(None))
    wanted = wanted.options(
        joinedload(Report.document),
        joinedload(Report.case).options(joinedload(Case.officer), joinedload(Case.participant)),
        joinedload(Report.referral).joinedload(Referral.service).joinedload(Service.provider),
        joinedload(Report.quotes),
        joinedload(Report.comments),
    )
    return db.session.scalars(wanted.order_by(Report.id)).unique().all()


def _sent(case: Case) -> list[Referral]:
    wanted = select(Referral).where(Referral.case_id == case.id).order_by(Referral.id)
    wanted = wanted.options(
        joinedload(Referral.service).joinedload(Service.provider), joinedload(Referral.diary)
    )
    return [each for each in db.session.scalars(wanted).unique() if each.entry(Step.SEND)]


def _sent_to_court(case: Case) -> Sequence[CourtRequest]:
    return db.session.scalars(select(CourtRequest).where(CourtRequest.case_id == case.id)).all()
