"""Everything that changes what was put to the court, what it answered, and what was decided about a gap."""

from __future__ import annotations

from datetime import date, datetime

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.turns import set_once
from directory_data.vocabulary import DocumentKind, Role
from portal.accounts.models import User
from portal.cases.models import Case, Order
from portal.clock import day_of
from portal.court import queries
from portal.court.models import Considerations, CourtRequest, GapDecision
from portal.documents.models import Document
from portal.errors import Refused
from portal.rules.orders.mark import mark_of
from portal.rules.orders.unmonitored import Gap


def put(case: Case, words: dict[str, str]) -> Considerations:
    """Keep what is put to the court about the person, in place of what stood there."""
    record = db.session.get(Considerations, case.id) or Considerations(case_id=case.id)
    for name, text in words.items():
        setattr(record, name, text)
    db.session.add(record)
    return record


def record_sending(case: Case, document: Document, *, sent_on: date, by: User) -> None:
    """Record that a letter went to the court, once."""
    if why := sending_objections(document):
        raise Refused(why)
    if sent_on < day_of(document.issued_at):
        raise Refused(
            [
                f"The letter was issued on {in_full(day_of(document.issued_at))}. It cannot have been sent before."
            ]
        )
    db.session.add(CourtRequest(case_id=case.id, document_id=document.id, sent_on=sent_on, sent_by_id=by.id))


def sending_objections(document: Document) -> list[str]:
    """Why this document cannot be recorded as sent to the court; empty means it can."""
    if document.kind is not DocumentKind.LETTER_TO_COURT:
        return ["Only a letter to the court can be recorded as sent to it."]
    if queries.request_by(document) is not None:
        return ["This letter is recorded as sent already."]
    return []


def record_answer(request: CourtRequest, *, answered_on: date, answer: str) -> None:
    """Record what the court answered, once."""
    if answered_on < request.sent_on:
        raise Refused(["The answer cannot be older than the letter."])
    if not set_once(request, answered_on=answered_on):
        raise Refused(["The court’s answer to this letter is recorded already."])
    request.answer = answer


def accept_gap(order: Order, gap: Gap | None, *, reason: str, by: User, at: datetime) -> None:
    """A manager's decision that nobody need report on this order; it stands while the order says the same."""
    if why := decision_objections(order, gap, by=by):
        raise Refused(why)
    assert gap is not None
    decision = GapDecision(
        order_id=order.id,
        order_mark=mark_of(order),
        since=gap.since,
        until=gap.until,
        sentences="\n".join(gap.sentences),
        reason=reason,
        at=at,
        by_id=by.id,
    )
    db.session.add(decision)


def decision_objections(order: Order, gap: Gap | None, *, by: User) -> list[str]:
    """Why there is nothing for this person to decide about the order; empty means there is."""
    if by.role is not Role.MANAGER:
        return ["Only a manager can accept that nobody may report to the court."]
    if gap is None:
        return [
            "Somebody may report on this case, or nobody is on a programme. There is no gap to decide about."
        ]
    if queries.is_settled(order):
        return ["A decision about this order is recorded already."]
    return []
