"""Which council area a place is in, where it is in several: the question, and the place once it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from directory_data.places import AuthorityShare, Place
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus

UNSURE = "unsure"
BY_ITS_NAME = (PlaceBasis.OUTCODE, PlaceBasis.OUTCODE_GROUP, PlaceBasis.AREA)
"""What consists of districts and sectors, of which only some are in one area."""


@dataclass(frozen=True)
class Option:
    """One answer: the code of an authority, or that the reader is not sure."""

    value: str
    label: str
    is_chosen: bool


def is_asked(place: Place) -> bool:
    """Whether the place has to be asked about: it is a postcode, or part of one, that lies in several areas."""
    return place.status in (PlaceStatus.APPROXIMATE, PlaceStatus.LIVE) and len(place.authorities) > 1


def accepted(place: Place, answer: str) -> str:
    """The answer, where it is one to the question about this place; else none."""
    known = {UNSURE, *(share.code for share in place.authorities)}
    return answer if is_asked(place) and answer in known else ""


def options(place: Place, answer: str) -> tuple[Option, ...]:
    """What to choose from, the likeliest first."""
    named = [(share.code, share.name) for share in place.authorities]
    return tuple(Option(code, label, code == answer) for code, label in [*named, (UNSURE, "I am not sure")])


def answered(place: Place, answer: str, resolve: Callable[[str], Place]) -> Place:
    """The place in the area that was chosen; as it was where none is."""
    share = next((share for share in place.authorities if share.code == answer), None)
    if share is None:
        return place
    choice = next((choice for choice in place.choices if choice.label == share.name), None)
    if choice is None:  # outside England and Wales
        return resolve(share.name)
    return resolve(choice.where) if place.basis in BY_ITS_NAME else _within(place, share)


def _within(place: Place, share: AuthorityShare) -> Place:
    return replace(
        place,
        label=f"{place.label} in {share.name}",
        sentence=f"You chose {share.name}. {place.sentence}",
        authorities=(replace(share, share=1.0),),
        court_areas=_codes(share, AreaKind.COURT_AREA),
        police_areas=_codes(share, AreaKind.POLICE_AREA),
        regions=_codes(share, AreaKind.REGION),
        choices=(),
    )


def _codes(share: AuthorityShare, kind: AreaKind) -> tuple[str, ...]:
    return tuple(code for found, code in share.areas if found is kind)
