"""Whether a listing that somebody has written says enough to be looked at: one table of what it must say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from directory_data.vocabulary import ServiceType


@dataclass(frozen=True)
class Missing:
    """Something a listing does not say yet, and the page on which it is said."""

    section: str
    sentence: str


@dataclass(frozen=True)
class _Wanted:
    """One of these fields has to say something. `only_for`: the kind of service that has them; None for every kind."""

    section: str
    fields: tuple[str, ...]
    sentence: str
    only_for: ServiceType | None = None


WANTED = (
    _Wanted("about", ("summary",), "Say in one sentence what the service is."),
    _Wanted("about", ("description",), "Say what happens there."),
    _Wanted("about", ("who_for",), "Say who it is for, and who it is not for."),
    _Wanted("contact", ("phone", "email"), "Give a telephone number or an email address."),
    _Wanted("contact", ("opening_hours",), "Say when somebody answers."),
    _Wanted("referral", ("how_to_refer",), "Say how referral works."),
    _Wanted("area", ("coverage",), "Say which areas it serves."),
    _Wanted(
        "partner-support",
        ("partner_services",),
        "Say which service supports partners and ex-partners.",
        ServiceType.DVPP,
    ),
    _Wanted("admission", ("rule_text",), "Say whom the programme admits.", ServiceType.DVPP),
    _Wanted("admission", ("rule_reason",), "Say why the admission rule exists.", ServiceType.DVPP),
    _Wanted("admission", ("rule_alternatives",), "Say where other people can turn.", ServiceType.DVPP),
)
"""What a reader needs of every listing, and an officer of every programme."""


def missing(kind: ServiceType, content: Mapping[str, str]) -> list[Missing]:
    """What the listing has yet to say, page by page; empty where it says enough."""
    return [
        Missing(wanted.section, wanted.sentence)
        for wanted in WANTED
        if wanted.only_for in (None, kind) and not any(content.get(field) for field in wanted.fields)
    ]
