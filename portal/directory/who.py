"""Whom somebody searches for, and what is no help for them. Skipping the question leaves nothing out."""

from __future__ import annotations

from directory_data.vocabulary import ServiceType, WhoFor

LEFT_OUT = {
    WhoFor.OWN_BEHAVIOUR: frozenset({ServiceType.PARTNER_SUPPORT}),
    WhoFor.HURT: frozenset({ServiceType.DVPP}),
    WhoFor.PROFESSIONAL: frozenset[ServiceType](),
}

SENTENCES = {
    WhoFor.OWN_BEHAVIOUR: "Support for partners and ex-partners is left out.",
    WhoFor.HURT: "Programmes for people who have used abusive behaviour are left out: they are not help for "
    "somebody who has been hurt.",
    WhoFor.PROFESSIONAL: "",
}


def types_left_out(who: WhoFor | None) -> frozenset[ServiceType]:
    """The kinds of service that are not shown, whatever else was asked."""
    return frozenset() if who is None else LEFT_OUT[who]


def sentence(who: WhoFor | None) -> str:
    """What is left out for them, in words."""
    return "" if who is None else SENTENCES[who]
