"""What matching knows: a case's needs on one side, a group with its service and its partner support on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from directory_data.availability import Cohort, OpenService
from directory_data.vocabulary import (
    AccessNeed,
    Accreditation,
    CoverageVerdict,
    DeliveryMode,
    Disqualifier,
    ElementType,
    OrderVerdict,
    ServiceType,
    StandingInLaw,
)
from portal.rules.matching.overrides import LongerJourney
from portal.rules.matching.separation import Separation

USUAL_JOURNEY_MILES = 25.0
"""Each way, where the person has not said otherwise (domain, section 5, H3)."""


class ListedService(OpenService, Protocol):
    """What matching reads of a programme's listing."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> ServiceType: ...
    @property
    def confirmed_on(self) -> date | None: ...


class ListedGroup(Cohort, Protocol):
    """What matching reads of a group."""

    @property
    def name(self) -> str: ...
    @property
    def delivery(self) -> DeliveryMode: ...
    @property
    def language(self) -> str: ...


class PublishedRule(Protocol):
    """A programme's admission rule as published; `admits_genders` are words separated by commas, empty: any.

    `disqualifiers` are values of Disqualifier separated by commas: what the programme declares as a bar.
    """

    @property
    def version(self) -> int: ...
    @property
    def alternatives(self) -> str: ...
    @property
    def minimum_age(self) -> int | None: ...
    @property
    def admits_genders(self) -> str: ...
    @property
    def disqualifiers(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PartnerService:
    """A partner-support service paired with the programme: one verdict for each person to protect, in their order.

    `is_of_provider` says that the organisation that runs the programme runs it too.
    """

    slug: str
    name: str
    verdicts: tuple[CoverageVerdict, ...]
    objections: tuple[str, ...] = ()
    is_of_provider: bool = False


class PeopleWaiting(NamedTuple):
    """Who waits for a place: as many as the provider says, None where it says nothing, and those who wait here.

    The provider may have counted those who wait here too: the two are never added up.
    """

    said: int | None = None
    here: int = 0

    @property
    def at_least(self) -> int:
        """How many wait for certain."""
        return max(self.said or 0, self.here)

    @property
    def sentence(self) -> str:
        """Both numbers, each with where it is from."""
        said = f"The provider says that {_wait(self.said)}." if self.said is not None else ASK_HOW_MANY
        return f"{_wait(self.here)} on the list in this portal. {said}" if self.here else said


ASK_HOW_MANY = "Ask the provider how many people wait."


def _wait(count: int) -> str:
    return "1 person waits" if count == 1 else f"{count} people wait" if count else "nobody waits"


NOT_KNOWN = PeopleWaiting()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One group of one programme (None: the programme lists no group), with what was worked out for this case.

    `miles` is the straight line from the participant to the venue, and `minutes` an estimate; None where either end is
    not known. `water` is what that line crosses (travel.py). `court_coverage` is the verdict on the court's area where
    the participant lives outside it, else None: then the home alone decides (H1). `waiting` are people who wait.
    """

    service: ListedService
    provider_name: str
    group: ListedGroup | None
    coverage: CoverageVerdict
    coverage_sentence: str
    miles: float | None
    partner_services: Sequence[PartnerService]
    accreditation: Accreditation
    accreditation_expires_on: date | None
    admission: PublishedRule | None
    venue_name: str = ""
    court_coverage: CoverageVerdict | None = None
    minutes: int | None = None
    water: str = ""
    has_step_free_access: bool | None = None
    languages: str = ""
    waiting: PeopleWaiting = NOT_KNOWN
    separation: Separation = field(default=Separation.CLEAR, repr=False)


@dataclass(frozen=True, kw_only=True)
class CaseNeeds:
    """What a case asks of a programme. `order_verdict` is None while there is no order yet.

    `protected_authorities` has one entry for each person to protect, empty where the authority is not recorded.
    Neither it nor the date of birth shows in a repr or in a stored record, nor do the answers about the person.
    `ordered_as` are the kinds of the order's parts, and `standing` what was recorded of the person in law (H6).
    `language` is the one the person can take part in; empty: English. `has_car` is None where nobody asked.
    """

    refer_on: date
    court_area: str
    protected_authorities: tuple[str, ...] = field(repr=False)
    order_verdict: OrderVerdict | None
    is_amber_accepted: bool = False
    participant_place_known: bool = True
    date_of_birth: date | None = field(default=None, repr=False)
    participant_gender: str | None = field(default=None, repr=False)
    journey_limit_miles: float = USUAL_JOURNEY_MILES
    journey_limit_minutes: int | None = None
    has_car: bool | None = None
    longer_journeys: tuple[LongerJourney, ...] = ()
    access_needs: frozenset[AccessNeed] = frozenset()
    has_needs_in_words: bool = False
    language: str = ""
    answers: Mapping[Disqualifier, bool] = field(default_factory=dict, repr=False)
    ordered_as: frozenset[ElementType] = frozenset()
    standing: Mapping[StandingInLaw, bool] = field(default_factory=dict, repr=False)
    next_hearing_on: date | None = None
    report_due_on: date | None = None
    monitoring_ends_on: date | None = None
