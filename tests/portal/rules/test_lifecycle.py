"""The life of a referral: the table is whole, and says why where it says no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.vocabulary import DeclineReason, ReferralStatus, Role, Step, WithdrawReason
from portal.rules.lifecycle import (
    DONE,
    STANDS,
    TRANSITIONS,
    ImpossibleStep,
    PlaceEffect,
    mermaid,
    objections,
    reason_objections,
    status_after,
    steps_for,
    transition,
)


def test_the_table_is_whole() -> None:
    assert {line.step for line in TRANSITIONS} == set(Step) == set(DONE)
    assert {line.after for line in TRANSITIONS} == set(ReferralStatus) == set(STANDS)
    assert len({(line.before, line.step) for line in TRANSITIONS}) == len(TRANSITIONS)
    assert all(line.roles and line.diary.endswith(".") for line in TRANSITIONS)


@pytest.mark.parametrize(
    "steps, status",
    [
        ([], None),
        ([Step.PREPARE], ReferralStatus.DRAFT),
        ([Step.PREPARE, Step.SEND], ReferralStatus.SENT),
        ([Step.PREPARE, Step.SEND, Step.ACKNOWLEDGE], ReferralStatus.ACKNOWLEDGED),
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


def test_a_declined_or_withdrawn_referral_stays_so() -> None:
    for status in (ReferralStatus.DECLINED, ReferralStatus.WITHDRAWN):
        for step in Step:
            assert any(objections(role, status, step) for role in Role)
        assert not any(steps_for(role, status) for role in Role)


@given(
    role=st.sampled_from(Role), status=st.none() | st.sampled_from(ReferralStatus), step=st.sampled_from(Step)
)
def test_the_button_and_the_refusal_never_disagree(
    role: Role, status: ReferralStatus | None, step: Step
) -> None:
    is_offered = step in {line.step for line in steps_for(role, status)}

    assert is_offered is (objections(role, status, step) == [])


@given(st.lists(st.sampled_from(Step), max_size=6))
def test_a_place_is_held_exactly_while_a_referral_is_sent_or_acknowledged(steps: list[Step]) -> None:
    held, status = 0, None
    for step in steps:
        line = transition(status, step)
        if line is None:
            break
        held += {PlaceEffect.TAKES: 1, PlaceEffect.KEEPS: 0, PlaceEffect.RELEASES: -1}[line.place]
        status = line.after

    assert held == (status in {ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED})


def test_a_provider_says_why_in_its_codes_and_cafcass_in_its_own() -> None:
    decline = (ReferralStatus.SENT, Step.DECLINE)
    withdraw = (ReferralStatus.SENT, Step.WITHDRAW)

    assert reason_objections(*decline, DeclineReason.NO_PLACE) == []
    assert reason_objections(*decline, None) == ["Choose why the referral is to be declined."]
    assert reason_objections(*withdraw, DeclineReason.NO_PLACE)
    assert reason_objections(*withdraw, WithdrawReason.RISK) == []
    assert reason_objections(ReferralStatus.DRAFT, Step.SEND, None) == []


def test_the_picture_shows_every_line_of_the_table() -> None:
    picture = mermaid().splitlines()

    assert picture[0] == "stateDiagram-v2"
    assert "    [*] --> draft : Prepare a referral" in picture
    assert "    sent --> acknowledged : Acknowledge the referral" in picture
    assert "    declined --> [*]" in picture
    assert len(picture) == 1 + len(TRANSITIONS) + 2
