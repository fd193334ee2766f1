"""Who stands on a group's register of a day: one table over where a referral stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from directory_data.register_vocabulary import OnRegister
from directory_data.vocabulary import ReferralStatus, Step
from portal.rules import lifecycle

S = ReferralStatus
STANDINGS: dict[ReferralStatus, OnRegister | None] = {
    S.DRAFT: None,
    S.SENT: None,
    S.ACKNOWLEDGED: OnRegister.TO_START,
    S.INFO_REQUESTED: OnRegister.TO_START,
    S.ASSESSMENT_BOOKED: OnRegister.TO_START,
    S.ASSESSING: OnRegister.TO_START,
    S.SUITABLE: OnRegister.TO_START,
    S.NOT_READY: None,
    S.NOT_SUITABLE: None,
    S.DID_NOT_ENGAGE: None,
    S.WAITING: OnRegister.TO_START,
    S.PLACE_OFFERED: OnRegister.TO_START,
    S.ON_PROGRAMME: OnRegister.EXPECTED,
    S.SUSPENDED: OnRegister.RESTING,
    S.COMPLETED: None,
    S.NOT_COMPLETED: None,
    S.NOT_STARTED: None,
    S.FINAL_REPORT_RECEIVED: None,
    S.COURT_REPORT_FILED: None,
    S.CLOSED: None,
    S.ON_HOLD: OnRegister.RESTING,
    S.DECLINED: None,
    S.WITHDRAWN: None,
    S.TRANSFERRED: None,
    S.ORDER_ENDED: None,
}
"""Where a referral stands -> how its person stands on the register; None: not at all.

Somebody who is to start is shown only while a place in the group is held for them: they may come.
"""
FIRST = tuple(OnRegister)


def standing_on(steps: Sequence[tuple[Step, date]], day: date) -> OnRegister | None:
    """How somebody stood on the register of that day, from each step with its day, the oldest first; None: not on it.

    Whoever was expected at any time of the day is expected: a programme that ends that day ends with the session.
    """
    before = _count(steps, lambda on: on < day)
    until = _count(steps, lambda on: on <= day)
    taken = [step for step, _ in steps]
    found = [_standing(taken[:length]) for length in range(before, until + 1)]
    return min((each for each in found if each is not None), key=FIRST.index, default=None)


def _standing(steps: Sequence[Step]) -> OnRegister | None:
    status = lifecycle.status_after(steps)
    if status is None or (status is S.ON_HOLD and Step.START not in steps):
        # On hold before the first session: nobody misses anything yet.
        return None
    return STANDINGS[status]


def _count(steps: Sequence[tuple[Step, date]], is_by_then: Callable[[date], bool]) -> int:
    """How many steps had been taken: up to the last of them, since one can be recorded days after its day."""
    return max((place for place, (_, on) in enumerate(steps, start=1) if is_by_then(on)), default=0)
