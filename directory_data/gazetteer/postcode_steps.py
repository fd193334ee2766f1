"""The rungs for whole postcodes: the postcode itself, one that is repaired, else its sector or district."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory_data.coverage import listed
from directory_data.gazetteer.answers import Answers, date_words, in_words, metres_words
from directory_data.gazetteer.authorities import SCOTLAND, Authorities
from directory_data.gazetteer.district_steps import (
    LARGE_USER,
    SMALLEST_PRECISION_M,
    DistrictSteps,
    which_authority,
)
from directory_data.gazetteer.districts import District, Districts
from directory_data.gazetteer.outside import BY_POSTCODE_AREA
from directory_data.gazetteer.repair import LONGEST, readings, repair_words, repaired
from directory_data.gazetteer.units import Unit, Units
from directory_data.places import (
    AreaShares,
    Place,
    Postcode,
    compact_text,
    parse_plain,
)
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus


class PostcodeSteps:
    """Answers for whole postcodes. A postcode is never part of an answer."""

    def __init__(
        self,
        authorities: Authorities,
        districts: Districts,
        units: Units,
        answers: Answers,
        district_steps: DistrictSteps,
    ) -> None:
        self._authorities = authorities
        self._districts = districts
        self._units = units
        self._answers = answers
        self._district_steps = district_steps

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
            place = self._district_steps.of_district(district, PlaceBasis.OUTCODE, "")
            return replace(
                place, sentence=f"We do not know this postcode, only its first part. {place.sentence}"
            )
        return self._district_steps.of_scottish_area(postcode.outcode) or self._answers.unknown(
            f"We do not know any postcode that starts {postcode.outcode}. Check it, or enter a town.",
            postcode.outcode,
        )

    def of_repaired(self, compact: str) -> Place | None:
        """The one postcode or district that exists when O and 0, I and 1 are exchanged, saying what was exchanged."""
        read = repaired(compact, self._is_postcode if len(compact) > 4 else self._is_outcode)
        if read is None:
            return None
        postcode = parse_plain(read)
        place = self.of_postcode(postcode) if postcode else self._district_steps.of_partial(read)
        return replace(place, sentence=f"{repair_words(compact, read)} {place.sentence}") if place else None

    def of_repaired_end(self, plain: str) -> Place | None:
        """A postcode to repair at the end of an address: its last two words, or its last."""
        words = [compact_text(word) for word in plain.split()[-2:]]
        tries = [compact_text(plain), "".join(words), words[-1] if words else ""]
        for tried in dict.fromkeys(tries):
            if place := self.of_repaired(tried):
                return replace(place, is_all_read=tried == tries[0])
        return None

    def is_misread(self, plain: str) -> bool:
        """Whether this is a postcode in which letters O and I, or figures 0 and 1, stand for each other."""
        compact = compact_text(plain)
        return 5 <= len(compact) <= LONGEST and any(
            self._is_postcode(reading) for reading in readings(compact) if reading != compact
        )

    def _is_postcode(self, compact: str) -> bool:
        postcode = parse_plain(compact)
        if postcode is None:
            return False
        if self._units.holds(postcode.outcode):
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
        # How many homes lie in which is not said: each of several counts alike, and the reader is asked.
        counts = [(code, 1) for code in dict.fromkeys((authority, *unit.others))]
        shares = self._authorities.shares(counts, postcode.outcode)
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
            f"{notice}in {listed([share.name for share in shares])}.{self._large_user_words(postcode.outcode)}",
            shares,
            point=unit.point,
            precision_m=unit.precision_m,
            outcode=postcode.outcode,
            districts=_one_sector(postcode),
            choices=which_authority(postcode.outcode, shares),
            data_date=self._units.released_on,
        )

    def _of_unlisted(self, postcode: Postcode, sector: District) -> Place:
        """A postcode that is not in the loaded list: its sector; its own authority where the list is silent."""
        is_held = self._units.holds(postcode.outcode)
        own = "" if is_held else self._districts.authority_at(postcode.unit)
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
        if is_held:
            sentence = (
                f"This postcode is not in our list{self._list_words()}: it may be new, old or mistyped. "
                f"We used the area around it, {in_words(shares)}."
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
            data_date=self._units.released_on if is_held else None,
        )

    def _list_words(self) -> str:
        released_on = self._units.released_on
        return f" of {date_words(released_on)}" if released_on else ""

    def _large_user_words(self, outcode: str) -> str:
        district = self._districts.outcode(outcode)
        return LARGE_USER if district and district.is_large_user else ""


def _one_sector(postcode: Postcode) -> AreaShares:
    return {(AreaKind.OUTCODE, postcode.outcode): 1.0, (AreaKind.OUTCODE, postcode.sector): 1.0}


def _ended_words(ended: int | None) -> str:
    if not ended or not 1 <= ended % 100 <= 12:
        return "is no longer in use"
    return f"ended in {date(ended // 100, ended % 100, 1):%B %Y}"
