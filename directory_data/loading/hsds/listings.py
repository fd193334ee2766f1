"""The feed's services and organisations -> rows of the template."""

from __future__ import annotations

from collections.abc import Sequence

from directory_data.loading.hsds import wording
from directory_data.loading.hsds.contacts import contact_cells, phone_cell
from directory_data.loading.hsds.findings import At, Findings
from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.kinds import subjects
from directory_data.loading.hsds.row_making import Cell, cell_of, make_row
from directory_data.loading.hsds.things import Thing
from directory_data.loading.hsds.words import STATUSES, area_of, language_of
from directory_data.loading.rows import CoverageRow, MeetingPlaceRow, Origin, ProviderRow, ServiceRow
from directory_data.vocabulary import Audience, ServiceType


def provider_row(slug: str, organization: Thing, joined: Joined, findings: Findings) -> ProviderRow | None:
    """An organisation as a row. The standard knows one name, so it is the legal name too."""
    name = cell_of(organization, "name")
    website = "website" if organization.get("website") else "url"
    cells = {
        "slug": Cell(slug, organization.at.inside("id")),
        "name": name,
        "legal_name": name,
        "email": cell_of(organization, "email"),
        "website": cell_of(organization, website),
        "phone": phone_cell(joined.inside(organization, "phones"), organization, findings),
    }
    return make_row(ProviderRow, cells, organization.at, findings)


def service_row(
    slug: str,
    provider: str,
    service: Thing,
    type_: ServiceType,
    venues: Sequence[str],
    joined: Joined,
    findings: Findings,
) -> ServiceRow | None:
    """A service as a row. Partner support is protected whatever the feed says."""
    is_protected = type_ is ServiceType.PARTNER_SUPPORT
    cells = {
        "slug": Cell(slug, service.at.inside("id")),
        "provider": Cell(provider, service.at.inside("organization_id")),
        "type": Cell(type_, service.at),
        "audience": Cell(Audience.PROTECTED if is_protected else Audience.PUBLIC, service.at),
        "venue": Cell(";".join(venues), service.at.inside("service_at_locations")),
        "status": Cell(_status(service, findings), service.at.inside("status")),
        "confirmed_on": cell_of(service, "assured_date"),
        "name": cell_of(service, "name"),
        "website": cell_of(service, "url"),
        "how_to_refer": cell_of(service, "application_process"),
        **contact_cells(service, joined, findings, is_protected=is_protected),
        **_worded_cells(service, type_, joined, findings),
    }
    return make_row(ServiceRow, cells, service.at, findings)


def meeting_place_row(
    slug: str, venue: str, place: Thing, type_: ServiceType, joined: Joined, findings: Findings
) -> MeetingPlaceRow | None:
    """The hours and the telephone number of one place, as a row; None where it has none of its own."""
    cells = {
        "service": Cell(slug, place.at.inside("service_id")),
        "venue": Cell(venue, place.at.inside("location_id")),
        "opening_hours": Cell(
            _opening_hours(joined.at_place(place, "schedules"), type_, findings), place.at.inside("schedules")
        ),
        "phone": phone_cell(joined.at_place(place, "phones"), place, findings),
    }
    if not cells["opening_hours"].text and not cells["phone"].text:
        return None
    return make_row(MeetingPlaceRow, cells, place.at, findings)


def coverage_rows(slug: str, service: Thing, joined: Joined, findings: Findings) -> list[CoverageRow] | None:
    """The area in codes; None where nothing is said of it, or not all of it in codes that we know.

    Half of an area would say of the other half that it is not served.
    """
    areas = [*joined.inside(service, "service_areas")]
    for place in joined.at_locations(service):
        areas += joined.inside(place, "service_areas")
    found = {area_of(area.get("uri")): area for area in areas}
    if None in found:
        findings.not_kept["service_area without a code that is known"] += len(areas)
        return None
    rows = [
        CoverageRow(origin=_origin(area.at.inside("uri"), "code"), service=slug, kind=key[0], code=key[1])
        for key, area in found.items()
        if key is not None
    ]
    return rows or None


def _worded_cells(service: Thing, type_: ServiceType, joined: Joined, findings: Findings) -> dict[str, Cell]:
    text = service.get("description")
    organization = joined.known["organization"].get(service.get("organization_id"))
    otherwise = f"{type_.label} from {organization.get('name')}." if organization else f"{type_.label}."
    at = service.at.inside
    return {
        "summary": Cell(wording.summary(text, otherwise), at("description")),
        "description": Cell(wording.description(service, subjects(service, joined)), at("description")),
        "who_for": Cell(wording.who_for(service), at("eligibility_description")),
        "cost": Cell(wording.cost(service, joined.inside(service, "cost_options")), at("fees_description")),
        "languages": Cell(_languages(service, joined, findings), at("languages")),
        "opening_hours": Cell(
            _opening_hours(joined.inside(service, "schedules"), type_, findings), at("schedules")
        ),
    }


def _status(service: Thing, findings: Findings) -> str:
    """Empty where the feed does not say: the template's own word stands then."""
    word = service.get("status").casefold()
    if word and word not in STATUSES:
        findings.refuse(service.at.inside("status"), f"Write one of: {', '.join(STATUSES)}.")
    return STATUSES.get(word, "")


def _languages(service: Thing, joined: Joined, findings: Findings) -> str:
    spoken = joined.inside(service, "languages")
    names = [language_of(language.get("name"), language.get("code")) for language in spoken]
    if None in names:
        findings.not_kept["language without a name"] += names.count(None)
    return ", ".join(dict.fromkeys(name for name in names if name))


def _opening_hours(schedules: Sequence[Thing], type_: ServiceType, findings: Findings) -> str:
    """When somebody answers, or can come to a place. A programme's schedules are groups, and a group needs its
    places: none is made."""
    if type_ is ServiceType.DVPP:
        findings.not_kept["schedule of a programme"] += len(schedules)
        return ""
    worded = [words for schedule in schedules if (words := wording.opening_hours(schedule))]
    if len(worded) < len(schedules):
        findings.not_kept["schedule without days"] += len(schedules) - len(worded)
    return "; ".join(worded)


def _origin(at: At, column: str) -> Origin:
    return Origin(at.file, at.number, unit="record", pointers={column: at.pointer})
