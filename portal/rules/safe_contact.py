"""Whether a way of contact may be used today: asked before a number is shown and before an attempt is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from directory_data.availability import in_full
from directory_data.support_vocabulary import AttemptOutcome, Channel, Safety

GOOD_FOR = timedelta(days=90)
"""How long what somebody said of a way of contact is relied on (domain, section 12)."""


class WayOfContact(Protocol):
    """What is recorded of one way of contact."""

    @property
    def channel(self) -> Channel: ...
    @property
    def safety(self) -> Safety: ...
    @property
    def confirmed_on(self) -> date: ...
    @property
    def may_leave_message(self) -> bool: ...


def objections(way: WayOfContact | None, today: date, moved_on: date | None = None) -> list[str]:
    """Why this way of contact may not be used, and its number not be shown; empty means both may be."""
    if way is None:
        return ["Nobody has recorded that this way of contact is safe."]
    if way.safety is Safety.UNSAFE:
        return [f"{way.channel.label} is unsafe. Do not use it."]
    if moved_on is not None and way.confirmed_on < moved_on:
        return [f"The person has moved since this was confirmed, on {in_full(way.confirmed_on)}. Ask again."]
    if today > confirm_by(way):
        return [f"Nobody has confirmed this since {in_full(way.confirmed_on)}. Ask again every 90 days."]
    return []


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
