"""The gazetteer: what was typed becomes what was meant, by the first rung of a fixed ladder that answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from directory_data.gazetteer.answers import Answers, date_words
from directory_data.gazetteer.area_editions import Edition, edition_of
from directory_data.gazetteer.authorities import Authorities, Authority
from directory_data.gazetteer.court_areas import CafcassArea, CourtArea
from directory_data.gazetteer.district_steps import DistrictSteps
from directory_data.gazetteer.districts import Districts
from directory_data.gazetteer.facts import released_on
from directory_data.gazetteer.name_steps import NameSteps
from directory_data.gazetteer.names import FamilyCourt, Names
from directory_data.gazetteer.outside import elsewhere_by_form
from directory_data.gazetteer.postcode_steps import PostcodeSteps
from directory_data.gazetteer.units import Units
from directory_data.places import Place, Point, holds_several, parse_plain, plain_text
from directory_data.vocabulary import AreaKind

OLDEST_DAYS = 200
NOTHING_TYPED = "Enter a postcode, town, court or local authority."
TWO_POSTCODES = "You entered more than one postcode. Enter one postcode."
NOT_RECOGNISED = (
    "We do not recognise this place. Enter a full postcode, its first part, or the name of a town, "
    "court or local authority in England or Wales."
)


class Gazetteer:
    """Places, courts and authorities of England and Wales.

    The shipped tables are read at the first question that needs them; reading twice at once does no harm, so threads
    may share one. `postcodes` is the operator's table (importing.py); it may be absent, and appear or change later.
    `areas` is the folder of the operator's own tables of areas (area_tables.py): one that is replaced is read anew.
    """

    def __init__(self, postcodes: Path | None = None, areas: Path | None = None) -> None:
        self._units = Units(postcodes)
        self._own_areas = areas
        self._kept: _Steps | None = None

    @property
    def edition(self) -> Edition:
        """What tells the tables of areas in use from others: what is made from them holds for this edition only."""
        return edition_of(self._own_areas)

    def resolve(self, text: str) -> Place:
        """What a text typed as a place means: postcode, sector, district, group, area, name, court, authority."""
        plain, steps = plain_text(text), self._steps
        if not plain:
            return steps.answers.unknown(NOTHING_TYPED)
        if holds_several(plain):
            return steps.answers.unknown(TWO_POSTCODES)
        if postcode := parse_plain(plain):
            return steps.postcodes.of_postcode(postcode)
        if elsewhere := elsewhere_by_form(plain):
            return steps.answers.elsewhere(elsewhere)
        return (
            steps.districts.of_partial(plain)
            or _of_part_of_a_district(plain, steps)
            or steps.names.of_name(plain)
            or steps.postcodes.of_repaired_end(plain)
            or steps.names.of_misspelt(plain)
            or steps.answers.unknown(NOT_RECOGNISED)
        )

    def is_misread_postcode(self, text: str) -> bool:
        """Whether a text is a postcode with O or I for 0 or 1, so that no digit need stand in it: "LSI IAA"."""
        return self._steps.postcodes.is_misread(plain_text(text))

    def place_at(self, point: Point) -> Place:
        """The place round a position in degrees, by the nearest postcode sector."""
        steps = self._steps
        return steps.districts.of_point(point) or steps.answers.unknown(
            "This position is not in England or Wales."
        )

    def place_of_authority(self, code: str) -> Place:
        """The place that is known by its authority's (or county's) code only."""
        steps = self._steps
        return steps.names.of_area_code(code) or steps.answers.unknown(
            f"There is no local authority with the code {code}."
        )

    def authority(self, code: str) -> Authority | None:
        """The authority of a code; a retired code gives its successor."""
        return self._steps.authorities.get(code)

    def authorities(self) -> list[Authority]:
        """All authorities by name."""
        return self._steps.authorities.all()

    def court_areas(self) -> list[CourtArea]:
        """All areas of designated family judges by name."""
        return sorted(self._steps.authorities.court_areas.values(), key=lambda area: area.name)

    def cafcass_areas(self, place: Place) -> tuple[CafcassArea, ...]:
        """The Cafcass service areas of a place, by its court areas; none until an operator has loaded them."""
        found = map(self._steps.authorities.cafcass_areas.get, place.court_areas)
        return tuple(dict.fromkeys(area for area in found if area))

    def courts(self) -> tuple[FamilyCourt, ...]:
        return self._steps.known_names.courts

    @property
    def area_name(self) -> Callable[[AreaKind, str], str]:
        """Kind and code of an area -> as it is named in a sentence: "Leeds", "West Yorkshire Police area".

        It names areas as the tables do that are in use when it is asked for: take it once for many names.
        """
        return self._steps.authorities.area_name

    def area_codes(self, kind: AreaKind) -> Mapping[str, str]:
        """Every code of a kind of area with its name."""
        return self._steps.authorities.area_codes(kind)

    def members(self, code: str) -> tuple[Authority, ...]:
        """The authorities in an area of any kind."""
        return self._steps.authorities.members(code)

    def touching(self, code: str) -> set[str]:
        """The codes of every area that shares an authority with this one, and its own."""
        authorities = self._steps.authorities
        members = authorities.members(code)
        wider = {key[1] for member in members for key in authorities.areas(member)}
        return {code, *(member.code for member in members), *wider}

    def data_warning(self, today: date) -> str | None:
        """What to tell who runs the portal once the list of postcodes is older than 200 days; None while it is not."""
        if self._units.is_damaged:
            return "The loaded list of postcodes cannot be read, so postcodes are approximate. Load it again."
        is_loaded = self._units.is_loaded
        released = self._units.released_on if is_loaded else released_on()
        if released is None:
            return "The loaded list of postcodes does not say when it was made. Load one that does."
        if (today - released).days <= OLDEST_DAYS:
            return None
        which = (
            "The loaded list of postcodes" if is_loaded else "The list of postcodes that came with the portal"
        )
        return (
            f"{which} is from {date_words(released)}, {(today - released).days} days ago. "
            "Postcodes change every quarter and local authorities on 1 April: load a newer one."
        )

    @property
    def _steps(self) -> _Steps:
        edition, kept = self.edition, self._kept
        if kept is None or kept.edition != edition:
            kept = self._kept = _Steps(self._own_areas, edition, self._districts, self._units)
        return kept

    @cached_property
    def _districts(self) -> Districts:
        return Districts()


class _Steps:
    """The rungs of the ladder over one edition of the tables of areas, each made when it is first asked for."""

    def __init__(self, own: Path | None, edition: Edition, districts: Districts, units: Units) -> None:
        self.edition = edition
        self._own = own
        self._districts = districts
        self._units = units

    @cached_property
    def authorities(self) -> Authorities:
        return Authorities(self._own)

    @cached_property
    def known_names(self) -> Names:
        return Names(self.authorities)

    @cached_property
    def answers(self) -> Answers:
        return Answers(self.authorities, released_on())

    @cached_property
    def postcodes(self) -> PostcodeSteps:
        return PostcodeSteps(self.authorities, self._districts, self._units, self.answers, self.districts)

    @cached_property
    def districts(self) -> DistrictSteps:
        return DistrictSteps(self.authorities, self._districts, self.answers)

    @cached_property
    def names(self) -> NameSteps:
        return NameSteps(self.known_names, self.authorities, self._districts, self.answers)


def _of_part_of_a_district(plain: str, steps: _Steps) -> Place | None:
    """A district and one of the authorities it is in: "UB9, Buckinghamshire"."""
    district, divider, area = plain.partition(",")
    codes = steps.names.codes_of(area) if divider else frozenset[str]()
    return steps.districts.of_partial(district, within=codes) if codes else None


def resolve_lines(gazetteer: Gazetteer, texts: Iterable[str]) -> Iterator[str]:
    """One JSON object a text, as `flask where` prints them (contract, section 2)."""
    for text in texts:
        yield json.dumps(_as_json(text, gazetteer.resolve(text)), ensure_ascii=False)


def _as_json(text: str, place: Place) -> dict[str, object]:
    answer: dict[str, object] = {
        "text": text,
        "status": place.status.value,
        "basis": place.basis.value,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "precision_m": place.precision_m,
        "authorities": [
            {"code": share.code, "name": share.name, "share": round(share.share, 4)}
            for share in place.authorities
        ],
        "court_areas": place.court_areas,
        "country": place.country,
        "sentence": place.sentence,
        "data_date": place.data_date.isoformat() if place.data_date else None,
    }
    if place.choices:
        answer["choices"] = [{"label": choice.label, "where": choice.where} for choice in place.choices]
    return answer
