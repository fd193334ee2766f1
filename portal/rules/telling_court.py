"""When the court has to be told of a referral that does not lead to the programme, and by what day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory_data.referral_vocabulary import Deadline
from directory_data.vocabulary import Step
from portal.rules.deadlines import due_on
from portal.rules.lifecycle_table import TRANSITIONS

RAISED_BY = frozenset(line.step for line in TRANSITIONS if line.starts is Deadline.TELL_COURT)
SETTLED_BY = frozenset({Step.TELL_COURT, Step.FILE_REPORT, Step.FIND_READY})
"""What was said to the court, or a result that is good after all. Withdrawing or transferring tells it nothing."""


@dataclass(frozen=True)
class CourtTask:
    """The court is to be told by `due_on` of what `step` recorded on `raised_on`."""

    step: Step
    raised_on: date
    due_on: date

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.due_on


def nothing_to_tell(step: Step, task: CourtTask | None) -> list[str]:
    """Why it cannot be recorded that the court was told, in sentences; empty for other steps and while it is owed."""
    if step is Step.TELL_COURT and task is None:
        return ["Nothing is left to tell the court about this referral. It is recorded already."]
    return []


def court_task(steps: Iterable[tuple[Step, date]]) -> CourtTask | None:
    """What the court has to be told of and has not been, from the steps of a diary, oldest first; else None."""
    task = None
    for step, day in steps:
        if step in RAISED_BY:
            task = CourtTask(step, day, due_on(Deadline.TELL_COURT, day))
        elif step in SETTLED_BY:
            task = None
    return task
