"""Deadlines on the pages of other rooms: a case, its row in the list, a referral, the oversight page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g, request, url_for

from directory_data.availability import in_full
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.panels import Panel, Tally
from portal.cases.reading import Records
from portal.clock import today
from portal.deadlines import queries, registers
from portal.deadlines.facts import Diary
from portal.referrals.models import Referral
from portal.rules.clocks import Clock, ClockState
from portal.rules.work_lists import Row, Standing, ToDo, Urgency, row_of
from portal.rules.working_days import working_days_between

COLOURS = {
    ClockState.OVERDUE: "red",
    ClockState.DUE_TODAY: "orange",
    ClockState.DUE_SOON: "yellow",
    ClockState.NOT_DUE: "blue",
    ClockState.ON_HOLD: "grey",
    ClockState.MET: "green",
}
ORDER = list(COLOURS)
URGENCIES = {
    ClockState.OVERDUE: Urgency.OVERDUE,
    ClockState.DUE_TODAY: Urgency.SOON,
    ClockState.DUE_SOON: Urgency.SOON,
}
"""How urgent a deadline is in a list of work; any other state is one of the rest."""
OWED_BY = {role: {role} for role in Role} | {Role.OFFICER: {Role.OFFICER, Role.MANAGER}}
"""For whom a deadline of each role is their own: the row then does not say whose it is."""


@dataclass(frozen=True)
class Owed:
    """A deadline that is not met, what it is about, and for how many working days it has been late."""

    diary: Diary
    clock: Clock
    days_late: int

    @property
    def colour(self) -> str:
        """Of its tag."""
        return COLOURS[self.clock.state]

    @property
    def is_own(self) -> bool:
        """Whether whoever reads the page has to do it."""
        return g.person.role in OWED_BY[self.clock.rule.owes]

    @property
    def words(self) -> str:
        """What has to be done; by whom, where that is not the reader."""
        rule = self.clock.rule
        return rule.label if self.is_own else f"{rule.owes.label}: {rule.label[0].lower()}{rule.label[1:]}"


def owed(diaries: Sequence[Diary], day: date) -> list[Owed]:
    """What is not done yet: the most pressing first, then by its day."""
    found = [
        Owed(diary, clock, _days_late(clock, day))
        for diary in diaries
        for clock in diary.clocks(day)
        if clock.state is not ClockState.MET
    ]
    return sorted(found, key=lambda each: (ORDER.index(each.clock.state), each.clock.due_on or date.max))


def _days_late(clock: Clock, day: date) -> int:
    if clock.state is not ClockState.OVERDUE or clock.due_on is None:
        return 0
    return working_days_between(clock.due_on, day)


def panel_of(case: Case, _records: Records) -> Panel:
    """What is due on this case."""
    return Panel(
        "deadlines/_on_case.html", {"owed": owed(queries.of_case(case.id, today()), today())}, is_next=True
    )


def standings_of(cases: Sequence[Case], _records: Records) -> Mapping[int, Standing]:
    """The most pressing deadline of each case, where one is late or due soon."""
    day = today()
    return _standings(owed(queries.cases_visible_to(g.person, day), day), lambda diary: diary.whose.case_id)


def of_referrals(_ids: Sequence[int]) -> Mapping[int, Standing]:
    """The most pressing deadline of each referral that this person may see."""
    return _standings(owed(queries.referrals_visible_to(g.person), today()), lambda diary: diary.id)


def of_hand_offs(_ids: Sequence[int]) -> Mapping[int, Standing]:
    """The most pressing deadline of each hand-off that this person may see."""
    return _standings(owed(queries.hand_offs_visible_to(g.person), today()), lambda diary: diary.id)


def registers_to_mark(person: User, listed: Sequence[Referral], day: date) -> list[Row[ToDo]]:
    """The registers that a provider's staff have to mark, each with its deadline; `listed` are all its referrals."""
    found = registers.of_listed(listed, day) if person.role is Role.PROGRAMME else []
    return [
        row_of(
            ToDo(
                f"Register: {session.label.lower()} of {in_full(session.held_on)}",
                url_for("programme.register", group_id=group.id, number=session.number),
                group.name,
            ),
            [standing_of(each) for each in owed([diary], day)],
            group.name,
        )
        for group, session, diary in found
    ]


def _standings(found: Sequence[Owed], key_of: Callable[[Diary], int | None]) -> dict[int, Standing]:
    standings: dict[int, Standing] = {}
    for each in found:
        key = key_of(each.diary)
        if each.clock.is_pressing and key is not None:
            standings.setdefault(key, standing_of(each))
    return standings


def standing_of(each: Owed) -> Standing:
    """What is said of a deadline in a list: what is late is everybody's, what is near is for whoever owes it."""
    state = each.clock.state
    urgency = URGENCIES.get(state, Urgency.REST)
    return Standing(
        each.words,
        each.colour,
        urgency if each.is_own or urgency is Urgency.OVERDUE else Urgency.REST,
        each.clock.due_on,
        state.label,
    )


def tally_of(person: User, day: date) -> Tally:
    """How many deadlines have passed."""
    late = [
        each for each in owed(queries.visible_to(person, day), day) if each.clock.state is ClockState.OVERDUE
    ]
    return Tally("Deadlines that have passed", len(late), "deadlines.index")


def on_referral() -> dict[str, Any]:
    """What is due on the referral whose page is shown; nothing for other pages."""
    if request.endpoint != "referrals.show" or g.get("person") is None:
        return {}
    reference = (request.view_args or {}).get("reference", "")
    return {"owed": owed(queries.of_referral(g.person, reference), today())}
