"""A service, a group, a rule, a candidate and a case's needs with good defaults, for the tests of matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory_data.vocabulary import (
    Accreditation,
    CoverageVerdict,
    DeliveryMode,
    ElementType,
    Intake,
    OrderVerdict,
    ServiceStatus,
    ServiceType,
    StandingInLaw,
)
from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService
from portal.rules.matching.matcher import match
from portal.rules.matching.separation import WHERE_SUPPORT_MEETS

TODAY = date(2027, 3, 8)
ASSESSED_BY = date(2027, 4, 21)  # 30 working days on: Good Friday and Easter Monday do not count
IN_MAY = date(2027, 5, 5)
WAKEFIELD = "E08000036"
SERVES, PART, NOT_STATED, NOT_SERVED = (
    CoverageVerdict.SERVES,
    CoverageVerdict.PART,
    CoverageVerdict.NOT_STATED,
    CoverageVerdict.DOES_NOT_SERVE,
)


@dataclass(frozen=True)
class AService:
    slug: str = "aire-valley-dvpp"
    name: str = "Aire Valley programme"
    type: ServiceType = ServiceType.DVPP
    status: ServiceStatus = ServiceStatus.OPEN
    status_from: date | None = None
    status_until: date | None = None
    commissioned_from: date | None = None
    commissioned_until: date | None = None
    confirmed_on: date | None = TODAY


@dataclass(frozen=True)
class AGroup:
    name: str = "Wednesday evening"
    intake: Intake = Intake.CLOSED
    first_session_on: date = IN_MAY
    next_intake_on: date | None = None
    sessions_total: int = 26
    paused_from: date | None = None
    paused_until: date | None = None
    places_free: int = 3
    delivery: DeliveryMode = DeliveryMode.IN_PERSON
    language: str = "English"


@dataclass(frozen=True)
class ARule:
    version: int = 2
    alternatives: str = "One-to-one work is available."
    minimum_age: int | None = 18
    admits_genders: str = "male, man"
    disqualifiers: str = ""


SUPPORT = PartnerService("aire-valley-support", "Aire Valley partner support", (SERVES,))


def a_candidate(
    *, service: AService | None = None, group: AGroup | None = None, without_group: bool = False, **facts: Any
) -> Candidate:
    values: dict[str, Any] = {
        "service": service or AService(),
        "provider_name": "Aire Valley Change",
        "group": None if without_group else group or AGroup(),
        "coverage": SERVES,
        "coverage_sentence": "Serves all of Leeds.",
        "miles": 4.2,
        "partner_services": (SUPPORT,),
        "accreditation": Accreditation.RESPECT,
        "accreditation_expires_on": date(2028, 1, 1),
        "admission": ARule(),
    }
    return Candidate(**(values | facts))


def needs(**facts: Any) -> CaseNeeds:
    values: dict[str, Any] = {
        "refer_on": TODAY,
        "court_area": "WEST_YORKSHIRE",
        "protected_authorities": (WAKEFIELD,),
        "order_verdict": OrderVerdict.GREEN,
        "date_of_birth": date(1990, 6, 1),
        "participant_gender": "male",
        "next_hearing_on": date(2027, 7, 7),
        "ordered_as": frozenset({ElementType.DIRECTION}),
        "standing": dict.fromkeys(StandingInLaw, True),
    }
    return CaseNeeds(**(values | facts))


def left_out_by(candidate: Candidate, case: CaseNeeds | None = None) -> str | None:
    left_out = match(case or needs(), [candidate]).left_out
    return left_out[0].rule.code if left_out else None


def asks_of(candidate: Candidate, case: CaseNeeds | None = None) -> Sequence[str]:
    """What is asked, but for where partner support meets: that is asked of every group."""
    asked = match(case or needs(), [candidate]).offered[0].asks
    return tuple(each for each in asked if each != WHERE_SUPPORT_MEETS)
