"""Whom a court can order to take part (H6): recorded or asked, never guessed."""

from __future__ import annotations

import pytest

from directory_data.vocabulary import ElementType, StandingInLaw
from portal.rules.matching.matcher import match
from portal.rules.matching.standing import ASKED_OF, QUESTIONS, asked_of
from tests.portal.rules.matching.making import a_candidate, asks_of, left_out_by, needs

DIRECTION, CONDITION = frozenset({ElementType.DIRECTION}), frozenset({ElementType.CONDITION})
ALL_SO = dict.fromkeys(StandingInLaw, True)


def test_each_thing_the_act_asks_has_its_words() -> None:
    assert set(QUESTIONS) == set(StandingInLaw)
    assert set(ASKED_OF) == {
        ElementType.DIRECTION,
        ElementType.ENFORCEMENT_DIRECTION,
        ElementType.CONDITION,
    }


@pytest.mark.parametrize(
    "ordered_as, no, words",
    [
        (DIRECTION, StandingInLaw.PARTY, "not a party"),
        (CONDITION, StandingInLaw.PROVIDED_FOR, "does not say that the child is to live or have contact"),
        (DIRECTION, StandingInLaw.RESIDENT, "not habitually resident"),
        (CONDITION, StandingInLaw.RESIDENT, "not habitually resident"),
    ],
)
def test_somebody_who_cannot_be_ordered_is_offered_nothing(ordered_as, no, words) -> None:
    case = needs(ordered_as=ordered_as, standing={**ALL_SO, no: False})

    (left_out,) = match(case, [a_candidate()]).left_out

    assert left_out.rule.code == "H6"
    assert words in left_out.sentence
    assert left_out.would_change


@pytest.mark.parametrize(
    "ordered_as, no", [(DIRECTION, StandingInLaw.PROVIDED_FOR), (CONDITION, StandingInLaw.PARTY)]
)
def test_what_the_kind_of_order_does_not_ask_keeps_nobody_out(ordered_as, no) -> None:
    assert left_out_by(a_candidate(), needs(ordered_as=ordered_as, standing={**ALL_SO, no: False})) is None


def test_what_nobody_has_recorded_is_asked_in_one_sentence_after_another() -> None:
    (ask,) = asks_of(a_candidate(), needs(standing={}))

    assert ask == (
        "Find out whether the person is a party to the proceedings, and record it. "
        "Find out whether the person is habitually resident in England or Wales, and record it."
    )


def test_before_an_order_it_is_asked_what_a_direction_would_ask() -> None:
    (ask,) = asks_of(a_candidate(), needs(order_verdict=None, ordered_as=frozenset(), standing={}))

    assert ask.startswith("There is no order yet.")
    assert "party to the proceedings" in ask
    assert asked_of(()) == [StandingInLaw.PARTY, StandingInLaw.RESIDENT]


def test_what_was_recorded_of_the_person_in_law_stands_in_no_repr() -> None:
    assert "standing" not in repr(needs())
