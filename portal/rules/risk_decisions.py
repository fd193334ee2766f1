"""What an officer may decide about a change in risk, what has to follow, and by when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from directory_data.risk_vocabulary import RiskDecision
from portal.rules.working_days import add_working_days


@dataclass(frozen=True)
class Following:
    """What a decision leaves to do: in words, within so many working days, and what is asked when it is done."""

    label: str
    days: int
    asked: str


FOLLOWS = {
    RiskDecision.ASSESS: Following(
        "Give the section 16A risk assessment to the court",
        5,
        "When was it given to the court, and what does it say?",
    ),
    RiskDecision.AUTHORITY: Following(
        "Tell the local authority’s children’s services",
        0,
        "Whom did you tell, how, and what did they say?",
    ),
    RiskDecision.COURT: Following(
        "Tell the court, or ask it for an urgent hearing", 1, "What did you send, and what did the court say?"
    ),
    RiskDecision.SUSPEND: Following(
        "Tell everybody who has to act that contact is suspended",
        0,
        "Whom did you tell? Tell partner support before the person on the programme.",
    ),
}
"""What is left to do. The days are proposals of ours; the Act sets none (Children Act 1989, s.16A(2))."""


def objections(decisions: Collection[RiskDecision]) -> list[str]:
    """Why these cannot be one decision, in sentences; empty means they can."""
    if not decisions:
        return ["Choose what you decide"]
    if RiskDecision.NONE in decisions and len(decisions) > 1:
        return ["Choose “No further action” alone, or what you will do"]
    return []


def due_on(decision: RiskDecision, decided_on: date) -> date:
    """The day by which what follows has to be done; where it is the same day, that day, a working one or not."""
    days = FOLLOWS[decision].days
    return add_working_days(decided_on, days) if days else decided_on
