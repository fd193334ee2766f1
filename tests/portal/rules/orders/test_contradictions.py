"""Orders that cannot both stand, and the mark by which a reading of an order is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory_data.vocabulary import ElementType as T
from directory_data.vocabulary import OrderStage, OrderVerdict
from portal.rules.orders.checker import check
from portal.rules.orders.contradictions import contradictions
from portal.rules.orders.mark import mark_of
from tests.portal.rules.orders.test_checker import MADE_ON, TODAY, AnElement, AnOrder

OTHER = (AnElement(T.DIRECTION, provider_name="Other Ways"),)


@pytest.mark.parametrize(
    ("order", "earlier", "words"),
    [
        (AnOrder(), AnOrder(stage=OrderStage.FINAL), "One ended the case, the other says that it goes on."),
        (AnOrder(), AnOrder(elements=OTHER), "One names Other Ways, the other Aire Valley Change."),
        (
            AnOrder(),
            AnOrder(review_hearing_on=date(2027, 10, 1)),
            "different review hearings: 1 October 2027",
        ),
        (
            AnOrder(report_due_on=date(2027, 8, 1)),
            AnOrder(report_due_on=date(2027, 8, 2)),
            "different dates for the report: 2 August 2027 and 1 August 2027",
        ),
        (AnOrder(), AnOrder(made_on=date(2027, 3, 5)), "but the court made it later"),
        (
            AnOrder(),
            AnOrder(made_on=date(2027, 1, 5), stage=OrderStage.FINAL),
            "The order of 5 January 2027 ended the case, but the order of 4 March 2027 says that it goes on.",
        ),
    ],
)
def test_two_orders_that_contradict_each_other_are_amber_with_a_sentence(order, earlier, words):
    answer = check(replace(order, earlier=(earlier,)), None, None, TODAY)

    assert answer.verdict is OrderVerdict.AMBER
    assert [finding.rule for finding in answer.findings] == ["X7"]
    assert words in answer.findings[0].sentence


@pytest.mark.parametrize(
    "earlier",
    [
        AnOrder(),
        AnOrder(made_on=date(2027, 1, 5), elements=OTHER),
        AnOrder(made_on=date(2027, 1, 5), permits_disclosure=False),
        AnOrder(elements=(AnElement(T.WELFARE_REPORT, provider_name="Somebody"),)),
    ],
)
def test_an_order_that_follows_another_contradicts_nothing(earlier):
    assert contradictions(AnOrder(earlier=(earlier,))) == []


def test_two_providers_for_one_person_contradict_each_other_and_for_two_people_do_not():
    first = AnElement(T.DIRECTION, subject="the father")
    second = AnElement(T.DIRECTION, subject="The  Father", provider_name="Other Ways")

    (sentence,) = contradictions(AnOrder(elements=(first, second)))

    assert sentence.endswith("two providers for one person: Aire Valley Change and Other Ways.")
    assert contradictions(AnOrder(elements=(first, replace(second, subject="the mother")))) == []


def test_a_direction_and_the_end_of_the_case_on_one_day_are_red_in_one_order_and_said_of_two():
    in_one = check(AnOrder(stage=OrderStage.FINAL), None, None, TODAY)
    in_two = check(AnOrder(earlier=(AnOrder(stage=OrderStage.FINAL, elements=()),)), None, None, TODAY)

    assert in_one.verdict is OrderVerdict.RED
    assert in_two.findings[0].rule == "X7"


def test_two_readings_have_one_mark_only_where_they_say_the_same():
    marks = {
        mark_of(order)
        for order in (
            AnOrder(),
            AnOrder(made_on=date(2027, 3, 3)),
            AnOrder(permits_disclosure=False),
            AnOrder(review_hearing_on=None, report_due_on=date(2027, 9, 1)),
            AnOrder(elements=()),
            AnOrder(elements=(AnElement(T.DIRECTION), AnElement(T.DIRECTION))),
        )
    }

    assert len(marks) == 6
    assert mark_of(AnOrder(made_on=MADE_ON)) == mark_of(AnOrder())
