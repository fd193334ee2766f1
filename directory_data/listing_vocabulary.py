"""The words of keeping listings true: their parts, when a change is live, what became of it."""

from __future__ import annotations

from directory_data.vocabulary import Word


class ListingPart(Word):
    """What of a listing has a history of its own."""

    PROVIDER = "provider", "Organisation"
    SERVICE = "service", "Service"
    VENUE = "venue", "Venue"
    GROUP = "group", "Group"


class Effect(Word):
    """When a change to a field of a listing is live."""

    AT_ONCE = "at-once", "Live at once"
    WAITS = "waits", "Waits for a directory administrator"


class Decision(Word):
    """What became of a proposed change."""

    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Taken back by the provider"
    REPLACED = "replaced", "Replaced by a newer change"


class Unpairing(Word):
    """What happens to referrals under way when a programme and a partner-support service part."""

    STAYS = "stays", "The service that is taken away supports the people of these referrals until they end"
    MOVES = "moves", "Another paired service takes over, and has agreed to"
    OFFICERS = (
        "officers",
        "Nobody takes over: each officer arranges support, or puts the referral on hold until then",
    )
