"""How a listing's fields are asked for: which stand on one page, in what words, and as what kind of box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from directory_data.listing_vocabulary import ListingPart
from directory_data.vocabulary import (
    Accreditation,
    DeliveryMode,
    Intake,
    ServiceStatus,
    ServiceType,
    Weekday,
    Word,
)


class Box(Word):
    """What somebody types into."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    YES_NO = "yes-no"
    KNOWN_OR_NOT = "known-or-not"
    WORD = "word"
    CHOICE = "choice"
    SEVERAL = "several"


@dataclass(frozen=True)
class Asked:
    """One field: its label, its hint, its box, and the closed list where it has one."""

    label: str
    hint: str = ""
    box: Box = Box.LINE
    words: type[Word] | None = None
    width: str = ""


@dataclass(frozen=True)
class Section:
    """The fields of one page. `only_for`: the kind of service that has them; None for every kind. A page of a place is
    there for no protected service: nothing may give its place away."""

    key: str
    part: ListingPart
    title: str
    fields: tuple[str, ...]
    lead: str = ""
    only_for: ServiceType | None = None
    is_of_a_place: bool = False


LABELS: Mapping[ListingPart, Mapping[str, Asked]] = {
    ListingPart.PROVIDER: {
        "name": Asked("Name people know you by"),
        "legal_name": Asked("Registered name"),
        "phone": Asked("Telephone number", width="govuk-input--width-20"),
        "email": Asked("Email address", "A shared mailbox, never one person’s own address."),
        "website": Asked("Website", "It begins with https://"),
        "accreditation": Asked("Accreditation", box=Box.WORD, words=Accreditation),
        "accreditation_expires_on": Asked("Last day of the accreditation", box=Box.DAY),
    },
    ListingPart.SERVICE: {
        "name": Asked("Name of the service"),
        "former_names": Asked("Earlier names", "So that people who know it by an old name find it."),
        "summary": Asked("What it is, in one sentence"),
        "description": Asked(
            "What happens", "In plain words. Leave an empty line between paragraphs.", Box.TEXT
        ),
        "who_for": Asked("Who it is for, and who it is not for", box=Box.TEXT),
        "phone": Asked("Telephone number", width="govuk-input--width-20"),
        "email": Asked("Email address", "A shared mailbox, never one person’s own address."),
        "website": Asked("Website", "It begins with https://"),
        "opening_hours": Asked("When somebody answers", "For example: Monday to Friday, 9am to 5pm."),
        "languages": Asked("Languages", "Separate them with commas."),
        "how_to_refer": Asked("How referral works, by each route", "Say which routes there are.", Box.TEXT),
        "cost": Asked("What it costs the person"),
        "status": Asked("Referrals", words=ServiceStatus),
        "status_from": Asked("Status from", box=Box.DAY),
        "status_until": Asked("Paused until", box=Box.DAY),
        "venues": Asked(
            "Venues where it is held",
            "Add a venue first, under your organisation, if it is not here.",
            Box.SEVERAL,
        ),
        "venue_hours": Asked(
            "Hours at one venue",
            "Only where they differ from the service’s. One venue on each line: its name, a colon, its hours, "
            "such as: Quay House: Tuesday, 10am to 4pm",
            Box.TEXT,
        ),
        "venue_phones": Asked(
            "Telephone number at one venue",
            "Only where it differs from the service’s. One venue on each line, such as: Quay House: 0113 496 0123",
            Box.TEXT,
        ),
        "coverage": Asked(
            "Areas served",
            "One on each line: a council, county, court area, police area or region, or the first half of a postcode. "
            "Begin a line with “not” to leave an area out.",
            Box.TEXT,
        ),
        "partner_services": Asked("Partner support", "Who supports partners and ex-partners.", Box.SEVERAL),
        "rule_text": Asked("Whom the programme admits", box=Box.TEXT),
        "rule_reason": Asked("Why the rule exists", box=Box.TEXT),
        "rule_alternatives": Asked("Where other people can turn", box=Box.TEXT),
        "minimum_age": Asked(
            "Youngest age", "In years. Empty: no lower limit.", width="govuk-input--width-2"
        ),
        "admits_genders": Asked(
            "Genders that the rule names", "Separate them with commas. Empty: it names none."
        ),
        "disqualifiers": Asked("What the programme cannot work with", box=Box.SEVERAL),
        "by_court_order": Asked(
            "If a family court has ordered it",
            "What is different for this route, or that it is not open. Empty: the rule above holds.",
            Box.TEXT,
        ),
        "by_officer": Asked(
            "If a Cafcass officer refers without an order", "Empty: the rule above holds.", Box.TEXT
        ),
        "by_council": Asked(
            "If a council’s children’s services refer", "Empty: the rule above holds.", Box.TEXT
        ),
        "by_themselves": Asked("If people come by themselves", "Empty: the rule above holds.", Box.TEXT),
    },
    ListingPart.VENUE: {
        "name": Asked("Name of the venue"),
        "address": Asked("Address without the postcode"),
        "postcode": Asked("Postcode", width="govuk-input--width-10"),
        "is_address_withheld": Asked(
            "Keep the address off public pages?",
            "“Yes” is live at once. Officers still see it when they match.",
            Box.YES_NO,
        ),
        "has_step_free_access": Asked("Can people come in without steps?", box=Box.KNOWN_OR_NOT),
        "transport": Asked("How to get there", "Bus, train, parking, which entrance.", Box.TEXT),
    },
    ListingPart.GROUP: {
        "name": Asked("Name of the group"),
        "venue": Asked("Where it meets", box=Box.CHOICE),
        "day": Asked("Day on which it meets", box=Box.WORD, words=Weekday),
        "starts_at": Asked(
            "A session starts at", "24-hour clock, such as 18:30", width="govuk-input--width-5"
        ),
        "ends_at": Asked("A session ends at", "24-hour clock, such as 20:30", width="govuk-input--width-5"),
        "first_session_on": Asked("First session", box=Box.DAY),
        "sessions_total": Asked("Number of weekly sessions", width="govuk-input--width-2"),
        "intake": Asked("Can people join later?", box=Box.WORD, words=Intake),
        "next_intake_on": Asked("Next intake", "Only where people can join later.", Box.DAY),
        "delivery": Asked("How sessions are held", box=Box.WORD, words=DeliveryMode),
        "language": Asked("Language of the sessions"),
        "places_min": Asked("Fewest people it runs with", width="govuk-input--width-2"),
        "places_max": Asked("Places in the group", width="govuk-input--width-2"),
        "places_taken": Asked("Places taken by other routes", width="govuk-input--width-2"),
        "people_waiting": Asked(
            "People who wait for a place",
            "People who came another way. Empty: not known.",
            width="govuk-input--width-3",
        ),
        "facilitators": Asked(
            "Initials of those who lead it",
            "Separate them with commas. Only your organisation sees them, in the planner.",
        ),
        "paused_from": Asked("Break from", "Leave and closures: the first day without sessions.", Box.DAY),
        "paused_until": Asked("Break until", "The first day after the break.", Box.DAY),
    },
}
"""Every field of every part; a test holds it against the table of what waits."""

