"""What a programme declares that it cannot work with, against what the officer has recorded (H11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from directory_data.vocabulary import Disqualifier
from portal.rules.matching.candidates import PublishedRule
from portal.rules.matching.outcomes import Outcome, asks, fails, passes

NOTHING_DECLARED = "The programme declares nothing else that keeps people out."
NO_BAR = passes(NOTHING_DECLARED)
NONE_APPLIES = "Nothing that the programme declares as a bar applies."


class Bar(NamedTuple):
    """The words for one declared bar: what it is, what would end it, and what to find out."""

    fails: str
    would_change: str
    asks: str


BARS: Mapping[Disqualifier, Bar] = {
    Disqualifier.CRIMINAL_PROCEEDINGS: Bar(
        "The programme takes nobody while criminal proceedings about domestic abuse are under way.",
        "The end of the criminal proceedings.",
        "Find out whether criminal proceedings about domestic abuse are under way, and record it.",
    ),
    Disqualifier.COMPLETED_RECENTLY: Bar(
        "The programme takes nobody who completed it in the last 6 months.",
        "Six months since it was completed.",
        "Find out whether the person completed this programme in the last 6 months, and record it.",
    ),
    Disqualifier.WILL_NOT_DISCUSS: Bar(
        "The programme takes nobody who will not talk about any abuse.",
        "The person being willing to talk about the abuse.",
        "Find out whether the person is willing to talk about the abuse, and record it.",
    ),
    Disqualifier.DEPENDENCE: Bar(
        "The programme takes nobody whose dependence on alcohol or drugs is not being treated.",
        "Treatment that has begun.",
        "Find out whether there is a dependence on alcohol or drugs that is not being treated, and record it.",
    ),
    Disqualifier.ILLNESS: Bar(
        "The programme takes nobody during an acute illness.",
        "The person being well enough to take part.",
        "Find out whether there is an acute illness, and record it.",
    ),
}


def judge(rule: PublishedRule | None, answers: Mapping[Disqualifier, bool]) -> Outcome:
    """H11: an answer of yes leaves the programme out; what nobody has asked yet is asked, all of it at once."""
    declared = declared_by(rule)
    if not declared:
        return NO_BAR
    for each in declared:
        if answers.get(each):
            return fails(BARS[each].fails, BARS[each].would_change)
    questions = [BARS[each].asks for each in declared if each not in answers]
    return asks(" ".join(questions)) if questions else passes(NONE_APPLIES)


def declared_by(rule: PublishedRule | None) -> list[Disqualifier]:
    """What the rule in force declares, in the order of the vocabulary."""
    if rule is None or not rule.disqualifiers:
        return []
    codes = {code.strip() for code in rule.disqualifiers.split(",")}
    return [each for each in Disqualifier if each.value in codes]
