"""The results as a table for a spreadsheet: only what the page shows this reader, and no cell that is a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from io import StringIO

from flask import url_for

from search_index import Hit

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(hits: Iterable[Hit]) -> str:
    """The listings, one a line, under a line of headings (RFC 4180)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for hit in hits:
        writer.writerow([plain_cell(value(hit)) for value in _COLUMNS.values()])
    return text.getvalue()


def plain_cell(text: str) -> str:
    """The text so that a spreadsheet reads it as text: whatever could begin a formula gets a quotation mark first."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_MARKS) else text


def _start(hit: Hit) -> str:
    opening = hit.opening
    is_open = opening is not None and not hit.objections and opening.next_start_on is not None
    return opening.next_start_on.isoformat() if is_open and opening and opening.next_start_on else ""


_COLUMNS: dict[str, Callable[[Hit], str]] = {
    "Name": lambda hit: hit.service.name,
    "Provider": lambda hit: hit.service.provider.name,
    "Kind of service": lambda hit: hit.service.type.label,
    "Why it is here": lambda hit: hit.why,
    "Referrals": lambda hit: " ".join(hit.objections) or "Open to referrals",
    "Miles": lambda hit: "" if hit.miles is None else f"{hit.miles:.1f}",
    "Next start": _start,
    "Places": lambda hit: hit.places_words,
    "Languages": lambda hit: hit.service.languages,
    "Telephone": lambda hit: hit.service.phone or hit.service.provider.phone or "",
    "Email": lambda hit: hit.service.email or hit.service.provider.email or "",
    "Website": lambda hit: hit.service.website or hit.service.provider.website or "",
    "Last confirmed": lambda hit: hit.service.confirmed_on.isoformat() if hit.service.confirmed_on else "",
    "Listing": lambda hit: url_for("directory.show", slug=hit.service.slug, _external=True),
}
