"""The table of what waits for a directory administrator is whole, and names what the service says must wait."""

from __future__ import annotations

import pytest

from directory_data.listing_vocabulary import Effect, ListingPart
from portal.rules import moderation

MUST_WAIT = {
    ListingPart.PROVIDER: {
        "name",
        "legal_name",
        "phone",
        "email",
        "accreditation",
        "accreditation_expires_on",
    },
    ListingPart.SERVICE: {
        "name",
        "phone",
        "email",
        "coverage",
        "partner_services",
        "rule_text",
        "minimum_age",
    },
    ListingPart.VENUE: {"address", "postcode"},
    ListingPart.GROUP: set(),
}
LIVE_AT_ONCE = {
    ListingPart.PROVIDER: set(),
    ListingPart.SERVICE: {"status", "status_until"},
    ListingPart.VENUE: {"has_step_free_access"},
    ListingPart.GROUP: {
        "places_max",
        "places_taken",
        "next_intake_on",
        "starts_at",
        "ends_at",
        "paused_until",
    },
}


@pytest.mark.parametrize("part", list(ListingPart))
def test_identity_contact_areas_pairing_rule_and_accreditation_wait_and_what_runs_does_not(part):
    waits = {field for field, when in moderation.FIELDS[part].items() if when is Effect.WAITS}

    assert waits >= MUST_WAIT[part]
    assert moderation.live_at_once(part) >= LIVE_AT_ONCE[part]


def test_hiding_an_address_waits_for_nobody_and_showing_it_does():
    assert moderation.effect(ListingPart.VENUE, "is_address_withheld", "yes") is Effect.AT_ONCE
    assert moderation.effect(ListingPart.VENUE, "is_address_withheld", "no") is Effect.WAITS


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_returned_without_a_reason(reason):
    assert moderation.return_objections(reason) != []
    assert moderation.return_objections("It is a private number.") == []
