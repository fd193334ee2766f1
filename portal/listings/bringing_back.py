"""What bringing an old version of a listing back changes, and what of it is not there any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from directory_data.models import Group, Service
from portal.listings import at_venues, history, partners
from portal.listings.content import Content, PartRecord, part_of
from portal.listings.sections import LABELS
from portal.rules.moderation import OF_THE_DAY

NAMING = frozenset({"venues", "venue", *at_venues.COLUMNS})
"""Fields whose lines begin with the name of a venue."""


@dataclass(frozen=True)
class BroughtBack:
    """The fields of an old version that can stand again, and a sentence for each that cannot."""

    content: Content
    gone: tuple[str, ...]


def brought_back(record: PartRecord, kept: Mapping[str, str], shown: Content) -> BroughtBack:
    """What of a kept version can stand again, venues by their names of today. A field that names something that is gone
    stays as it is, whole: half of it would say what nobody ever said."""
    names = _names_now(record)
    wanted = {
        field: "\n".join(_in_names_of_now(line, names) for line in text.splitlines())
        if field in NAMING
        else text
        for field, text in kept.items()
        if field in shown and field not in OF_THE_DAY
    }
    gone = {field: _gone(record, field, text) for field, text in wanted.items() if text != shown[field]}
    labels = LABELS[part_of(record)]
    return BroughtBack(
        {field: text for field, text in wanted.items() if not gone.get(field)},
        tuple(
            f"“{labels[field].label}” stays as it is now. Not there any more: {', '.join(names)}."
            for field, names in gone.items()
            if names
        ),
    )


def _names_now(record: PartRecord) -> dict[str, str]:
    """What the provider's venues were called -> what they are called now."""
    if isinstance(record, Service):
        return history.former_names(record.provider.venues)
    return history.former_names(record.service.provider.venues) if isinstance(record, Group) else {}


def _in_names_of_now(line: str, names: Mapping[str, str]) -> str:
    """A line that names a venue, or says something of one after a colon, by its name of today."""
    for old, new in names.items():
        if line == old or line.startswith(f"{old}:"):
            return new + line[len(old) :]
    return line


def _gone(record: PartRecord, field: str, text: str) -> list[str]:
    return _MISSING[field](record, text) if field in _MISSING else []


def _venues(record: Any, text: str) -> list[str]:
    usable = {venue.name for venue in record.provider.venues if venue.address}
    return [name for name in text.splitlines() if name not in usable]


def _venue(record: Any, text: str) -> list[str]:
    usable = {venue.name for venue in record.service.provider.venues if venue.address}
    return [text] if text and text not in usable else []


def _lines_of_venues(record: Any, text: str) -> list[str]:
    return at_venues.lines_elsewhere(text, [venue.name for venue in record.venues])


def _partners(_record: Any, text: str) -> list[str]:
    slugs = list(filter(None, text.split(",")))
    known = {each.slug for each in partners.services_with_slugs(slugs)}
    return [slug for slug in slugs if slug not in known]


_MISSING: Mapping[str, Callable[[Any, str], list[str]]] = {
    "venues": _venues,
    "venue": _venue,
    "partner_services": _partners,
    **dict.fromkeys(at_venues.COLUMNS, _lines_of_venues),
}
"""Field that names other records -> which of the names it holds stand for nothing any more."""
