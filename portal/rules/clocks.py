"""The clocks of the service: what is due when, read from facts and the table in deadlines.toml, and who is chased."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory_data.vocabulary import ReferralStatus, Role, Step, Word
from portal.rules.working_days import add_working_days, working_days_between

FILE = Path(__file__).with_name("deadlines.toml")
SOON_WORKING_DAYS = 2
"""How long before the day a deadline is said to be due soon."""


class Subject(Word):
    """Whose facts a clock reads."""

    REFERRAL = "referral", "Referral"
    CASE = "case", "Case"
    SUPPORT = "support", "Partner support"
    GROUP = "group", "Group"


class ClockState(Word):
    """Where a deadline stands today."""

    OVERDUE = "overdue", "Overdue"
    DUE_TODAY = "due-today", "Due today"
    DUE_SOON = "due-soon", "Due soon"
    NOT_DUE = "not-due", "Not due yet"
    ON_HOLD = "on-hold", "On hold"
    MET = "met", "Done"


class ChaseStage(Word):
    """How far somebody has been chased."""

    SOON = "soon", "Reminded before the day"
    OVERDUE = "overdue", "Reminded after the day"
    ESCALATED = "escalated", "Passed on"


@dataclass(frozen=True)
class Fact:
    """Something that happened: its names, the day, and a mark that no other fact of the same diary has.

    `counts_from` is the day that is counted from where it is another one: that of a hearing, or one that the court set.
    """

    names: frozenset[str]
    on: date
    mark: str
    counts_from: date | None = None


@dataclass(frozen=True)
class DeadlineRule:
    """One row of the table; `days` and `after` are working days. Negative `days` lie before what they count from."""

    key: str
    label: str
    of: Subject
    starts: frozenset[str]
    met: frozenset[str]
    days: int
    owes: Role
    also_told: Role | None
    escalates: Role
    after: int
    restarts: bool
    outlasts: bool

    @property
    def is_live(self) -> bool:
        """Whether the portal records what starts and stops it."""
        return bool(self.starts & KNOWN) and bool(self.met & KNOWN)


@dataclass(frozen=True)
class Clock:
    """One deadline that was started. `run` tells this start from another; `due_on` is None while it is on hold."""

    rule: DeadlineRule
    run: str
    started_on: date
    due_on: date | None
    state: ClockState

    @property
    def is_pressing(self) -> bool:
        """Whether somebody should look at it today."""
        return self.state in (ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON)


CASE_FACTS = (
    "order-made",
    "order-sealed",
    "order-asks",
    "order-ends",
    "referral-sent",
    "referral-declined",
    "court-told",
    "hearing-to-advise",
    "note-issued",
    "report-due",
    "hearing-to-report",
    "report-filed",
    "final-report-received",
    "contact-decided",
    "handed-over",
    "support-acknowledged",
    "support-due",
    "support-tried",
    "programme-over",
    "support-planned",
    "session-held",
    "register-posted",
    "week-13",
    "interim-report",
    "final-report",
)
"""The facts that are no step of a referral's diary; portal/deadlines finds them."""
KNOWN = frozenset(
    {*CASE_FACTS, *(step.value for step in Step), *(f"is {each.value}" for each in ReferralStatus)}
)
OVER = frozenset({"withdraw", "decline", "transfer", "end-order", "close"})
"""Steps after which nothing that a referral still owed is owed any more, but for what outlasts it."""
HOLD, RESUME = "hold", "resume"


def read(path: Path = FILE) -> tuple[DeadlineRule, ...]:
    """The rows of a table; what it lacks or misspells raises KeyError or ValueError."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        DeadlineRule(
            key=key,
            label=row["label"],
            of=Subject(row["of"]),
            starts=frozenset(row["starts"]),
            met=frozenset(row["met"]),
            days=row["days"],
            owes=Role(row["owes"]),
            also_told=Role(row["with"]) if "with" in row else None,
            escalates=Role(row["escalates"]),
            after=row["after"],
            restarts=row.get("restarts", False),
            outlasts=row.get("outlasts", False),
        )
        for key, row in rows.items()
    )


DEADLINES = read()


def clocks(
    subject: Subject, facts: Sequence[Fact], today: date, rules: Iterable[DeadlineRule] = DEADLINES
) -> list[Clock]:
    """The started deadlines of one diary, oldest fact first in it; those that are over are left out."""
    found = (_clock(rule, facts, today) for rule in rules if rule.of is subject)
    return [clock for clock in found if clock is not None]


def stages_due(clock: Clock, today: date) -> list[ChaseStage]:
    """Who has to be chased about it by today: nobody before it is due soon, the one who owes it, then who is above."""
    if clock.state in (ClockState.DUE_SOON, ClockState.DUE_TODAY):
        return [ChaseStage.SOON]
    if clock.state is not ClockState.OVERDUE or clock.due_on is None:
        return []
    is_long_past = working_days_between(clock.due_on, today) > clock.rule.after
    return [ChaseStage.OVERDUE, ChaseStage.ESCALATED] if is_long_past else [ChaseStage.OVERDUE]


def roles_chased(rule: DeadlineRule, stage: ChaseStage) -> frozenset[Role]:
    """In which roles people are told at a stage."""
    if stage is ChaseStage.ESCALATED:
        return frozenset({rule.escalates})
    with_them = {rule.also_told} if stage is ChaseStage.OVERDUE and rule.also_told else set()
    return frozenset({rule.owes, *with_them})


def _clock(rule: DeadlineRule, facts: Sequence[Fact], today: date) -> Clock | None:
    start, is_met = None, False
    for fact in facts:
        if start and not is_met and fact.names & rule.met:
            is_met = True
        elif start and not is_met and not rule.outlasts and fact.names & OVER:
            start = None
        if fact.names & rule.starts and (start is None or is_met or rule.restarts):
            start, is_met = fact, False
    if start is None:
        return None
    days_held, is_held = _held(facts[facts.index(start) :], today)
    due_on = _due_on(start, rule.days + days_held)
    state = ClockState.MET if is_met else ClockState.ON_HOLD if is_held else _state(due_on, today)
    return Clock(rule, start.mark, start.on, None if state is ClockState.ON_HOLD else due_on, state)


def _due_on(start: Fact, days: int) -> date:
    """The day by which it is to be done; never before the clock started, so that nothing is late from the first."""
    first = start.counts_from or start.on
    return max(start.on, add_working_days(first, days) if days else first)


def _held(facts: Sequence[Fact], today: date) -> tuple[int, bool]:
    """How many working days it was on hold since, and whether it still is."""
    days, since = 0, None
    for fact in facts:
        if HOLD in fact.names:
            since = since or fact.on
        elif RESUME in fact.names and since:
            days += max(0, working_days_between(since, fact.on))
            since = None
    return days, since is not None


def _state(due_on: date, today: date) -> ClockState:
    if today > due_on:
        return ClockState.OVERDUE
    if today == due_on:
        return ClockState.DUE_TODAY
    if working_days_between(today, due_on) <= SOON_WORKING_DAYS:
        return ClockState.DUE_SOON
    return ClockState.NOT_DUE
