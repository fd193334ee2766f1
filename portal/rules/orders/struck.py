"""Whether an order that was recorded by mistake can be struck out. What the court did order is never taken away."""

from __future__ import annotations

from collections.abc import Sequence

WHAT_IT_TAKES = "An order that somebody was referred on cannot be taken away while the referral goes on."


def objections(resting: Sequence[str]) -> list[str]:
    """Why the order cannot be struck out, in sentences; empty means it can. `resting` is what goes on because of it."""
    return [*resting, WHAT_IT_TAKES] if resting else []
