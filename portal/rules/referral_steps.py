"""What one line of a referral's life holds: from where, which step, to where, who may, and all that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from directory_data.referral_vocabulary import Deadline, Message
from directory_data.vocabulary import ReferralStatus, Role, Step, Word


class PlaceEffect(Word):
    """What a step does to the place in the group. Who stands in the queue keeps his turn until a place is his."""

    HOLDS = "holds", "Holds a place, or joins the waiting list where the officer chose to wait"
    KEEPS = "keeps", "Leaves the place as it is"
    QUEUES = "queues", "Joins the waiting list, and keeps a place that is held"
    OFFERS = "offers", "Offers the place that is held, or the next free one"
    TAKES = "takes", "The place is taken: the person has started"
    RELEASES = "releases", "Gives the place back, and leaves the waiting list"


@dataclass(frozen=True)
class Asked:
    """What must be given with a step. An empty question is not asked."""

    reasons: type[Word] | None = None
    is_reason_needed: bool = True
    day: str = ""
    is_day_ahead: bool = False
    text: str = ""
    is_text_needed: bool = False


@dataclass(frozen=True)
class Told:
    """Who is told what: a message without facts, one line for partner support, and whether support is offered anew."""

    message: Message | None = None
    news: str = ""
    offers_support: bool = False


NOTHING = Asked()
NOBODY = Told()


@dataclass(frozen=True)
class Transition:
    """One line of the table. `before` is None where a referral begins; `after` is None for "where it stood before"."""

    before: ReferralStatus | None
    step: Step
    after: ReferralStatus | None
    roles: frozenset[Role]
    place: PlaceEffect
    diary: str
    asked: Asked = NOTHING
    told: Told = NOBODY
    starts: Deadline | None = None

    @property
    def button(self) -> str:
        """The words on the button."""
        return self.step.label

    @property
    def reasons(self) -> type[Word] | None:
        """The codes to choose a reason from, or None."""
        return self.asked.reasons


def from_each(
    befores: tuple[ReferralStatus | None, ...],
    step: Step,
    after: ReferralStatus | None,
    roles: frozenset[Role],
    place: PlaceEffect,
    diary: str,
    asked: Asked = NOTHING,
    told: Told = NOBODY,
    starts: Deadline | None = None,
) -> tuple[Transition, ...]:
    """The same step from each of several places."""
    return tuple(
        Transition(before, step, after, roles, place, diary, asked, told, starts) for before in befores
    )


def staying(
    befores: tuple[ReferralStatus, ...],
    step: Step,
    diary: str,
    asked: Asked,
    told: Told,
    roles: frozenset[Role],
) -> tuple[Transition, ...]:
    """A fact that is recorded without the referral moving."""
    return tuple(
        Transition(each, step, each, roles, PlaceEffect.KEEPS, diary, asked, told) for each in befores
    )
