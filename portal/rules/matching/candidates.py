"""What matching knows: a case's needs on one side, a group with its service and its partner support on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from directory_data.availability import Cohort, OpenService
from directory_data.vocabulary import Accreditation, CoverageVerdict, DeliveryMode, OrderVerdict, ServiceType

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


class PublishedRule(Protocol):
    """A programme's admission rule as published; `admits_genders` are words separated by commas, empty: any."""

    @property
    def version(self) -> int: ...
    @property
    def alternatives(self) -> str: ...
    @property
    def minimum_age(self) -> int | None: ...
    @property
    def admits_genders(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PartnerService:
    """A partner-support service paired with the programme: one verdict for each person to protect, in their order."""

    slug: str
    name: str
    verdicts: tuple[CoverageVerdict, ...]
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One group of one programme (None: the programme lists no group), with what was worked out for this case.

    `miles` is the straight line from the participant to the venue, None where either is not known.
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


@dataclass(frozen=True, kw_only=True)
class CaseNeeds:
    """What a case asks of a programme. `order_verdict` is None while there is no order yet.

    `protected_authorities` has one entry for each person to protect, empty where the authority is not recorded.
    Neither it nor the date of birth shows in a repr or in a stored record.
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
    next_hearing_on: date | None = None
    report_due_on: date | None = None
    monitoring_ends_on: date | None = None
