"""Where a search is to look: from the sealed place of an address, or from what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from directory_data.gazetteer import Geocoding
from directory_data.places import Place
from directory_data.vocabulary import PlaceStatus
from portal.directory.forms import SearchForm
from portal.directory.near import NearExpired, holds_postcode, opened_near, sealed_near

ENTER_AGAIN = "Enter the postcode again. We keep it for 30 minutes only"


@dataclass(frozen=True)
class Asked:
    """The place asked about, if any, and how it stands in an address: as typed, or sealed."""

    place: Place | None = None
    address: dict[str, str] | None = None

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
    typed, token = form.where.data or "", form.near.data or ""
    sealed = _opened(token, at=at, secret=secret, is_needed=not typed)
    if sealed is not None and typed in ("", sealed.label):
        return Asked(sealed, {"near": token})
    if not typed:
        return Asked(address={})
    place = geocoding.resolve(typed)
    if holds_postcode(typed):
        return Asked(place, {"near": sealed_near(place, at=at, secret=secret)})
    return Asked(place, {"where": typed})


def _opened(token: str, *, at: datetime, secret: str, is_needed: bool) -> Place | None:
    """The sealed place; one that is too old matters only where nothing else was typed."""
    if not token:
        return None
    try:
        return opened_near(token, at=at, secret=secret)
    except NearExpired:
        if is_needed:
            raise
        return None
