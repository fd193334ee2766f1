"""The criteria that a published admission rule asks."""

from __future__ import annotations

from dataclasses import dataclass

from portal.rules.criteria import published_criteria


@dataclass
class ARule:
    """An admission rule as published."""

    text: str = "For men. Aged at least 18."
    minimum_age: int | None = None
    by_court_order: str = ""


def test_each_sentence_is_one_criterion():
    assert published_criteria(ARule()) == ["For men.", "Aged at least 18."]


def test_what_holds_for_people_whom_a_court_sends_is_asked_too():
    rule = ARule(by_court_order="The order is sealed.\nThe court has made findings.")

    assert published_criteria(rule)[2:] == ["The order is sealed.", "The court has made findings."]


def test_the_age_stands_last_and_no_rule_asks_nothing():
    assert published_criteria(ARule(minimum_age=18))[-1] == "Aged 18 or over."
    assert published_criteria(None) == []
