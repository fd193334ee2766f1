"""The areas that a notice can be about, by the names that an administrator types and readers see."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directory_data.gazetteer import Gazetteer
from directory_data.vocabulary import AreaKind

AreaKey = tuple[AreaKind, str]
COURT_AREA = " family court area"
AREA = " area"
MOST_OFFERED = 2


@dataclass(frozen=True)
class NamedArea:
    """An area and what it is called."""

    kind: AreaKind
    code: str
    name: str
    touching: frozenset[AreaKey] = frozenset()
    """The court areas that an authority lies in, or the authorities in a court area."""

    @property
    def keys(self) -> frozenset[AreaKey]:
        """The area itself and what touches it: whose notices its readers have to see."""
        return self.touching | {self.key}

    @property
    def key(self) -> AreaKey:
        """What tells it from every other area."""
        return self.kind, self.code


class UnknownArea(ValueError):
    """A name that is no area's; the message says so and offers the nearest."""


def named_areas(gazetteer: Gazetteer) -> list[NamedArea]:
    """Court areas and local authorities, by name."""
    inside: dict[str, set[AreaKey]] = defaultdict(set)
    authorities = []
    for each in gazetteer.authorities():
        courts_of_it = frozenset((AreaKind.COURT_AREA, code) for code in each.court_areas)
        authorities.append(NamedArea(AreaKind.LOCAL_AUTHORITY, each.code, each.name, courts_of_it))
        for code in each.court_areas:
            inside[code].add((AreaKind.LOCAL_AUTHORITY, each.code))
    courts = [
        NamedArea(
            AreaKind.COURT_AREA,
            area.code,
            gazetteer.area_name(AreaKind.COURT_AREA, area.code),
            frozenset(inside[area.code]),
        )
        for area in gazetteer.court_areas()
    ]
    return sorted([*courts, *authorities], key=lambda area: area.name)


def typed_areas(text: str, gazetteer: Gazetteer) -> list[AreaKey]:
    """The areas named in the lines of a text, each once. UnknownArea for a line that names none.

    A court area's name is enough without its kind, where no council is called so.
    """
    areas = named_areas(gazetteer)
    short = {area.name.removesuffix(COURT_AREA).removesuffix(AREA).casefold(): area for area in areas}
    known = short | {area.name.casefold(): area for area in areas}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return list(dict.fromkeys(_area(line, known).key for line in lines))


def names_of(keys: Iterable[AreaKey], gazetteer: Gazetteer) -> list[str]:
    """What these areas are called, by name."""
    wanted = set(keys)
    return [area.name for area in named_areas(gazetteer) if area.key in wanted]


def _area(line: str, known: dict[str, NamedArea]) -> NamedArea:
    if found := known.get(line.casefold()):
        return found
    near = difflib.get_close_matches(line.casefold(), known, n=MOST_OFFERED)
    names = " or ".join(f"“{known[each].name}”" for each in near)
    offer = f" Did you mean {names}?" if near else ""
    raise UnknownArea(f"There is no council or family court area called “{line}”.{offer}")
