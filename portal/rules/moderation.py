"""Which changes to a listing are live at once, and which wait for a directory administrator: one table."""

from __future__ import annotations

from collections.abc import Mapping

from directory_data.listing_vocabulary import Effect, ListingPart

AT_ONCE, WAITS = Effect.AT_ONCE, Effect.WAITS

FIELDS: Mapping[ListingPart, Mapping[str, Effect]] = {
    ListingPart.PROVIDER: {
        "name": WAITS,
        "legal_name": WAITS,
        "phone": WAITS,
        "email": WAITS,
        "website": WAITS,
        "accreditation": WAITS,
        "accreditation_expires_on": WAITS,
    },
    ListingPart.SERVICE: {
        "name": WAITS,
        "former_names": WAITS,
        "summary": WAITS,
        "description": WAITS,
        "who_for": WAITS,
        "phone": WAITS,
        "email": WAITS,
        "website": WAITS,
        "opening_hours": AT_ONCE,
        "languages": AT_ONCE,
        "how_to_refer": WAITS,
        "cost": WAITS,
        "status": AT_ONCE,
        "status_from": AT_ONCE,
        "status_until": AT_ONCE,
        "venues": WAITS,
        "venue_hours": AT_ONCE,
        "venue_phones": WAITS,
        "coverage": WAITS,
        "partner_services": WAITS,
        "rule_text": WAITS,
        "rule_reason": WAITS,
        "rule_alternatives": WAITS,
        "minimum_age": WAITS,
        "admits_genders": WAITS,
        "disqualifiers": WAITS,
        "by_court_order": WAITS,
        "by_officer": WAITS,
        "by_council": WAITS,
        "by_themselves": WAITS,
    },
    ListingPart.VENUE: {
        "name": WAITS,
        "address": WAITS,
        "postcode": WAITS,
        "is_address_withheld": WAITS,
        "has_step_free_access": AT_ONCE,
        "transport": AT_ONCE,
    },
    ListingPart.GROUP: {
        "name": AT_ONCE,
        "venue": AT_ONCE,
        "day": AT_ONCE,
        "starts_at": AT_ONCE,
        "ends_at": AT_ONCE,
        "first_session_on": AT_ONCE,
        "sessions_total": AT_ONCE,
        "intake": AT_ONCE,
        "next_intake_on": AT_ONCE,
        "delivery": AT_ONCE,
        "language": AT_ONCE,
        "places_min": AT_ONCE,
        "places_max": AT_ONCE,
        "places_taken": AT_ONCE,
        "people_waiting": AT_ONCE,
        "facilitators": AT_ONCE,
        "paused_from": AT_ONCE,
        "paused_until": AT_ONCE,
    },
}
"""Each field of each part of a listing. What says who a provider is, how it is reached, whom it takes and from where
waits (domain, section 6); what changes from week to week does not."""

OF_THE_DAY = frozenset(
    {"status", "status_from", "status_until", "places_max", "places_taken", "people_waiting"}
)
"""What was true on a day only: bringing an old version back leaves it as it is."""

SAFER = {(ListingPart.VENUE, "is_address_withheld", "yes")}
"""A value that protects somebody is never kept waiting."""


def effect(part: ListingPart, field: str, new: str) -> Effect:
    """When this change is live; `new` is the value as the template for listings writes it."""
    return AT_ONCE if (part, field, new) in SAFER else FIELDS[part][field]


def live_at_once(part: ListingPart) -> frozenset[str]:
    """The fields of a part that wait for nobody."""
    return frozenset(field for field, when in FIELDS[part].items() if when is AT_ONCE)


def return_objections(reason: str) -> list[str]:
    """Why a change cannot be returned with these words; empty means it can."""
    return [] if reason.strip() else ["Say why you return it, so that the provider can put it right."]
