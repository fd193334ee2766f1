"""The offer of support: where it stands, when it is due again, and which way of contact may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.support_vocabulary import AttemptOutcome, Channel, Safety, SupportStanding, SupportStep
from portal.rules import safe_contact, support
from portal.rules.safe_contact import Stop
from portal.rules.support import BY_BUTTON, LEADS_TO, Done, attempts_since_offer, objections, standing

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
S = SupportStep
STOP_WORDS = {S.MOVE: "has moved", S.UNSAFE: "No contact is safe, as was recorded on 23 November 2026"}


@dataclass(frozen=True)
class Way:
    channel: Channel = Channel.TELEPHONE
    safety: Safety = Safety.SAFE
    confirmed_at: datetime = START
    may_leave_message: bool = False

    @property
    def confirmed_on(self) -> date:
        return self.confirmed_at.date()


def on_day(number: int, step: SupportStep = S.ATTEMPT) -> Done:
    at = START + timedelta(days=number)
    return Done(at, at.date(), step, AttemptOutcome.NO_ANSWER)


def trigger(number: int) -> datetime:
    return START + timedelta(days=number, hours=1)


def test_the_tables_are_whole():
    assert set(LEADS_TO) == set(SupportStep)
    assert set(BY_BUTTON) == set(SupportStanding)


def test_support_is_offered_before_anything_is_recorded():
    assert standing([], []) is SupportStanding.OFFER_DUE


@pytest.mark.parametrize("end", [S.DECLINE, S.CANNOT_CONTACT, S.UNSAFE, S.CLOSE])
def test_a_trigger_makes_the_offer_due_again(end):
    done = [on_day(0, S.ENGAGE), on_day(1, end)] if end is S.CLOSE else [on_day(1, end)]

    assert standing(done, []) is LEADS_TO[end]
    assert standing(done, [trigger(2)]) is SupportStanding.OFFER_DUE
    assert standing(done, [trigger(0)]) is LEADS_TO[end]


def test_who_is_in_support_is_not_offered_it_anew():
    assert standing([on_day(0, S.ENGAGE)], [trigger(1)]) is SupportStanding.ENGAGED


def test_a_call_to_somebody_in_support_or_who_declined_is_no_new_offer():
    assert standing([on_day(0, S.ENGAGE), on_day(1)], []) is SupportStanding.ENGAGED
    assert standing([on_day(0, S.DECLINE), on_day(1)], []) is SupportStanding.DECLINED


def test_nobody_counts_as_not_reached_before_three_tries_on_three_days():
    same_day = [on_day(0), on_day(0), on_day(0)]

    assert objections(S.CANNOT_CONTACT, same_day, []) == [support.NOT_REACHED]
    assert objections(S.CANNOT_CONTACT, [on_day(0), on_day(1), on_day(2)], []) == []


def test_attempts_are_counted_anew_after_a_trigger():
    done = [on_day(0), on_day(1), on_day(2), on_day(3, S.CANNOT_CONTACT), on_day(5)]

    assert len(attempts_since_offer(done, [trigger(4)])) == 1
    assert objections(S.CANNOT_CONTACT, done, [trigger(4)]) == [support.NOT_REACHED]


@given(st.lists(st.sampled_from(SupportStep), max_size=8), st.lists(st.integers(0, 9), max_size=3))
def test_from_wherever_it_stands_there_is_a_way_on(steps, triggers):
    done = [on_day(number, step) for number, step in enumerate(steps)]

    assert BY_BUTTON[standing(done, [trigger(each) for each in triggers])]


TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_what_the_person_calls_safe_may_be_used_for_ninety_days():
    way = Way(confirmed_at=NOW - timedelta(days=90))

    assert safe_contact.objections(way, TODAY) == []
    assert "every 90 days" in safe_contact.objections(way, TODAY + timedelta(days=1))[0]


def test_an_unsafe_way_and_an_unknown_one_may_never_be_used():
    assert safe_contact.objections(Way(safety=Safety.UNSAFE), TODAY) == [
        "Telephone is unsafe. Do not use it."
    ]
    assert safe_contact.objections(None, TODAY) != []


def test_every_stop_has_its_words():
    assert set(STOP_WORDS) == set(safe_contact.STOPPED)


@pytest.mark.parametrize("step", safe_contact.STOPPED)
def test_after_a_stop_nothing_is_safe_until_it_is_confirmed_be_it_on_the_same_day(step):
    way, minute = Way(confirmed_at=NOW), timedelta(minutes=1)

    assert safe_contact.objections(way, TODAY, Stop(NOW - minute, TODAY, step)) == []
    for at in (NOW, NOW + minute):
        assert STOP_WORDS[step] in safe_contact.objections(way, TODAY, Stop(at, TODAY, step))[0]


def test_a_message_is_left_only_where_it_may_be():
    assert safe_contact.message_objections(Way(), AttemptOutcome.LEFT_MESSAGE) != []
    assert safe_contact.message_objections(Way(may_leave_message=True), AttemptOutcome.LEFT_MESSAGE) == []
    assert safe_contact.message_objections(Way(), AttemptOutcome.NO_ANSWER) == []
