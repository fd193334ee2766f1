"""What is put on the map: the published places of results and of a listing, and the areas served. Nothing withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import url_for

from directory_data.gazetteer import Gazetteer
from directory_data.gazetteer.outlines import outlines
from directory_data.models import CoverageArea, Service, Venue
from directory_data.places import Place
from directory_data.vocabulary import AreaKind
from portal.directory.chart import Drawing, Mark, drawing


def map_of_results(
    services: Sequence[Service], place: Place | None, gazetteer: Gazetteer, tiles: str
) -> Drawing | None:
    """The results by their number in the list, on the authorities in which the asked place lies."""
    marks = [
        Mark(
            str(number),
            service.name,
            url_for("directory.show", slug=service.slug),
            venue.public_point,
        )
        for number, service in enumerate(services, start=1)
        for venue in venues_of(service)
        if venue.public_point is not None
    ]
    asked = {share.code for share in place.authorities} if place else set()
    return drawing(_names(gazetteer), shaded=asked, marks=marks, tiles=tiles)


def map_of_listing(
    service: Service, venues: Sequence[Venue], gazetteer: Gazetteer, tiles: str
) -> Drawing | None:
    """The areas that a listing states, and its venues by their number; none where it serves the whole country."""
    served = _authorities_in(service.coverage, gazetteer)
    marks = [
        Mark(str(number), venue.name, "", venue.public_point)
        for number, venue in enumerate(venues, start=1)
        if venue.public_point is not None
    ]
    if len(served) > len(outlines()) // 2:
        return None
    return drawing(_names(gazetteer), shaded=served, marks=marks, tiles=tiles)


def areas_touched(coverage: Iterable[CoverageArea], gazetteer: Gazetteer) -> set[str]:
    """The codes of the stated areas and of all that lie over, in or partly in them: a council, its court area."""
    stated = {area.code for area in coverage if area.code and not area.is_excluded}
    return set().union(*map(gazetteer.touching, stated))


def venues_of(service: Service) -> list[Venue]:
    """The places of a service whose address is published: none of a protected one."""
    if service.is_protected:
        return []
    found = [*service.venues, *(group.venue for group in service.groups)]
    return list({venue.id: venue for venue in found if venue and not venue.is_address_withheld}.values())


def _authorities_in(coverage: Iterable[CoverageArea], gazetteer: Gazetteer) -> set[str]:
    """The authorities of the stated areas; a radius and postcode districts have no outline of their own."""
    served: set[str] = set()
    left_out: set[str] = set()
    for area in coverage:
        codes = {area.code} if area.kind is AreaKind.LOCAL_AUTHORITY else _members(area, gazetteer)
        (left_out if area.is_excluded else served).update(codes)
    return served - left_out


def _members(area: CoverageArea, gazetteer: Gazetteer) -> set[str]:
    if area.kind in (AreaKind.RADIUS, AreaKind.OUTCODE):
        return set()
    return {authority.code for authority in gazetteer.members(area.code)}


def _names(gazetteer: Gazetteer) -> dict[str, str]:
    return {authority.code: authority.name for authority in gazetteer.authorities()}
