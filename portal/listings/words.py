"""The kept values of a listing as people read them: labels, names of areas and services, dates in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from flask import current_app

from directory_data.availability import in_full
from directory_data.coverage import AreaName
from directory_data.gazetteer import Gazetteer
from directory_data.listing_vocabulary import ListingPart
from directory_data.vocabulary import Disqualifier
from portal.listings import areas, partners
from portal.listings.history import FieldDifference
from portal.listings.models import ProposedChange
from portal.listings.section_form import KNOWN_OR_NOT
from portal.listings.sections import LABELS, Box

Titles = Callable[[str], str]
"""The name of a service by its slug; the slug where there is none."""


@dataclass(frozen=True)
class ChangeLine:
    """One proposed change with its field, its old and its new value in words."""

    change: ProposedChange
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class DifferenceLine:
    """One field that differs between two versions, in words."""

    label: str
    old: str
    new: str


def names_and_titles() -> tuple[AreaName, Titles]:
    """How areas and partner-support services are called. The store is asked for services when the first is named."""
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]

    @cache
    def known() -> Mapping[str, str]:
        return {each.slug: each.name for each in partners.partner_support()}

    return gazetteer.area_name, lambda slug: known().get(slug, slug)


def words_for(part: ListingPart, field: str, text: str, names: AreaName, titles: Titles) -> str:
    """A kept value as people read it; empty for nothing."""
    asked = LABELS[part][field]
    if not text:
        return "Not known" if asked.box is Box.KNOWN_OR_NOT else ""
    if field == "coverage":
        return areas.words_of(text, names)
    if field == "partner_services":
        return ", ".join(map(titles, text.split(",")))
    if field == "disqualifiers":
        return ", ".join(Disqualifier(value).label for value in text.split(","))
    if asked.words is not None:
        return asked.words(text).label
    if asked.box in (Box.YES_NO, Box.KNOWN_OR_NOT):
        return dict(KNOWN_OR_NOT)[text]
    return in_full(date.fromisoformat(text)) if asked.box is Box.DAY else text


def in_words(part: ListingPart, field: str, text: str) -> str:
    """A kept value as people read it, by itself; “nothing” for nothing."""
    return words_for(part, field, text, *names_and_titles()) or "nothing"


def label_of(part: ListingPart, field: str) -> str:
    """What a field is called on pages."""
    return LABELS[part][field].label


def changed_meanwhile(person: str, now_says: str) -> str:
    """What the second of two editors is told at the box; what they typed stays in it."""
    return (
        f"{person} changed this while you were typing. It now says: {now_says}. "
        "Save again to put yours in its place, or type theirs"
    )


def lines_of(changes: Iterable[ProposedChange]) -> list[ChangeLine]:
    """These changes in words."""
    listed = list(changes)
    if not listed:
        return []
    names, titles = names_and_titles()
    return [
        ChangeLine(
            change,
            LABELS[change.part][change.field].label,
            words_for(change.part, change.field, change.old, names, titles),
            words_for(change.part, change.field, change.new, names, titles),
        )
        for change in listed
    ]


def differences_in_words(part: ListingPart, differences: Iterable[FieldDifference]) -> list[DifferenceLine]:
    """These differences in words; fields that are asked for no more keep their own name."""
    names, titles = names_and_titles()
    return [
        DifferenceLine(
            LABELS[part][each.field].label,
            words_for(part, each.field, each.old, names, titles),
            words_for(part, each.field, each.new, names, titles),
        )
        for each in differences
        if each.field in LABELS[part]
    ]
