"""Thousands of walks through a referral’s life in every role: no undefined state, no lost place, no silent step."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from directory_data.referral_vocabulary import Deadline, Message
from directory_data.vocabulary import ReferralStatus, Role, Step
from portal.rules.lifecycle import (
    TRANSITIONS,
    is_live,
    is_under_way,
    objections,
    status_after,
    steps_for,
    transition,
)
from portal.rules.referral_sentences import STANDS
from portal.rules.referral_steps import PlaceEffect
from portal.rules.telling_court import RAISED_BY, SETTLED_BY, court_task, nothing_to_tell

DAY = date(2026, 11, 23)
ENDED = {
    ReferralStatus.CLOSED,
    ReferralStatus.DECLINED,
    ReferralStatus.WITHDRAWN,
    ReferralStatus.TRANSFERRED,
    ReferralStatus.ORDER_ENDED,
}
NOBODYS_NEWS = {Step.TELL_COURT, Step.FILE_REPORT}
"""Between Cafcass and the court."""
GOES_ON = {Step.DECLINE, Step.TRANSFER, Step.WITHDRAW}
"""Ends after which Cafcass refers anew or says why not; whoever is supported already stays so."""
CAFCASS, PROGRAMME = frozenset({Role.OFFICER, Role.MANAGER}), frozenset({Role.PROGRAMME})
TOLD_BY = {
    PROGRAMME: {Message.TO_OFFICER},
    CAFCASS: {Message.TO_PROVIDER},
    CAFCASS | PROGRAMME: {Message.TO_BOTH},
}
"""Who takes a step -> who is told of it."""


def way_to(status: ReferralStatus) -> list[Step]:
    """The shortest diary that leads there, without a rest on the way."""
    ways: list[list[Step]] = [[]]
    while (here := status_after(ways[0])) is not status:
        way = ways.pop(0)
        goes_on = [line.step for line in TRANSITIONS if line.before is here and line.after is not here]
        ways += [
            [*way, step] for step in goes_on if step is not Step.HOLD or status is ReferralStatus.ON_HOLD
        ]
    return ways[0]


class Walk(RuleBasedStateMachine):
    """One referral, everybody's hands on it, and a book of its place kept beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.diary: list[Step] = []
        self.has_place = self.is_taken = self.is_waiting = self.is_gone = False

    @property
    def status(self) -> ReferralStatus | None:
        return status_after(self.diary)

    @initialize(status=st.sampled_from(ReferralStatus))
    def it_has_come_so_far(self, status: ReferralStatus) -> None:
        # By chance alone few walks come far: most end early.
        for step in way_to(status):
            self._take(step, chooses_to_wait=False)

    @rule(role=st.sampled_from(Role), step=st.sampled_from(Step), chooses_to_wait=st.booleans())
    def somebody_tries_anything(self, role: Role, step: Step, chooses_to_wait: bool) -> None:
        offered = {line.step for line in steps_for(role, self.status)}
        why = objections(role, self.status, step)

        assert (step in offered) is (why == [])
        assert all(sentence.endswith(".") for sentence in why)
        if not why:
            self._take(step, chooses_to_wait)

    @precondition(lambda self: is_live(self.status))
    @rule(data=st.data(), chooses_to_wait=st.booleans())
    def somebody_takes_a_step_that_is_offered(self, data: st.DataObject, chooses_to_wait: bool) -> None:
        task = court_task((step, DAY) for step in self.diary)
        offered = [
            line.step
            for role in Role
            for line in steps_for(role, self.status)
            if not nothing_to_tell(line.step, task)
        ]
        self._take(data.draw(st.sampled_from(offered)), chooses_to_wait)

    @rule()
    def the_place_lapses(self) -> None:
        if not self.is_taken and self.has_place:
            self.has_place, self.is_gone = False, True

    @invariant()
    def the_place_is_where_the_referral_says(self) -> None:
        if not is_under_way(self.status):
            assert not self.has_place
            assert not self.is_waiting
        elif not self.is_gone:
            assert self.has_place or self.is_waiting, "Nobody gave the place back and nobody waits for one."
        if self.status is ReferralStatus.WAITING:
            assert self.is_waiting
        if self.status in (ReferralStatus.ON_PROGRAMME, ReferralStatus.SUSPENDED):
            assert self.has_place
            assert self.is_taken
        if self.is_taken:
            assert is_under_way(self.status)

    @invariant()
    def the_court_is_told_or_somebody_is_asked_to(self) -> None:
        last = next((step for step in reversed(self.diary) if step in RAISED_BY | SETTLED_BY), None)
        task = court_task((step, DAY) for step in self.diary)

        assert (task is not None) is (last in RAISED_BY)
        if self.status in (ReferralStatus.NOT_SUITABLE, ReferralStatus.DID_NOT_ENGAGE):
            assert task is not None
            assert task.due_on > DAY

    @invariant()
    def it_stands_somewhere_and_somebody_can_go_on(self) -> None:
        assert self.status is None or self.status in STANDS
        assert is_live(self.status) or self.status in ENDED
        if is_live(self.status):
            assert any(steps_for(role, self.status) for role in Role)

    def _take(self, step: Step, chooses_to_wait: bool) -> None:
        line = transition(self.status, step)
        assert line is not None
        assert line.diary
        if Step.SEND in (*self.diary, step) and step not in NOBODYS_NEWS:
            # Nobody is left to find out for themselves: whoever did not take the step hears of it.
            assert line.told.message in TOLD_BY[line.roles]
        if is_under_way(self.status) and not is_under_way(line.after or ReferralStatus.SENT):
            # Partner support hears of every end: it is when a person is in most danger.
            assert line.told.news
            assert line.told.offers_support or line.step in GOES_ON
        self.diary.append(step)
        held = {PlaceEffect.HOLDS, PlaceEffect.OFFERS, PlaceEffect.TAKES}
        if line.place is PlaceEffect.RELEASES:
            self.has_place = self.is_taken = self.is_waiting = False
            self.is_gone = True
        elif line.place is PlaceEffect.HOLDS and chooses_to_wait:
            self.is_waiting = True
        elif line.place in held:
            self.has_place = True
        self.is_waiting |= line.place is PlaceEffect.QUEUES
        if line.place is PlaceEffect.TAKES:
            self.is_taken, self.is_waiting = True, False


