"""Deadlines on the pages of other rooms: a case, its row in the list, a referral, the oversight page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g, request

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.panels import Panel, Standing, Tally
from portal.clock import today
from portal.deadlines import queries
from portal.deadlines.facts import Diary
from portal.rules.clocks import Clock, ClockState

COLOURS = {
    ClockState.OVERDUE: "red",
    ClockState.DUE_TODAY: "orange",
    ClockState.DUE_SOON: "yellow",
    ClockState.NOT_DUE: "blue",
    ClockState.ON_HOLD: "grey",
    ClockState.MET: "green",
}
ORDER = list(COLOURS)


@dataclass(frozen=True)
class Owed:
    """A deadline that is not met, and what it is about."""

    diary: Diary
    clock: Clock

    @property
    def colour(self) -> str:
        """Of its tag."""
        return COLOURS[self.clock.state]


def owed(diaries: Sequence[Diary], day: date) -> list[Owed]:
    """What is not done yet: the most pressing first, then by its day."""
    found = [
        Owed(diary, clock)
        for diary in diaries
        for clock in diary.clocks(day)
        if clock.state is not ClockState.MET
    ]
    return sorted(found, key=lambda each: (ORDER.index(each.clock.state), each.clock.due_on or date.max))


def panel_of(case: Case) -> Panel:
    """What is due on this case."""
    return Panel("deadlines/_on_case.html", {"owed": owed(queries.of_case(case.id), today())}, is_next=True)


def standings_of(cases: Sequence[Case]) -> Mapping[int, Standing]:
    """The most pressing deadline of each case, where one is late or due today; other cases keep what they say."""
    wanted = {case.id for case in cases}
    day = today()
    found: dict[int, Standing] = {}
    for each in owed(queries.visible_to(g.person), day):
        case_id = each.diary.whose.case_id
        if case_id in wanted and each.clock.state in (ClockState.OVERDUE, ClockState.DUE_TODAY):
            words = f"{each.clock.state.label}: {each.clock.rule.label.lower()}"
            found.setdefault(case_id, Standing(words, each.colour, 0))
    return found


def tally_of(person: User, day: date) -> Tally:
    """How many deadlines have passed."""
    late = [each for each in owed(queries.visible_to(person), day) if each.clock.state is ClockState.OVERDUE]
    return Tally("Deadlines that have passed", len(late), "deadlines.index")


def on_referral() -> dict[str, Any]:
    """What is due on the referral whose page is shown; nothing for other pages."""
    if request.endpoint != "referrals.show" or g.get("person") is None:
        return {}
    reference = (request.view_args or {}).get("reference", "")
    return {"owed": owed(queries.of_referral(g.person, reference), today())}
