"""Which edition of a factsheet is read today, and which came before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.public_vocabulary import SheetVariety
from portal.factsheets.models import FactsheetEdition
from portal.factsheets.sheets import FIRST_EDITIONS, SLUGS, Sheet


@dataclass(frozen=True)
class Published:
    """An edition, and who published it when; nobody where it came with the portal."""

    sheet: Sheet
    by: str = ""
    at: datetime | None = None


def live_sheets(slug: str | None = None) -> list[Sheet]:
    """What readers see today, in the order of the list: each sheet's varieties, standard first. One statement.

    The highest edition counts, whether it came with the portal or was published here.
    """
    highest = select(func.max(FactsheetEdition.id)).group_by(FactsheetEdition.slug, FactsheetEdition.variety)
    wanted = select(FactsheetEdition).where(FactsheetEdition.id.in_(highest))
    if slug is not None:
        wanted = wanted.where(FactsheetEdition.slug == slug)
    live = {key: sheet for key, sheet in FIRST_EDITIONS.items() if slug in (None, key[0])}
    for edition in db.session.scalars(wanted):
        key = edition.slug, edition.variety
        if key not in live or live[key].edition < edition.edition:
            live[key] = edition.as_sheet()
    return _in_order(live.values())


def live_sheet(variety: str, among: Iterable[Sheet]) -> Sheet | None:
    """That one of a factsheet's varieties; None where nobody has written it."""
    return next((each for each in among if each.variety == variety), None)


def editions(slug: str, variety: SheetVariety) -> list[Published]:
    """Every edition, newest first; 404 for a sheet there never was."""
    if slug not in SLUGS:
        abort(404)
    wanted = select(FactsheetEdition).options(joinedload(FactsheetEdition.published_by))
    wanted = wanted.where(FactsheetEdition.slug == slug, FactsheetEdition.variety == variety)
    found = [
        Published(each.as_sheet(), each.published_by.name, each.published_at)
        for each in db.session.scalars(wanted)
    ]
    if first := FIRST_EDITIONS.get((slug, variety)):
        found.append(Published(first))
    return sorted(found, key=lambda each: -each.sheet.edition)


def _in_order(sheets: Iterable[Sheet]) -> list[Sheet]:
    varieties = list(SheetVariety)
    known = [sheet for sheet in sheets if sheet.slug in SLUGS]
    return sorted(known, key=lambda each: (SLUGS.index(each.slug), varieties.index(each.variety)))
