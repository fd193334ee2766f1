"""H9, H10 and H11: who and what is kept apart, access needs, and what a programme declares as a bar."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.places import Point
from directory_data.vocabulary import AccessNeed, DeliveryMode, Disqualifier
from portal.rules.matching.access import QUESTIONS
from portal.rules.matching.disqualifiers import BARS
from portal.rules.matching.hard_rules import HARD_RULES
from portal.rules.matching.matcher import match
from portal.rules.matching.separation import OUTCOMES, WHERE_SUPPORT_MEETS, SafePlace, Separation, separation
from tests.portal.rules.matching.making import (
    AGroup,
    ARule,
    AService,
    a_candidate,
    asks_of,
    left_out_by,
    needs,
)

VENUE = Point(53.80, -1.55)
NEAR, ALSO_NEAR, FAR = Point(53.805, -1.55), Point(53.80, -1.56), Point(53.90, -1.55)


def place(point: Point, within_miles: float = 1.0) -> SafePlace:
    return SafePlace(point, within_miles)


@pytest.mark.parametrize(
    "places, found",
    [
        ([], Separation.CLEAR),
        ([place(FAR)], Separation.CLEAR),
        ([place(NEAR)], Separation.APART),
        ([place(FAR), place(ALSO_NEAR)], Separation.APART),
        ([place(FAR, within_miles=8)], Separation.APART),
        ([None], Separation.PLACE_LOST),
        ([None, place(NEAR)], Separation.APART),
    ],
)
def test_a_group_close_to_a_place_to_be_safe_at_is_kept_apart(
    places: list[SafePlace | None], found: Separation
) -> None:
    assert separation(VENUE, places, is_shared=False) is found


def test_somebody_connected_in_the_group_keeps_it_apart_wherever_it_meets() -> None:
    assert separation(None, [], is_shared=True) is Separation.APART


def test_a_venue_nobody_has_placed_is_asked_about_in_the_words_of_any_other_case() -> None:
    found = separation(None, [place(NEAR)], is_shared=False)

    with_places = asks_of(a_candidate(miles=None, separation=found))
    without = asks_of(a_candidate(miles=None))
    assert with_places == without


def test_a_remote_group_meets_nowhere_near_anybody() -> None:
    assert separation(VENUE, [place(NEAR)], is_shared=False, is_remote=True) is Separation.CLEAR


def test_everything_that_separation_can_be_has_its_words() -> None:
    assert set(OUTCOMES) == set(Separation)


def test_a_group_kept_apart_is_not_available_and_nothing_more_is_said() -> None:
    (left_out,) = match(needs(), [a_candidate(separation=Separation.APART)]).left_out

    assert (left_out.sentence, left_out.would_change) == ("Not available for this case.", "")
    assert left_out.as_record()["rule"] == ""
    told = repr(left_out) + json.dumps(left_out.as_record())
    assert not [
        word for word in ("H9", "Safety", "safe", "apart", "4.2") if word in told.replace("miles=4.2", "")
    ]


def test_what_is_too_far_away_anyway_never_says_that_it_is_kept_apart() -> None:
    assert left_out_by(a_candidate(miles=80, separation=Separation.APART)) == "H3"


def test_the_court_is_told_of_no_separation() -> None:
    apart = match(needs(), [a_candidate(separation=Separation.APART)])
    unsupported = match(needs(), [a_candidate(partner_services=())])

    assert apart.sentence == unsupported.sentence
    assert apart.fallback == ()


points = st.builds(Point, st.floats(53.6, 54.0), st.floats(-1.8, -1.3))


@given(first=points, second=points)
def test_two_places_that_keep_the_same_groups_apart_give_the_same_answer(first: Point, second: Point) -> None:
    venues = [VENUE, FAR]
    found = [
        [separation(venue, [place(point)], is_shared=False) for venue in venues] for point in (first, second)
    ]
    answers = [
        match(
            needs(),
            [a_candidate(service=AService(slug=f"s{n}"), separation=each) for n, each in enumerate(line)],
        )
        for line in found
    ]

    if found[0] == found[1]:
        assert answers[0].as_record() == answers[1].as_record()
        assert repr(answers[0]) == repr(answers[1])
    assert str(first.lat) not in repr(answers[0]) + repr(place(first))


def test_steps_leave_out_who_cannot_climb_them() -> None:
    case = needs(access_needs=frozenset([AccessNeed.STEP_FREE]))

    assert left_out_by(a_candidate(has_step_free_access=False), case) == "H10"
    assert left_out_by(a_candidate(has_step_free_access=False)) is None
    assert asks_of(a_candidate(has_step_free_access=True), case) == ()
    assert asks_of(a_candidate(has_step_free_access=None), case) == (
        "Ask the provider whether the venue has steps.",
    )
    remote = a_candidate(group=AGroup(delivery=DeliveryMode.REMOTE), has_step_free_access=False)
    assert left_out_by(remote, case) is None


@pytest.mark.parametrize(
    "need, facts, question",
    [
        (AccessNeed.SIGN_LANGUAGE, {}, "British Sign Language interpreter"),
        (AccessNeed.SIGN_LANGUAGE, {"languages": "English, BSL"}, ""),
        (AccessNeed.INTERPRETER, {}, "sessions in Urdu, or for an interpreter"),
        (AccessNeed.INTERPRETER, {"languages": "English, urdu"}, ""),
        (AccessNeed.INTERPRETER, {"group": AGroup(language="Urdu")}, ""),
        (AccessNeed.READING, {}, "help with reading"),
        (AccessNeed.NEURODIVERGENCE, {}, "neurodivergent"),
    ],
)
def test_a_need_that_the_directory_does_not_answer_is_asked(
    need: AccessNeed, facts: dict, question: str
) -> None:
    asks = asks_of(a_candidate(**facts), needs(access_needs=frozenset([need]), language="Urdu"))

    assert question in " ".join(asks) if question else asks == ()


def test_needs_in_words_alone_are_asked_about() -> None:
    (ask,) = asks_of(a_candidate(), needs(has_needs_in_words=True))

    assert ask == "The case records needs in words. Ask the provider whether they can be met."


@pytest.mark.parametrize("bar", Disqualifier)
def test_a_declared_bar_leaves_out_asks_or_passes_by_what_was_answered(bar: Disqualifier) -> None:
    declared = a_candidate(admission=ARule(disqualifiers=bar.value))

    assert left_out_by(declared, needs(answers={bar: True})) == "H11"
    assert asks_of(declared, needs(answers={bar: False})) == ()
    assert asks_of(declared) == (BARS[bar].asks,)
    assert left_out_by(a_candidate(), needs(answers={bar: True})) is None


def test_the_tables_of_words_are_whole() -> None:
    assert set(BARS) == set(Disqualifier)
    assert set(QUESTIONS) == set(AccessNeed)
    assert [rule.code for rule in HARD_RULES if rule.is_sealed] == ["H9"]


def test_answers_about_the_person_are_kept_in_no_record_and_no_repr() -> None:
    case = needs(answers={Disqualifier.ILLNESS: False})

    answer = match(case, [a_candidate()])

    assert "illness" not in (repr(answer) + json.dumps(answer.as_record())).casefold()


def test_where_partner_support_meets_is_asked_of_each_group_that_meets_somewhere() -> None:
    offered = match(needs(), [a_candidate()]).offered[0]
    remote = match(needs(), [a_candidate(group=AGroup(delivery=DeliveryMode.REMOTE))]).offered[0]

    assert WHERE_SUPPORT_MEETS in offered.asks
    assert WHERE_SUPPORT_MEETS not in remote.asks
