"""The order checker: every row of the table, the cover test to the day, and no order without a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.vocabulary import ElementType, OrderStage, OrderVerdict, ServiceStatus, ServiceType
from portal.rules.orders.checker import check
from portal.rules.orders.facts import ProgrammeEstimate
from portal.rules.orders.table import DATE_RULES, RULES

TODAY = date(2027, 3, 8)
MADE_ON = date(2027, 3, 4)
GREEN, AMBER, RED, BLOCK = OrderVerdict
T = ElementType


@dataclass(frozen=True)
class AnElement:
    type: ElementType
    starts_on: date | None = None
    ends_on: date | None = None
    report_due_on: date | None = None
    subject: str = "the father"
    provider_name: str = "Aire Valley Change"
    activity: str = "Domestic violence perpetrator programme"
    is_report_directed: bool = False
    permits_disclosure: bool = False
    ended_on: date | None = None


@dataclass(frozen=True)
class AnOrder:
    made_on: date = MADE_ON
    stage: OrderStage = OrderStage.INTERIM
    is_sealed_copy_held: bool = True
    directs_cafcass_to_refer: bool = True
    includes_suitability_step: bool = True
    review_hearing_on: date | None = date(2027, 9, 1)
    report_due_on: date | None = None
    permits_disclosure: bool = True
    consents_recorded: bool = True
    elements: Sequence[AnElement] = field(default=(AnElement(T.DIRECTION),))
    earlier: Sequence[AnOrder] = ()


@dataclass(frozen=True)
class AService:
    name: str = "Aire Valley programme"
    type: ServiceType = ServiceType.DVPP
    status: ServiceStatus = ServiceStatus.OPEN
    status_from: date | None = None
    status_until: date | None = None
    commissioned_from: date | None = None
    commissioned_until: date | None = None


def final(*elements: AnElement, review_hearing_on: date | None = None, **facts: Any) -> AnOrder:
    return replace(
        AnOrder(stage=OrderStage.FINAL, review_hearing_on=review_hearing_on),
        elements=(AnElement(T.CONDITION), *elements),
        **facts,
    )


def rules_found(order: AnOrder | None, programme: ProgrammeEstimate | None = None) -> list[str]:
    return [finding.rule for finding in check(order, None, programme, TODAY).findings]


def test_without_an_order_nothing_is_sent() -> None:
    answer = check(None, None, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (BLOCK, "R0")
    assert "only after the court has ordered it" in answer.refusals(accepted_amber=True)[0]


@pytest.mark.parametrize("elements", [(), (AnElement(T.WELFARE_REPORT),), (AnElement(T.MONITOR_ACTIVITY),)])
def test_an_order_without_an_activity_is_no_order_for_one(elements: tuple[AnElement, ...]) -> None:
    answer = check(AnOrder(elements=elements), None, None, TODAY)

    assert (answer.verdict, [finding.rule for finding in answer.findings]) == (BLOCK, ["R0"])


@pytest.mark.parametrize("direction", [T.DIRECTION, T.ENFORCEMENT_DIRECTION])
def test_a_whole_direction_in_an_open_case_is_green(direction: ElementType) -> None:
    answer = check(AnOrder(elements=(AnElement(direction),)), AService(), None, TODAY)

    assert (answer.verdict, answer.findings[0].rule, answer.refusals()) == (GREEN, "R1", [])


@pytest.mark.parametrize(
    "order, word",
    [
        (AnOrder(directs_cafcass_to_refer=False), "direct Cafcass to refer"),
        (AnOrder(includes_suitability_step=False), "assessment of suitability"),
        (AnOrder(review_hearing_on=None), "no date for a report"),
        (AnOrder(review_hearing_on=date(2027, 3, 7)), "which has passed"),
        (AnOrder(permits_disclosure=False), "papers to the provider"),
        (AnOrder(elements=(AnElement(T.DIRECTION, provider_name=" "),)), "name the provider"),
        (
            AnOrder(elements=(AnElement(T.DIRECTION, activity="", provider_name=""),)),
            "the activity or the provider",
        ),
        (AnOrder(elements=(AnElement(T.CONDITION),)), "although the case goes on"),
    ],
)
def test_each_gap_in_a_direction_is_named_and_asked_for(order: AnOrder, word: str) -> None:
    answer = check(order, None, None, TODAY)

    assert (answer.verdict, [finding.rule for finding in answer.findings]) == (AMBER, ["R2"])
    assert word in answer.findings[0].sentence
    assert answer.findings[0].ask.startswith("Ask the court")


@pytest.mark.parametrize(
    "order",
    [
        AnOrder(review_hearing_on=TODAY),
        AnOrder(review_hearing_on=None, report_due_on=date(2027, 8, 1)),
        AnOrder(review_hearing_on=None, elements=(AnElement(T.DIRECTION, report_due_on=date(2027, 8, 1)),)),
        AnOrder(
            review_hearing_on=None,
            elements=(AnElement(T.DIRECTION), AnElement(T.REVIEW, starts_on=date(2027, 8, 1))),
        ),
    ],
)
def test_any_day_on_which_the_court_hears_back_will_do(order: AnOrder) -> None:
    assert rules_found(order) == ["R1"]


def test_two_gaps_are_two_findings() -> None:
    order = AnOrder(directs_cafcass_to_refer=False, permits_disclosure=False)

    assert rules_found(order) == ["R2", "R2"]


@pytest.mark.parametrize("direction", [T.DIRECTION, T.ENFORCEMENT_DIRECTION])
def test_a_direction_in_a_final_order_goes_back_to_the_court(direction: ElementType) -> None:
    order = AnOrder(stage=OrderStage.FINAL, elements=(AnElement(direction),))

    answer = check(order, None, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (RED, "R3")
    assert "11A(7)" in answer.findings[0].basis


def test_a_direction_and_a_condition_in_a_final_order_contradict_each_other() -> None:
    order = final(AnElement(T.DIRECTION), AnElement(T.MONITOR_ACTIVITY, ends_on=date(2028, 6, 1)))

    answer = check(order, None, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (RED, "R3")


def test_a_final_condition_that_nobody_monitors_is_the_final_order_problem() -> None:
    answer = check(final(review_hearing_on=date(2028, 3, 1)), None, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (RED, "R4")
    assert "file closes" in answer.findings[0].sentence


def test_monitoring_under_11g_alone_reports_failure_only() -> None:
    assert rules_found(final(AnElement(T.MONITOR_ACTIVITY, ends_on=date(2028, 3, 1)))) == ["R5"]


def test_a_family_assistance_order_without_reports_does_not_mend_11g() -> None:
    answer = check(
        final(AnElement(T.MONITOR_ACTIVITY, ends_on=date(2028, 3, 1)), AnElement(T.FAMILY_ASSISTANCE)),
        None,
        None,
        TODAY,
    )

    assert [finding.rule for finding in answer.findings] == ["R5"]
    assert "directs no reports" in answer.findings[0].sentence


def test_monitoring_of_contact_does_not_reach_the_programme() -> None:
    answer = check(final(AnElement(T.MONITOR_CONTACT)), None, None, TODAY)

    assert (answer.verdict, [finding.rule for finding in answer.findings]) == (AMBER, ["R6"])
    assert not answer.findings[0].is_verified
    assert "11H(4)" in answer.findings[0].open_question


def test_family_assistance_alone_leaves_the_programme_unmonitored() -> None:
    order = final(AnElement(T.FAMILY_ASSISTANCE, is_report_directed=True))

    assert rules_found(order) == ["R6"]


@pytest.mark.parametrize(
    "order",
    [
        final(AnElement(T.MONITOR_ACTIVITY), AnElement(T.FAMILY_ASSISTANCE, is_report_directed=True)),
        final(AnElement(T.MONITOR_ACTIVITY), review_hearing_on=date(2028, 3, 1)),
    ],
)
def test_a_final_condition_with_monitoring_and_reports_is_green(order: AnOrder) -> None:
    answer = check(order, AService(), ProgrammeEstimate(ends_on=date(2027, 12, 1)), TODAY)

    assert (answer.verdict, [finding.rule for finding in answer.findings]) == (GREEN, ["R7"])


def test_family_assistance_without_recorded_consents_is_not_green() -> None:
    order = final(
        AnElement(T.MONITOR_ACTIVITY),
        AnElement(T.FAMILY_ASSISTANCE, is_report_directed=True),
        consents_recorded=False,
    )

    answer = check(order, None, None, TODAY)

    assert (answer.verdict, [finding.rule for finding in answer.findings]) == (AMBER, ["R7"])


def test_a_final_condition_is_asked_for_the_defects_that_cafcass_named() -> None:
    order = final(
        AnElement(T.MONITOR_ACTIVITY),
        review_hearing_on=date(2028, 3, 1),
        directs_cafcass_to_refer=False,
        includes_suitability_step=False,
    )

    assert rules_found(order) == ["R2", "R2"]


def test_an_intervention_by_consent_has_no_monitoring_power_behind_it() -> None:
    for stage in OrderStage:
        agreed = (AnElement(T.OTHER, activity="Programme by consent"),)
        order = AnOrder(stage=stage, elements=agreed, review_hearing_on=date(2028, 3, 1))

        answer = check(order, None, None, TODAY)

        assert (answer.verdict, [finding.rule for finding in answer.findings]) == (AMBER, ["R9"])


def test_11g_cannot_hang_on_an_intervention_by_consent() -> None:
    order = AnOrder(elements=(AnElement(T.OTHER), AnElement(T.MONITOR_ACTIVITY)))

    answer = check(order, None, None, TODAY)

    assert "goes only with" in answer.findings[0].sentence


@pytest.mark.parametrize(
    "service, words",
    [
        (AService(status=ServiceStatus.CLOSED), "takes no referrals today"),
        (AService(status=ServiceStatus.PAUSED, status_until=date(2027, 4, 1)), "Paused until 1 April 2027"),
        (
            AService(status=ServiceStatus.PAUSED, status_until=date(2027, 3, 6)),
            "took no referrals on 4 March 2027",
        ),
        (AService(commissioned_until=date(2027, 3, 7)), "Its contract ended on 7 March 2027"),
    ],
)
def test_a_service_that_is_not_open_blocks_the_referral(service: AService, words: str) -> None:
    answer = check(AnOrder(), service, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (BLOCK, "R10")
    assert words in answer.findings[0].sentence


def test_an_order_dated_tomorrow_says_only_that() -> None:
    order = AnOrder(made_on=date(2027, 3, 9), elements=(), is_sealed_copy_held=False)

    answer = check(order, None, None, TODAY)

    assert (answer.verdict, len(answer.findings)) == (BLOCK, 1)
    assert (
        answer.findings[0].sentence
        == "The order is dated 9 March 2027, which is after today. Check the date."
    )


@pytest.mark.parametrize(
    "order, words",
    [
        (AnOrder(made_on=date(27, 3, 4)), "since 8 December 2008"),
        (AnOrder(review_hearing_on=date(2026, 9, 1)), "1 September 2026, before the order was made"),
        (AnOrder(report_due_on=date(2026, 9, 1)), "The date for reporting to the court"),
        (final(AnElement(T.MONITOR_ACTIVITY, ends_on=date(2026, 3, 1))), "section 11G: the end date"),
        (
            AnOrder(elements=(AnElement(T.DIRECTION, starts_on=date(2027, 6, 1), ends_on=date(2027, 5, 1)),)),
            "ends on 1 May 2027, before it starts on 1 June 2027",
        ),
    ],
)
def test_dates_that_cannot_be_right_stop_everything_else(order: AnOrder, words: str) -> None:
    answer = check(order, None, None, TODAY)

    assert answer.verdict is BLOCK
    assert words in answer.findings[0].sentence


@pytest.mark.parametrize("kind", [T.MONITOR_CONTACT, T.FAMILY_ASSISTANCE])
def test_more_than_twelve_months_is_more_than_the_act_allows(kind: ElementType) -> None:
    monitored = AnElement(T.MONITOR_ACTIVITY, ends_on=date(2028, 6, 1))
    a_year = final(monitored, AnElement(kind, ends_on=date(2028, 3, 4), is_report_directed=True))
    a_day_more = final(monitored, AnElement(kind, ends_on=date(2028, 3, 5), is_report_directed=True))

    assert "X5" not in rules_found(a_year)
    assert "X5" in rules_found(a_day_more)


@pytest.mark.parametrize("activity", ["Mediation", "Psychiatric assessment", "clinical treatment"])
def test_nobody_can_be_ordered_into_mediation_or_treatment(activity: str) -> None:
    answer = check(AnOrder(elements=(AnElement(T.DIRECTION, activity=activity),)), None, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (BLOCK, "X4")
    assert "11A(6)" in answer.findings[0].basis


def test_information_about_mediation_can_be_ordered_but_not_a_mediation_service() -> None:
    informed = AnOrder(elements=(AnElement(T.DIRECTION, activity="Mediation information meeting"),))

    assert rules_found(informed) == ["R1"]
    assert check(AnOrder(), AService(type=ServiceType.MEDIATION_INFORMATION), None, TODAY).verdict is BLOCK


def test_a_referral_rests_on_the_sealed_order() -> None:
    assert rules_found(AnOrder(is_sealed_copy_held=False)) == ["X6"]


@pytest.mark.parametrize(
    "ends_on, verdict, gap",
    [
        (date(2027, 12, 15), GREEN, None),
        (date(2027, 12, 14), RED, "one week"),
        (date(2027, 12, 8), RED, "one week"),
        (date(2027, 12, 7), RED, "2 weeks"),
        (date(2027, 10, 13), RED, "9 weeks"),
    ],
)
def test_monitoring_has_to_outlast_the_programme_by_its_final_report(
    ends_on: date, verdict: OrderVerdict, gap: str | None
) -> None:
    order = final(AnElement(T.MONITOR_ACTIVITY), review_hearing_on=ends_on)

    answer = check(order, None, ProgrammeEstimate(ends_on=date(2027, 12, 1)), TODAY)

    assert answer.verdict is verdict
    assert gap is None or f"a gap of {gap} in which" in answer.findings[0].sentence


def test_an_open_case_has_no_end_of_monitoring() -> None:
    order = AnOrder(elements=(AnElement(T.DIRECTION), AnElement(T.MONITOR_ACTIVITY)))

    answer = check(order, None, ProgrammeEstimate(ends_on=date(2029, 1, 1)), TODAY)

    assert (answer.verdict, answer.monitoring_ends_on) == (GREEN, None)


@pytest.mark.parametrize("kind", [T.MONITOR_ACTIVITY, T.FAMILY_ASSISTANCE])
def test_monitoring_too_short_for_the_programme_is_said_while_the_case_goes_on(kind: ElementType) -> None:
    watched = AnElement(kind, ends_on=date(2027, 6, 1), is_report_directed=True)
    order = replace(AnOrder(review_hearing_on=date(2027, 5, 20)), elements=(AnElement(T.DIRECTION), watched))

    answer = check(order, None, ProgrammeEstimate(ends_on=date(2027, 10, 4)), TODAY)

    assert [finding.rule for finding in answer.findings] == ["R8"]
    assert (answer.verdict, answer.monitoring_ends_on) == (RED, date(2027, 6, 1))
    assert "Cafcass may report until 1 June 2027" in answer.findings[0].sentence
    assert "a gap of 20 weeks" in answer.findings[0].sentence


def test_a_hearing_after_the_final_report_covers_monitoring_that_ends_before() -> None:
    watched = AnElement(T.MONITOR_ACTIVITY, ends_on=date(2027, 6, 1))
    order = replace(AnOrder(review_hearing_on=date(2027, 10, 18)), elements=(AnElement(T.DIRECTION), watched))

    assert check(order, None, ProgrammeEstimate(ends_on=date(2027, 10, 4)), TODAY).verdict is GREEN


def test_family_assistance_ends_after_twelve_months_though_nobody_says_so() -> None:
    order = final(AnElement(T.MONITOR_ACTIVITY), AnElement(T.FAMILY_ASSISTANCE, is_report_directed=True))

    answer = check(order, None, ProgrammeEstimate(ends_on=date(2028, 2, 20)), TODAY)

    assert answer.monitoring_ends_on == date(2028, 3, 4)
    assert (answer.verdict, answer.findings[0].rule) == (RED, "R8")


def test_11g_without_an_end_date_cannot_be_held_against_the_programme() -> None:
    assert rules_found(final(AnElement(T.MONITOR_ACTIVITY))) == ["R5", "R8"]


def test_before_a_programme_is_chosen_the_usual_length_is_held_against_today() -> None:
    in_time = TODAY + timedelta(days=14 + 26 * 7 + 28)
    monitored = AnElement(T.MONITOR_ACTIVITY)

    still = check(final(monitored, review_hearing_on=in_time), None, None, TODAY)
    too_late = check(final(monitored, review_hearing_on=in_time - timedelta(days=1)), None, None, TODAY)

    assert (still.verdict, still.latest_safe_start_on) == (GREEN, TODAY)
    assert (too_late.verdict, too_late.findings[0].rule) == (RED, "R8")


def test_a_part_that_does_not_hold_any_more_counts_for_nothing() -> None:
    ended = date(2027, 3, 6)
    lapsed = AnElement(T.MONITOR_ACTIVITY, ends_on=date(2028, 3, 1), ended_on=ended)
    assistance = AnElement(T.FAMILY_ASSISTANCE, is_report_directed=True, ended_on=ended, report_due_on=ended)
    let_go = AnElement(T.OTHER, permits_disclosure=True, ended_on=ended)

    assert rules_found(final(lapsed)) == ["R4"]
    assert rules_found(final(replace(lapsed, ended_on=None), assistance)) == ["R5"]
    assert rules_found(AnOrder(elements=(AnElement(T.DIRECTION), let_go), permits_disclosure=False)) == ["R2"]


def test_an_order_whose_activity_lapsed_refers_nobody() -> None:
    order = AnOrder(elements=(AnElement(T.DIRECTION, ended_on=date(2027, 3, 6)),))

    answer = check(order, None, None, TODAY)

    assert (answer.verdict, answer.findings[0].rule) == (BLOCK, "R0")
    assert "has required no activity of anybody since 6 March 2027" in answer.findings[0].sentence


def test_a_part_that_ended_before_the_order_was_made_has_a_wrong_date() -> None:
    order = AnOrder(elements=(AnElement(T.DIRECTION, ended_on=date(2027, 1, 6)),))

    assert rules_found(order) == ["X3"]


def test_only_an_amber_order_can_be_accepted_by_a_reason() -> None:
    amber = check(AnOrder(permits_disclosure=False), None, None, TODAY)
    red = check(final(permits_disclosure=False), None, None, TODAY)

    assert (len(amber.refusals()), amber.refusals(accepted_amber=True)) == (1, [])
    assert (len(red.refusals()), len(red.refusals(accepted_amber=True))) == (2, 1)


def test_the_worst_finding_comes_first() -> None:
    order = final(permits_disclosure=False)

    answer = check(order, AService(status=ServiceStatus.CLOSED), None, TODAY)

    assert [finding.verdict for finding in answer.findings] == [BLOCK, RED, AMBER]


def test_the_table_holds_every_row_of_the_decision_table() -> None:
    assert {rule.code for rule in RULES} >= {f"R{number}" for number in range(11)}
    for rule in (*RULES, *DATE_RULES):
        assert rule.title
        assert rule.basis
        assert bool(rule.ask) is (rule.verdict is not GREEN)


def test_sentences_are_sentences() -> None:
    for order in (None, AnOrder(), final(), final(AnElement(T.MONITOR_CONTACT)), AnOrder(elements=())):
        for finding in check(order, AService(status=ServiceStatus.LEGACY), None, TODAY).findings:
            assert finding.sentence.endswith(".")
            assert "None" not in finding.sentence


dates = st.none() | st.dates()
elements = st.builds(
    AnElement,
    type=st.sampled_from(ElementType),
    starts_on=dates,
    ends_on=dates,
    report_due_on=dates,
    provider_name=st.sampled_from(["", "Aire Valley Change"]),
    activity=st.text(max_size=30),
    is_report_directed=st.booleans(),
)
orders = st.builds(
    AnOrder,
    made_on=st.dates() | st.just(MADE_ON),
    stage=st.sampled_from(OrderStage),
    review_hearing_on=dates,
    report_due_on=dates,
    is_sealed_copy_held=st.booleans(),
    directs_cafcass_to_refer=st.booleans(),
    consents_recorded=st.booleans(),
    elements=st.lists(elements, max_size=5).map(tuple),
)


@given(
    order=orders,
    programme=st.none() | st.builds(ProgrammeEstimate, ends_on=st.dates(max_value=date(2999, 1, 1))),
)
def test_every_order_gets_a_verdict_with_a_sentence(
    order: AnOrder, programme: ProgrammeEstimate | None
) -> None:
    answer = check(order, AService(), programme, TODAY)

    assert answer.findings
    assert answer.verdict is answer.findings[0].verdict
    assert answer.verdict is GREEN or GREEN not in {finding.verdict for finding in answer.findings}


def found_by_hand(kinds: set[ElementType], *, reports: bool, review: bool) -> str:
    """The rows of the decision table for a final order with a condition, written out once more."""
    if T.MONITOR_ACTIVITY in kinds:
        return "R7" if (T.FAMILY_ASSISTANCE in kinds and reports) or review else "R5"
    return "R6" if kinds & {T.FAMILY_ASSISTANCE, T.MONITOR_CONTACT} else "R4"


@given(
    kinds=st.sets(st.sampled_from([T.MONITOR_ACTIVITY, T.MONITOR_CONTACT, T.FAMILY_ASSISTANCE])),
    reports=st.booleans(),
    review=st.booleans(),
)
def test_every_mix_of_monitoring_falls_into_its_row(
    kinds: set[ElementType], reports: bool, review: bool
) -> None:
    parts = [AnElement(kind, ends_on=date(2028, 3, 1), is_report_directed=reports) for kind in sorted(kinds)]
    order = final(*parts, review_hearing_on=date(2028, 3, 1) if review else None)

    assert rules_found(order) == [found_by_hand(kinds, reports=reports, review=review)]
