"""Whether the person is somebody whom the court could order to take part (H6), from what the officer has recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from directory_data.vocabulary import ElementType, StandingInLaw
from portal.rules.matching.outcomes import Outcome, asks, fails, passes

DIRECTED = (StandingInLaw.PARTY, StandingInLaw.RESIDENT)
ASKED_OF: Mapping[ElementType, tuple[StandingInLaw, ...]] = {
    ElementType.DIRECTION: DIRECTED,
    ElementType.ENFORCEMENT_DIRECTION: DIRECTED,
    ElementType.CONDITION: (StandingInLaw.PROVIDED_FOR, StandingInLaw.RESIDENT),
}
"""What each kind of activity asks of the person (Children Act 1989, sections 11A(3), 11B, 11C(3) and 11D)."""


class Question(NamedTuple):
    """The words for one thing that has to be so: what to find out, what is wrong, and what would mend it."""

    asks: str
    fails: str
    would_change: str


QUESTIONS: Mapping[StandingInLaw, Question] = {
    StandingInLaw.PARTY: Question(
        "Find out whether the person is a party to the proceedings, and record it.",
        "The person is not a party to the proceedings. An activity direction can be made only about a party.",
        "The court making the person a party.",
    ),
    StandingInLaw.PROVIDED_FOR: Question(
        "Find out whether the child is to live or have contact with the person under the order, and record it.",
        "The order does not say that the child is to live or have contact with the person. "
        "An activity condition can be made only about somebody for whom it does.",
        "An activity direction instead, or an order that provides for the person.",
    ),
    StandingInLaw.RESIDENT: Question(
        "Find out whether the person is habitually resident in England or Wales, and record it.",
        "The person is not habitually resident in England or Wales. No activity can be ordered.",
        "The person living in England or Wales again.",
    ),
}

MET = passes("The order is about somebody whom the court can order to take part.")


def judge(ordered_as: Collection[ElementType], answers: Mapping[StandingInLaw, bool]) -> Outcome:
    """A recorded no leaves everything out; what nobody has recorded is asked, all of it at once, and never guessed."""
    wanted = asked_of(ordered_as)
    for each in wanted:
        if answers.get(each) is False:
            return fails(QUESTIONS[each].fails, QUESTIONS[each].would_change)
    questions = [QUESTIONS[each].asks for each in wanted if each not in answers]
    return asks(" ".join(questions)) if questions else MET


def asked_of(ordered_as: Collection[ElementType]) -> list[StandingInLaw]:
    """What the parts of an order ask of the person; before an order, what a direction would ask."""
    kinds = ordered_as or (ElementType.DIRECTION,)
    wanted = {each for kind in kinds for each in ASKED_OF.get(kind, ())}
    return [each for each in StandingInLaw if each in wanted]
