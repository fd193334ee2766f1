"""A report put together: what its writer wrote, with the facts of the case and of the registers around it."""

from __future__ import annotations

from portal.clock import today
from portal.documents.paper import Paper, from_record
from portal.reports import facts, papers, queries
from portal.reports.models import Report
from portal.rules.report_parts import PROGRAMME_REPORTS


def paper_of(report: Report) -> Paper:
    """The report as it was issued, or as it would be issued now."""
    if report.document:
        return from_record(report.document.content)
    if report.referral and report.kind in PROGRAMME_REPORTS:
        return papers.programme_report(report, report.referral, facts.record_of(report.referral, today()))
    sent = queries.referrals_of(report.case)
    return papers.court_report(
        report,
        findings=facts.quoted(report.case),
        fallen=facts.fallen(report.case),
        events=facts.chronology(report.case, sent),
        corrections=facts.put_right(report.case),
        records=facts.records_of(sent, today()),
        programme=queries.signed_of_case(report.case),
    )


def naming_of(report: Report) -> list[str]:
    """What a report to the court would quote and may not print."""
    if report.kind in PROGRAMME_REPORTS:
        return []
    return facts.naming(report.case, queries.signed_of_case(report.case))
