"""An operator's list of areas (code, name, type, parent) made into rows of the table of authorities.

What the list leaves out (police area, position, court area) is taken from the authority of the same code, or from
those that it replaces. `replaces` names the codes that an authority took over on its first day, a county's among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from directory_data.gazetteer.authorities import COUNTY_CODES, Authorities, Authority
from directory_data.gazetteer.columns import UnusableFile
from directory_data.gazetteer.districts import METRES_PER_MILE, middle
from directory_data.places import Point, miles_between
from directory_data.vocabulary import AreaKind

_Named = tuple[str, str]
"""An area's code and name."""
_OWN = AreaKind.LOCAL_AUTHORITY.value
TYPES = (
    _OWN,
    *(kind.value for kind in (AreaKind.UPPER_TIER, AreaKind.POLICE_AREA, AreaKind.REGION, AreaKind.NATION)),
)


@dataclass(frozen=True, slots=True)
class _Listed:
    number: int
    code: str
    name: str
    type: str
    parents: tuple[str, ...]
    replaces: tuple[str, ...]
    position: tuple[str, str] = field(repr=False)


def authority_rows(
    lines: Iterable[tuple[int, Mapping[str, str]]], shipped: Authorities, present: Authorities, force: bool
) -> Iterator[Sequence[object]]:
    """The rows; raises UnusableFile with one sentence where the list is not whole."""
    listed = {area.code: area for area in map(_listed, lines)}
    own = [area for area in listed.values() if area.type == _OWN]
    _refuse_what_overlaps(own)
    if not force:
        _refuse_gaps(own, shipped)
    for area in own:
        yield _row(area, _wider(area, listed, shipped), _before(area, shipped, present), shipped)


def _listed(numbered: tuple[int, Mapping[str, str]]) -> _Listed:
    number, line = numbered
    kind = line["type"].lower().replace(" ", "-")
    if kind not in TYPES:
        raise UnusableFile(f"Row {number} has the type {line['type'][:30]}: it can be {', '.join(TYPES)}.")
    return _Listed(
        number,
        line["code"],
        line["name"],
        kind,
        tuple(line.get("parent", "").split()),
        tuple(line.get("replaces", "").replace(";", " ").split()),
        (line.get("lat", ""), line.get("lon", "")),
    )


def _refuse_what_overlaps(own: Sequence[_Listed]) -> None:
    took = Counter(code for area in own for code in area.replaces if not code.startswith(COUNTY_CODES))
    twice = next((code for code, times in took.items() if times > 1), None)
    if twice:
        raise UnusableFile(
            f"{twice} is replaced by more than one authority: name the one that its area went to."
        )


def _refuse_gaps(own: Sequence[_Listed], shipped: Authorities) -> None:
    kept = {code for area in own for code in (area.code, *area.replaces)}
    gone = [authority.name for authority in shipped.all() if authority.code not in kept]
    if gone:
        raise UnusableFile(
            f"{len(gone)} authorities are left out and replaced by none, {gone[0]} among them."
        )


def _wider(area: _Listed, listed: Mapping[str, _Listed], shipped: Authorities) -> dict[str, _Named]:
    """The areas that an authority is in, by type; parents of parents too. What the file does not list may be known."""
    found: dict[str, _Named] = {}
    todo, seen = list(area.parents), {area.code}
    while todo:
        code = todo.pop()
        if code in seen:
            continue
        seen.add(code)
        if parent := listed.get(code):
            found[parent.type] = parent.code, parent.name
            todo += parent.parents
        elif kind := shipped.kind_of(code):
            found[kind] = code, shipped.stated_name(kind, code)
        else:
            raise UnusableFile(f"Row {area.number} is in an area that the file does not list: {code[:20]}.")
    return found


def _before(area: _Listed, shipped: Authorities, present: Authorities) -> list[Authority]:
    """The authorities that an area was before: itself, or those it replaces."""
    itself = shipped.get(area.code) or present.get(area.code)
    if itself and itself.code == area.code:
        return [itself]
    replaced = [shipped.get(code) for code in area.replaces if not code.startswith(COUNTY_CODES)]
    return [authority for authority in replaced if authority]


def _row(
    area: _Listed, wider: Mapping[str, _Named], before: Sequence[Authority], shipped: Authorities
) -> Sequence[object]:
    first = before[0] if before else None
    region = _named(area, AreaKind.REGION, wider, first.region if first else "", shipped)
    police = _named(area, AreaKind.POLICE_AREA, wider, first.police_area if first else "", shipped)
    upper_tier = area.code, area.name
    if first and first.code == area.code:
        upper_tier = first.upper_tier, shipped.stated_name(AreaKind.UPPER_TIER, first.upper_tier)
    courts = list(dict.fromkeys(court for authority in before for court in authority.court_areas))
    return (
        area.code, area.name, *wider.get(AreaKind.UPPER_TIER, upper_tier), *region,
        "Wales" if area.code.startswith("W") else "England", first.combined_authority if first else "",
        *police, *(*courts, "", "")[:2], *_position(area, before), " ".join(area.replaces),
    )  # fmt: skip


def _named(
    area: _Listed, kind: AreaKind, wider: Mapping[str, _Named], known: str, shipped: Authorities
) -> _Named:
    if kind not in wider and not known:
        raise UnusableFile(f"Row {area.number} has no {kind.label.lower()} among its parents.")
    return wider.get(kind) or (known, shipped.stated_name(kind, known))


def _position(area: _Listed, before: Sequence[Authority]) -> tuple[object, ...]:
    """Middle, radius (metres) and number of postcodes: as stated, else put together from what was there before."""
    postcodes = sum(authority.postcodes for authority in before)
    try:
        stated = Point(*map(float, area.position)) if all(area.position) else None
    except ValueError:
        raise UnusableFile(f"Row {area.number} has a position that is no number of degrees.") from None
    point = stated or middle([(authority.point, authority.postcodes) for authority in before])
    if point is None:
        raise UnusableFile(f"Row {area.number} is new: it needs lat and lon, or the codes that it replaces.")
    reach = (miles_between(point, old.point) * METRES_PER_MILE + old.radius_m for old in before)
    return f"{point.lat:.5f}", f"{point.lon:.5f}", round(max(reach, default=5000)), max(postcodes, 1)
