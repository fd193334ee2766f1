"""The words and addresses round a page of results: other pages, what to relax, what a place may also mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from directory_data.vocabulary import ServiceType
from portal.directory.asked_place import Asked
from portal.directory.confirmed import confirmed_words
from portal.directory.forms import SearchForm
from search_index import Hit, Results

DROPPABLE = {
    "what": "Search without the words",
    "type": "Search for any kind of service",
    "within_miles": "Search at any distance",
}


@dataclass(frozen=True)
class ResultPage:
    """What the page needs besides the results. Addresses hold a sealed place, never a postcode."""

    near: str
    where: str
    choices: tuple[tuple[str, str], ...]
    relaxations: tuple[tuple[str, str], ...]
    lists_programmes: bool
    today: date
    made: dict[str, Any]

    def address(self, number: int) -> str:
        """The address of another page of the same search."""
        return url_for("directory.index", **self.made, page=number)

    def confirmed(self, hit: Hit) -> str:
        """When the provider last said that the listing is right."""
        return confirmed_words(hit.service.confirmed_on, self.today)


def result_page(form: SearchForm, place: Asked, results: Results | None, today: date) -> ResultPage:
    """The page round these results."""
    made = {**form.choices_made(), **(place.address or {})}
    hits = (*results.serving, *results.nearby) if results else ()
    return ResultPage(
        near=(place.address or {}).get("near", ""),
        where=place.place.label if place.place and "near" in (place.address or {}) else form.where.data or "",
        choices=_choices(form, place),
        relaxations=_relaxations(made) if results and not results.total else (),
        lists_programmes=any(hit.service.type is ServiceType.DVPP for hit in hits),
        today=today,
        made=made,
    )


def _choices(form: SearchForm, place: Asked) -> tuple[tuple[str, str], ...]:
    """Label and address of each place that an ambiguous name may mean."""
    found = place.place.choices if place.is_ambiguous and place.place else ()
    return tuple(
        (choice.label, url_for("directory.index", **form.choices_made(), where=choice.where))
        for choice in found
    )


def _relaxations(made: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and address of the same search with one condition less."""
    return tuple(
        (label, url_for("directory.index", **{key: value for key, value in made.items() if key != name}))
        for name, label in DROPPABLE.items()
        if name in made
    )
