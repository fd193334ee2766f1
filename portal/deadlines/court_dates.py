"""What a case has before the court, as columns of one read: hearings, and the last note, report and decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, func, select

from directory_data.risk_vocabulary import ContactPhase
from directory_data.vocabulary import DocumentKind
from portal.cases.models import Case, Hearing
from portal.contact.models import ContactArrangement
from portal.court.models import CourtRequest
from portal.documents.models import Document
from portal.reports.models import Report


def columns(today: BindParameter[date]) -> tuple[Any, ...]:
    """The columns, correlated with the case of the row; a hearing is to come until its outcome is recorded."""
    coming = (Hearing.held_on >= today) & (Hearing.outcome == "")
    note = Document.kind == DocumentKind.INFORMATION_NOTE
    after = ContactArrangement.phase == ContactPhase.AFTER
    return (
        _of_case(func.min(Hearing.held_on), Hearing.case_id, coming).label("next_on"),
        _of_case(func.max(Hearing.held_on), Hearing.case_id, ~coming).label("last_on"),
        _of_case(func.max(Document.issued_at), Document.case_id, note).label("note_at"),
        _of_case(func.max(Report.filed_on), Report.case_id, Report.filed_on.is_not(None)).label("filed_on"),
        _of_case(func.max(ContactArrangement.at), ContactArrangement.case_id, after).label("contact_at"),
        # The last letter is enough: whatever it answers was asked before it.
        _of_case(
            func.max(CourtRequest.sent_on), CourtRequest.case_id, CourtRequest.sent_on.is_not(None)
        ).label("court_told_on"),
    )


def _of_case(value: Any, case_id: Any, which: ColumnElement[bool]) -> Any:
    return select(value).where(case_id == Case.id, which).correlate(Case).scalar_subquery()
