"""From what is recorded to what a clock reads: a diary, whose it is, and the facts of a referral and of a register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from directory_data.vocabulary import DocumentKind, Step
from portal.clock import day_of
from portal.rules import lifecycle
from portal.rules.clocks import HOLD, OVER, RESUME, Clock, Fact, Subject, clocks

INTERIM_AFTER = timedelta(weeks=13)
"""After how much of a programme an interim report is due (domain, section 4, step 13)."""
COUNTS_FROM_ITS_DAY = frozenset({Step.OFFER_PLACE})
"""Steps whose clock counts from the day that was given with them: the start that was agreed, however far away."""
ENDS_PROGRAMME = frozenset({Step.COMPLETE.value, Step.END_PLACE.value}) | OVER


@dataclass(frozen=True)
class Whose:
    """Who answers for a diary at Cafcass, and the case it belongs to; a group has people of several cases and none."""

    officer_ids: frozenset[int]
    areas: frozenset[str | None]
    case_id: int | None = None
    case_reference: str = ""


@dataclass(frozen=True)
class Diary:
    """What one clock-face hangs on: a case, a referral, a hand-off, a session. A case has no `provider_id`."""

    subject: Subject
    id: int
    reference: str
    whose: Whose
    provider_id: int | None = None
    facts: tuple[Fact, ...] = field(default=())

    def clocks(self, today: date) -> list[Clock]:
        """Its started deadlines as they stand."""
        return clocks(self.subject, self.facts, today)

    def run_of(self, clock: Clock) -> str:
        """One start of one clock of this diary, by numbers alone."""
        return f"{self.subject}|{self.id}|{clock.run}"


def of_referral(entries: Iterable[tuple[int, Step, datetime, date | None]]) -> tuple[Fact, ...]:
    """Each step, with where it led if it moved; on the day that was given with it, unless that day is still to come."""
    facts, steps, stood = [], [], None
    for number, step, at, day in entries:
        steps.append(step)
        stands = lifecycle.status_after(steps)
        names = {step.value} if stands is stood else {step.value, f"is {stands}"}
        counts_from = day if step in COUNTS_FROM_ITS_DAY else None
        facts.append(Fact(frozenset(names), min(day or day_of(at), day_of(at)), str(number), counts_from))
        stood = stands
    return tuple(facts)


def with_reports(facts: Sequence[Fact], signed: Mapping[DocumentKind, date]) -> tuple[Fact, ...]:
    """A referral's facts with the 13th week of its programme, and with the programme's reports by the day of signing.

    Each stands after the last step of its day or before; the order of the steps themselves does not change.
    """
    found = list(facts)
    week_13 = _week_13(facts)
    interim_on = signed.get(DocumentKind.INTERIM_REPORT)
    if week_13 and (interim_on is None or interim_on >= week_13.on):
        _insert(found, week_13)
    for kind, on in signed.items():
        _insert(found, Fact(frozenset({kind.value}), on, kind.value))
    return tuple(found)


def of_register(number: int, held_on: date) -> tuple[Fact, ...]:
    """A session was held, and its register has rows that nobody has marked."""
    return (Fact(frozenset({"session-held"}), held_on, f"session {number}"),)


def _week_13(facts: Sequence[Fact]) -> Fact | None:
    """The day on which 13 weeks of the programme are over, days on hold not counted; None where it is not reached."""
    started = next((fact for fact in facts if Step.START.value in fact.names), None)
    if started is None:
        return None
    day, held_since = started.on + INTERIM_AFTER, None
    for fact in facts[facts.index(started) :]:
        if fact.on > day:
            break
        if fact.names & ENDS_PROGRAMME:
            return None
        if HOLD in fact.names:
            held_since = fact.on
        elif RESUME in fact.names and held_since:
            day, held_since = day + (fact.on - held_since), None
    return None if held_since else Fact(frozenset({"week-13"}), day, "week 13")


def _insert(facts: list[Fact], new: Fact) -> None:
    earlier = [place for place, fact in enumerate(facts, start=1) if fact.on <= new.on]
    facts.insert(max(earlier, default=0), new)
