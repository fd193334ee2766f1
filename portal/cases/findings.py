"""Everything that changes what was found or admitted. What it said before is kept; who checked it is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import update

from directory_data.database import db
from portal.accounts.models import User
from portal.cases.models import Case, Finding
from portal.cases.panels import board_of

OVERTAKEN = (
    "Somebody else changed this finding while you were writing. Your words are below and are not lost."
)


def record(case: Case, values: dict[str, Any], *, by: User, at: datetime) -> Finding:
    """One more thing that was found or admitted. The same one sent again is the same one."""
    for earlier in case.findings:
        if _says(earlier, values):
            return earlier
    finding = Finding(**values, recorded_at=at, recorded_by_id=by.id)
    case.findings.append(finding)
    return finding


def change(
    finding: Finding, values: dict[str, Any], reason: str, *, number: int, by: User, at: datetime
) -> bool:
    """The next version. False, with nothing changed, where somebody changed version `number` in between.

    Nobody has held the new version against its source yet. The same form sent twice makes one version.
    """
    if _says(finding, values):
        return True
    before = finding.as_it_stood()
    if not _claimed(finding, number):
        return False
    finding.earlier.insert(0, before)
    for name, value in values.items():
        setattr(finding, name, value)
    finding.reason, finding.recorded_at, finding.recorded_by_id = reason, at, by.id
    finding.checked_at = finding.checked_by_id = None
    for follow in board_of(current_app).finding_changes:
        follow(finding, before, by=by, at=at)
    return True


def check(finding: Finding, *, by: User, at: datetime) -> None:
    """Somebody has held it against its source, word for word, and looked where it stands."""
    finding.checked_at, finding.checked_by_id = at, by.id


def _says(finding: Finding, values: dict[str, Any]) -> bool:
    return all(getattr(finding, name) == value for name, value in values.items())


def _claimed(finding: Finding, number: int) -> bool:
    """Whether the version that the writer began with is still the one in the store; of two writers one is let."""
    mine = update(Finding).where(Finding.id == finding.id, Finding.number == number)
    done = db.session.execute(mine.values(number=number + 1).execution_options(synchronize_session=False))
    db.session.refresh(finding, ["number"])
    return bool(done.rowcount)  # type: ignore[attr-defined]
