"""The rungs for partial postcodes: a sector, a district, a group of districts, an area, or a part of one of these."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from directory_data.coverage import listed
from directory_data.gazetteer.answers import Answers, in_words, metres_words
from directory_data.gazetteer.authorities import SCOTLAND, Authorities
from directory_data.gazetteer.districts import METRES_PER_MILE, District, Districts
from directory_data.places import AreaKey, AreaShares, AuthorityShare, Choice, Place, Point, miles_between
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus

SMALLEST_PRECISION_M = 100
MOST_METRES_FROM_POSTCODES = 5000
LARGE_USER = (
    " It is for PO boxes or a large organisation’s post, not where somebody lives: enter the town or council of the "
    "home instead."
)
_PARTIAL = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9])[A-Z]?")
_OUTCODE = re.compile(r"([A-Z]{1,2})[0-9][0-9A-Z]?")
_MARKS = " \"'.,;:()[]*"


class DistrictSteps:
    """Answers for what several postcodes begin with."""

    def __init__(self, authorities: Authorities, districts: Districts, answers: Answers) -> None:
        self._authorities = authorities
        self._districts = districts
        self._answers = answers

    def of_partial(self, plain: str, within: Collection[str] = ()) -> Place | None:
        """A sector ("LS6 1"), district ("LS6"), group ("W1") or area ("LS"); whole codes only: E1 is not E10.

        `within` names the authorities to which a district that lies in several is narrowed.
        """
        typed = plain.strip(_MARKS)
        found = self._partial(typed)
        if found is None:
            return self.of_scottish_area(typed)
        district, basis, outcode = found
        if within:
            return self._of_part(district, basis, outcode, within)
        return self.of_district(district, basis, outcode)

    def of_point(self, point: Point) -> Place | None:
        """The place round a position, by the nearest sector; None far from every postcode of Great Britain."""
        sector = self._districts.nearest_sector(point)
        assert sector.point
        away_m = miles_between(point, sector.point) * METRES_PER_MILE
        if away_m > sector.radius_m + MOST_METRES_FROM_POSTCODES or not sector.counts:
            return None
        outcode = sector.code.split()[0]
        place = self.of_district(sector, PlaceBasis.SECTOR, outcode)
        return replace(place, label=f"near {outcode}", point=point) if place.is_found else place

    def of_district(self, district: District, basis: PlaceBasis, outcode: str) -> Place:
        """The place that a district, or a sector, group or area of districts, is."""
        label = district.code
        if district.is_in_scotland:
            return self._answers.in_scotland(label, basis, outcode or None)
        if district.point is None or not district.counts:
            return self._answers.without_location(label, basis, outcode or label)
        shares = self._authorities.shares(district.counts, outcode)
        precision = max(SMALLEST_PRECISION_M, district.radius_m)
        return self._answers.found(
            label,
            PlaceStatus.APPROXIMATE,
            basis,
            f"{label} is {in_words(shares)}. Distances are from its middle and may be out by "
            f"{metres_words(precision)}.{LARGE_USER if district.is_large_user else ''}",
            shares,
            point=district.point,
            precision_m=precision,
            outcode=outcode or (label if basis is PlaceBasis.OUTCODE else None),
            districts=self._districts_within(district, basis),
            choices=which_authority(label, shares),
        )

    def of_scottish_area(self, outcode: str) -> Place | None:
        """A district that we do not know in a postcode area that is in Scotland as a whole (AB1, ended in 1996)."""
        shaped = _OUTCODE.fullmatch(outcode)
        area = self._districts.group(shaped[1]) if shaped else None
        return (
            self._answers.in_scotland(outcode, PlaceBasis.AREA, outcode)
            if area and area.is_in_scotland
            else None
        )

    def _partial(self, typed: str) -> tuple[District, PlaceBasis, str] | None:
        """The district of a text, what kind it is, and the outcode it is or is in."""
        if spaced := _PARTIAL.fullmatch(typed):
            if sector := self._districts.sector(f"{spaced[1]} {spaced[2]}"):
                return sector, PlaceBasis.SECTOR, spaced[1]
            typed = spaced[1]
        if district := self._districts.outcode(typed):
            return district, PlaceBasis.OUTCODE, typed
        if group := self._districts.group(typed):
            return group, PlaceBasis.AREA if typed.isalpha() else PlaceBasis.OUTCODE_GROUP, ""
        if typed[-1:].isdigit() and (sector := self._districts.sector(f"{typed[:-1]} {typed[-1]}")):
            return sector, PlaceBasis.SECTOR, typed[:-1]
        return None

    def _of_part(
        self, district: District, basis: PlaceBasis, outcode: str, within: Collection[str]
    ) -> Place | None:
        """The part of a district that lies in the authorities named."""
        counts = tuple((code, count) for code, count in district.counts if code in within)
        if not counts or district.point is None:
            return None
        part = replace(district, counts=counts)
        place = self.of_district(part, basis, outcode)
        where = listed([share.name for share in place.authorities])
        sentence = (
            f"We used the part of {district.code} in {where}. Distances are from the middle of {district.code} and may "
            f"be out by {metres_words(place.precision_m or 0)}."
        )
        districts = (
            self._sectors_within(district.code, within) if basis is PlaceBasis.OUTCODE else place.districts
        )
        return replace(place, label=f"{district.code} in {where}", sentence=sentence, districts=districts)

    def _sectors_within(self, outcode: str, authorities: Collection[str]) -> AreaShares:
        sectors = filter(None, map(self._districts.sector, self._districts.sectors_of(outcode)))
        counts = {
            sector.code: sum(count for code, count in sector.counts if code in authorities)
            for sector in sectors
        }
        return {(AreaKind.OUTCODE, outcode): 1.0, **shares_of_districts(counts)}

    def _districts_within(self, district: District, basis: PlaceBasis) -> AreaShares:
        if basis is PlaceBasis.SECTOR:
            return {(AreaKind.OUTCODE, district.code): 1.0, (AreaKind.OUTCODE, district.code.split()[0]): 1.0}
        if basis is PlaceBasis.OUTCODE:
            sectors = shares_of_districts(self._districts.sectors_of(district.code))
            return {(AreaKind.OUTCODE, district.code): 1.0, **sectors}
        members = (self._districts.outcode(code) for code in self._districts.members(district.code))
        return shares_of_districts({member.code: member.postcodes for member in members if member})


def which_authority(district: str, shares: Sequence[AuthorityShare]) -> tuple[Choice, ...]:
    """The authorities to choose from where a district is in several; a choice names the district, never a postcode."""
    here = [share for share in shares if share.code != SCOTLAND]
    return tuple(Choice(share.name, f"{district}, {share.name}") for share in here) if len(shares) > 1 else ()


def shares_of_districts(counts: Mapping[str, int]) -> dict[AreaKey, float]:
    """Postcodes per district as shares of all of them."""
    total = sum(counts.values()) or 1
    return {(AreaKind.OUTCODE, code): count / total for code, count in counts.items()}
