"""Counts of people that are shown to who must not know anybody: small ones are not said (domain, section 7)."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST = 5
FEWER = f"Fewer than {SMALLEST}"
UNSAID = "Not shown"
"""Stands for a total from which the small counts beside it could be worked out."""


def shown(count: int) -> str:
    """A count as it may be shown: nought is small too, for it says of everybody that they are not among them."""
    return f"{count:,}" if count >= SMALLEST else FEWER


def shown_row(counts: Mapping[str, int]) -> tuple[dict[str, str], str]:
    """The counts of a row by their names, and its total, so that none of the small ones can be worked out."""
    small = [count for count in counts.values() if count < SMALLEST]
    total = sum(counts.values())
    # What is left of the total beside the large counts would be a small count itself.
    is_told_by_total = bool(small) and sum(small) < SMALLEST <= total
    return {name: shown(count) for name, count in counts.items()}, UNSAID if is_told_by_total else shown(
        total
    )
