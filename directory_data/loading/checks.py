"""What a row must keep to beyond the form of its cells: each check yields a field and a sentence, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from directory_data.loading import cells
from directory_data.loading.days import Day, settled, settled_to_weekday, weekday_of
from directory_data.loading.known import Known
from directory_data.loading.rows import (
    AdmissionRuleRow,
    CoverageRow,
    GroupRow,
    MeetingPlaceRow,
    PairingRow,
    Row,
    ServiceRow,
    VenueRow,
)
from directory_data.vocabulary import AreaKind, Intake, ServiceType

Objection: TypeAlias = tuple[str, str]
"""A field and a sentence."""

NO_VENUE = "A partner-support or protected service has no venue: its place is never published."


def _names_a_provider(row: VenueRow | ServiceRow, known: Known) -> Iterator[Objection]:
    if row.provider not in known.providers:
        yield "provider", f"There is no provider {row.provider}."


def _names_a_service(
    row: MeetingPlaceRow | GroupRow | CoverageRow | AdmissionRuleRow, known: Known
) -> Iterator[Objection]:
    if row.service not in known.service_types and row.service not in known.refused_slugs:
        yield "service", f"There is no service {row.service}."


def _position_is_whole(row: VenueRow, known: Known) -> Iterator[Objection]:
    if (row.lat is None) != (row.lon is None):
        yield "lat", "Give both latitude and longitude, or neither."
    authorities = known.areas.get(AreaKind.LOCAL_AUTHORITY)
    if row.authority_code and authorities and row.authority_code not in authorities:
        yield "authority_code", f"There is no local authority {row.authority_code}."


def _venues_may_be_named(row: ServiceRow | GroupRow, known: Known) -> Iterator[Objection]:
    if isinstance(row, ServiceRow):
        slug, names = row.slug, row.venue
    else:
        slug, names = row.service, (row.venue,) if row.venue else ()
    if names and slug in known.protected:
        yield "venue", NO_VENUE
    elif provider := known.service_providers.get(slug):
        for name in names:
            if (provider, name) not in known.venues:
                yield "venue", f"The provider {provider} has no venue called “{name}”."


def _service_is_held_there(row: MeetingPlaceRow, known: Known) -> Iterator[Objection]:
    held_at = known.service_venues.get(row.service)
    if row.service in known.protected:
        yield "venue", NO_VENUE
    elif held_at is not None and row.venue not in held_at:
        yield "venue", f"The venues of {row.service} do not name “{row.venue}”. Name it there first."


def _dates_of_a_service_are_in_order(row: ServiceRow, known: Known) -> Iterator[Objection]:
    if _after(row.status_from, row.status_until, known.today):
        yield "status_until", "The status ends before it begins."
    if _after(row.commissioned_from, row.commissioned_until, known.today):
        yield "commissioned_until", "The contract ends before it begins."
    if _after(row.confirmed_on, known.today, known.today):
        yield "confirmed_on", "A listing cannot have been confirmed on a day that is still to come."


def _times_of_a_group_are_in_order(row: GroupRow, known: Known) -> Iterator[Objection]:
    if row.ends_at <= row.starts_at:
        yield "ends_at", "A session ends after it starts."
    for field, day in (("first_session_on", row.first_session_on), ("next_intake_on", row.next_intake_on)):
        if isinstance(day, date) and weekday_of(day) is not row.day:
            yield field, f"The group meets on {row.day.label}s, and this is a {weekday_of(day).label}."
    if row.next_intake_on is not None and row.intake is not Intake.ROLLING:
        yield "next_intake_on", "Only a rolling group has a next intake."
    first_on = settled_to_weekday(row.first_session_on, row.day, known.today)
    if row.next_intake_on and settled_to_weekday(row.next_intake_on, row.day, known.today) < first_on:
        yield "next_intake_on", "The next intake is before the first session."
    if _after(row.paused_from, row.paused_until, known.today):
        yield "paused_until", "The break ends before it begins."
    if row.paused_until is not None and row.paused_from is None:
        yield "paused_from", "Say on which day the break begins."


def _places_are_in_order(row: GroupRow, known: Known) -> Iterator[Objection]:
    if row.places_min > row.places_max:
        yield "places_min", "The fewest people are more than the most people."
    group = known.stock.groups.get((row.service, row.name))
    held = group.places_held if group else 0
    if row.places_taken + held > row.places_max:
        also = f", and {held} more are held for referrals made here" if held else ""
        yield (
            "places_taken",
            f"{row.places_taken} places are taken{also}, but the group has {row.places_max}.",
        )


def _area_is_whole(row: CoverageRow, known: Known) -> Iterator[Objection]:
    if row.kind is AreaKind.RADIUS:
        if None in (row.lat, row.lon, row.miles):
            yield "kind", "A radius needs latitude, longitude and miles."
        if row.service in known.protected:
            yield "kind", "A protected service has no radius: its middle would give the place away."
    elif not row.code:
        yield "code", "Give the code of the area."
    elif row.kind is AreaKind.OUTCODE and not cells.DISTRICT.fullmatch(row.code):
        yield (
            "code",
            "Give a postcode district or sector in capital letters (LS6, LS6 1), never a whole postcode.",
        )
    elif (codes := known.areas.get(row.kind)) and _area_code(row) not in codes:
        yield "code", f"There is no {row.kind.label.lower()} with this code."


def _pairs_a_programme_with_support(row: PairingRow, known: Known) -> Iterator[Objection]:
    sides = (
        ("programme", row.programme, ServiceType.DVPP, "a domestic violence perpetrator programme"),
        ("partner_service", row.partner_service, ServiceType.PARTNER_SUPPORT, "a partner-support service"),
    )
    for field, slug, needed, words in sides:
        service_type = known.service_types.get(slug)
        if service_type is None and slug not in known.refused_slugs:
            yield field, f"There is no service {slug}."
        elif service_type not in {None, needed}:
            yield field, f"{slug} is not {words}."


def _published_words_stay(row: AdmissionRuleRow, known: Known) -> Iterator[Objection]:
    rule = known.stock.admission_rules.get((row.service, row.version))
    if rule is not None and rule.text != row.text:
        yield (
            "version",
            f"Version {row.version} is published with other words. Give the new words a new number.",
        )


def _area_code(row: CoverageRow) -> str:
    """The code to look up: a sector is known by its district."""
    return row.code.split()[0] if row.kind is AreaKind.OUTCODE else row.code


def _after(first: Day | None, last: Day | None, today: date) -> bool:
    return first is not None and last is not None and settled(first, today) > settled(last, today)


CHECKS: Mapping[type[Row], tuple[Callable[..., Iterator[Objection]], ...]] = {
    VenueRow: (_names_a_provider, _position_is_whole),
    ServiceRow: (_names_a_provider, _venues_may_be_named, _dates_of_a_service_are_in_order),
    MeetingPlaceRow: (_names_a_service, _service_is_held_there),
    GroupRow: (_names_a_service, _venues_may_be_named, _times_of_a_group_are_in_order, _places_are_in_order),
    CoverageRow: (_names_a_service, _area_is_whole),
    PairingRow: (_pairs_a_programme_with_support,),
    AdmissionRuleRow: (_names_a_service, _published_words_stay),
}
