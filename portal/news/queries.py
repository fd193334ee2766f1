"""Which notices are read today, by area."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from flask import abort
from sqlalchemy import Integer, bindparam, or_, select, tuple_
from sqlalchemy.orm import selectinload

from directory_data.database import db
from directory_data.vocabulary import AreaKind
from portal.news.models import Notice, NoticeArea

MOST = 50


def listed(today: date, areas: Collection[tuple[AreaKind, str]] = (), most: int = MOST) -> Sequence[Notice]:
    """The notices of today, newest first; of these areas and of everywhere where areas are given."""
    values = {"today": today, "most": most}
    if not areas:
        return db.session.scalars(_UP, values).all()
    return db.session.scalars(_UP_IN, {**values, "areas": list(areas)}).all()


_UP = (
    select(Notice)
    .where(Notice.taken_down_at.is_(None))
    .where(or_(Notice.ends_on.is_(None), Notice.ends_on >= bindparam("today")))
    .options(selectinload(Notice.areas))
    .order_by(Notice.published_at.desc(), Notice.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_OF_THEM = tuple_(NoticeArea.kind, NoticeArea.code).in_(bindparam("areas", expanding=True))
_UP_IN = _UP.where(or_(~Notice.areas.any(), Notice.areas.any(_OF_THEM)))
"""Asked by the page of every area, so put together once."""


def notice(number: int) -> Notice:
    """The notice of that number while it is up, even after its last day; else 404."""
    wanted = select(Notice).where(Notice.id == number, Notice.taken_down_at.is_(None))
    return db.session.scalars(wanted.options(selectinload(Notice.areas))).one_or_none() or abort(404)


def every_notice() -> Sequence[Notice]:
    """All notices, those that were taken down too, newest first."""
    wanted = select(Notice).options(selectinload(Notice.areas)).order_by(Notice.published_at.desc())
    return db.session.scalars(wanted.limit(MOST)).all()
