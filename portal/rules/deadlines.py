"""How many working days each thing may take, and how long a place is held (domain, section 4; our defaults)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from directory_data.referral_vocabulary import Deadline
from directory_data.vocabulary import Step
from portal.rules.clocks import DEADLINES
from portal.rules.working_days import add_working_days

WORKING_DAYS: dict[Deadline, int] = {
    each: rule.days for each in Deadline for rule in DEADLINES if rule.key == each.value
}
"""Working days from the step that starts the clock to the day by which it is due."""

HELD_WORKING_DAYS: dict[Step, int] = {
    Step.SEND: 30,
    Step.ACKNOWLEDGE: 20,
    Step.REPLY: 20,
    Step.BOOK: 40,
    Step.ASSESS: 40,
    Step.FIND_SUITABLE: 15,
    Step.WAIT: 30,
    Step.REVIEW_WAIT: 30,
    Step.OFFER_PLACE: 15,
}
"""Working days for which a place is kept free for the person after each of these steps, or after the start it is for.

Ten more than the provider's next step may take: who is late is reminded, and passed on, before a place is lost.
"""


def due_on(deadline: Deadline, started_on: date, days: Mapping[Deadline, int] = WORKING_DAYS) -> date:
    """The day by which it is to be done."""
    return add_working_days(started_on, days[deadline])


def held_until(step: Step, day: date, starts_on: date | None = None) -> date:
    """The day on which a place that is held at this step is free again, if nothing has happened.

    It is held over the day on which the person can start: lost before that, it would have been held for nothing.
    """
    after_start = add_working_days(starts_on, HELD_WORKING_DAYS[Step.OFFER_PLACE]) if starts_on else day
    return max(add_working_days(day, HELD_WORKING_DAYS[step]), after_start)
