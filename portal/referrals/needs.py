"""From records to what the matching rules ask: a case's needs, and each group as a candidate for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from directory_data.availability import service_objections
from directory_data.coverage import coverage_of
from directory_data.gazetteer import Gazetteer
from directory_data.models import Group, Service
from directory_data.places import Place, miles_between
from portal.cases.models import Case, Participant
from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService
from portal.rules.orders import checker


def needs_of(case: Case, today: date) -> CaseNeeds:
    """What this case asks of a programme today."""
    check = checker.check(case.order, None, None, today)
    order, person = case.order, case.participant
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
        next_hearing_on=case.next_hearing_on,
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
    case: Case, programmes: Iterable[Service], gazetteer: Gazetteer, today: date
) -> list[Candidate]:
    """Every group of every programme as a candidate, and each programme without a group as one that has to be asked."""
    home = home_of(case.participant, gazetteer)
    protected = [gazetteer.place_of_authority(code) for code in case.protected_authorities]
    found = []
    for service in programmes:
        coverage = coverage_of(service.coverage, home, gazetteer.area_name)
        partners = _partners_of(service, protected, gazetteer, today)
        rule = service.admission_rule
        groups: list[Group | None] = [*service.groups] or [None]
        for group in groups:
            found.append(
                Candidate(
                    service=service,
                    provider_name=service.provider.name,
                    group=group,
                    coverage=coverage.verdict,
                    coverage_sentence=coverage.sentence,
                    miles=_miles(home, group),
                    partner_services=partners,
                    accreditation=service.provider.accreditation,
                    accreditation_expires_on=service.provider.accreditation_expires_on,
                    admission=rule,
                    venue_name=group.venue.name if group and group.venue else "",
                )
            )
    return found


def _partners_of(
    service: Service, protected: Sequence[Place], gazetteer: Gazetteer, today: date
) -> list[PartnerService]:
    return [
        PartnerService(
            slug=partner.slug,
            name=partner.name,
            verdicts=tuple(
                coverage_of(partner.coverage, place, gazetteer.area_name).verdict for place in protected
            ),
            objections=tuple(service_objections(partner, today)),
        )
        for partner in service.partner_services
    ]


def _miles(home: Place, group: Group | None) -> float | None:
    """The straight line from home to the venue, in miles; None where either is not known."""
    venue = group.venue if group else None
    if home.point is None or venue is None or venue.point is None:
        return None
    return miles_between(home.point, venue.point)
