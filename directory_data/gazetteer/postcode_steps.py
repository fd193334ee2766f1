"""The rungs for postcodes: the postcode itself, else its sector, district, group of districts or area."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from directory_data.coverage import listed
from directory_data.gazetteer.answers import Answers, date_words, in_words, metres_words
from directory_data.gazetteer.authorities import SCOTLAND, Authorities
from directory_data.gazetteer.districts import METRES_PER_MILE, District, Districts
from directory_data.gazetteer.outside import BY_POSTCODE_AREA
from directory_data.gazetteer.repair import repair_words, repaired
from directory_data.gazetteer.units import Unit, Units
from directory_data.places import (
    AreaKey,
    AreaShares,
    AuthorityShare,
    Choice,
    Place,
    Point,
    Postcode,
    compact_text,
    miles_between,
    parse_plain,
)
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus

SMALLEST_PRECISION_M = 100
MOST_METRES_FROM_POSTCODES = 5000
_PARTIAL = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9])[A-Z]?")
_OUTCODE = re.compile(r"([A-Z]{1,2})[0-9][0-9A-Z]?")
_MARKS = " \"'.,;:()[]*"
_LARGE_USER = " It is a PO box or a large organisation's post: not where somebody lives."


class PostcodeSteps:
    """Answers for whole and partial postcodes. A postcode is never part of an answer."""

    def __init__(
        self, authorities: Authorities, districts: Districts, units: Units, answers: Answers
    ) -> None:
        self._authorities = authorities
        self._districts = districts
        self._units = units
        self._answers = answers

    def of_postcode(self, postcode: Postcode) -> Place:
        """The place of a whole postcode; a repaired one where what was typed does not exist and one reading does."""
        if elsewhere := BY_POSTCODE_AREA.get(postcode.outward.rstrip("0123456789")):
            return self._answers.elsewhere(elsewhere)
        if unit := self._units.find(postcode.compact):
            return self._of_unit(postcode, unit)
        if sector := self._districts.sector(postcode.sector):
            return self._of_unlisted(postcode, sector)
        if place := self.of_repaired(postcode.compact):
            return place
        if district := self._districts.outcode(postcode.outcode):
            place = self._of_district(district, PlaceBasis.OUTCODE, "")
            return replace(
                place, sentence=f"We do not know this postcode, only its first part. {place.sentence}"
            )
        return self._of_scottish_area(postcode.outcode) or self._answers.unknown(
            f"We do not know any postcode that starts {postcode.outcode}. Check it, or enter a town.",
            postcode.outcode,
        )

    def of_partial(self, plain: str, within: Collection[str] = ()) -> Place | None:
        """A sector ("LS6 1"), district ("LS6"), group ("W1") or area ("LS"); whole codes only: E1 is not E10.

        `within` names the authorities to which a district that lies in several is narrowed.
        """
        typed = plain.strip(_MARKS)
        found = self._partial(typed)
        if found is None:
            return self._of_scottish_area(typed)
        district, basis, outcode = found
        if within:
            return self._of_part(district, basis, outcode, within)
        return self._of_district(district, basis, outcode)

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

    def _of_scottish_area(self, outcode: str) -> Place | None:
        """A district that we do not know in a postcode area that is in Scotland as a whole (AB1, ended in 1996)."""
        shaped = _OUTCODE.fullmatch(outcode)
        area = self._districts.group(shaped[1]) if shaped else None
        return (
            self._answers.in_scotland(outcode, PlaceBasis.AREA, outcode)
            if area and area.is_in_scotland
            else None
        )

    def of_point(self, point: Point) -> Place | None:
        """The place round a position, by the nearest sector; None far from every postcode of Great Britain."""
        sector = self._districts.nearest_sector(point)
        assert sector.point
        away_m = miles_between(point, sector.point) * METRES_PER_MILE
        if away_m > sector.radius_m + MOST_METRES_FROM_POSTCODES or not sector.counts:
            return None
        outcode = sector.code.split()[0]
        place = self._of_district(sector, PlaceBasis.SECTOR, outcode)
        return replace(place, label=f"near {outcode}", point=point) if place.is_found else place

    def of_repaired(self, compact: str) -> Place | None:
        """The one postcode or district that exists when O and 0, I and 1 are exchanged, saying what was exchanged."""
        read = repaired(compact, self._is_postcode if len(compact) > 4 else self._is_outcode)
        if read is None:
            return None
        postcode = parse_plain(read)
        place = self.of_postcode(postcode) if postcode else self.of_partial(read)
        return replace(place, sentence=f"{repair_words(compact, read)} {place.sentence}") if place else None

    def of_repaired_end(self, plain: str) -> Place | None:
        """A postcode to repair at the end of an address: its last two words, or its last."""
        words = [compact_text(word) for word in plain.split()[-2:]]
        tries = [compact_text(plain), "".join(words), words[-1] if words else ""]
        found = (self.of_repaired(tried) for tried in dict.fromkeys(tries))
        return next((place for place in found if place), None)

    def _is_postcode(self, compact: str) -> bool:
        postcode = parse_plain(compact)
        if postcode is None:
            return False
        if self._units.is_loaded:
            unit = self._units.find(compact)
            return unit is not None and unit.ended is None
        return self._districts.sector(postcode.sector) is not None

    def _is_outcode(self, compact: str) -> bool:
        return self._districts.outcode(compact) is not None

    def _of_unit(self, postcode: Postcode, unit: Unit) -> Place:
        authority = unit.authority or self._districts.authority_at(postcode.unit)
        if authority == SCOTLAND:
            return self._answers.in_scotland(postcode.outcode, PlaceBasis.POSTCODE, postcode.outcode)
        if unit.point is None:
            return self._answers.without_location(postcode.outcode, PlaceBasis.POSTCODE, postcode.outcode)
        share = self._authorities.share(authority, 1.0, postcode.outcode)
        ended = unit.ended is not None
        notice = (
            f"This postcode {_ended_words(unit.ended)}. We used its last position, "
            if ended
            else "This postcode is "
        )
        return self._answers.found(
            postcode.outcode,
            PlaceStatus.TERMINATED if ended else PlaceStatus.LIVE,
            PlaceBasis.POSTCODE,
            f"{notice}in {share.name}.{self._large_user_words(postcode.outcode)}",
            (share,),
            point=unit.point,
            precision_m=unit.precision_m,
            outcode=postcode.outcode,
            districts=_one_sector(postcode),
            data_date=self._units.released_on,
        )

    def _of_unlisted(self, postcode: Postcode, sector: District) -> Place:
        """A postcode that is in no loaded list: its sector, and while no list is loaded its own authority."""
        is_loaded = self._units.is_loaded
        own = "" if is_loaded else self._districts.authority_at(postcode.unit)
        if own == SCOTLAND or sector.is_in_scotland:
            return self._answers.in_scotland(postcode.outcode, PlaceBasis.SECTOR, postcode.outcode)
        if sector.point is None:
            return self._answers.without_location(postcode.outcode, PlaceBasis.SECTOR, postcode.outcode)
        counts = [(own, 1)] if own in dict(sector.counts) else sector.counts
        shares = self._authorities.shares(counts, postcode.outcode)
        precision = max(SMALLEST_PRECISION_M, sector.radius_m)
        sentence = (
            f"We know where this postcode is to within {metres_words(precision)}: it is {in_words(shares)}."
        )
        if is_loaded:
            sentence = (
                f"This postcode is not in our list of {date_words(self._units.released_on)}: it may be new, old or "
                f"mistyped. We used the area around it, {in_words(shares)}."
            )
        return self._answers.found(
            postcode.outcode,
            PlaceStatus.APPROXIMATE,
            PlaceBasis.SECTOR,
            sentence + self._large_user_words(postcode.outcode),
            shares,
            point=sector.point,
            precision_m=precision,
            outcode=postcode.outcode,
            districts=_one_sector(postcode),
            choices=which_authority(postcode.outcode, shares),
            data_date=self._units.released_on,
        )

    def _of_part(
        self, district: District, basis: PlaceBasis, outcode: str, within: Collection[str]
    ) -> Place | None:
        """The part of a district that lies in the authorities named."""
        counts = tuple((code, count) for code, count in district.counts if code in within)
        if not counts or district.point is None:
            return None
        part = replace(district, counts=counts)
        place = self._of_district(part, basis, outcode)
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

    def _of_district(self, district: District, basis: PlaceBasis, outcode: str) -> Place:
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
            f"{metres_words(precision)}.{_LARGE_USER if district.is_large_user else ''}",
            shares,
            point=district.point,
            precision_m=precision,
            outcode=outcode or (label if basis is PlaceBasis.OUTCODE else None),
            districts=self._districts_within(district, basis),
            choices=which_authority(label, shares),
        )

    def _districts_within(self, district: District, basis: PlaceBasis) -> AreaShares:
        if basis is PlaceBasis.SECTOR:
            return {(AreaKind.OUTCODE, district.code): 1.0, (AreaKind.OUTCODE, district.code.split()[0]): 1.0}
        if basis is PlaceBasis.OUTCODE:
            sectors = shares_of_districts(self._districts.sectors_of(district.code))
            return {(AreaKind.OUTCODE, district.code): 1.0, **sectors}
        members = (self._districts.outcode(code) for code in self._districts.members(district.code))
        return shares_of_districts({member.code: member.postcodes for member in members if member})

    def _large_user_words(self, outcode: str) -> str:
        district = self._districts.outcode(outcode)
        return _LARGE_USER if district and district.is_large_user else ""


def which_authority(district: str, shares: Sequence[AuthorityShare]) -> tuple[Choice, ...]:
    """The authorities to choose from where a district is in several; a choice names the district, never a postcode."""
    here = [share for share in shares if share.code != SCOTLAND]
    return tuple(Choice(share.name, f"{district}, {share.name}") for share in here) if len(shares) > 1 else ()


def shares_of_districts(counts: Mapping[str, int]) -> dict[AreaKey, float]:
    """Postcodes per district as shares of all of them."""
    total = sum(counts.values()) or 1
    return {(AreaKind.OUTCODE, code): count / total for code, count in counts.items()}


def _one_sector(postcode: Postcode) -> AreaShares:
    return {(AreaKind.OUTCODE, postcode.outcode): 1.0, (AreaKind.OUTCODE, postcode.sector): 1.0}


def _ended_words(ended: int | None) -> str:
    if not ended or not 1 <= ended % 100 <= 12:
        return "is no longer in use"
    return f"ended in {date(ended // 100, ended % 100, 1):%B %Y}"
