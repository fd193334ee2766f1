"""Which records a question means: its conditions one after another, all of which must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from directory_data.coverage import verdict_of
from directory_data.gazetteer import Gazetteer
from directory_data.models import Provider
from directory_data.places import Place, Point, miles_between
from directory_data.store_version import Version, version_of
from directory_data.vocabulary import CoverageVerdict
from portal.feed import queries
from portal.feed.asked import Asked, Unusable
from portal.feed.kept import KeptFeed
from portal.feed.organizations import organization_id
from portal.feed.queries import Listed, Spot
from portal.feed.records import TAXONOMY, term_id
from search_index import ServiceIndex
from search_index.asked_words import AskedWords

METRES_PER_MILE = 1609.344
SERVED = (CoverageVerdict.SERVES, CoverageVerdict.PART)
NO_MIDDLE = "There is no point to measure from for that postcode."


@dataclass(frozen=True)
class Sources:
    """What a question is answered from."""

    session: Session
    index: ServiceIndex
    gazetteer: Gazetteer
    today: date
    kept: KeptFeed

    @cached_property
    def version(self) -> Version | None:
        """The version of the store, asked once for the whole answer and before anything is read for it."""
        return version_of(self.session)

    @cached_property
    def listed(self) -> Mapping[int, Listed]:
        """Every published service by its id, the oldest first."""
        listed = self.kept.listed.find(self.version, "listed")
        if listed is None:
            listed = {each.id: each for each in queries.listed_services(self.session)}
            self.kept.listed.keep(self.version, "listed", listed)
        return listed


def services(asked: Asked, sources: Sources) -> list[Listed]:
    """The published services that answer the question."""
    found = _narrowed(asked, sources)
    place = _place(asked, sources)
    if place is None:
        return found
    if asked.metres is not None:
        near = {
            spot.service_id for spot in _near(queries.spots(sources.session, sources.today), place, asked)
        }
        return [each for each in found if each.id in near]
    return _serving(found, place, sources)


def spots(asked: Asked, sources: Sources) -> list[Spot]:
    """The published places of services that answer the question."""
    found = queries.spots(sources.session, sources.today)
    place = _place(asked, sources)
    services_found = _narrowed(asked, sources)
    if place is not None and asked.metres is not None:
        found = _near(found, place, asked)
    elif place is not None:
        services_found = _serving(services_found, place, sources)
    wanted = {each.id for each in services_found}
    return [spot for spot in found if spot.service_id in wanted]


def providers(asked: Asked, sources: Sources) -> list[Provider]:
    """The providers of at least one published service that answers the question, the oldest first."""
    found = [each for each in sources.listed.values() if _has_term(each, asked)]
    words = asked.text("search").casefold().split()
    named = queries.providers(sources.session, sorted({each.provider_id for each in found}))
    return [each for each in named if all(word in each.name.casefold() for word in words)]


def _narrowed(asked: Asked, sources: Sources) -> list[Listed]:
    tests: list[Callable[[Listed], bool]] = []
    if asked.text("taxonomy_term_id") or asked.text("taxonomy_id"):
        tests.append(lambda each: _has_term(each, asked))
    if owner := asked.text("organization_id"):
        tests.append(lambda each: organization_id(each.provider_slug) == owner)
    found = _that_speak_of(asked.text("search"), sources)
    return [each for each in found if all(test(each) for test in tests)] if tests else found


def _has_term(each: Listed, asked: Asked) -> bool:
    return asked.text("taxonomy_term_id") in ("", term_id(each.type)) and asked.text("taxonomy_id") in (
        "",
        TAXONOMY,
    )


def _that_speak_of(words: str, sources: Sources) -> list[Listed]:
    """The services that have all the words, the oldest first. Where none of them counts, all have."""
    scores = AskedWords(sources.session, sources.index, words).all
    if scores is None:
        return list(sources.listed.values())
    return [sources.listed[one] for one in sorted(scores) if one in sources.listed]


def _place(asked: Asked, sources: Sources) -> Place | None:
    text = asked.text("postcode")
    if not text:
        return None
    place = sources.gazetteer.resolve(text)
    if not place.is_found:
        raise Unusable(f"postcode: {place.sentence}")
    return place


def _serving(found: list[Listed], place: Place, sources: Sources) -> list[Listed]:
    coverage = queries.coverage_by_service(sources.session, [each.id for each in found])
    return [each for each in found if verdict_of(coverage[each.id], place) in SERVED]


def _near(found: list[Spot], place: Place, asked: Asked) -> list[Spot]:
    if place.point is None:
        raise Unusable(NO_MIDDLE)
    here: Point = place.point
    metres = asked.metres or 0
    return [
        spot
        for spot in found
        if spot.point is not None and miles_between(here, spot.point) * METRES_PER_MILE <= metres
    ]
