"""Reads of what was decided about contact, and of what has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from portal.cases.reading import THE_CASES, OfCase
from portal.contact.models import ContactArrangement, ContactReview

ARRANGEMENTS = OfCase(
    ContactArrangement, ContactArrangement.case_id.in_(THE_CASES), order_by=(ContactArrangement.id,)
)
"""Every arrangement of a case, the oldest first."""
REVIEWS = OfCase(ContactReview, ContactReview.case_id.in_(THE_CASES), order_by=(ContactReview.id,))
"""Every review that was asked for in a case, the oldest first."""


def arrangements_of(case_ids: Iterable[int]) -> Sequence[ContactArrangement]:
    """Every arrangement of these cases, the oldest first, in one statement."""
    wanted = select(ContactArrangement).where(ContactArrangement.case_id.in_(list(case_ids)))
    loaded = wanted.options(joinedload(ContactArrangement.by)).order_by(ContactArrangement.id)
    return db.session.scalars(loaded).all()


def reviews_of(case_ids: Iterable[int]) -> Sequence[ContactReview]:
    """Every review that was asked for in these cases, the oldest first, in one statement."""
    wanted = select(ContactReview).where(ContactReview.case_id.in_(list(case_ids)))
    return db.session.scalars(
        wanted.options(joinedload(ContactReview.done_by)).order_by(ContactReview.id)
    ).all()


def open_review(case_id: int) -> ContactReview | None:
    """The review that nobody has made yet."""
    return still_open(reviews_of([case_id]))


def still_open(reviews: Iterable[ContactReview]) -> ContactReview | None:
    """The first of these reviews that nobody has made yet."""
    return next((each for each in reviews if each.done_at is None), None)


def made_by_form(form_key: str) -> ContactArrangement | None:
    """The arrangement that this very form has already recorded."""
    wanted = select(ContactArrangement).where(ContactArrangement.form_key == form_key)
    return db.session.scalars(wanted).one_or_none()
