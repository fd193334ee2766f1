"""What a search found, said in one or two sentences; and why each listing is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from directory_data.availability import in_full
from directory_data.cards import Card
from directory_data.coverage import AreaName, Coverage, listed
from directory_data.coverage_ground import CoverageRule
from directory_data.places import miles_words
from directory_data.vocabulary import AreaKind, ServiceType
from search_index.marks import Marks
from search_index.query import SearchQuery
from search_index.relaxing import DISTANCE, FILTERS, TYPE, WORDS, Attempt

MOST_AREAS = 3
MOST_FIELDS = 2


def found_sentence(query: SearchQuery, attempt: Attempt, total: int) -> str:
    """How many were found, and what was left out or put right to find them."""
    if not total:
        return _nothing_sentence(query)
    if not attempt.relaxed:
        words = f" for “{attempt.query.what}”" if attempt.is_corrected else ""
        missing = f"No service has “{query.what}”. " if attempt.is_corrected else ""
        return f"{missing}{_count_words(total)}{words}{_where_words(query, total)}."
    count = f"{_count_words(total)}{_where_words(query, total)}"
    if attempt.relaxed == (WORDS,) and attempt.scores is not None:
        has = "has" if total == 1 else "have"
        found = _count_words(total) if query.place is None else f"{count} and"
        return f"No service has all of your words. {found} {has} some of them."
    left_out = listed([_left_out(name, query, attempt) for name in attempt.relaxed])
    return f"{_nothing_sentence(query)} We searched again {left_out}. {count}."


def _nothing_sentence(query: SearchQuery) -> str:
    if query.type is not None and query.type in query.types_left_out:
        return f"This search leaves out every {_small(query.type.label)}."
    if query.type and query.place and not query.what.strip() and not query.filters.are_on:
        within = f" within {query.within_miles} miles" if query.within_miles else ""
        return f"No {_small(query.type.label)}{within} serves {query.place.label}."
    words = " with all of your words" if query.what.strip() else ""
    within = f" within {query.within_miles} miles" if query.within_miles and query.place else ""
    filters = " that you narrowed it to" if query.filters.are_on and not words else ""
    where = f" serve {query.place.label}" if query.place is not None else " found"
    return f"No services{words}{filters}{within}{where}."


def _left_out(name: str, query: SearchQuery, attempt: Attempt) -> str:
    if name == WORDS:
        return "for some of the words" if attempt.scores is not None else "without the words"
    return {
        DISTANCE: "at any distance",
        TYPE: "for any kind of service",
        FILTERS: "without the other choices",
    }[name]


def _count_words(total: int) -> str:
    return "1 service" if total == 1 else f"{total} services"


def _where_words(query: SearchQuery, total: int) -> str:
    verb = "serves" if total == 1 else "serve"
    return f" {verb} {query.place.label}" if query.place is not None else " found"


def words_reason(service: Card, marks: Marks) -> str:
    """Where the listing holds what was typed."""
    texts = (
        ("its name", service.name),
        ("an earlier name", service.former_names),
        ("the provider’s name", service.provider.name),
        ("the kind of service", service.type.label),
        ("its languages", service.languages),
        ("whom it is for", service.who_for),
        ("its description", f"{service.summary} {service.description}"),
    )
    found = list(islice((name for name, text in texts if marks.mark(text)), MOST_FIELDS))
    return f"Your words are in {listed(found)}" if found else "Your words are in the area that it serves"


def areas_reason(coverage: Iterable[CoverageRule], names: AreaName) -> str:
    """The areas that the listing states, when no place was asked about."""
    stated = [area for area in coverage if not area.is_excluded]
    if not stated:
        return "The provider has not said which areas this serves"
    named = [
        _area_words(area.kind, names(area.kind, area.code) if area.kind is not AreaKind.RADIUS else "")
        for area in stated
    ]
    named = list(dict.fromkeys(named))
    more = len(named) - MOST_AREAS
    shown = [*named[:MOST_AREAS], f"{more} more"] if more > 0 else named
    return f"Serves {listed(shown)}"


def _area_words(kind: AreaKind, name: str) -> str:
    if kind is AreaKind.RADIUS:
        return "the places around it"
    return f"the {name}" if name.endswith(" area") else name


def why_words(
    *,
    coverage: Coverage | None,
    reasons: Sequence[str] = (),
    miles: float | None,
    site: str = "",
    objections: Sequence[str],
    start: date | None,
    places: str,
) -> str:
    """The one line: "Serves all of Leeds; 3.2 miles, at Quay House; next group starts 12 January 2027, 4 places".

    Without a place, `reasons` say why the listing is there.
    """
    parts = [coverage.sentence] if coverage is not None else list(reasons)
    if miles is not None:
        parts.append(f"{miles_words(miles)}, at {site}" if site else miles_words(miles))
    parts.extend(objections)
    if places and not objections:
        parts.append(f"Next group starts {in_full(start)}, {_small(places)}" if start else places)
    plain = [part.rstrip(".") for part in parts]
    return "; ".join(plain[:1] + [_small(part) for part in plain[1:]])


def site_words(name: str, town: str) -> str:
    """A place to meet as it stands in a sentence; the town only where the name does not say where it is."""
    return name if not town or "," in name or town in name else f"{name}, {town}"


def _small(text: str | ServiceType) -> str:
    return text[:1].lower() + text[1:]