SECTIONS = (
    Section(
        "about",
        ListingPart.SERVICE,
        "What the service is",
        ("name", "former_names", "summary", "description", "who_for"),
    ),
    Section(
        "contact",
        ListingPart.SERVICE,
        "Contact and opening hours",
        ("phone", "email", "website", "opening_hours", "languages"),
    ),
    Section("referral", ListingPart.SERVICE, "Referral and cost", ("how_to_refer", "cost")),
    Section(
        "venues",
        ListingPart.SERVICE,
        "Where it is held",
        ("venues", "venue_hours", "venue_phones"),
        is_of_a_place=True,
    ),
    Section("area", ListingPart.SERVICE, "Areas served", ("coverage",)),
    Section(
        "partner-support",
        ListingPart.SERVICE,
        "Partner support",
        ("partner_services",),
        "Nobody is referred to a programme without a service beside it that supports partners and ex-partners.",
        ServiceType.DVPP,
    ),
    Section(
        "admission",
        ListingPart.SERVICE,
        "Admission rule",
        (
            "rule_text",
            "rule_reason",
            "rule_alternatives",
            "minimum_age",
            "admits_genders",
            "disqualifiers",
            "by_court_order",
            "by_officer",
            "by_council",
            "by_themselves",
        ),
        "A changed rule is published as a new version. The earlier one stays on record.",
        ServiceType.DVPP,
    ),
    Section(
        "organisation",
        ListingPart.PROVIDER,
        "Your organisation",
        ("name", "legal_name", "phone", "email", "website", "accreditation", "accreditation_expires_on"),
    ),
    Section(
        "venue",
        ListingPart.VENUE,
        "Venue",
        ("name", "address", "postcode", "is_address_withheld", "has_step_free_access", "transport"),
    ),
    Section(
        "group",
        ListingPart.GROUP,
        "Group",
        (
            "name",
            "venue",
            "day",
            "starts_at",
            "ends_at",
            "first_session_on",
            "sessions_total",
            "intake",
            "next_intake_on",
            "delivery",
            "language",
            "places_min",
            "people_waiting",
            "facilitators",
            "paused_from",
            "paused_until",
        ),
        "All of this is live as soon as you save it. Places have a page of their own.",
    ),
)


def section_called(key: str) -> Section | None:
    """The page with that name in its address."""
    return next((section for section in SECTIONS if section.key == key), None)


def of_service(kind: ServiceType, *, is_protected: bool) -> list[Section]:
    """The pages of a service of that kind."""
    return [
        section
        for section in SECTIONS
        if section.part is ListingPart.SERVICE
        and section.only_for in (None, kind)
        and not (is_protected and section.is_of_a_place)
    ]
