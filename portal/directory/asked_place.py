"""Where a search is to look: from the sealed place of an address, or from what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from directory_data.gazetteer import Geocoding
from directory_data.places import Place
from directory_data.vocabulary import PlaceBasis, PlaceStatus
from portal.directory import which_area
from portal.directory.forms import SearchForm
from portal.directory.kept_search import NONE, KeptArea, area_kept
from portal.directory.near import Near, NearExpired, holds_postcode, opened_near, sealed_near

ENTER_AGAIN = "Enter the postcode again. We keep it for 30 minutes only"
NARROW = (PlaceBasis.POSTCODE, PlaceBasis.SECTOR)
"""What was a postcode or most of one, however it was typed: "LSI IAA" is read as one."""


@dataclass(frozen=True)
class Asked:
    """The place asked about, if any, and how it stands in an address: as typed, or sealed.

    `whole` is the place before it was said in which of its areas the home is; `answer` is what was said.
    `area` is what a search is kept by.
    """

    place: Place | None = None
    address: dict[str, str] | None = None
    whole: Place | None = None
    answer: str = ""
    area: KeptArea = NONE

    @property
    def is_ambiguous(self) -> bool:
        """Whether the person has to pick one of several places."""
        return self.place is not None and self.place.status is PlaceStatus.AMBIGUOUS

    @property
    def refusal(self) -> str:
        """Why there is no area to search in, as a sentence; empty where there is one, or none was asked."""
        if self.place is None or self.place.is_found or self.is_ambiguous:
            return ""
        return self.place.sentence


def asked(form: SearchForm, geocoding: Geocoding, *, at: datetime, secret: str) -> Asked:
    """The place of the form; raises NearExpired where it was a postcode of more than half an hour ago."""
    typed, token, said = form.where.data or "", form.near.data or "", form.authority.data or ""

    def sealed(near: Near) -> dict[str, str]:
        return {"near": sealed_near(near, at=at, secret=secret)}

    kept = _opened(token, at=at, secret=secret, is_needed=not typed)
    if kept is not None and typed in ("", kept.place.label, _meant(kept, geocoding.resolve).label):
        answer = which_area.accepted(kept.place, said)
        near = Near(kept.place, answer) if answer else kept
        return _asked(near, sealed(near) if answer else {"near": token}, geocoding.resolve)
    if not typed:
        return Asked(address={})
    place = geocoding.resolve(typed)
    near = Near(place, which_area.accepted(place, said))
    # What is left over beside the name of a town is a street or the name of a house: somebody's address.
    is_kept_out = near.answer or holds_postcode(typed) or place.basis in NARROW or not place.is_all_read
    return _asked(near, sealed(near) if is_kept_out else {"where": typed}, geocoding.resolve)


def _asked(near: Near, address: dict[str, str], resolve: Callable[[str], Place]) -> Asked:
    place = _meant(near, resolve)
    return Asked(place, address, near.place, near.answer, area_kept(address, place, resolve))


def _meant(near: Near, resolve: Callable[[str], Place]) -> Place:
    return which_area.answered(near.place, near.answer, resolve)


def _opened(token: str, *, at: datetime, secret: str, is_needed: bool) -> Near | None:
    """What is sealed; what is too old matters only where nothing else was typed."""
    if not token:
        return None
    try:
        return opened_near(token, at=at, secret=secret)
    except NearExpired:
        if is_needed:
            raise
        return None
