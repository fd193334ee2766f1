"""The words and addresses round a page of results: other pages, what to relax, what a place may also mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import url_for
from markupsafe import Markup
from wtforms.fields.choices import SelectChoice

from directory_data.models import Service
from directory_data.vocabulary import ServiceType, WhoFor
from portal.directory import which_area, who
from portal.directory.asked_place import Asked
from portal.directory.confirmed import confirmed_words
from portal.directory.drawn_cards import Face, drawn
from portal.directory.forms import MORE, SearchForm
from search_index import Hit, Results
from search_index.marks import NOTHING

DROPPABLE = {
    ("what",): "Search without the words",
    ("type",): "Search for any kind of service",
    ("within_miles",): "Search at any distance",
    MORE: "Search without the other choices",
}


@dataclass(frozen=True)
class ResultPage:
    """What the page needs besides the results. Addresses hold a sealed place, never a postcode.

    `kept` is the address to keep the search by, which holds no sealed place; empty where nothing was asked.
    `programmes` is the address of the same search for somebody who has used abusive behaviour, where only the words
    said that it is for somebody else.
    """

    near: str
    where: str
    choices: tuple[tuple[str, str], ...]
    areas: tuple[which_area.Option, ...]
    relaxations: tuple[tuple[str, str], ...]
    lists_programmes: bool
    left_out: str
    programmes: str
    today: date
    made: dict[str, Any]
    kept: str
    shortlist: tuple[Service, ...]
    results: Results | None

    def address(self, number: int) -> str:
        """The address of another page of the same search."""
        return _with(self._address_kept, "page", str(number))

    def view(self, name: str) -> str:
        """The address of all the results on one page ("print") or as a file ("csv")."""
        return _with(self._address_made, "view", name)

    @property
    def suggested(self) -> str:
        """The address of the search with the words that may have been meant."""
        what = self.results.suggestion if self.results else None
        return url_for("directory.index", **{**self._kept, "what": what})

    @property
    def asked_again(self) -> list[tuple[str, str]]:
        """What the question about the area sends on: the search and the shortlist."""
        return [*self.made.items(), *(("slug", service.slug) for service in self.shortlist)]

    @property
    def area_said(self) -> str:
        """The area that was said to be the home's, or that the reader is not sure; nothing where it was not asked."""
        return next((option.label for option in self.areas if option.is_chosen), "")

    @property
    def compared(self) -> str:
        """The address of the shortlist side by side."""
        return url_for("directory.compare", **self._kept)

    def without(self, slug: str) -> str:
        """The address of this search with one listing taken off the shortlist."""
        slugs = [service.slug for service in self.shortlist if service.slug != slug]
        return url_for("directory.index", **{**self.made, "slug": slugs})

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form of the results sends on: the search, and what is on the shortlist from other pages."""
        shown = {hit.service.slug for hit in self.results.serving} if self.results else set()
        elsewhere = [service.slug for service in self.shortlist if service.slug not in shown]
        page = [("page", str(self.results.page))] if self.results and self.results.page > 1 else []
        return [*self.made.items(), *page, *(("slug", slug) for slug in elsewhere)]

    def card(self, hit: Hit, *, has_box: bool = False) -> Markup:
        """The listing as it stands in the list."""
        service = hit.service
        return drawn(
            Face(
                slug=service.slug,
                name=service.name,
                kind=service.type.label,
                provider=service.provider.name,
                is_invented=service.provider.is_invented,
                summary=service.summary,
                phone=service.phone,
                languages=service.languages,
                why=hit.why,
                is_elsewhere=hit.is_elsewhere,
                objections=hit.objections,
                places_words=hit.places_words,
                confirmed=confirmed_words(service.confirmed_on, self.today),
                marks=self.results.marks if self.results else NOTHING,
                has_box=has_box,
                is_ticked=any(listed.slug == service.slug for listed in self.shortlist),
            )
        )

    def counts(self, name: str) -> Mapping[str, int] | None:
        """How many listings would be found with each value of this condition; None where nothing was counted."""
        return self.results.facets.get(name) if self.results else None

    @property
    def language_choices(self) -> list[SelectChoice]:
        """The languages that there are to choose from, the commonest first."""
        counts = self.results.facets.get("language", {}) if self.results else {}
        chosen = [self.made["language"]] if "language" in self.made else []
        names = dict.fromkeys([*sorted(counts, key=lambda name: (-counts[name], name)), *chosen])
        return [SelectChoice("", "Any language"), *(SelectChoice(name, name) for name in names)]

    @cached_property
    def _address_made(self) -> str:
        return url_for("directory.index", **self.made)

    @cached_property
    def _address_kept(self) -> str:
        return url_for("directory.index", **self._kept)

    @property
    def _kept(self) -> dict[str, Any]:
        slugs = [service.slug for service in self.shortlist]
        return {**self.made, "slug": slugs} if slugs else self.made


def result_page(
    form: SearchForm,
    place: Asked,
    results: Results | None,
    today: date,
    shortlist: Sequence[Service] = (),
) -> ResultPage:
    """The page round these results."""
    made = {**form.choices_made(), **(place.address or {})}
    asked = {**form.choices_made(), **({"where": place.area.where} if place.area.where else {})}
    hits = (*results.serving, *results.nearby) if results else ()
    return ResultPage(
        near=(place.address or {}).get("near", ""),
        where=place.place.label if place.place and "near" in (place.address or {}) else form.where.data or "",
        choices=_choices(form, place),
        areas=which_area.options(place.whole, place.answer)
        if place.whole and which_area.is_asked(place.whole)
        else (),
        relaxations=_relaxations(made) if results and (not results.total or results.relaxed) else (),
        lists_programmes=any(hit.service.type is ServiceType.DVPP for hit in hits),
        left_out=who.sentence(form.who_for) if not form.errors else "",
        programmes=url_for("directory.index", **{**made, "who": WhoFor.OWN_BEHAVIOUR.value})
        if form.who_is_heard
        else "",
        today=today,
        made=made,
        kept=url_for("directory.index", **asked) if asked else "",
        shortlist=tuple(shortlist),
        results=results,
    )


def _with(address: str, name: str, value: str) -> str:
    """The address with one more value, which needs no escaping."""
    return f"{address}{'&' if '?' in address else '?'}{name}={value}"


def question_lines(form: SearchForm, place: Asked) -> list[tuple[str, str]]:
    """What was asked, line by line, for paper: the label of each field and what was chosen."""
    lines = [(form.where.label.text, place.place.label if place.place else "")]
    for name in form.choices_made():
        field = form[name]
        chosen = (
            [choice.label for choice in field.iter_choices() if choice.selected]
            if hasattr(field, "iter_choices")
            else ["Yes" if field.data is True else field._value()]
        )
        lines.append((field.label.text, ", ".join(map(str, chosen))))
    return [(label.removesuffix(" (optional)"), value) for label, value in lines if value]


def _choices(form: SearchForm, place: Asked) -> tuple[tuple[str, str], ...]:
    """Label and address of each place that was, or may have been, meant; which area one is in is asked otherwise."""
    is_asked = place.whole is not None and which_area.is_asked(place.whole)
    found = place.place.choices if place.place and not is_asked else ()
    return tuple(
        (choice.label, url_for("directory.index", **form.choices_made(), where=choice.where))
        for choice in found
    )


def _relaxations(made: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and address of the same search with one condition less."""
    return tuple(
        (label, url_for("directory.index", **{key: value for key, value in made.items() if key not in names}))
        for names, label in DROPPABLE.items()
        if any(name in made for name in names)
    )
