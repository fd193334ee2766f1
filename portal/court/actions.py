"""Everything that changes what was put to the court, what it answered, and what was decided about a gap."""

from __future__ import annotations

from datetime import date, datetime

from directory_data.database import db
from directory_data.vocabulary import DocumentKind, Role
from portal.accounts.models import User
from portal.cases.models import Case, Order
from portal.court.models import Considerations, CourtRequest, GapDecision
from portal.documents.models import Document
from portal.errors import Refused


def put(case: Case, words: dict[str, str]) -> Considerations:
    """Keep what is put to the court about the person, in place of what stood there."""
    record = db.session.get(Considerations, case.id) or Considerations(case_id=case.id)
    for name, text in words.items():
        setattr(record, name, text)
    db.session.add(record)
    return record


def record_sending(case: Case, document: Document, *, sent_on: date, by: User) -> None:
    """Record that a letter went to the court."""
    if document.kind is not DocumentKind.LETTER_TO_COURT:
        raise Refused(["Only a letter to the court can be recorded as sent to it."])
    db.session.add(CourtRequest(case_id=case.id, document_id=document.id, sent_on=sent_on, sent_by_id=by.id))


def record_answer(request: CourtRequest, *, answered_on: date, answer: str) -> None:
    """Record what the court answered, once."""
    if request.answered_on is not None:
        raise Refused(["The court’s answer to this letter is recorded already."])
    if answered_on < request.sent_on:
        raise Refused(["The answer cannot be older than the letter."])
    request.answered_on = answered_on
    request.answer = answer


def accept_gap(order: Order, *, reason: str, by: User, at: datetime) -> None:
    """A manager's decision that nobody need report on this order; it stands until a newer order is recorded."""
    if by.role is not Role.MANAGER:
        raise Refused(["Only a manager can accept that nobody may report to the court."])
    if db.session.get(GapDecision, order.id) is not None:
        raise Refused(["A decision about this order is recorded already."])
    db.session.add(GapDecision(order_id=order.id, reason=reason, at=at, by_id=by.id))
