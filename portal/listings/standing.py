"""How each listing of a provider stands today: what is missing or old, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.availability import is_paused, next_start_on
from directory_data.listing_vocabulary import ListingPart
from directory_data.live_programme import live_objections
from directory_data.models import Service
from directory_data.vocabulary import ServiceType
from portal.listings import words
from portal.listings.content import Content, content_of
from portal.listings.evidence import evidence_of
from portal.listings.models import ProposedChange
from portal.listings.runs import runs_of
from portal.listings.sections import LABELS, Section, of_service
from portal.rules import planner
from portal.rules.listing_tasks import ListingFacts, Remedy, Task, tasks
from portal.rules.work_lists import Standing, Urgency

STATES = {Urgency.OVERDUE: "Needs you now", Urgency.SOON: "Due soon", Urgency.NEW: "To do"}
COLOURS = {Urgency.OVERDUE: "red", Urgency.SOON: "yellow", Urgency.NEW: "blue"}
"""The tag of a thing to do, and its colour."""


@dataclass(frozen=True)
class PartLine:
    """One page of a listing with what its fields say now: of each its name, its label and its words."""

    section: Section
    rows: tuple[tuple[str, str, str], ...]


def by_service(
    services: Iterable[Service], returned: Sequence[ProposedChange], today: date
) -> dict[Service, list[Task]]:
    """What to see to in each of these listings of one provider, the most pressing first."""
    listed = list(services)
    has_evidence = bool(listed and evidence_of(listed[0].provider_id))
    return {service: _tasks_of(service, returned, today, has_evidence=has_evidence) for service in listed}


def standings_of(tasks: Sequence[Task]) -> list[Standing]:
    """What is said of a listing in the list of work: each thing to do, or that nothing is."""
    if not tasks:
        return [Standing("Nothing to do", "green", Urgency.REST)]
    return [
        Standing(task.remedy.label, COLOURS[task.urgency], task.urgency, task.by, STATES[task.urgency])
        for task in tasks
    ]


def parts_of(service: Service) -> list[PartLine]:
    """What the listing says, page by page."""
    sections = of_service(service.type, is_protected=service.is_protected)
    return part_lines(sections, content_of(service))


def part_lines(sections: Iterable[Section], content: Content) -> list[PartLine]:
    """What these pages say, with this content."""
    names, titles = words.names_and_titles()
    return [
        PartLine(
            section,
            tuple(
                (
                    name,
                    LABELS[section.part][name].label,
                    words.words_for(section.part, name, content[name], names, titles),
                )
                for name in section.fields
            ),
        )
        for section in sections
    ]


def _tasks_of(
    service: Service, returned: Sequence[ProposedChange], today: date, *, has_evidence: bool
) -> list[Task]:
    group_ids = {group.id for group in service.groups}
    facts = ListingFacts(
        live_objections=live_objections(service, today),
        confirmed_on=service.confirmed_on,
        accreditation_expires_on=service.provider.accreditation_expires_on
        if service.type is ServiceType.DVPP
        else None,
        is_paired=bool(service.partner_services),
        has_coverage=any(not area.is_excluded for area in service.coverage),
        starts=_starts(service, today) if service.type is ServiceType.DVPP else None,
        missing=_missing(service, has_evidence=has_evidence),
        quorum_warnings=planner.quorum_warnings(runs_of([service], {}), today),
        returned=sum(
            (each.part is ListingPart.SERVICE and each.part_id == service.id)
            or (each.part is ListingPart.GROUP and each.part_id in group_ids)
            for each in returned
        ),
    )
    return tasks(facts, today)


def _starts(service: Service, today: date) -> bool:
    return any(
        next_start_on(group, today) is not None and not is_paused(group, today) for group in service.groups
    )


def _missing(service: Service, *, has_evidence: bool) -> dict[Remedy, list[str]]:
    """What the listing does not say, by the page on which it is said."""
    is_programme = service.type is ServiceType.DVPP
    met_at = [*service.venues, *(group.venue for group in service.groups if group.venue)]
    wanted: Mapping[Remedy, Mapping[str, object]] = {
        Remedy.ABOUT: {"what happens": service.description, "who it is for": service.who_for},
        Remedy.CONTACT: {
            "a telephone number or an email address": service.phone or service.email,
            "opening hours": service.opening_hours,
            "languages": service.languages,
        },
        Remedy.REFERRAL: {"how referral works": service.how_to_refer, "what it costs": service.cost},
        Remedy.ADMISSION: {"the admission rule": service.admission_rule or not is_programme},
        Remedy.VENUES: {
            f"whether there are steps at {venue.name}": venue.has_step_free_access is not None
            for venue in met_at
        },
        Remedy.EVIDENCE: {"evidence of accreditation": has_evidence or not is_programme},
    }
    return {remedy: [words for words, there in said.items() if not there] for remedy, said in wanted.items()}
