"""Texts that look like a place but have none here: other countries, forces post, PO boxes, no fixed abode.

Source: the forms of postcodes outside Great Britain and the non-geographic codes of the places study, section 8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory_data.vocabulary import PlaceStatus


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A kind of text that has no place in England or Wales, and what to tell the person who typed it."""

    status: PlaceStatus
    label: str
    sentence: str
    country: str | None = None


_WHOM_TO_ASK = {
    "Scotland": "the sheriff court or the council there",
    "Northern Ireland": "the family court or the health and social care trust there",
}


_WITH_ARTICLE = {"Isle of Man": "the Isle of Man"}

ISLAND_TOWNS = (
    ("Douglas", "Isle of Man", 54.15, -4.48, 26_677),
    ("Ramsey", "Isle of Man", 54.32, -4.38, 8_288),
    ("Peel", "Isle of Man", 54.22, -4.70, 5_710),
    ("Castletown", "Isle of Man", 54.07, -4.65, 3_206),
    ("St Helier", "Jersey", 49.18, -2.11, 35_822),
    ("St Peter Port", "Guernsey", 49.46, -2.54, 18_958),
)
"""Towns that the list of places lacks, since it holds Great Britain and Northern Ireland only: name, country, position
(WGS84) and people at the censuses of 2021. A name like St Helier must not be a suburb of London in silence."""
ISLANDS = frozenset(country for _, country, *_ in ISLAND_TOWNS)


def outside_words(what: str, country: str) -> str:
    """That something ("This", "Glasgow") is in another country, and what to do next."""
    country = _WITH_ARTICLE.get(country, country)
    whom = _WHOM_TO_ASK.get(country, "the family court or the social services there")
    has_its = "have their" if country.endswith("Islands") else "has its"
    return (
        f"{what} is in {country}. This directory covers England and Wales only. {country[0].upper()}{country[1:]} "
        f"{has_its} own courts and services: ask {whom}. If somebody needs help now, see Help now."
    )


def _outside(country: str) -> Elsewhere:
    return Elsewhere(
        PlaceStatus.OUTSIDE,
        country,
        outside_words("This", country),
        country.removeprefix("the "),
    )


def _no_location(label: str, sentence: str) -> Elsewhere:
    return Elsewhere(PlaceStatus.NO_LOCATION, label, sentence)


_AUTHORITY_INSTEAD = "Enter the town or local authority where the person lives."
_FORCES = _no_location(
    "forces post",
    f"This is a British Forces address with no place on the map. {_AUTHORITY_INSTEAD} "
    "If that is abroad, ask the welfare service of the Forces there.",
)
_BUSINESS = _no_location(
    "business post", f"This postcode is for a business and has no place. {_AUTHORITY_INSTEAD}"
)
_NO_ABODE = _no_location(
    "no fixed address",
    "There is no fixed address. Choose the local authority where the person stays most, or enter its name.",
)
_PO_BOX = _no_location("PO box", f"A PO box is not where somebody lives. {_AUTHORITY_INSTEAD}")
_PRISON = _no_location(
    "a prison",
    "Enter the town of the prison, or the town or local authority to which the person will return.",
)
_REFUGE = _no_location(
    "a refuge",
    "Never enter the address of a refuge. Enter a local authority that may be known.",
)
_COUNTRY = _no_location(
    "a whole country", "This is too large to search in. Enter a town, council or postcode."
)
_ABROAD = Elsewhere(
    PlaceStatus.OUTSIDE,
    "abroad",
    "This directory covers England and Wales only. Ask the court that made the order what can be done abroad. "
    "If somebody needs help now, see Help now.",
)
_CHRISTMAS = _no_location(
    "letters to Father Christmas", f"This postcode has no place on the map. {_AUTHORITY_INSTEAD}"
)

