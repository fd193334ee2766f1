"""What the table of a referral's life says: where a diary has led, what can come next, and why a step cannot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from directory_data.availability import in_full
from directory_data.vocabulary import ReferralStatus, Role, Step
from portal.rules.lifecycle_table import TRANSITIONS, UNDER_WAY
from portal.rules.referral_sentences import DONE, STANDS
from portal.rules.referral_steps import Transition

__all__ = [
    "TRANSITIONS",
    "ImpossibleStep",
    "day_objections",
    "given_objections",
    "is_live",
    "is_under_way",
    "mermaid",
    "objections",
    "status_after",
    "steps_for",
    "transition",
]


class ImpossibleStep(ValueError):
    """A diary holds a step that cannot follow the one before it."""


_BY_PLACE = {(line.before, line.step): line for line in TRANSITIONS}
_LASTING = {line.before for line in TRANSITIONS if line.after is not line.before}


def status_after(steps: Iterable[Step]) -> ReferralStatus | None:
    """Where a referral stands after the steps in its diary, oldest first; None when there is none.

    A referral that is taken off hold stands where it stood before it.
    Raises ImpossibleStep when a step cannot follow the one before it.
    """
    status: ReferralStatus | None = None
    held_from: ReferralStatus | None = None
    for step in steps:
        line = _BY_PLACE.get((status, step))
        if line is None:
            raise ImpossibleStep(f"{step} cannot follow {status or 'nothing'}")
        if step is Step.HOLD:
            held_from = status
        status = line.after or held_from
    return status


def is_live(status: ReferralStatus | None) -> bool:
    """Whether somebody still has something to do about a referral that stands here."""
    return status in _LASTING


def is_under_way(status: ReferralStatus | None) -> bool:
    """Whether a provider has the person in hand, so that no other referral can be sent beside it."""
    return status is ReferralStatus.ON_HOLD or status in UNDER_WAY


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


def given_objections(
    line: Transition, *, reason: str | None, day: date | None, text: str, today: date, since: date | None
) -> list[str]:
    """Why what was given with a step will not do; empty where it will.

    `since` is the day of the step before: nothing that is recorded can have happened before the referral was sent.
    """
    asked, why = line.asked, []
    codes = {word.value for word in asked.reasons or ()}
    if (asked.reasons and asked.is_reason_needed and not reason) or (reason and reason not in codes):
        why.append(f"Choose why the referral is to be {DONE[line.step]}.")
    if asked.is_text_needed and not text.strip():
        why.append(f"Answer the question: {asked.text}.".replace("?.", "?"))
    if asked.day and day is None:
        why.append(f"Enter the date: {asked.day}")
    elif asked.day and day is not None:
        why += day_objections(day, is_ahead=asked.is_day_ahead, today=today, since=since)
    return why


def day_objections(day: date, *, is_ahead: bool, today: date, since: date | None) -> list[str]:
    """Why the date that was given with a step cannot be, in sentences."""
    if is_ahead and day < today:
        return ["The date must be today or later."]
    if not is_ahead and day > today:
        return ["The date must be today or earlier."]
    if not is_ahead and since is not None and day < since:
        return [f"The date cannot be before the referral was sent, {in_full(since)}."]
    return []


def mermaid() -> str:
    """The table as a picture for the README (mermaid, stateDiagram-v2).

    What can happen from everywhere under way is drawn once, from the frame around it.
    """
    # Whatever can be done both first and last under way can be done all the time between.
    from_all = _steps_from(ReferralStatus.SENT) & _steps_from(ReferralStatus.SUSPENDED)
    inner = [line for line in TRANSITIONS if line.before in UNDER_WAY and line.after in UNDER_WAY]
    outer = [line for line in TRANSITIONS if line not in inner]
    drawn = [_arrow(line) for line in outer if line.before not in UNDER_WAY or line.step not in from_all]
    drawn += [
        _arrow(line, before="under_way")
        for line in outer
        if line.before is ReferralStatus.SENT and line.step in from_all
    ]
    nested = [f"    {_arrow(line)}" for line in inner if line.step not in from_all]
    ends = [f"    {_name(status)} --> [*]" for status in ReferralStatus if not is_live(status)]
    frame = ["    state under_way {", *nested, "    }"]
    varied = f"    under_way --> under_way : {Step.VARY_ORDER.label}"
    return "\n".join(["stateDiagram-v2", *frame, varied, *drawn, *ends])


def _steps_from(status: ReferralStatus) -> set[Step]:
    return {line.step for line in TRANSITIONS if line.before is status}


def _arrow(line: Transition, before: str = "") -> str:
    after = _name(line.after) if line.after else "under_way"
    return f"    {before or _name(line.before)} --> {after} : {line.button}"


def _name(status: ReferralStatus | None) -> str:
    # Not the value: a dash ends a name in this drawing language.
    return status.name.lower() if status else "[*]"


def _again(status: ReferralStatus, step: Step) -> str:
    return " again" if any(line.step is step and line.after is status for line in TRANSITIONS) else ""
