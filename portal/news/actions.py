"""Publishing, correcting and taking down a notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from directory_data.database import db
from directory_data.public_vocabulary import NoticeKind
from directory_data.vocabulary import AreaKind
from portal.accounts.models import User
from portal.news.models import Notice, NoticeArea


def publish(
    *,
    kind: NoticeKind,
    title: str,
    words: str,
    ends_on: date | None,
    areas: Iterable[tuple[AreaKind, str]],
    by: User,
    at: datetime,
) -> Notice:
    """Put a notice before the public."""
    notice = Notice(kind=kind, title=title, words=words, ends_on=ends_on, published_at=at, published_by=by)
    notice.areas = _areas(areas)
    db.session.add(notice)
    return notice


def correct(
    notice: Notice,
    *,
    kind: NoticeKind,
    title: str,
    words: str,
    ends_on: date | None,
    areas: Iterable[tuple[AreaKind, str]],
    at: datetime,
) -> None:
    """Change a notice; its readers see when."""
    notice.kind, notice.title, notice.words, notice.ends_on = kind, title, words, ends_on
    wanted = dict.fromkeys(areas)
    kept = [area for area in notice.areas if (area.kind, area.code) in wanted]
    new = wanted.keys() - {(area.kind, area.code) for area in kept}
    notice.areas = [*kept, *_areas(new)]
    notice.corrected_at = at


def take_down(notice: Notice, *, at: datetime) -> None:
    """Stop showing a notice. It is kept."""
    notice.taken_down_at = at


def _areas(keys: Iterable[tuple[AreaKind, str]]) -> list[NoticeArea]:
    return [NoticeArea(kind=kind, code=code) for kind, code in keys]
