"""The area that a search is kept by, in a bookmark or a letter: what a postcode was typed for, never the postcode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from directory_data.places import Place


@dataclass(frozen=True)
class KeptArea:
    """`where` is what to type for the area, `name` what to call it; both empty where no place was asked.

    `holds` says what it keeps of a postcode; empty where the place was not one.
    """

    where: str = ""
    name: str = ""
    holds: str = ""


NONE = KeptArea()


def area_kept(address: Mapping[str, str], place: Place | None, resolve: Callable[[str], Place]) -> KeptArea:
    """What stands openly in the address stays as it is. A sealed place becomes its council area, where it is in one
    alone, else its postcode district: an address that is kept for years may be read by somebody else.
    """
    if "where" in address or place is None or not place.is_found:
        return KeptArea(address.get("where", ""))
    if len(place.authorities) > 1:
        district = place.outcode or ""
        return KeptArea(district, district, "only the first part of the postcode")
    council = place.authorities[0]
    # Ten councils share their name with other places; their codes mean them alone.
    meant = resolve(council.name)
    is_alone = [share.code for share in meant.authorities] == [council.code]
    return KeptArea(
        council.name if is_alone else council.code, council.name, "the council area, not the postcode"
    )
