"""What a provider should see to in a listing: what is missing or old, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from directory_data.availability import in_full
from directory_data.vocabulary import Word
from portal.rules.freshness import FRESH_FOR, Freshness, freshness
from portal.rules.work_lists import Urgency

RENEW_BEFORE = timedelta(days=60)
"""How long before an accreditation ends its renewal is asked for."""


class Remedy(Word):
    """Where a task is done, with the words on its link."""

    CONFIRM = "confirm", "Confirm the listing"
    STATUS = "status", "Change the status"
    ORGANISATION = "organisation", "Change the accreditation"
    AREA = "area", "Change the areas served"
    PARTNER_SUPPORT = "partner-support", "Change the partner support"
    ABOUT = "about", "Say what the service is"
    CONTACT = "contact", "Add the missing details"
    REFERRAL = "referral", "Say how referral works"
    ADMISSION = "admission", "Write the admission rule"
    VENUES = "venues", "Say whether there are steps"
    EVIDENCE = "evidence", "Give the evidence"
    GROUPS = "groups", "See the groups"
    RETURNED = "returned", "Read why"


@dataclass(frozen=True)
class ListingFacts:
    """What of a listing, on one day, says whether something is missing or old. `starts`: whether a group that takes
    people has a start to come; None for a service without groups. `missing`: what is not said, by where it is."""

    live_objections: Sequence[str]
    confirmed_on: date | None
    accreditation_expires_on: date | None
    is_paired: bool
    has_coverage: bool
    starts: bool | None
    missing: Mapping[Remedy, Sequence[str]]
    returned: int
    quorum_warnings: Sequence[str] = ()


@dataclass(frozen=True)
class Task:
    """One thing to do: why, and where. `urgency` and the day `by` place it in a list of work, as everybody's."""

    sentence: str
    remedy: Remedy
    urgency: Urgency = Urgency.NEW
    by: date | None = None

    @property
    def is_pressing(self) -> bool:
        """Whether people cannot be referred, or readers are warned, until it is done."""
        return self.urgency is Urgency.OVERDUE


def tasks(facts: ListingFacts, today: date) -> list[Task]:
    """What to see to, the most pressing first; empty where everything is there and fresh."""
    found = [
        *_live(facts),
        *_stale(facts, today),
        *_returned(facts),
        *_renewal(facts, today),
        *_groups(facts),
        *_missing(facts),
        *_ageing(facts, today),
    ]
    return sorted(found, key=lambda task: task.urgency.rank)


def _live(facts: ListingFacts) -> list[Task]:
    if not facts.live_objections:
        return []
    remedy = (
        Remedy.PARTNER_SUPPORT
        if not facts.is_paired
        else Remedy.AREA
        if not facts.has_coverage
        else Remedy.ORGANISATION
    )
    return [Task(" ".join(facts.live_objections), remedy, Urgency.OVERDUE)]


def _stale(facts: ListingFacts, today: date) -> list[Task]:
    stands = freshness(facts.confirmed_on, today)
    since = f" since {in_full(facts.confirmed_on)}" if facts.confirmed_on else ""
    sentences = {
        Freshness.NEVER: "Nobody has confirmed this listing. Readers are told so.",
        Freshness.STALE: f"Nobody has confirmed this listing{since}. Readers see a warning.",
        Freshness.OUT: f"Nobody has confirmed this listing{since}. It is left out of officers’ matches.",
    }
    due_on = facts.confirmed_on + FRESH_FOR if facts.confirmed_on else None
    return [Task(sentences[stands], Remedy.CONFIRM, Urgency.OVERDUE, due_on)] if stands in sentences else []


def _returned(facts: ListingFacts) -> list[Task]:
    if not facts.returned:
        return []
    number = "A change was" if facts.returned == 1 else f"{facts.returned} changes were"
    return [Task(f"{number} returned to you.", Remedy.RETURNED)]


def _renewal(facts: ListingFacts, today: date) -> list[Task]:
    ends = facts.accreditation_expires_on
    if ends is None or not today <= ends <= today + RENEW_BEFORE:
        return []
    return [
        Task(
            f"Your accreditation ends on {in_full(ends)}. After that day nobody can be referred.",
            Remedy.ORGANISATION,
            Urgency.SOON,
            ends,
        )
    ]


def _groups(facts: ListingFacts) -> list[Task]:
    found = [Task(sentence, Remedy.GROUPS, Urgency.SOON) for sentence in facts.quorum_warnings]
    if facts.starts is False:
        found.insert(
            0,
            Task(
                "No group has a start to come. Officers cannot see when somebody could begin.", Remedy.GROUPS
            ),
        )
    return found


def _missing(facts: ListingFacts) -> list[Task]:
    return [Task(f"Missing: {', '.join(what)}.", remedy) for remedy, what in facts.missing.items() if what]


def _ageing(facts: ListingFacts, today: date) -> list[Task]:
    if freshness(facts.confirmed_on, today) is not Freshness.AGEING:
        return []
    assert facts.confirmed_on is not None
    return [
        Task(
            f"Last confirmed on {in_full(facts.confirmed_on)}. Is everything still right?",
            Remedy.CONFIRM,
            Urgency.SOON,
            facts.confirmed_on + FRESH_FOR,
        )
    ]
