"""Everything that changes a complaint: it comes, and is added to at every stage."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from directory_data.database import db
from directory_data.fairness_vocabulary import Asker, ComplaintStep
from portal.accounts.models import User
from portal.cases.models import Case
from portal.fairness import queries
from portal.fairness.models import Complaint, ComplaintEntry
from portal.rules import fairness


def complain(
    case: Case, sender: Asker, words: str, received_on: date, *, form_key: str, by: User, at: datetime
) -> Complaint:
    """Record a complaint, with the day by which it is answered; the same form sent twice is one complaint."""
    if already := queries.made(Complaint, form_key):
        return already
    complaint = Complaint(
        key=uuid4().hex,
        form_key=form_key,
        case_id=case.id,
        sender=sender,
        words=words,
        received_on=received_on,
        reply_due_on=fairness.complaint_due_on(received_on),
        at=at,
        by_id=by.id,
    )
    db.session.add(complaint)
    return complaint


def add_entry(
    complaint: Complaint,
    step: ComplaintStep,
    words: str,
    on: date,
    *,
    form_key: str,
    by: User,
    at: datetime,
) -> ComplaintEntry:
    """Add what was sent, said or asked. Being looked at again starts the time for an answer anew."""
    if already := queries.made(ComplaintEntry, form_key):
        return already
    entry = ComplaintEntry(form_key=form_key, step=step, words=words, on=on, at=at, by_id=by.id)
    complaint.entries.append(entry)
    if step is ComplaintStep.REVIEW:
        complaint.reply_due_on = fairness.complaint_due_on(on)
    return entry
