"""The feed's words for kinds of service, states, days, languages and areas -> ours. What is not here is not guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from directory_data.vocabulary import AreaKind, ServiceStatus, ServiceType

TERMS: Mapping[ServiceType, tuple[str, ...]] = {
    ServiceType.DVPP: (
        "DAPP",
        "Domestic abuse perpetrator programme",
        "Perpetrator programme",
    ),
    ServiceType.PARTNER_SUPPORT: ("Integrated support service", "Integrated partner support"),
    ServiceType.PARENTING_INFORMATION: (
        "SPIP",
        "Separated parents information programme",
        "Planning together for children",
    ),
    ServiceType.CHILD_CONTACT: ("Child contact intervention", "CCI", "ICFA"),
    ServiceType.CONTACT_CENTRE: (
        "Child contact centre",
        "Supervised contact centre",
        "Supported contact centre",
    ),
    ServiceType.MEDIATION_INFORMATION: (
        "MIAM",
        "Mediation information and assessment meeting",
        "Family mediation",
    ),
    ServiceType.HELPLINE: ("Telephone helpline",),
}
"""Taxonomy terms that name one of our kinds, beside the kind's own value and label. Other help has none: it is
what is left, and a feed's "other" beside a kind that we know says nothing against it."""

TYPES: Mapping[str, ServiceType] = {
    words.casefold(): kind for kind, terms in TERMS.items() for words in (kind.value, kind.label, *terms)
}

STATUSES: Mapping[str, ServiceStatus] = {
    "active": ServiceStatus.OPEN,
    "temporarily closed": ServiceStatus.PAUSED,
    "inactive": ServiceStatus.CLOSED,
    "defunct": ServiceStatus.CLOSED,
}
"""HSDS service.status -> ours."""

DAYS: Mapping[str, str] = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cy": "Welsh",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "gu": "Gujarati",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "pa": "Panjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
"""ISO 639-1 codes of the languages most spoken in England and Wales (census of 2021)."""

AREA_KINDS: Mapping[str, AreaKind] = {
    "E92": AreaKind.NATION,
    "W92": AreaKind.NATION,
    "E12": AreaKind.REGION,
    "E23": AreaKind.POLICE_AREA,
    "W15": AreaKind.POLICE_AREA,
    "E10": AreaKind.UPPER_TIER,
    "E06": AreaKind.LOCAL_AUTHORITY,
    "E07": AreaKind.LOCAL_AUTHORITY,
    "E08": AreaKind.LOCAL_AUTHORITY,
    "E09": AreaKind.LOCAL_AUTHORITY,
    "W06": AreaKind.LOCAL_AUTHORITY,
}
"""The first three signs of an area's code (ONS, Register of Geographic Codes) -> its kind."""

AREA_CODE = re.compile(r"(?:^|[/#=])([A-Z][0-9]{8})/?$")


def area_of(uri: str) -> tuple[AreaKind, str] | None:
    """The area that the address of an area ends with, or None where it is not one of our kinds."""
    if (found := AREA_CODE.search(uri)) is None or (kind := AREA_KINDS.get(found[1][:3])) is None:
        return None
    return kind, found[1]


def language_of(name: str, code: str) -> str | None:
    """The name of a language, by its name or its code."""
    return name or LANGUAGES.get(code.casefold()[:2] if len(code) != 3 else "")