BY_POSTCODE_AREA = {
    "BT": _outside("Northern Ireland"),
    "JE": _outside("Jersey"),
    "GY": _outside("Guernsey"),
    "IM": _outside("the Isle of Man"),
    "GX": _outside("Gibraltar"),
    "BX": _BUSINESS,
    "BF": _FORCES,
}

_TERRITORIES = {
    "ASCN": "Ascension Island",
    "BBND": "the British Indian Ocean Territory",
    "BIQQ": "the British Antarctic Territory",
    "FIQQ": "the Falkland Islands",
    "PCRN": "the Pitcairn Islands",
    "SIQQ": "South Georgia",
    "STHL": "Saint Helena",
    "TDCU": "Tristan da Cunha",
    "TKCA": "the Turks and Caicos Islands",
}

BY_FORM = tuple(
    (re.compile(pattern), elsewhere)
    for pattern, elsewhere in (
        (r"NO FIXED (ABODE|ADDRESS)|\bNFA\b|\bN/F/A\b|\bHOMELESS\b|\bROUGH SLEEP(ING|ER)\b", _NO_ABODE),
        (
            r"^((IN|AT) )?((A|THE) )?(PRISON|JAIL|GAOL|CUSTODY|REMAND|HMP|HMYOI|YOI)$|^(IN|ON) REMAND$",
            _PRISON,
        ),
        (r"^((IN|AT) )?((A|THE) )?((WOMEN'?S|SAFE) )?(REFUGE|SAFE HOUSE)$", _REFUGE),
        (r"^ZZ ?99 ?\d[A-Z]{2}$", _NO_ABODE),
        (r"\bBFPO\b|^BF ?\d\b|^BF1$", _FORCES),
        (r"^GIR ?0AA$", _BUSINESS),
        (r"^BX ?\d{1,2}$", _BUSINESS),
        (r"^XM4 ?5HQ$|^SAN ?TA1$", _CHRISTMAS),
        (r"^(P\.? ?O\.? ?)?BOX \d+|^P\.? ?O\.? ?BOX\b", _PO_BOX),
        (r"^(NORTHERN IRELAND|BELFAST|BT( ?\d{1,2}( ?\d)?)?)$", _outside("Northern Ireland")),
        (r"^(JERSEY|JE( ?\d)?)(,? CHANNEL ISLANDS)?$", _outside("Jersey")),
        (r"^(GUERNSEY|ALDERNEY|SARK|HERM|GY( ?\d)?)(,? CHANNEL ISLANDS)?$", _outside("Guernsey")),
        (r"^(THE )?CHANNEL ISL(AND|E)S$", _outside("the Channel Islands")),
        (r"^(UK|U\.K\.|UNITED KINGDOM|(GREAT )?BRITAIN|GB)$", _COUNTRY),
        (r"^(ABROAD|OVERSEAS|OUT OF THE (UK|COUNTRY))$", _ABROAD),
        (r"^((THE )?ISLE OF MAN|IM( ?\d)?)$", _outside("the Isle of Man")),
        (r"^(GIBRALTAR|GX ?11)$", _outside("Gibraltar")),
        (r"^SCOTLAND$", _outside("Scotland")),
        (r"^([AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}$", _outside("Ireland")),
        (r"^(REPUBLIC OF )?IRELAND$|^DUBLIN( \d{1,2})?$", _outside("Ireland")),
        (r"^KY ?\d ?- ?\d{4}$", _outside("the Cayman Islands")),
        (r"^AI ?- ?2640$", _outside("Anguilla")),
        (r"^VG ?11\d0$", _outside("the British Virgin Islands")),
        (r"^MSR ?1\d{3}$", _outside("Montserrat")),
        *((rf"^{code}( ?1ZZ)?$", _outside(name)) for code, name in _TERRITORIES.items()),
    )
)


def elsewhere_by_form(plain: str) -> Elsewhere | None:
    """What the form of a text in plain capitals says about where it is not."""
    trimmed = plain.strip(" \"'.,;()[]")
    return next((elsewhere for form, elsewhere in BY_FORM if form.search(trimmed)), None)
