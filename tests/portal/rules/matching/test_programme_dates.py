"""When somebody could begin in a group, and in what words a start that comes too soon is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from directory_data.vocabulary import Intake
from portal.rules.matching.programme_dates import programme_dates

ASSESSED_BY = date(2027, 1, 6)


@dataclass(frozen=True)
class Group:
    first_session_on: date
    intake: Intake = Intake.CLOSED
    next_intake_on: date | None = None
    sessions_total: int = 26
    paused_from: date | None = None
    paused_until: date | None = None
    places_free: int = 4


@pytest.mark.parametrize(
    ("starts_on", "words"), [(date(2026, 10, 1), "1 October 2026"), (date(2027, 1, 5), "5 January 2027")]
)
def test_a_start_too_soon_is_refused_in_words_that_hold_before_and_after_it(
    starts_on: date, words: str
) -> None:
    dates = programme_dates(Group(starts_on), ASSESSED_BY)

    assert dates.refusal == (
        f"The start of the group, {words}, is before an assessment can be finished, about 6 January 2027."
    )
