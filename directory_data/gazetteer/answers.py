"""Places put together: shares widened into courts, police areas, regions and country, and the sentences people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.coverage import listed
from directory_data.gazetteer.authorities import SCOTLAND, Authorities
from directory_data.gazetteer.outside import Elsewhere, outside_words
from directory_data.places import NO_SHARES, AreaShares, AuthorityShare, Choice, Place, Point
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus

SHOWN_SHARES = 4
LIVES_INSTEAD = "Enter the town or local authority where the person lives."


@dataclass(frozen=True, slots=True)
class _Wider:
    court_areas: tuple[str, ...]
    police_areas: tuple[str, ...]
    regions: tuple[str, ...]
    country: str | None


class Answers:
    """Makes every Place the gazetteer gives."""

    def __init__(self, authorities: Authorities, released_on: date | None) -> None:
        self._authorities = authorities
        self._released_on = released_on
        self._wider: dict[tuple[int, ...], _Wider] = {}

    def found(
        self,
        label: str,
        status: PlaceStatus,
        basis: PlaceBasis,
        sentence: str,
        shares: tuple[AuthorityShare, ...],
        *,
        point: Point | None,
        precision_m: int | None,
        outcode: str | None = None,
        districts: AreaShares = NO_SHARES,
        choices: tuple[Choice, ...] = (),
        data_date: date | None = None,
    ) -> Place:
        """A place with authorities."""
        wider = self._widened(shares)
        return Place(
            label, status, basis, sentence, point, precision_m, shares, wider.court_areas, wider.police_areas,
            wider.regions, wider.country, outcode, choices, data_date or self._released_on, districts,
        )  # fmt: skip

    def elsewhere(self, elsewhere: Elsewhere, basis: PlaceBasis = PlaceBasis.FORMAT) -> Place:
        """A place that has no location or is outside England and Wales."""
        return Place(
            elsewhere.label,
            elsewhere.status,
            basis,
            elsewhere.sentence,
            country=elsewhere.country,
            data_date=self._released_on,
        )

    def in_scotland(self, label: str, basis: PlaceBasis, outcode: str | None = None) -> Place:
        sentence = outside_words("This", "Scotland")
        return Place(
            label,
            PlaceStatus.OUTSIDE,
            basis,
            sentence,
            country="Scotland",
            outcode=outcode,
            data_date=self._released_on,
        )

    def without_location(self, label: str, basis: PlaceBasis, outcode: str) -> Place:
        sentence = f"This postcode is used for post only and has no place on the map. {LIVES_INSTEAD}"
        return Place(
            label, PlaceStatus.NO_LOCATION, basis, sentence, outcode=outcode, data_date=self._released_on
        )

    def ambiguous(self, label: str, basis: PlaceBasis, choices: Sequence[Choice]) -> Place:
        sentence = f"There is more than one place called {label}. Choose the one you mean."
        return Place(
            label, PlaceStatus.AMBIGUOUS, basis, sentence, choices=tuple(choices), data_date=self._released_on
        )

    def unknown(
        self, sentence: str, label: str = "an unknown place", choices: Sequence[Choice] = ()
    ) -> Place:
        return Place(
            label,
            PlaceStatus.UNKNOWN,
            PlaceBasis.NOTHING,
            sentence,
            choices=tuple(choices),
            data_date=self._released_on,
        )

    def _widened(self, shares: tuple[AuthorityShare, ...]) -> _Wider:
        key = tuple(id(share.areas) for share in shares)
        wider = self._wider.get(key)
        if wider is None or NO_SHARES in (share.areas for share in shares):
            wider = self._wider[key] = self._gathered(shares)
        return wider

    def _gathered(self, shares: tuple[AuthorityShare, ...]) -> _Wider:
        def codes(kind: AreaKind) -> tuple[str, ...]:
            return tuple(
                dict.fromkeys(code for share in shares for found, code in share.areas if found is kind)
            )

        largest = self._authorities.get(shares[0].code) if shares else None
        country = (
            largest.country if largest else "Scotland" if shares and shares[0].code == SCOTLAND else None
        )
        return _Wider(
            codes(AreaKind.COURT_AREA), codes(AreaKind.POLICE_AREA), codes(AreaKind.REGION), country
        )


def in_words(shares: Sequence[AuthorityShare]) -> str:
    """Where, in words: "in Leeds", or each authority with its part: "partly in Croydon (88%) and Sutton (12%)"."""
    if len(shares) == 1:
        return f"in {shares[0].name}"
    parts = [f"{share.name} ({_percent(share.share)})" for share in shares[:SHOWN_SHARES]]
    more = len(shares) - SHOWN_SHARES
    return f"partly in {listed([*parts, *([f'{more} more'] if more > 0 else [])])}"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "less than 1%"


def metres_words(metres: int) -> str:
    """A radius in words: "about 700 metres", "about 2 miles"."""
    if metres < 950:
        return f"about {max(100, round(metres, -2))} metres"
    miles = round(metres / 1609.344)
    return f"about {miles} miles" if miles > 1 else "about a mile"


def date_words(day: date | None) -> str:
    """A date in full."""
    return f"{day.day} {day:%B %Y}" if day else "unknown date"
