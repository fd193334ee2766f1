"""One listing as a reader may see it: no withheld address, and no place of any kind for a protected service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory_data.availability import in_full, next_start_on, service_objections, state_of, status_on
from directory_data.coverage import AreaName
from directory_data.live_programme import live_objections, said
from directory_data.models import CoverageArea, Group, Provider, Service, Venue
from directory_data.places import miles_words
from directory_data.vocabulary import Accreditation, AreaKind, GroupState, ServiceStatus
from portal.directory.confirmed import confirmed_words, is_overdue
from search_index.hits import opening_of, places_words


@dataclass(frozen=True)
class GroupLine:
    """One row of the table of groups."""

    group: Group
    state: GroupState
    next_start_on: date | None
    place: str
    places: str


@dataclass(frozen=True)
class PlaceLine:
    """One venue whose address is published, with what the service states for it alone."""

    venue: Venue
    opening_hours: str = ""
    phone: str | None = None


@dataclass(frozen=True)
class Listing:
    """Everything on the page that is not simply a field of the service."""

    objections: tuple[str, ...]
    status: ServiceStatus
    status_dates: str
    contract: str
    accreditation: str
    confirmed: str
    is_confirmation_overdue: bool
    areas: tuple[str, ...]
    areas_left_out: tuple[str, ...]
    places_to_meet: tuple[PlaceLine, ...]
    """In the order of the numbers on the map."""
    has_withheld_venue: bool
    groups: tuple[GroupLine, ...]
    places: str


def listing_of(service: Service, names: AreaName, today: date, *, is_for_staff: bool) -> Listing:
    """The listing on that day, for staff (exact places) or for the public (words only)."""
    groups = [group for group in service.groups if state_of(group, today) is not GroupState.FINISHED]
    met = [] if service.is_protected else _places_to_meet(service, groups)
    objections = tuple(service_objections(service, today)) or said(live_objections(service, today))
    return Listing(
        objections=objections,
        status=status_on(service, today),
        status_dates=_status_dates(service, today),
        contract=_contract_words(service),
        accreditation=_accreditation_words(service.provider, today),
        confirmed=confirmed_words(service.confirmed_on, today),
        is_confirmation_overdue=is_overdue(service.confirmed_on, today),
        areas=_area_words(service.coverage, names, is_excluded=False),
        areas_left_out=_area_words(service.coverage, names, is_excluded=True),
        places_to_meet=tuple(line for line in met if not line.venue.is_address_withheld),
        has_withheld_venue=any(line.venue.is_address_withheld for line in met),
        groups=tuple(_group_line(group, service, today, is_for_staff=is_for_staff) for group in groups),
        places="" if objections else places_words(opening_of(groups, today), is_for_staff=is_for_staff),
    )


def _places_to_meet(service: Service, groups: Iterable[Group]) -> list[PlaceLine]:
    """The service's own venues first, then those of its groups; each once."""
    own = [PlaceLine(place.venue, place.opening_hours, place.phone) for place in service.meeting_places]
    known = {line.venue.id: line for line in own}
    for group in groups:
        if group.venue is not None:
            known.setdefault(group.venue.id, PlaceLine(group.venue))
    return list(known.values())


def _status_dates(service: Service, today: date) -> str:
    """When the present state began and when it ends, as far as the provider has said; while it is open, what is to
    come."""
    ends = f"until {in_full(service.status_until)}" if service.status_until else ""
    if service.status_from and service.status_from > today and service.status is not ServiceStatus.OPEN:
        begins = f"now. {service.status.label} from {in_full(service.status_from)}"
        return " ".join(filter(None, (begins, ends)))
    if status_on(service, today) is ServiceStatus.OPEN:
        return ""
    begun = f"since {in_full(service.status_from)}" if service.status_from else ""
    return " ".join(filter(None, (begun, ends)))


def _contract_words(service: Service) -> str:
    begun = f"From {in_full(service.commissioned_from)}" if service.commissioned_from else ""
    ends = f"until {in_full(service.commissioned_until)}" if service.commissioned_until else ""
    words = " ".join(filter(None, (begun, ends)))
    return words[:1].upper() + words[1:]


def _accreditation_words(provider: Provider, today: date) -> str:
    """What the provider's practice has been checked against; one that ran out is no accreditation."""
    label, ends = provider.accreditation.label, provider.accreditation_expires_on
    if ends is None or provider.accreditation is Accreditation.NONE:
        return label
    if ends < today:
        return f"None at present. {label} until {in_full(ends)}"
    return f"{label}, until {in_full(ends)}"


def _area_words(coverage: Iterable[CoverageArea], names: AreaName, *, is_excluded: bool) -> tuple[str, ...]:
    return tuple(sorted(_area_word(area, names) for area in coverage if area.is_excluded is is_excluded))


def _area_word(area: CoverageArea, names: AreaName) -> str:
    if area.kind is AreaKind.RADIUS:
        return f"Places within {miles_words(area.miles or 0)} of the service"
    if area.kind is AreaKind.OUTCODE:
        return f"Postcodes that begin {area.code}"
    return names(area.kind, area.code)


def _group_line(group: Group, service: Service, today: date, *, is_for_staff: bool) -> GroupLine:
    opening = opening_of([group], today)
    return GroupLine(
        group=group,
        state=state_of(group, today),
        next_start_on=next_start_on(group, today),
        place="" if service.is_protected else _place_words(group.venue),
        places=places_words(opening, is_for_staff=is_for_staff),
    )


def _place_words(venue: Venue | None) -> str:
    if venue is None:
        return "To be confirmed"
    return "Address not published" if venue.is_address_withheld else venue.name
