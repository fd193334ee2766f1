"""From records to what the matching rules ask: a case's needs, and each group as a candidate for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from directory_data.availability import service_objections
from directory_data.coverage import AreaName, coverage_of, verdict_of
from directory_data.gazetteer import Gazetteer
from directory_data.places import Place
from directory_data.programme_facts import CohortFacts, ProgrammeFacts
from portal.cases import hearings
from portal.cases.fitting import Fitting, fitting_of
from portal.cases.models import Case, Participant
from portal.clock import day_of
from portal.referrals import apart, waiting
from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService, PeopleWaiting
from portal.rules.matching.overrides import LongerJourney
from portal.rules.matching.travel import journey
from portal.rules.orders import checker
from portal.rules.orders.facts import in_force


def needs_of(case: Case, today: date, fitting: Fitting | None = None) -> CaseNeeds:
    """What this case asks of a programme today. What is recorded beside the case is read where it is not given."""
    fitting = fitting or fitting_of(case)
    check = checker.check(case.order, None, None, today)
    order, person, known = case.order, case.participant, fitting.circumstances
    return CaseNeeds(
        refer_on=today,
        court_area=case.court_area,
        protected_authorities=case.protected_authorities,
        order_verdict=check.verdict if order else None,
        is_amber_accepted=order is not None and order.is_accepted,
        participant_place_known=bool(person.postcode),
        date_of_birth=person.date_of_birth,
        participant_gender=person.gender or None,
        journey_limit_miles=float(person.journey_limit_miles),
        journey_limit_minutes=known.journey_limit_minutes,
        has_car=known.has_car,
        longer_journeys=tuple(
            LongerJourney(
                reason=each.reason,
                accepted_on=day_of(each.at),
                accepted_by=each.by.name,
                service=each.service.slug if each.service else "",
            )
            for each in fitting.longer_journeys
        ),
        access_needs=known.needs,
        has_needs_in_words=bool(person.needs),
        language=known.language,
        answers=known.answered,
        ordered_as=frozenset(element.type for element in in_force(order)) if order else frozenset(),
        standing=known.standing,
        next_hearing_on=hearings.next_day_of(case, today),
        report_due_on=order.report_due_on if order else None,
        monitoring_ends_on=check.monitoring_ends_on,
    )


def home_of(person: Participant, gazetteer: Gazetteer) -> Place:
    """Where the participant lives: by postcode where there is one and it agrees, else by authority."""
    by_authority = gazetteer.place_of_authority(person.authority_code)
    if not person.postcode:
        return by_authority
    place = gazetteer.resolve(person.postcode)
    # Which authority a straddling postcode lies in was asked, and the answer stands.
    return replace(place, authorities=by_authority.authorities)


def candidates_for(
    case: Case,
    programmes: Iterable[ProgrammeFacts],
    gazetteer: Gazetteer,
    today: date,
    fitting: Fitting | None = None,
) -> list[Candidate]:
    """Every group of every programme as a candidate, and each programme without a group as one that has to be asked."""
    fitting = fitting or fitting_of(case)
    home, court = home_of(case.participant, gazetteer), court_area_place(case.court_area, gazetteer)
    seen = _Seen(
        home=home,
        court=court,
        is_home_outside=court is not None and _is_outside(home, court),
        protected=[gazetteer.place_of_authority(code) for code in case.protected_authorities],
        has_car=fitting.circumstances.has_car,
        places=apart.safe_places(fitting.postcodes, gazetteer),
        shared_groups=apart.shared_groups(case),
        waiting=waiting.how_many_wait(case, today),
        names=gazetteer.area_name,
        today=today,
    )
    return [candidate for service in programmes for candidate in _of_service(service, seen)]


@dataclass(frozen=True)
class _Seen:
    """What is the same for every candidate of a case. `is_home_outside` says that it lies outside the court's area."""

    home: Place
    court: Place | None
    is_home_outside: bool
    protected: Sequence[Place]
    has_car: bool | None
    places: Sequence[apart.SafePlace | None]
    shared_groups: Collection[int]
    waiting: Mapping[int, int]
    names: AreaName
    today: date


def court_area_place(code: str, gazetteer: Gazetteer) -> Place | None:
    """The court's area as a place made of its authorities, each counted by its postcodes; None where unknown."""
    members = gazetteer.members(code)
    total = sum(each.postcodes for each in members)
    if not total:
        return None
    shares = [
        replace(share, share=each.postcodes / total)
        for each in members
        for share in gazetteer.place_of_authority(each.code).authorities
    ]
    return replace(gazetteer.place_of_authority(members[0].code), authorities=tuple(shares), point=None)


def _of_service(service: ProgrammeFacts, seen: _Seen) -> list[Candidate]:
    # Where nobody knows where the person lives, the court's area decides (portal/rules/matching/area.py).
    decides = seen.home if seen.home.authorities or seen.court is None else seen.court
    here = coverage_of(service.coverage, decides, seen.names)
    common: dict[str, Any] = {
        "service": service,
        "provider_name": service.provider_name,
        "coverage": here.verdict,
        "coverage_sentence": here.sentence,
        "partner_services": _partners_of(service, seen),
        "accreditation": service.accreditation,
        "accreditation_expires_on": service.accreditation_expires_on,
        "admission": service.admission_rule,
        "court_coverage": verdict_of(service.coverage, seen.court)
        if seen.court and seen.is_home_outside
        else None,
        "languages": service.languages,
    }
    groups = service.groups
    return [_of_group(common, group, seen) for group in groups] if groups else [_without_group(common, seen)]


def _is_outside(home: Place, court: Place) -> bool:
    """Whether the person lives outside the court's area."""
    inside = {share.code for share in court.authorities}
    return bool(home.authorities) and not any(share.code in inside for share in home.authorities)


def _without_group(common: dict[str, Any], seen: _Seen) -> Candidate:
    """A programme that lists no group: it has to be asked."""
    return Candidate(
        **common,
        group=None,
        miles=None,
        separation=apart.of_group(None, seen.places, seen.shared_groups),
    )


def _of_group(common: dict[str, Any], group: CohortFacts, seen: _Seen) -> Candidate:
    venue = group.venue
    way = journey(seen.home.point, venue.point if venue else None, has_car=seen.has_car)
    return Candidate(
        **common,
        group=group,
        venue_name=venue.name if venue else "",
        miles=way.miles,
        minutes=way.minutes,
        water=way.water,
        has_step_free_access=venue.has_step_free_access if venue else None,
        waiting=PeopleWaiting(group.people_waiting, seen.waiting.get(group.id, 0)),
        separation=apart.of_group(group, seen.places, seen.shared_groups),
    )


def _partners_of(service: ProgrammeFacts, seen: _Seen) -> list[PartnerService]:
    return [
        PartnerService(
            slug=partner.slug,
            name=partner.name,
            verdicts=tuple([verdict_of(partner.coverage, place) for place in seen.protected]),
            objections=tuple(service_objections(partner, seen.today)),
            is_of_provider=partner.provider_id == service.provider_id,
        )
        for partner in service.partner_services
    ]
