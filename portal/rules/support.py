"""Where the offer of support to somebody stands, read from what was recorded, and what may be recorded next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from directory_data.support_vocabulary import AttemptOutcome, SupportStanding, SupportStep

S = SupportStanding
ATTEMPTS_NEEDED = 3
"""How often contact is tried, on as many days, before somebody counts as not reached (domain, section 4, step 6)."""
NOT_REACHED = (
    "Try at least three times, on three days, before you record that the person could not be reached."
)

LEADS_TO: dict[SupportStep, SupportStanding | None] = {
    SupportStep.ATTEMPT: S.TRYING,
    SupportStep.ENGAGE: S.ENGAGED,
    SupportStep.DECLINE: S.DECLINED,
    SupportStep.CANNOT_CONTACT: S.UNREACHED,
    SupportStep.UNSAFE: S.UNSAFE,
    SupportStep.CLOSE: S.CLOSED,
    SupportStep.PLAN: None,
    SupportStep.CONFIRM: None,
    SupportStep.MOVE: None,
    SupportStep.REVEAL: None,
}
"""Each step and where it leads; None where it changes nothing about the offer."""

BY_BUTTON: dict[SupportStanding, tuple[SupportStep, ...]] = {
    S.OFFER_DUE: (SupportStep.ENGAGE, SupportStep.DECLINE, SupportStep.CANNOT_CONTACT, SupportStep.UNSAFE),
    S.TRYING: (SupportStep.ENGAGE, SupportStep.DECLINE, SupportStep.CANNOT_CONTACT, SupportStep.UNSAFE),
    S.ENGAGED: (SupportStep.PLAN, SupportStep.CLOSE),
    S.DECLINED: (SupportStep.ENGAGE,),
    S.UNREACHED: (SupportStep.ENGAGE, SupportStep.DECLINE),
    S.UNSAFE: (SupportStep.ENGAGE, SupportStep.DECLINE),
    S.CLOSED: (SupportStep.ENGAGE,),
}
"""What can be recorded from each standing. An attempt can be recorded from all."""
OFFERED_ANEW = frozenset({S.DECLINED, S.UNREACHED, S.UNSAFE, S.CLOSED})
"""Where a trigger (a risk, an assessment, an end) makes the offer due again. Who is in support has it already."""

MOVES_THE_OFFER = frozenset(step for step, led_to in LEADS_TO.items() if led_to)
"""What a worker records that answers an offer which is due: an attempt, or what came of it."""
ENDS_THE_OFFER = frozenset(step for step, led_to in LEADS_TO.items() if led_to in OFFERED_ANEW)
"""After these a trigger makes the offer due again."""
SAYS_HOW_IT_GOES_ON = MOVES_THE_OFFER - {SupportStep.ATTEMPT} | {SupportStep.PLAN}
"""What settles, once the programme is over, how support goes on (domain, section 4, step 18)."""


@dataclass(frozen=True)
class Done:
    """One thing that was recorded, with its day in England."""

    at: datetime
    on: date
    step: SupportStep
    outcome: AttemptOutcome | None = None


def standing(done: Sequence[Done], triggers: Iterable[datetime]) -> SupportStanding:
    """Where the offer stands, after what was recorded and what happened on the programme side, each in its time."""
    here = S.OFFER_DUE
    events = [(each.at, each) for each in done] + [(at, None) for at in triggers]
    # Of two at one moment the trigger comes first: what was recorded then already answers it.
    for _, each in sorted(events, key=lambda event: (event[0], event[1] is not None)):
        if each is None:
            here = S.OFFER_DUE if here in OFFERED_ANEW else here
        elif (led_to := LEADS_TO[each.step]) is not None:
            here = _after(here, each.step, led_to)
    return here


def attempts_since_offer(done: Sequence[Done], triggers: Iterable[datetime]) -> list[Done]:
    """The attempts since support was last to be offered."""
    since = max((at for at in triggers if standing_before(done, at) in OFFERED_ANEW), default=None)
    return [each for each in done if each.step is SupportStep.ATTEMPT and (since is None or each.at >= since)]


def standing_before(done: Sequence[Done], at: datetime) -> SupportStanding:
    """Where the offer stood just before a moment, by what was recorded alone."""
    return standing([each for each in done if each.at < at], [])


def objections(step: SupportStep, done: Sequence[Done], triggers: Sequence[datetime]) -> list[str]:
    """Why this cannot be recorded now; empty means it can be."""
    if step not in BY_BUTTON[standing(done, triggers)]:
        return [
            "This was recorded already, or something else was recorded meanwhile. Look at how it stands now."
        ]
    if step is SupportStep.CANNOT_CONTACT:
        days = {each.on for each in attempts_since_offer(done, triggers)}
        return [] if len(days) >= ATTEMPTS_NEEDED else [NOT_REACHED]
    return []


def _after(here: SupportStanding, step: SupportStep, led_to: SupportStanding) -> SupportStanding:
    """A further call to somebody in support, or to somebody who declined, is no new offer."""
    if step is SupportStep.ATTEMPT and here not in (S.OFFER_DUE, S.UNREACHED, S.UNSAFE):
        return here
    return led_to
