"""Everything that changes what is recorded about contact. The second one is the door for risk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from directory_data.database import db
from directory_data.turns import set_once
from portal.accounts.models import User
from portal.cases.models import Case
from portal.contact import queries
from portal.contact.models import ContactArrangement, ContactReview
from portal.errors import Refused


def record(
    case: Case, values: dict[str, Any], *, form_key: str, by: User, at: datetime
) -> ContactArrangement:
    """One more decision about contact; what stood before is kept."""
    arrangement = ContactArrangement(case_id=case.id, form_key=form_key, at=at, by_id=by.id, **values)
    db.session.add(arrangement)
    return arrangement


def ask_review(case: Case, *, at: datetime) -> None:
    """Ask the officer to look at contact again. One that is asked for already is enough."""
    if queries.open_review(case.id) is None:
        db.session.add(ContactReview(case_id=case.id, asked_at=at, words=""))


def finish_review(case: Case, words: str, *, by: User, at: datetime) -> None:
    """Record what came of looking at contact again."""
    review = queries.open_review(case.id)
    if review is None or not set_once(review, done_at=at, done_by_id=by.id):
        raise Refused(["Nobody is waited for to look at contact again: it has been done already."])
    review.words = words
