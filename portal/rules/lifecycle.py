"""The life of a referral: one table of who may take which step, from where, to where, and in what words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory_data.vocabulary import DeclineReason, ReferralStatus, Role, Step, WithdrawReason, Word


class PlaceEffect(Word):
    """What a step does to the group's place."""

    TAKES = "takes", "Takes a place in the group"
    KEEPS = "keeps", "Leaves the group's places as they are"
    RELEASES = "releases", "Gives the place back"


@dataclass(frozen=True)
class Transition:
    """One line of the table: `before` is None where a referral begins; `reasons` are codes to choose from."""

    before: ReferralStatus | None
    step: Step
    after: ReferralStatus
    roles: frozenset[Role]
    place: PlaceEffect
    diary: str
    reasons: type[Word] | None = None

    @property
    def button(self) -> str:
        """The words on the button."""
        return self.step.label


class ImpossibleStep(ValueError):
    """A diary holds a step that cannot follow the one before it."""


CAFCASS = frozenset({Role.OFFICER, Role.MANAGER})
PROGRAMME = frozenset({Role.PROGRAMME})
DRAFT, SENT, ACKNOWLEDGED = ReferralStatus.DRAFT, ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED
DECLINED, WITHDRAWN = ReferralStatus.DECLINED, ReferralStatus.WITHDRAWN
TAKES, KEEPS, RELEASES = PlaceEffect.TAKES, PlaceEffect.KEEPS, PlaceEffect.RELEASES
_TAKEN_BACK = "Cafcass withdrew the referral."

TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, Step.PREPARE, DRAFT, CAFCASS, KEEPS, "Cafcass began to prepare the referral."),
    Transition(DRAFT, Step.SEND, SENT, CAFCASS, TAKES, "Cafcass sent the referral to the provider."),
    Transition(
        SENT, Step.ACKNOWLEDGE, ACKNOWLEDGED, PROGRAMME, KEEPS, "The provider acknowledged the referral."
    ),
    Transition(
        SENT,
        Step.DECLINE,
        DECLINED,
        PROGRAMME,
        RELEASES,
        "The provider declined the referral.",
        DeclineReason,
    ),
    Transition(DRAFT, Step.WITHDRAW, WITHDRAWN, CAFCASS, KEEPS, _TAKEN_BACK, WithdrawReason),
    Transition(SENT, Step.WITHDRAW, WITHDRAWN, CAFCASS, RELEASES, _TAKEN_BACK, WithdrawReason),
    Transition(ACKNOWLEDGED, Step.WITHDRAW, WITHDRAWN, CAFCASS, RELEASES, _TAKEN_BACK, WithdrawReason),
)

DONE: dict[Step, str] = {
    Step.PREPARE: "prepared",
    Step.SEND: "sent",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.DECLINE: "declined",
    Step.WITHDRAW: "withdrawn",
}
"""Each step as it reads once taken: "the referral cannot be acknowledged"."""

STANDS: dict[ReferralStatus, str] = {
    DRAFT: "has not been sent yet",
    SENT: "has been sent and waits for the provider's answer",
    ACKNOWLEDGED: "has been acknowledged by the provider",
    DECLINED: "was declined by the provider",
    WITHDRAWN: "was withdrawn",
}
"""Each status as the second half of a sentence that begins with "This referral"."""

_BY_PLACE = {(line.before, line.step): line for line in TRANSITIONS}


def status_after(steps: Iterable[Step]) -> ReferralStatus | None:
    """Where a referral stands after the steps in its diary, oldest first; None when there is none.

    Raises ImpossibleStep when a step cannot follow the one before it.
    """
    status: ReferralStatus | None = None
    for step in steps:
        line = _BY_PLACE.get((status, step))
        if line is None:
            raise ImpossibleStep(f"{step} cannot follow {status or 'nothing'}")
        status = line.after
    return status


def transition(status: ReferralStatus | None, step: Step) -> Transition | None:
    """The line of the table for this step from this status, or None when the table has none."""
    return _BY_PLACE.get((status, step))


def steps_for(role: Role, status: ReferralStatus | None) -> tuple[Transition, ...]:
    """What somebody in this role can do next, in the order of the table."""
    return tuple(line for line in TRANSITIONS if line.before is status and role in line.roles)


def objections(role: Role, status: ReferralStatus | None, step: Step) -> list[str]:
    """Why the step cannot be taken, in sentences; empty means it can."""
    line = transition(status, step)
    allowed = frozenset[Role]().union(*(each.roles for each in TRANSITIONS if each.step is step))
    why = []
    if role not in allowed:
        people = " or ".join(person.label for person in Role if person in allowed)
        why.append(f"A referral can be {DONE[step]} only by: {people}.")
    if line is None and status is None:
        why.append(f"This referral has not been started, so it cannot be {DONE[step]}.")
    elif line is None and status is not None:
        why.append(f"This referral {STANDS[status]}, so it cannot be {DONE[step]}{_again(status, step)}.")
    return why


def reason_objections(status: ReferralStatus | None, step: Step, reason: str | None) -> list[str]:
    """Why the reason given for the step will not do; empty where it is one of the codes or none is needed."""
    line = transition(status, step)
    if line is None or line.reasons is None or reason in {word.value for word in line.reasons}:
        return []
    return [f"Choose why the referral is to be {DONE[step]}."]


def mermaid() -> str:
    """The table as a picture for the README (mermaid, stateDiagram-v2)."""
    lines = [f"    {line.before or '[*]'} --> {line.after} : {line.button}" for line in TRANSITIONS]
    lasting = {line.before for line in TRANSITIONS}
    ends = [f"    {status} --> [*]" for status in ReferralStatus if status not in lasting]
    return "\n".join(["stateDiagram-v2", *lines, *ends])


def _again(status: ReferralStatus, step: Step) -> str:
    return " again" if any(line.step is step and line.after is status for line in TRANSITIONS) else ""
