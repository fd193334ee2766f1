"""Whether a case may be closed: never in silence while somebody is still on a programme (domain, section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from directory_data.vocabulary import CaseStep, Role

WHAT_IT_TAKES = (
    "It takes a recorded authority by which Cafcass stays involved, "
    "or a manager’s decision that the case may close."
)
CLOSED = "This case is closed. Open it again first."


class Entry(Protocol):
    """One line of a case's history."""

    @property
    def step(self) -> CaseStep: ...
    @property
    def until(self) -> date | None: ...


class Closable(Protocol):
    """A case with its history."""

    @property
    def is_closed(self) -> bool: ...
    @property
    def history(self) -> Sequence[Entry]: ...


def objections(case: Closable, live: Sequence[str], *, today: date, is_decided: bool = False) -> list[str]:
    """Why the case cannot be closed today, in sentences; empty means it can.

    `live` says what is still under way. A manager's decision (`is_decided`) or an authority that has not run out
    lets the case close all the same.
    """
    if case.is_closed:
        return ["This case is closed already."]
    if not live or is_decided or has_authority(case, today):
        return []
    return [*live, WHAT_IT_TAKES]


def decision_objections(role: Role, live: Sequence[str]) -> list[str]:
    """Why this person cannot decide that a case closes although something goes on; empty means they can."""
    if role is not Role.MANAGER:
        return ["Only a manager can decide that a case may close while a referral goes on."]
    return [] if live else ["Nothing is under way, so there is nothing to decide."]


def change_objections(case: Closable) -> list[str]:
    """Why nothing can be changed in a case; empty means it can."""
    return [CLOSED] if case.is_closed else []


def has_authority(case: Closable, today: date) -> bool:
    """Whether Cafcass stays involved today by an authority on record."""
    return any(
        entry.step is CaseStep.AUTHORITY and (entry.until is None or entry.until >= today)
        for entry in case.history
    )
