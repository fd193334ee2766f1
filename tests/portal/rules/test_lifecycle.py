"""The life of a referral: the table is whole, and says why where it says no."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.referral_vocabulary import Deadline, DeclineReason, WithdrawReason
from directory_data.vocabulary import ReferralStatus, Role, Step, Word
from portal.rules import deadlines, next_words
from portal.rules.clocks import DEADLINES
from portal.rules.lifecycle import (
    TRANSITIONS,
    ImpossibleStep,
    given_objections,
    is_live,
    is_under_way,
    mermaid,
    objections,
    status_after,
    steps_for,
    transition,
)
from portal.rules.lifecycle_table import UNDER_WAY
from portal.rules.referral_sentences import DONE, STANDS

TODAY = date(2026, 11, 23)
ENDED = {
    ReferralStatus.CLOSED,
    ReferralStatus.DECLINED,
    ReferralStatus.WITHDRAWN,
    ReferralStatus.TRANSFERRED,
    ReferralStatus.ORDER_ENDED,
}


def test_the_table_is_whole() -> None:
    assert {line.step for line in TRANSITIONS} == set(Step) == set(DONE)
    led_to = {line.after for line in TRANSITIONS if line.after is not None}
    assert led_to == set(ReferralStatus) == set(STANDS)
    assert set(next_words.FOR_OFFICERS) == set(next_words.FOR_PROVIDERS) == set(ReferralStatus)
    assert len({(line.before, line.step) for line in TRANSITIONS}) == len(TRANSITIONS)
    assert all(line.roles and line.diary.endswith(".") for line in TRANSITIONS)


def test_every_deadline_that_a_step_starts_has_its_days() -> None:
    started = {line.starts for line in TRANSITIONS if line.starts is not None}

    assert set(deadlines.WORKING_DAYS) == set(Deadline) == started
    assert all(days > 0 for days in (*deadlines.WORKING_DAYS.values(), *deadlines.HELD_WORKING_DAYS.values()))


def test_a_place_is_kept_ten_working_days_longer_than_the_provider_may_take_for_what_comes_next() -> None:
    owed_by = {rule.key: rule.owes for rule in DEADLINES}
    held = {
        line.step: line.starts
        for line in TRANSITIONS
        if line.starts and owed_by[line.starts.value] is Role.PROGRAMME and is_under_way(line.after)
    }

    assert set(deadlines.HELD_WORKING_DAYS) == set(held) - {Step.FIND_READY}, "no place is held any more"
    for step, working_days in deadlines.HELD_WORKING_DAYS.items():
        assert working_days >= deadlines.WORKING_DAYS[held[step]] + 10, step


def test_a_place_is_held_over_the_day_on_which_the_person_can_start() -> None:
    intake = date(2027, 1, 20)

    assert deadlines.held_until(Step.SEND, TODAY) == date(2027, 1, 7)
    assert deadlines.held_until(Step.SEND, TODAY, intake) == date(2027, 2, 10)
    assert deadlines.held_until(Step.SEND, TODAY, date(2026, 11, 25)) == date(2027, 1, 7)


def test_a_step_asks_and_tells_the_same_from_wherever_it_is_taken() -> None:
    for step in Step:
        lines = [line for line in TRANSITIONS if line.step is step]

        assert len({(line.asked, line.diary, line.roles) for line in lines}) == 1, step


def test_a_referral_has_ended_where_nobody_can_do_anything() -> None:
    assert {status for status in ReferralStatus if not is_live(status)} == ENDED


@pytest.mark.parametrize("status", [*UNDER_WAY, ReferralStatus.ON_HOLD])
def test_whatever_is_under_way_can_be_withdrawn_transferred_and_ended_with_its_order(
    status: ReferralStatus,
) -> None:
    steps = {line.step for line in steps_for(Role.OFFICER, status)}

    assert is_under_way(status)
    assert {Step.WITHDRAW, Step.TRANSFER, Step.END_ORDER, Step.VARY_ORDER} <= steps
    assert (Step.RESUME if status is ReferralStatus.ON_HOLD else Step.HOLD) in steps


def test_from_every_place_a_referral_can_come_to_an_end() -> None:
    reached = {status for status in ReferralStatus if not is_live(status)}
    while more := {line.before for line in TRANSITIONS if line.after in reached and line.before} - reached:
        reached |= more

    assert reached == set(ReferralStatus)


@pytest.mark.parametrize("status", UNDER_WAY)
def test_a_referral_taken_off_hold_stands_where_it_stood(status: ReferralStatus) -> None:
    way = _way_to(status)

    assert status_after([*way, Step.HOLD]) is ReferralStatus.ON_HOLD
    assert status_after([*way, Step.HOLD, Step.VARY_ORDER, Step.RESUME]) is status


@pytest.mark.parametrize(
    "steps, status",
    [
        ([], None),
        ([Step.PREPARE], ReferralStatus.DRAFT),
        ([Step.PREPARE, Step.SEND], ReferralStatus.SENT),
        ([Step.PREPARE, Step.SEND, Step.ACKNOWLEDGE], ReferralStatus.ACKNOWLEDGED),
        ([Step.PREPARE, Step.SEND, Step.ASK, Step.REPLY], ReferralStatus.ACKNOWLEDGED),
        ([Step.PREPARE, Step.SEND, Step.DECLINE], ReferralStatus.DECLINED),
        ([Step.PREPARE, Step.WITHDRAW], ReferralStatus.WITHDRAWN),
    ],
)
def test_where_a_referral_stands_is_read_from_its_diary(
    steps: list[Step], status: ReferralStatus | None
) -> None:
    assert status_after(steps) is status


def test_a_diary_that_skips_a_step_is_refused() -> None:
    with pytest.raises(ImpossibleStep, match="acknowledge cannot follow draft"):
        status_after([Step.PREPARE, Step.ACKNOWLEDGE])


def test_an_officer_cannot_answer_for_the_provider() -> None:
    why = objections(Role.OFFICER, ReferralStatus.SENT, Step.ACKNOWLEDGE)

    assert why == ["A referral can be acknowledged only by: Programme staff."]


def test_a_partner_support_worker_can_do_nothing_to_a_referral() -> None:
    for status in (None, *ReferralStatus):
        assert steps_for(Role.PARTNER_SUPPORT, status) == ()


def test_a_referral_is_not_acknowledged_twice() -> None:
    why = objections(Role.PROGRAMME, ReferralStatus.ACKNOWLEDGED, Step.ACKNOWLEDGE)

    assert why == ["This referral has been acknowledged by the provider, so it cannot be acknowledged again."]


def test_what_has_ended_stays_so() -> None:
    for status in ENDED:
        for step in Step:
            assert any(objections(role, status, step) for role in Role)
        assert all(line.after is status for role in Role for line in steps_for(role, status))


@given(
    role=st.sampled_from(Role), status=st.none() | st.sampled_from(ReferralStatus), step=st.sampled_from(Step)
)
def test_the_button_and_the_refusal_never_disagree(
    role: Role, status: ReferralStatus | None, step: Step
) -> None:
    is_offered = step in {line.step for line in steps_for(role, status)}

    assert is_offered is (objections(role, status, step) == [])


def test_a_provider_says_why_in_its_codes_and_cafcass_in_its_own() -> None:
    decline, withdraw = (ReferralStatus.SENT, Step.DECLINE), (ReferralStatus.SENT, Step.WITHDRAW)

    assert _why(*decline, reason=DeclineReason.NO_PLACE) == []
    assert _why(*decline) == ["Choose why the referral is to be declined."]
    assert _why(*withdraw, reason=DeclineReason.NO_PLACE)
    assert _why(*withdraw, reason=WithdrawReason.RISK) == []
    assert _why(ReferralStatus.DRAFT, Step.SEND) == []


def test_a_decision_is_never_recorded_without_its_reasons() -> None:
    for step in (Step.FIND_SUITABLE, Step.FIND_NOT_READY, Step.FIND_NOT_SUITABLE):
        assert any("The reasons" in sentence for sentence in _why(ReferralStatus.ASSESSING, step, text="  "))


@pytest.mark.parametrize(
    "step, day, sentence",
    [
        (Step.BOOK, TODAY - timedelta(days=1), "The date must be today or later."),
        (Step.BOOK, TODAY, ""),
        (Step.ASSESS, TODAY + timedelta(days=1), "The date must be today or earlier."),
        (
            Step.ASSESS,
            TODAY - timedelta(days=9),
            "The date cannot be before the referral was sent, 18 November 2026.",
        ),
        (Step.ASSESS, None, "Enter the date: When did it begin?"),
        (Step.ASSESS, TODAY, ""),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_a_sentence(step: Step, day: date | None, sentence: str) -> None:
    assert _why(ReferralStatus.ASSESSMENT_BOOKED, step, day=day) == ([sentence] if sentence else [])


def test_the_picture_shows_every_way_through_the_table() -> None:
    picture = [line.strip() for line in mermaid().splitlines()]

    assert picture[0] == "stateDiagram-v2"
    assert "[*] --> draft : Prepare a referral" in picture
    assert "sent --> acknowledged : Acknowledge the referral" in picture
    assert "under_way --> on_hold : Put the referral on hold" in picture
    assert "on_hold --> under_way : Take the referral off hold" in picture
    assert "declined --> [*]" in picture
    assert {line.button for line in TRANSITIONS} == {
        line.split(" : ")[1] for line in picture if " : " in line
    }
    assert not any(
        "-" in name for line in picture if "-->" in line for name in line.split(" : ")[0].split(" --> ")
    )


def _why(
    status: ReferralStatus, step: Step, *, reason: Word | None = None, day: date | None = None, text: str = ""
) -> list[str]:
    line = transition(status, step)
    assert line is not None
    return given_objections(line, reason=reason, day=day, text=text, today=TODAY, since=date(2026, 11, 18))


def _way_to(status: ReferralStatus) -> list[Step]:
    """The shortest diary that leads there."""
    ways: list[list[Step]] = [[]]
    while True:
        way = ways.pop(0)
        if (here := status_after(way)) is status:
            return way
        ways += [
            [*way, line.step] for line in TRANSITIONS if line.before is here and line.step is not Step.HOLD
        ]
