"""Whom somebody searches for, and what is no help for them. Skipping the question leaves nothing out."""

from __future__ import annotations

import re

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

_SOUNDS_HURT = re.compile(
    r"""\b(
        (hit|hurt|beat|punch|kick|rape|threaten|scare|frighten|control|stalk|abuse|follow|choke|strangle)(s|es|ed|ing)?
            \s+(me|us|my\s+(child|children|kids?|son|daughter|mum|mother|sister|friend))
      | victims? | survivors? | refuges? | women.?s\s+aid | safe\s+house | shelter | abused | battered | raped
      | scared | afraid | frightened | flee(ing)? | escap(e|ing) | i\s+am\s+(being\s+)?hurt | being\s+hurt
      | (leave|leaving)\s+(him|her|my\s+(husband|wife|partner|boyfriend|girlfriend))
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SOUNDS_LIKE_PROGRAMME = re.compile(
    r"\b(programmes?|perpetrators?|dvpp|dapp|my\s+behaviour|i\s+hurt)\b", re.IGNORECASE
)


def sounds_hurt(what: str) -> bool:
    """Whether these may be the words of somebody who has been hurt, and name no programme: to somebody who skipped
    the question no programme is then shown either.
    """
    return bool(_SOUNDS_HURT.search(what)) and not _SOUNDS_LIKE_PROGRAMME.search(what)


def said(text: str) -> WhoFor | None:
    """What stands in an address as the answer to the question; None where it is none."""
    return next((each for each in WhoFor if each.value == text), None)


def types_left_out(who: WhoFor | None) -> frozenset[ServiceType]:
    """The kinds of service that are not shown, whatever else was asked."""
    return frozenset() if who is None else LEFT_OUT[who]


def sentence(who: WhoFor | None) -> str:
    """What is left out for them, in words."""
    return "" if who is None else SENTENCES[who]
