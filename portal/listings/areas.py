"""The areas a service serves, as lines that people type and as lines that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory_data.coverage import AreaName
from directory_data.gazetteer import Gazetteer
from directory_data.gazetteer.names import name_key
from directory_data.loading.cells import DISTRICT
from directory_data.loading.rows import CoverageRow
from directory_data.models import CoverageArea, Service
from directory_data.places import parse
from directory_data.vocabulary import AreaKind

NOT = "not "
NAMED = (
    AreaKind.LOCAL_AUTHORITY,
    AreaKind.UPPER_TIER,
    AreaKind.COURT_AREA,
    AreaKind.POLICE_AREA,
    AreaKind.REGION,
    AreaKind.NATION,
)
"""The kinds that have names, narrowest first: where two areas have one name they are the same ground."""
RADIUS_WORDS = re.compile(r"within ([0-9.]+) miles of (-?[0-9.]+), (-?[0-9.]+)", re.IGNORECASE)


class NoSuchArea(ValueError):
    """A line that names no area. The message is a sentence for whoever typed it."""


def text_of(coverage: Iterable[CoverageArea]) -> str:
    """The lines as they are kept: `local-authority E08000035`, `not outcode LS29`, `radius 53.8 -1.5 10.0`."""
    return "\n".join(sorted(line_of(area) for area in coverage))


def line_of(area: CoverageArea | CoverageRow) -> str:
    """One area as it is kept."""
    what = f"{area.lat} {area.lon} {area.miles}" if area.kind is AreaKind.RADIUS else area.code
    return f"{NOT if area.is_excluded else ''}{area.kind.value} {what}"


def put(service: Service, text: str) -> None:
    """Make the service's coverage say what the lines say; lines that stay keep their record."""
    kept = {line_of(area): area for area in service.coverage}
    wanted = text.splitlines()
    for line in kept.keys() - set(wanted):
        service.coverage.remove(kept[line])
    service.coverage.extend(_area(line) for line in wanted if line not in kept)


def words_of(text: str, names: AreaName) -> str:
    """The kept lines as people read and type them, one area a line."""
    return "\n".join(_words(line, names) for line in text.splitlines())


def read(typed: str, gazetteer: Gazetteer) -> str:
    """What was typed, as lines to keep; raises NoSuchArea with the line in it."""
    known = _by_name(gazetteer)
    lines = {_read_line(" ".join(line.split()), known) for line in typed.splitlines() if line.strip()}
    return "\n".join(sorted(lines))


def protected_objections(text: str) -> list[str]:
    """Why a protected service cannot have these kept lines; empty means it can. The loader of files says the same."""
    kinds = {line.removeprefix(NOT).partition(" ")[0] for line in text.splitlines()}
    if AreaKind.RADIUS not in kinds:
        return []
    return ["Name areas instead of a distance: its middle would give the place of a protected service away"]


def _area(line: str) -> CoverageArea:
    kind, _, what = line.removeprefix(NOT).partition(" ")
    is_excluded = line.startswith(NOT)
    if kind == AreaKind.RADIUS:
        lat, lon, miles = map(float, what.split())
        return CoverageArea(kind=AreaKind.RADIUS, lat=lat, lon=lon, miles=miles, is_excluded=is_excluded)
    return CoverageArea(kind=AreaKind(kind), code=what, is_excluded=is_excluded)


def _words(line: str, names: AreaName) -> str:
    area = _area(line)
    word = NOT.capitalize() if area.is_excluded else ""
    if area.kind is AreaKind.RADIUS:
        return f"{word}Within {area.miles} miles of {area.lat}, {area.lon}"
    return word + (area.code if area.kind is AreaKind.OUTCODE else names(area.kind, area.code))


def _by_name(gazetteer: Gazetteer) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in NAMED:
        for code in gazetteer.area_codes(kind):
            found.setdefault(name_key(gazetteer.area_name(kind, code)), f"{kind.value} {code}")
            found.setdefault(name_key(code), f"{kind.value} {code}")
    return found


def _read_line(line: str, known: dict[str, str]) -> str:
    is_excluded = line.casefold().startswith(NOT)
    name = line[len(NOT) :] if is_excluded else line
    if radius := RADIUS_WORDS.fullmatch(name):
        what = f"{AreaKind.RADIUS.value} {radius[2]} {radius[3]} {radius[1]}"
    elif DISTRICT.fullmatch(name.upper()):
        what = f"{AreaKind.OUTCODE.value} {name.upper()}"
    elif (found := known.get(name_key(name))) is not None:
        what = found
    elif parse(name):
        raise NoSuchArea("Give only the first half of a postcode, such as LS6")
    else:
        raise NoSuchArea(
            f"We know no area called “{name[:60]}”. Write a council, county, court area, police area or region, "
            "or the first half of a postcode, one on each line"
        )
    return (NOT if is_excluded else "") + what
