"""Which services stay out until somebody has said what they are: by their words, where no term names their kind.

A perpetrator programme that became other help would be offered to the people it was ordered to protect, and partner
support or a refuge would have its place published. Both are worse than a listing that waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.kinds import subjects
from directory_data.loading.hsds.things import Thing

SUSPECTED: Mapping[str, re.Pattern[str]] = {
    "a programme for people who have used abuse": re.compile(
        r"\b(perpetrat\w+|abusers?|batterers?|DVPP|DAPP|IDAP|caring dads|behaviou?r change"
        r"|(your|their|his|own) (abusive|violent|controlling) behaviou?r"
        r"|(used|using|uses?|been) (abuse|violence|abusive|violent|controlling))\b",
        re.IGNORECASE,
    ),
    "a service whose place must not be published": re.compile(
        r"\b(refuges?|safe ?houses?|safe accommodation|partner support|integrated support"
        r"|(women['’]s|partner|victim) (safety|link|support) workers?|IDVAs?)\b",
        re.IGNORECASE,
    ),
}
"""What a service may be -> the words that say so. Too many words here cost a look; too few cost a life."""


def suspicion_of(service: Thing, joined: Joined) -> str:
    """What the service may be, with the word that says so; empty where nothing does."""
    text = " ".join(_words(service, joined))
    for what, words in SUSPECTED.items():
        if found := words.search(text):
            return f"This may be {what}: it says “{found[0]}”."
    return ""


def _words(service: Thing, joined: Joined) -> Iterator[str]:
    for name in ("name", "alternate_name", "description", "eligibility_description", "application_process"):
        yield service.get(name)
    yield from subjects(service, joined)
    if organization := joined.known["organization"].get(service.get("organization_id")):
        yield organization.get("name")
