"""Whether a service takes people from a place, and the sentence that says why (places study, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from directory_data.places import AuthorityShare, Place, Point, miles_between, miles_words
from directory_data.vocabulary import AreaKind, CoverageVerdict

SERVES_FROM_SHARE = 0.95
TOUCHES_FROM_SHARE = 0.005
METRES_PER_MILE = 1609.344

# Narrower beats wider. A radius gives way to every named area, so that "30 miles, but not Wales" means what it says.
NARROWNESS = {
    AreaKind.RADIUS: 0,
    AreaKind.NATION: 1,
    AreaKind.REGION: 2,
    AreaKind.POLICE_AREA: 3,
    AreaKind.COURT_AREA: 3,
    AreaKind.UPPER_TIER: 4,
    AreaKind.LOCAL_AUTHORITY: 5,
    AreaKind.OUTCODE: 6,
}

AreaName = Callable[[AreaKind, str], str]


class CoverageRule(Protocol):
    """One line of a service's coverage. An outcode rule may also name a sector ("LS6 1")."""

    @property
    def kind(self) -> AreaKind: ...
    @property
    def code(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def miles(self) -> float | None: ...
    @property
    def is_excluded(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """A verdict and the sentence people read."""

    verdict: CoverageVerdict
    sentence: str


def coverage_of(rules: Collection[CoverageRule], place: Place, names: AreaName) -> Coverage:
    """What the rules say about the place: exclude beats include, narrower beats wider, "serves" from 95 % of it."""
    if not any(not rule.is_excluded for rule in rules):
        return Coverage(CoverageVerdict.NOT_STATED, "The provider has not said which areas this serves.")
    if not place.authorities:
        return Coverage(
            CoverageVerdict.NOT_STATED, "We need a place in England or Wales to say if this serves it."
        )
    ordered = rules if len(rules) == 1 else sorted(rules, key=_narrowest_first)
    served = [(share, _served(ordered, share, place)) for share in place.authorities]
    total = sum(share.share * part for share, part in served)
    if total >= SERVES_FROM_SHARE:
        return Coverage(CoverageVerdict.SERVES, f"Serves {_reason(ordered, place, names)}.")
    if total > TOUCHES_FROM_SHARE:
        return Coverage(CoverageVerdict.PART, _part_words(served))
    return Coverage(CoverageVerdict.DOES_NOT_SERVE, _refusal_words(rules, place, names))


def _narrowest_first(rule: CoverageRule) -> tuple[int, bool]:
    return -NARROWNESS[rule.kind], not rule.is_excluded


def _served(ordered: Collection[CoverageRule], authority: AuthorityShare, place: Place) -> float:
    """The part (0 to 1) of one authority's share that is served: each rule decides what narrower ones left open."""
    undecided, served = 1.0, 0.0
    for rule in ordered:
        decided = min(undecided, _inside(rule, authority, place))
        undecided -= decided
        if not rule.is_excluded:
            served += decided
        if undecided <= 0:
            break
    return served


def _inside(rule: CoverageRule, authority: AuthorityShare, place: Place) -> float:
    """How much of the authority's share lies inside the rule's area, 0 to 1."""
    if rule.kind is AreaKind.OUTCODE:
        return place.districts.get((rule.kind, rule.code), 0.0)
    if rule.kind is AreaKind.RADIUS:
        return _inside_radius(rule, place)
    return authority.areas.get((rule.kind, rule.code), 0.0)


def _inside_radius(rule: CoverageRule, place: Place) -> float:
    """1 or 0 where the whole of the place lies on one side of the circle, else a half: somebody has to check."""
    if rule.lat is None or rule.lon is None or rule.miles is None:
        return 0.0
    if place.point is None:
        return 0.5
    away = miles_between(place.point, Point(rule.lat, rule.lon))
    doubt = (place.precision_m or 0) / METRES_PER_MILE
    if away + doubt <= rule.miles:
        return 1.0
    return 0.0 if away - doubt > rule.miles else 0.5


def _reason(ordered: Collection[CoverageRule], place: Place, names: AreaName) -> str:
    """The areas of the rules that decided, in words: "all of Leeds", "West Yorkshire Police area"."""
    deciding = [
        rule
        for rule in ordered
        if not rule.is_excluded
        and any(_inside(rule, authority, place) > 0 for authority in place.authorities)
    ]
    return listed(list(dict.fromkeys(_rule_words(rule, names) for rule in deciding[:3])))


def _rule_words(rule: CoverageRule, names: AreaName) -> str:
    name = _plain_name(rule, names)
    return f"all of {name}" if rule.kind is AreaKind.LOCAL_AUTHORITY else name


def _part_words(served: Sequence[tuple[AuthorityShare, float]]) -> str:
    """Which part is served, by authority where that is the line, else only that it has to be checked."""
    inside = [share.name for share, part in served if part >= SERVES_FROM_SHARE]
    outside = [share.name for share, part in served if part <= TOUCHES_FROM_SHARE]
    if inside and outside:
        return f"Serves {listed(inside)} but not {listed(outside)}. Check which one the address is in."
    return f"Serves part of {listed([share.name for share, part in served if part > 0])}. Check with the provider."


def _refusal_words(rules: Collection[CoverageRule], place: Place, names: AreaName) -> str:
    here = listed([authority.name for authority in place.authorities[:3]])
    elsewhere = listed(
        list(dict.fromkeys(_plain_name(rule, names) for rule in rules if not rule.is_excluded))
    )
    is_cut_out = any(
        not rule.is_excluded and _inside(rule, authority, place)
        for rule in rules
        for authority in place.authorities
    )
    return f"Does not serve {here}; serves {'the rest of ' if is_cut_out else ''}{elsewhere}."


def _plain_name(rule: CoverageRule, names: AreaName) -> str:
    if rule.kind is AreaKind.RADIUS:
        return f"places within {miles_words(rule.miles or 0)} of its centre"
    name = names(rule.kind, rule.code)
    return f"the {name}" if name.endswith(" area") else name


def listed(words: Sequence[str], at_most: int = 6) -> str:
    """Words as a list in a sentence: "Leeds, Bradford and Wakefield"; a long one ends in "and 3 more areas"."""
    if len(words) > at_most:
        return f"{', '.join(words[:at_most])} and {len(words) - at_most} more areas"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
