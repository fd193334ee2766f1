"""Publishing an edition of a factsheet. Nothing that was published is ever changed or removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from directory_data.database import db
from portal.accounts.models import User
from portal.factsheets.models import FactsheetEdition
from portal.factsheets.sheets import Sheet


def publish(sheet: Sheet, *, after: int, by: User, at: datetime) -> FactsheetEdition:
    """Put these words before readers, as the edition that follows number `after`.

    Where somebody else published that number first, the store refuses the second: IntegrityError.
    """
    values = {name: getattr(sheet, name) for name in sheet.__dataclass_fields__}
    edition = FactsheetEdition(**{**values, "edition": after + 1}, published_at=at, published_by=by)
    db.session.add(edition)
    db.session.flush()
    return edition


def read_through(sheet: Sheet, *, due_on: date, by: User, at: datetime, today: date) -> FactsheetEdition:
    """Say that the words are still right, and when they are to be read again."""
    checked = replace(
        sheet, reviewed_on=today, review_due_on=due_on, what_changed="Read through: nothing had to change."
    )
    return publish(checked, after=sheet.edition, by=by, at=at)