Walk.TestCase.settings = settings(max_examples=600, stateful_step_count=20, deadline=None)
TestAnyWalk = Walk.TestCase


def test_each_ending_that_the_court_must_know_of_starts_its_clock() -> None:
    for before, step in (
        (ReferralStatus.ASSESSING, Step.FIND_NOT_READY),
        (ReferralStatus.ASSESSING, Step.FIND_NOT_SUITABLE),
        (ReferralStatus.ASSESSING, Step.NO_ENGAGEMENT),
        (ReferralStatus.ON_PROGRAMME, Step.END_PLACE),
    ):
        line = transition(before, step)

        assert line is not None
        assert line.starts is Deadline.TELL_COURT
        assert line.told.news
        assert line.told.offers_support


def test_the_court_is_to_be_told_within_five_working_days() -> None:
    task = court_task([(Step.FIND_NOT_SUITABLE, date(2026, 12, 23))])

    assert task is not None
    assert task.due_on == date(2027, 1, 4)
    assert not task.is_overdue(date(2027, 1, 4))
    assert task.is_overdue(date(2027, 1, 5))
    assert court_task([(Step.FIND_NOT_SUITABLE, DAY), (Step.TELL_COURT, DAY)]) is None


@pytest.mark.parametrize("ending", [Step.WITHDRAW, Step.TRANSFER, Step.END_ORDER])
def test_ending_a_referral_tells_the_court_nothing(ending: Step) -> None:
    way = [Step.FIND_NOT_READY, ending]

    task = court_task((step, DAY) for step in way)

    assert task is not None
    assert nothing_to_tell(Step.TELL_COURT, task) == []
    assert court_task((step, DAY) for step in [*way, Step.TELL_COURT]) is None


def test_what_the_court_has_been_told_is_not_told_again() -> None:
    assert nothing_to_tell(Step.TELL_COURT, None) == [
        "Nothing is left to tell the court about this referral. It is recorded already."
    ]
    assert nothing_to_tell(Step.CLOSE, None) == []
