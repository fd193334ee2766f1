"""Whether a way of contact may be used today: asked before a number is shown and before an attempt is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from directory_data.availability import in_full
from directory_data.support_vocabulary import AttemptOutcome, Channel, Safety, SupportStep

GOOD_FOR = timedelta(days=90)
"""How long what somebody said of a way of contact is relied on (domain, section 12)."""

STOPPED: Mapping[SupportStep, str] = {
    SupportStep.MOVE: "The person has moved, as was recorded on {day}. Ask what is safe now before you use anything.",
    SupportStep.UNSAFE: "No contact is safe, as was recorded on {day}. Use nothing until the person says what is.",
}
"""What a worker records after which nothing that was said before counts as safe, in words that say so."""


@dataclass(frozen=True)
class Stop:
    """One such record: its moment, the day of it in England, and which it is."""

    at: datetime
    on: date
    step: SupportStep


class WayOfContact(Protocol):
    """What is recorded of one way of contact."""

    @property
    def channel(self) -> Channel: ...
    @property
    def safety(self) -> Safety: ...
    @property
    def confirmed_at(self) -> datetime: ...
    @property
    def confirmed_on(self) -> date: ...
    @property
    def may_leave_message(self) -> bool: ...


def objections(way: WayOfContact | None, today: date, stop: Stop | None = None) -> list[str]:
    """Why this way of contact may not be used, and its number not be shown; empty means both may be."""
    if way is None:
        return ["Nobody has recorded that this way of contact is safe."]
    if way.safety is Safety.UNSAFE:
        return [f"{way.channel.label} is unsafe. Do not use it."]
    if why := stop_objections(way.confirmed_at, stop):
        return why
    if today > confirm_by(way):
        return [f"Nobody has confirmed this since {in_full(way.confirmed_on)}. Ask again every 90 days."]
    return []


def stop_objections(said_at: datetime, stop: Stop | None) -> list[str]:
    """Why what was said at that moment may not be used or shown any more; empty where nothing was recorded since."""
    if stop is None or said_at > stop.at:
        return []
    return [STOPPED[stop.step].format(day=in_full(stop.on))]


def message_objections(way: WayOfContact, outcome: AttemptOutcome) -> list[str]:
    """Why such an outcome cannot be: a message is left only where the person says that it may be."""
    is_message = outcome is AttemptOutcome.LEFT_MESSAGE
    if is_message and not way.may_leave_message:
        return ["No message may be left this way. If one was, report a change in risk and tell your manager."]
    return []


def confirm_by(way: WayOfContact) -> date:
    """The last day on which it may be used without being confirmed anew."""
    return way.confirmed_on + GOOD_FOR


def confirm_next(ways: Sequence[WayOfContact]) -> date | None:
    """The day by which something has to be confirmed; None where nothing is recorded as safe."""
    return min((confirm_by(way) for way in ways if way.safety is Safety.SAFE), default=None)
