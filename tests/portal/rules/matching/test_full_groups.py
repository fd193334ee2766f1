"""Full groups that can be waited for: only the place is missing, and it can still come back in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory_data.vocabulary import Intake
from portal.rules.matching.candidates import Candidate, CaseNeeds, PeopleWaiting
from portal.rules.matching.full_groups import AWait, can_be_waited_for
from portal.rules.matching.matcher import match
from portal.rules.matching.separation import Separation
from tests.portal.rules.matching.making import IN_MAY, AGroup, a_candidate, needs

FULL = AGroup(places_free=0)


def waits(candidate: Candidate, case: CaseNeeds | None = None) -> list[AWait]:
    case = case or needs()
    return can_be_waited_for(match(case, [candidate]).left_out, case)


def test_a_full_group_that_fits_otherwise_can_be_waited_for_and_says_its_earliest_start() -> None:
    (wait,) = waits(a_candidate(group=FULL, waiting=PeopleWaiting(None, 2)))

    assert wait.match.starts_on == IN_MAY
    assert wait.sentence == "If a place becomes free, the earliest start is 5 May 2027."
    assert "Referral" in [each.what for each in wait.match.timeline]


def test_a_rolling_group_without_a_known_intake_is_asked_about() -> None:
    group = replace(FULL, intake=Intake.ROLLING, first_session_on=date(2027, 1, 6))

    (wait,) = waits(a_candidate(group=group))

    assert wait.sentence == "Ask the provider when somebody who waits could start."


def test_a_group_with_a_free_place_is_not_waited_for() -> None:
    assert waits(a_candidate()) == []


def test_a_full_group_that_does_not_fit_otherwise_is_not_waited_for() -> None:
    assert waits(a_candidate(group=FULL, miles=90)) == []
    assert waits(a_candidate(group=FULL, separation=Separation.APART)) == []
    assert waits(a_candidate(group=FULL), needs(monitoring_ends_on=date(2027, 6, 1))) == []


def test_a_group_that_starts_after_the_hearing_is_not_worth_waiting_for() -> None:
    assert waits(a_candidate(group=FULL), needs(next_hearing_on=date(2027, 5, 4))) == []


def test_the_two_counts_of_people_who_wait_are_never_added_up() -> None:
    assert PeopleWaiting(3, 2).at_least == 3
    assert PeopleWaiting(None, 2).at_least == 2
    assert PeopleWaiting(3, 2).sentence == (
        "2 people wait on the list in this portal. The provider says that 3 people wait."
    )
