"""The facts of a hand-off for its clocks: handed over, acknowledged, support offered, the programme over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from directory_data.support_vocabulary import SupportStep
from portal.clock import day_of
from portal.rules import support
from portal.rules.clocks import Fact


@dataclass(frozen=True)
class Offer:
    """What was done about an offer of support last, how the last one ended, and when support was to be offered last;
    when the programme was over, and when it was last recorded how support goes on."""

    done_at: datetime | None = None
    ended_by: SupportStep | None = None
    trigger_at: datetime | None = None
    over_at: datetime | None = None
    planned_at: datetime | None = None

    @property
    def is_due_again(self) -> bool:
        """Whether something happened since the offer ended, after which it is made anew."""
        is_ended = self.ended_by in support.ENDS_THE_OFFER
        return bool(is_ended and self.done_at and self.trigger_at and self.trigger_at > self.done_at)


def of_hand_off(
    made_at: datetime,
    renewed_at: datetime | None,
    acknowledged_at: datetime | None,
    offer: Offer | None = None,
) -> tuple[Fact, ...]:
    """Handed over, the last time it was, and, once it is, acknowledged; the offer, and what was done about it."""
    mark = f"renewed {renewed_at:%Y%m%d%H%M%S}" if renewed_at else "1"
    facts = [Fact(frozenset({"handed-over"}), day_of(renewed_at or made_at), mark)]
    if acknowledged_at:
        facts.append(Fact(frozenset({"support-acknowledged"}), day_of(acknowledged_at), "acknowledged"))
    return (*facts, *_of_offer(made_at, offer or Offer()), *_of_end(offer or Offer()))


def _of_offer(made_at: datetime, offer: Offer) -> list[Fact]:
    facts = [Fact(frozenset({"support-due"}), day_of(made_at), "offer 1")]
    if offer.done_at:
        facts.append(Fact(frozenset({"support-tried"}), day_of(offer.done_at), "tried"))
    if offer.is_due_again and offer.trigger_at:
        due = frozenset({"support-due"})
        facts.append(Fact(due, day_of(offer.trigger_at), f"offer {offer.trigger_at:%Y%m%d%H%M%S}"))
    return facts


def _of_end(offer: Offer) -> list[Fact]:
    """That the programme is over, for everybody who was handed over: it must not show who takes up support."""
    if offer.over_at is None:
        return []
    facts = [Fact(frozenset({"programme-over"}), day_of(offer.over_at), f"over {offer.over_at:%Y%m%d%H%M%S}")]
    if offer.planned_at and offer.planned_at >= offer.over_at:
        facts.append(Fact(frozenset({"support-planned"}), day_of(offer.planned_at), "planned"))
    return facts
