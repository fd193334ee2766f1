"""Whether a service takes people from a place, and the sentence that says why (places study, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from directory_data.coverage_ground import CoverageRule, Ground, Inside, ground_of, inside_of, listed
from directory_data.places import AuthorityShare, Place, miles_words
from directory_data.vocabulary import AreaKind, CoverageVerdict

SERVES_FROM_SHARE = 0.95
TOUCHES_FROM_SHARE = 0.005
ALL_OF_IT = 1 - TOUCHES_FROM_SHARE
MOST_NOT_SERVED = 4
"""Authorities that are named as not served; where there are more, their number says it better."""

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

__all__ = ["AreaName", "Coverage", "CoverageRule", "coverage_of", "listed", "verdict_of"]

AreaName = Callable[[AreaKind, str], str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A verdict and the sentence people read."""

    verdict: CoverageVerdict
    sentence: str


def coverage_of(rules: Collection[CoverageRule], place: Place, names: AreaName) -> Coverage:
    """What the rules say about the place: exclude beats include, narrower beats wider, "serves" from 95 % of it."""
    if not _is_stated(rules):
        return Coverage(CoverageVerdict.NOT_STATED, "The provider has not said which areas this serves.")
    if not place.authorities:
        return Coverage(
            CoverageVerdict.NOT_STATED, "We need a place in England or Wales to say if this serves it."
        )
    ground = ground_of(place)
    reaching = _reaching(rules, ground)
    total, parts = _served(reaching, ground)
    verdict = _verdict(total)
    if verdict is CoverageVerdict.SERVES:
        likely = "Likely serves" if total < ALL_OF_IT else "Serves"
        return Coverage(verdict, f"{likely} {_reason(reaching, names)}.")
    if verdict is CoverageVerdict.PART:
        return Coverage(verdict, _part_words(place.authorities, parts))
    return Coverage(verdict, _refusal_words(rules, reaching, ground, names))


def verdict_of(rules: Collection[CoverageRule], place: Place) -> CoverageVerdict:
    """The verdict alone, for whoever never shows the sentence: a third of the work."""
    if not place.authorities or not _is_stated(rules):
        return CoverageVerdict.NOT_STATED
    ground = ground_of(place)
    return _verdict(_served(_reaching(rules, ground), ground)[0])


def _is_stated(rules: Collection[CoverageRule]) -> bool:
    return not all(rule.is_excluded for rule in rules)


def _reaching(rules: Collection[CoverageRule], ground: Ground) -> list[tuple[CoverageRule, Inside]]:
    """The rules that have anything to say of the place, the narrowest first."""
    reaching = [(rule, inside) for rule in rules if (inside := inside_of(rule, ground))]
    return reaching if len(reaching) < 2 else sorted(reaching, key=_narrowest_first)


def _verdict(total: float) -> CoverageVerdict:
    if total >= SERVES_FROM_SHARE:
        return CoverageVerdict.SERVES
    return CoverageVerdict.PART if total > TOUCHES_FROM_SHARE else CoverageVerdict.DOES_NOT_SERVE


def _narrowest_first(each: tuple[CoverageRule, Inside]) -> tuple[int, bool]:
    rule = each[0]
    return -NARROWNESS[rule.kind], not rule.is_excluded


def _served(reaching: Sequence[tuple[CoverageRule, Inside]], ground: Ground) -> tuple[float, Sequence[float]]:
    """The served share of the whole, and of each authority.

    Authorities that no rule singles out are decided alike, once.
    """
    steps = [(not rule.is_excluded, inside) for rule, inside in reaching]
    named = {at for _, inside in steps if isinstance(inside, dict) for at in inside}
    alike = _decided([(serves, inside) for serves, inside in steps if not isinstance(inside, dict)])
    authorities = ground.place.authorities
    parts = [alike] * len(authorities)
    if not named and alike in (0.0, 1.0):
        return alike * ground.whole, parts
    for at in named:
        parts[at] = _decided(
            [
                (serves, inside if not isinstance(inside, dict) else inside.get(at, 0.0))
                for serves, inside in steps
            ]
        )
    asked = range(len(parts)) if alike else sorted(named)
    return sum(authorities[at].share * parts[at] for at in asked), parts


def _decided(steps: Iterable[tuple[bool, float]]) -> float:
    """The part (0 to 1) of one authority's share that is served: each rule decides what narrower ones left open."""
    undecided, served = 1.0, 0.0
    for serves, inside in steps:
        decided = min(undecided, inside)
        undecided -= decided
        if serves:
            served += decided
        if undecided <= 0:
            break
    return served


def _reason(reaching: Iterable[tuple[CoverageRule, Inside]], names: AreaName) -> str:
    """The areas of the rules that decided, in words: "all of Leeds", "West Yorkshire Police area"."""
    deciding = [rule for rule, _ in reaching if not rule.is_excluded]
    return listed(list(dict.fromkeys(_rule_words(rule, names) for rule in deciding[:3])))


def _rule_words(rule: CoverageRule, names: AreaName) -> str:
    name = _plain_name(rule, names)
    return f"all of {name}" if rule.kind is AreaKind.LOCAL_AUTHORITY else name


def _part_words(authorities: Sequence[AuthorityShare], parts: Sequence[float]) -> str:
    """Which part is served, by authority where that is the line, else only that it has to be checked."""
    served = list(zip(authorities, parts, strict=True))
    inside = [share.name for share, part in served if part >= SERVES_FROM_SHARE]
    outside = [share.name for share, part in served if part <= TOUCHES_FROM_SHARE]
    if inside and outside:
        not_served = (
            listed(outside) if len(outside) <= MOST_NOT_SERVED else f"the other {len(outside)} areas here"
        )
        return f"Serves {listed(inside)} but not {not_served}. Check which one the address is in."
    return f"Serves part of {listed([share.name for share, part in served if part > 0])}. Check with the provider."


def _refusal_words(
    rules: Iterable[CoverageRule],
    reaching: Iterable[tuple[CoverageRule, Inside]],
    ground: Ground,
    names: AreaName,
) -> str:
    included = (_plain_name(rule, names) for rule in rules if not rule.is_excluded)
    is_cut_out = any(not rule.is_excluded for rule, _ in reaching)
    elsewhere = listed(list(dict.fromkeys(included)))
    return f"Does not serve {ground.here}; serves {'the rest of ' if is_cut_out else ''}{elsewhere}."


def _plain_name(rule: CoverageRule, names: AreaName) -> str:
    if rule.kind is AreaKind.RADIUS:
        return f"places within {miles_words(rule.miles or 0)} of its centre"
    name = names(rule.kind, rule.code)
    return f"the {name}" if name.endswith(" area") else name
