"""Everything that changes what was found or admitted. What it said before is kept; who checked it is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app

from directory_data.turns import step_on, write_where
from portal.accounts.models import User
from portal.cases.models import Case, Finding
from portal.cases.panels import board_of
from portal.errors import Refused

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
    if not step_on(finding, "number", number):
        return False
    finding.earlier.insert(0, before)
    for name, value in values.items():
        setattr(finding, name, value)
    finding.reason, finding.recorded_at, finding.recorded_by_id = reason, at, by.id
    finding.checked_at = finding.checked_by_id = None
    for follow in board_of(current_app).finding_changes:
        follow(finding, before, by=by, at=at)
    return True


def check(finding: Finding, *, number: int, by: User, at: datetime) -> None:
    """Somebody has held version `number` against its source, word for word, and looked where it stands."""
    if not write_where(finding, {"number": number}, {"checked_at": at, "checked_by_id": by.id}):
        raise Refused(
            ["Somebody changed this finding after you opened it. Read it again before you check it."]
        )


def _says(finding: Finding, values: dict[str, Any]) -> bool:
    return all(getattr(finding, name) == value for name, value in values.items())
