"""Coverage against the same rules written out the slow and obvious way, on mixes that nobody would think of."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from directory_data.coverage import (
    NARROWNESS,
    SERVES_FROM_SHARE,
    TOUCHES_FROM_SHARE,
    coverage_of,
)
from directory_data.places import AuthorityShare, Place, Point, miles_between
from directory_data.vocabulary import AreaKind, CoverageVerdict, PlaceBasis, PlaceStatus

METRES_PER_MILE = 1609.344
CODES = ("A", "B", "C")
WIDER = (AreaKind.NATION, AreaKind.REGION, AreaKind.POLICE_AREA, AreaKind.COURT_AREA, AreaKind.UPPER_TIER)


@dataclass(frozen=True)
class Rule:
    kind: AreaKind
    code: str
    is_excluded: bool
    lat: float | None = None
    lon: float | None = None
    miles: float | None = None


def inside(rule, authority, place):
    if rule.kind is AreaKind.OUTCODE:
        return place.districts.get((rule.kind, rule.code), 0.0)
    if rule.kind is AreaKind.RADIUS:
        if place.point is None:
            return 0.5
        away = miles_between(place.point, Point(rule.lat, rule.lon))
        doubt = place.precision_m / METRES_PER_MILE
        return 1.0 if away + doubt <= rule.miles else 0.0 if away - doubt > rule.miles else 0.5
    return authority.areas.get((rule.kind, rule.code), 0.0)


def served(rules, authority, place):
    left, part = 1.0, 0.0
    for rule in sorted(rules, key=lambda rule: (-NARROWNESS[rule.kind], not rule.is_excluded)):
        decided = min(left, inside(rule, authority, place))
        left -= decided
        part += 0 if rule.is_excluded else decided
    return part


def share_served(rules, place):
    return sum(authority.share * served(rules, authority, place) for authority in place.authorities)


def plain_verdict(rules, place):
    if all(rule.is_excluded for rule in rules) or not place.authorities:
        return CoverageVerdict.NOT_STATED
    total = share_served(rules, place)
    if total >= SERVES_FROM_SHARE:
        return CoverageVerdict.SERVES
    return CoverageVerdict.PART if total > TOUCHES_FROM_SHARE else CoverageVerdict.DOES_NOT_SERVE


named_areas = st.builds(
    Rule,
    st.sampled_from([*WIDER, AreaKind.LOCAL_AUTHORITY, AreaKind.OUTCODE]),
    st.sampled_from(CODES),
    st.booleans(),
)
circles = st.builds(
    Rule,
    st.just(AreaKind.RADIUS),
    st.just(""),
    st.booleans(),
    lat=st.floats(53, 54),
    lon=st.floats(-2, -1),
    miles=st.floats(1, 60),
)
parts = st.sampled_from([0.25, 0.5, 1.0])


@st.composite
def places(draw):
    """A place in up to eight authorities, each in some of the same few wider areas."""
    weights = draw(st.lists(st.integers(1, 100), max_size=8))
    authorities = []
    for at, weight in enumerate(weights):
        code = CODES[at % len(CODES)] if at < len(CODES) else f"other{at}"
        areas = {(kind, draw(st.sampled_from(CODES))): draw(parts) for kind in WIDER if draw(st.booleans())}
        areas[AreaKind.LOCAL_AUTHORITY, code] = 1.0
        authorities.append(AuthorityShare(code, f"Area {at}", weight / sum(weights), areas))
    return Place(
        "here",
        PlaceStatus.APPROXIMATE,
        PlaceBasis.SECTOR,
        "",
        point=draw(st.none() | st.builds(Point, st.floats(53, 54), st.floats(-2, -1))),
        precision_m=draw(st.integers(0, 20_000)),
        authorities=tuple(authorities),
        districts={(AreaKind.OUTCODE, code): draw(parts) for code in CODES if draw(st.booleans())},
    )


def name(_kind, code):
    return code


@settings(max_examples=400)
@given(st.lists(named_areas | circles, max_size=9), places())
def test_the_verdict_is_what_the_rules_say_one_by_one(rules, place):
    assert coverage_of(rules, place, name).verdict is plain_verdict(rules, place)


@given(st.lists(named_areas | circles, min_size=1, max_size=9), places())
def test_the_order_of_the_rules_changes_nothing(rules, place):
    found = coverage_of(rules, place, name)

    assert coverage_of(rules[::-1], place, name).verdict is found.verdict


@given(st.lists(named_areas, min_size=1, max_size=6), places())
def test_asking_again_gives_the_same_answer(rules, place):
    assert coverage_of(rules, place, name) == coverage_of(rules, place, name)


@given(st.lists(named_areas | circles, min_size=1, max_size=9), places())
def test_serving_is_called_likely_where_a_part_of_the_place_is_not_served(rules, place):
    found = coverage_of(rules, place, name)

    if found.verdict is CoverageVerdict.SERVES:
        assert found.sentence.startswith("Likely") == (share_served(rules, place) < 1 - TOUCHES_FROM_SHARE)
