"""Everything that changes the hearings of a case; the day of the next one is kept on the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from directory_data.vocabulary import HearingKind
from portal.cases.models import Case, Hearing


def add(case: Case, held_on: date, kind: HearingKind, outcome: str = "", *, today: date) -> Hearing:
    """One more hearing; the same day and kind again is the same hearing."""
    hearing = next((each for each in case.hearings if (each.held_on, each.kind) == (held_on, kind)), None)
    if hearing is None:
        hearing = Hearing(held_on=held_on, kind=kind)
        case.hearings.append(hearing)
    hearing.outcome = outcome or hearing.outcome or ""
    _look_ahead(case, today)
    return hearing


def change(
    case: Case, hearing: Hearing, held_on: date, kind: HearingKind, outcome: str, *, today: date
) -> None:
    """The hearing as it is known now: moved, or held with an outcome."""
    hearing.held_on, hearing.kind, hearing.outcome = held_on, kind, outcome
    _look_ahead(case, today)


def move_next(case: Case, held_on: date, kind: HearingKind, *, today: date) -> None:
    """The next hearing is on this day and for this; where none was to come, it is a new one."""
    coming = next_of(case.hearings, today)
    if coming is None:
        add(case, held_on, kind, today=today)
    else:
        change(case, coming, held_on, kind, coming.outcome, today=today)


def next_of(hearings: Sequence[Hearing], today: date) -> Hearing | None:
    """The earliest hearing from today on, whose outcome is not known yet."""
    coming = [each for each in hearings if each.held_on >= today and not each.outcome]
    return min(coming, key=lambda each: each.held_on, default=None)


def next_day_of(case: Case, today: date) -> date | None:
    """The day of the next hearing as it stands today; None where none is to come."""
    coming = next_of(case.hearings, today)
    return coming.held_on if coming else None


def _look_ahead(case: Case, today: date) -> None:
    coming = next_of(case.hearings, today)
    case.next_hearing_on = coming.held_on if coming else max(each.held_on for each in case.hearings)
