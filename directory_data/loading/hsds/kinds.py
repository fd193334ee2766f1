"""Which of our kinds of service a feed's terms name."""

from __future__ import annotations

from collections.abc import Iterator

from directory_data.loading.hsds.findings import Findings
from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.things import Thing
from directory_data.loading.hsds.words import TYPES
from directory_data.vocabulary import ServiceType


def type_of(service: Thing, joined: Joined, otherwise: ServiceType, findings: Findings) -> ServiceType | None:
    """The kind of service its terms name; `otherwise` where they name none of ours; None where refused."""
    found = kinds_named(service, joined)
    if len(found) > 1:
        findings.refuse(
            service.at.inside("attributes"), f"Its terms name two kinds of service: {_listed(found)}."
        )
        return None
    return next(iter(found), otherwise)


def kinds_named(service: Thing, joined: Joined) -> set[ServiceType]:
    """Every kind of ours that its terms name."""
    return {TYPES[words] for words in map(str.casefold, _term_words(service, joined)) if words in TYPES}


def subjects(service: Thing, joined: Joined) -> list[str]:
    """The terms that are no kind of ours: words that people may search for."""
    names = [term.get("name") for term in _terms(service, joined)]
    return [name for name in names if name and name.casefold() not in TYPES]


def _terms(service: Thing, joined: Joined) -> Iterator[Thing]:
    for attribute in joined.inside(service, "attributes"):
        if (term := joined.term(attribute)) is not None:
            yield term


def _term_words(service: Thing, joined: Joined) -> Iterator[str]:
    for term in _terms(service, joined):
        yield from (term.get("name"), term.get("code"))


def _listed(types: set[ServiceType]) -> str:
    return " and ".join(sorted(type_.value for type_ in types))
