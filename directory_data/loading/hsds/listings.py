"""The feed's services and organisations -> rows of the template."""

from __future__ import annotations

from collections.abc import Iterator

from directory_data.loading.hsds import wording
from directory_data.loading.hsds.findings import At, Findings
from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.row_making import Cell, make_row
from directory_data.loading.hsds.things import Thing
from directory_data.loading.hsds.words import STATUSES, TYPES, area_of, language_of
from directory_data.loading.rows import CoverageRow, Origin, ProviderRow, ServiceRow
from directory_data.vocabulary import Audience, ServiceType

SPOKEN = frozenset({"", "voice", "cell", "mobile", "hotline", "telephone", "phone"})
"""Types of telephone number that a person can talk to."""


def provider_row(slug: str, organization: Thing, joined: Joined, findings: Findings) -> ProviderRow | None:
    """An organisation as a row. The standard knows one name, so it is the legal name too."""
    name = _cell(organization, "name")
    website = "website" if organization.get("website") else "url"
    cells = {
        "slug": Cell(slug, organization.at.inside("id")),
        "name": name,
        "legal_name": name,
        "email": _cell(organization, "email"),
        "website": _cell(organization, website),
        "phone": _phone(joined.inside(organization, "phones"), organization, findings),
    }
    return make_row(ProviderRow, cells, organization.at, findings)


def service_row(
    slug: str,
    provider: str,
    service: Thing,
    type_: ServiceType,
    venue: str,
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
        "venue": Cell(venue, service.at.inside("service_at_locations")),
        "status": Cell(_status(service, findings), service.at.inside("status")),
        "confirmed_on": _cell(service, "assured_date"),
        "name": _cell(service, "name"),
        "website": _cell(service, "url"),
        "how_to_refer": _cell(service, "application_process"),
        **_contact_cells(service, joined, findings, is_protected=is_protected),
        **_worded_cells(service, type_, joined, findings),
    }
    return make_row(ServiceRow, cells, service.at, findings)


def type_of(
    service: Thing, joined: Joined, as_type: ServiceType | None, findings: Findings
) -> ServiceType | None:
    """The kind of service its terms name; `as_type` for one whose terms name none of ours; None where refused."""
    found = {TYPES[words] for words in map(str.casefold, _term_words(service, joined)) if words in TYPES}
    if len(found) > 1:
        findings.refuse(
            service.at.inside("attributes"), f"Its terms name two kinds of service: {_listed(found)}."
        )
        return None
    if not found and as_type is None:
        findings.refuse(
            service.at.inside("attributes"),
            f"None of its terms names a kind of service. Give --as and one of: {', '.join(ServiceType)}.",
        )
    return next(iter(found), as_type)


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
        "description": Cell(wording.description(service, _subjects(service, joined)), at("description")),
        "who_for": Cell(wording.who_for(service), at("eligibility_description")),
        "cost": Cell(wording.cost(service, joined.inside(service, "cost_options")), at("fees_description")),
        "languages": Cell(_languages(service, joined, findings), at("languages")),
        "opening_hours": Cell(_opening_hours(service, type_, joined, findings), at("schedules")),
    }


def _contact_cells(
    service: Thing, joined: Joined, findings: Findings, *, is_protected: bool
) -> dict[str, Cell]:
    """The service's own number and address first, then its contacts', then that of a place where it is held."""
    contacts = joined.inside(service, "contacts")
    phones = [*joined.inside(service, "phones")]
    phones += [phone for contact in contacts for phone in joined.inside(contact, "phones")]
    if not is_protected:
        phones += [p for place in joined.at_locations(service) for p in joined.inside(place, "phones")]
    emails = [thing for thing in (service, *contacts) if thing.get("email")]
    if len(emails) > 1:
        findings.not_kept["email after the first"] += len(emails) - 1
    return {
        "phone": _phone(phones, service, findings),
        "email": _cell(emails[0] if emails else service, "email"),
    }


def _phone(phones: list[Thing] | tuple[Thing, ...], owner: Thing, findings: Findings) -> Cell:
    spoken = [phone for phone in phones if phone.get("type").casefold() in SPOKEN and phone.get("number")]
    if len(phones) > 1 or len(phones) > len(spoken):
        findings.not_kept["phone after the first"] += len(phones) - min(len(spoken), 1)
    if not spoken:
        return Cell("", owner.at.inside("phones"))
    return Cell(spoken[0].get("number").strip(' "'), spoken[0].at.inside("number"))


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


def _opening_hours(service: Thing, type_: ServiceType, joined: Joined, findings: Findings) -> str:
    """When somebody answers. A programme's schedules are groups, and a group needs its places: none is made."""
    schedules = joined.inside(service, "schedules")
    if type_ is ServiceType.DVPP:
        findings.not_kept["schedule of a programme"] += len(schedules)
        return ""
    worded = [words for schedule in schedules if (words := wording.opening_hours(schedule))]
    if len(worded) < len(schedules):
        findings.not_kept["schedule without days"] += len(schedules) - len(worded)
    return "; ".join(worded)


def _terms(service: Thing, joined: Joined) -> Iterator[Thing]:
    for attribute in joined.inside(service, "attributes"):
        if (term := joined.term(attribute)) is not None:
            yield term


def _subjects(service: Thing, joined: Joined) -> list[str]:
    """The terms that are no kind of ours: words that people may search for."""
    names = [term.get("name") for term in _terms(service, joined)]
    return [name for name in names if name and name.casefold() not in TYPES]


def _term_words(service: Thing, joined: Joined) -> Iterator[str]:
    for term in _terms(service, joined):
        yield from (term.get("name"), term.get("code"))


def _cell(thing: Thing, field: str) -> Cell:
    return Cell(thing.get(field), thing.at.inside(field))


def _origin(at: At, column: str) -> Origin:
    return Origin(at.file, at.number, unit="record", pointers={column: at.pointer})


def _listed(types: set[ServiceType]) -> str:
    return " and ".join(sorted(type_.value for type_ in types))
