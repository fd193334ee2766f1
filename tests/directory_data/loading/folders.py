"""A folder of listings for tests: one provider with a programme, its partner support, a venue and a group."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

SERVICE = {
    "slug": "vale-dvpp",
    "provider": "vale",
    "type": "dvpp",
    "name": "Vale Programme",
    "summary": "Weekly groups.",
}
SUPPORT = SERVICE | {
    "slug": "vale-support",
    "type": "partner-support",
    "audience": "protected",
    "name": "Vale Support",
}
VENUE = {
    "provider": "vale",
    "name": "Old Library",
    "address": "1 Example Street, Leeds",
    "lat": "53.8",
    "lon": "-1.5",
}
GROUP = {
    "service": "vale-dvpp",
    "venue": "Old Library",
    "name": "Tuesday evening",
    "day": "tuesday",
    "starts_at": "18:30",
    "ends_at": "20:30",
    "first_session_on": "+42",
    "places_taken": "4",
}
RULE = {
    "service": "vale-dvpp",
    "version": "1",
    "published_on": "2024-04-02",
    "text": "For men of 18 or over.",
    "reason": "It was made and tested with men.",
    "alternatives": "Telephone us.",
}
GOOD: Mapping[str, Sequence[Mapping[str, str]]] = {
    "providers": [
        {"slug": "vale", "name": "Vale Change", "legal_name": "Vale Change CIO", "is_invented": "yes"}
    ],
    "venues": [VENUE],
    "services": [SERVICE, SUPPORT],
    "groups": [GROUP],
    "coverage": [{"service": "vale-dvpp", "kind": "court-area", "code": "WEST_YORKSHIRE"}],
    "pairings": [{"programme": "vale-dvpp", "partner_service": "vale-support"}],
    "admission_rules": [RULE],
}


def write_folder(path: Path, changes: Mapping[str, Sequence[Mapping[str, str]]]) -> Path:
    """The good folder with changed cells: the first row of a change changes the first good row, and so on."""
    path.mkdir(exist_ok=True)
    for kind, good in GOOD.items():
        changed = changes.get(kind, [])
        rows = [dict(row) for row in good] + [dict(good[0]) for _ in changed[len(good) :]]
        for row, change in zip(rows, changed, strict=False):
            row.update(change)
        write_rows(path / f"{kind}.csv", rows)
    return path


def write_rows(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """One file, with every column that any row fills."""
    columns = dict.fromkeys(name for row in rows for name in row)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)
