"""The feed's addresses and what each takes: the table from which routes, checks and the OpenAPI document are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_PER_PAGE = 20
"""The checks of Open Referral UK contradict themselves at any other number."""
MOST_PER_PAGE = 100


@dataclass(frozen=True)
class Standard:
    """A root: the same records under the name by which a standard's tools look for them."""

    name: str
    prefix: str
    version: str
    profile: str


STANDARDS = (
    Standard("oruk", "/api/oruk/3.0", "HSDS-UK-3.0", "https://docs.openreferraluk.org/"),
    Standard("hsds", "/api/hsds/3.2", "3.2", "https://docs.openreferral.org/"),
)


class Kind(StrEnum):
    """What a parameter's value is."""

    TEXT = "string"
    NUMBER = "integer"
    YES_OR_NO = "boolean"
    KEY = "uuid"


@dataclass(frozen=True)
class Parameter:
    """What may be asked, in words for whoever asks."""

    kind: Kind
    says: str
    choices: tuple[str, ...] = ()


PARAMETERS = {
    "page": Parameter(Kind.NUMBER, "Which page, from 1. A page after the last is empty."),
    "per_page": Parameter(
        Kind.NUMBER, f"Records on a page: {DEFAULT_PER_PAGE} unless asked, at most {MOST_PER_PAGE}."
    ),
    "perPage": Parameter(Kind.NUMBER, "The same as per_page, for older tools."),
    "format": Parameter(
        Kind.TEXT, "json gives pages; ndjson gives every record, one on a line.", ("json", "ndjson")
    ),
    "search": Parameter(Kind.TEXT, "Only records that speak of these words."),
    "organization_id": Parameter(Kind.KEY, "Only services of this organisation."),
    "taxonomy_term_id": Parameter(Kind.KEY, "Only services of this kind."),
    "taxonomy_id": Parameter(Kind.KEY, "Only what has a term of this taxonomy."),
    "minimal": Parameter(Kind.YES_OR_NO, "Only id, name and status."),
    "full": Parameter(Kind.YES_OR_NO, "Everything that is known, nested."),
    "full_service": Parameter(Kind.YES_OR_NO, "Each organisation with its services in full."),
    "top_only": Parameter(Kind.YES_OR_NO, "Only terms without a parent. None of ours has one."),
    "parent_id": Parameter(Kind.KEY, "Only terms below this one. None of ours is below another."),
    "postcode": Parameter(
        Kind.TEXT,
        "Only services that take people from there. In an address give the postcode district, such as LS6;"
        " a full postcode may be somebody's protected address and is taken by POST only.",
    ),
    "proximity": Parameter(
        Kind.NUMBER,
        "With postcode: held within this many metres of its middle, in place of the area that is served.",
    ),
    "modified_after": Parameter(Kind.TEXT, "Not supported yet: it is refused, never ignored."),
}

PAGED = ("page", "per_page", "perPage", "format", "search")
TERMS = ("taxonomy_term_id", "taxonomy_id")
NARROWED = (*PAGED, *TERMS, "organization_id", "modified_after", "full", "postcode", "proximity")


@dataclass(frozen=True)
class Address:
    """One address below each root. A list is taken by POST too."""

    path: str
    name: str
    says: str
    takes: tuple[str, ...] = ()
    is_list: bool = False


ADDRESSES = (
    Address("/", "about", "What this feed is."),
    Address("/services", "services", "Services, page by page.", (*NARROWED, "minimal"), is_list=True),
    Address("/services/<key>", "service", "One service in full."),
    Address(
        "/organizations",
        "organizations",
        "Organisations with a published service, page by page.",
        (*PAGED, *TERMS, "full", "full_service"),
        is_list=True,
    ),
    Address("/organizations/<key>", "organization", "One organisation.", ("full_service",)),
    Address(
        "/service_at_locations",
        "service_at_locations",
        "Services at the places where they are held and whose address is published, page by page.",
        NARROWED,
        is_list=True,
    ),
    Address("/service_at_locations/<key>", "service_at_location", "One service at one place, in full."),
    Address("/taxonomies", "taxonomies", "Taxonomies, page by page.", PAGED, is_list=True),
    Address("/taxonomies/<key>", "taxonomy", "One taxonomy."),
    Address(
        "/taxonomy_terms",
        "taxonomy_terms",
        "Terms that published services have, page by page.",
        (*PAGED, "taxonomy_id", "top_only", "parent_id"),
        is_list=True,
    ),
    Address("/taxonomy_terms/<key>", "taxonomy_term", "One term."),
)
