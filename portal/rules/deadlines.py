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

HELD_WORKING_DAYS: dict[Step, int] = {Step.SEND: 30, Step.WAIT: 30, Step.OFFER_PLACE: 20}
"""Working days for which a place is kept free for the person after each step that holds one."""


def due_on(deadline: Deadline, started_on: date, days: Mapping[Deadline, int] = WORKING_DAYS) -> date:
    """The day by which it is to be done."""
    return add_working_days(started_on, days[deadline])


def held_until(step: Step, day: date) -> date:
    """The day on which a place that this step holds is free again, if nothing has happened."""
    return add_working_days(day, HELD_WORKING_DAYS[step])
