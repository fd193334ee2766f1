"""The forms of an assessment: an appointment's outcome, a tool, a criterion, the decision, and telling the person."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from directory_data.referral_vocabulary import AppointmentOutcome, Finding, NotReadyReason, NotSuitableReason
from directory_data.vocabulary import Step, Word
from portal.fields import DateField3
from portal.referrals.assessing import DECISIONS
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField, word_choices

LONGEST = 2_000
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
FOUND = {
    Step.FIND_SUITABLE: "Suitable",
    Step.FIND_NOT_READY: "Suitable, but not ready yet",
    Step.FIND_NOT_SUITABLE: "Not suitable",
    Step.NO_ENGAGEMENT: "The person did not take part",
}
"""What an assessment can have found, as it is read afterwards."""


class OutcomeForm(TypedForm):
    """What became of an appointment."""

    outcome = WordRadioField(
        "What became of the appointment?", AppointmentOutcome, required="Choose what became of it"
    )
    started_at = LineField(
        "When did it really begin? (if the person attended)",
        description="On the 24-hour clock, for example 17:45.",
        longest=5,
        render_kw={"class": "govuk-input--width-5"},
    )
    note = ParagraphField("Anything to note? (optional)", longest=LONGEST)

    @property
    def clock_time(self) -> time | None:
        """The time that was typed, or None."""
        found = CLOCK.fullmatch(self.started_at.data or "")
        hour, minute = (int(part) for part in found.groups()) if found else (24, 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None

    def check(self) -> bool:
        """Whether what was typed can be."""
        right = self.validate_on_submit()
        if self.outcome.data is AppointmentOutcome.ATTENDED and self.clock_time is None:
            self.started_at.errors = ["Enter the time on the 24-hour clock, such as 17:45"]
            return False
        return right


class ToolForm(TypedForm):
    """A tool that was used."""

    name = LineField("Name of the tool", required="Enter the name of the tool")
    version = LineField(
        "Version or edition (optional)", longest=50, render_kw={"class": "govuk-input--width-10"}
    )


class CriterionForm(TypedForm):
    """One published criterion: met or not, and why."""

    finding = WordRadioField("Is it met?", Finding, required="Choose whether it is met")
    reason = ParagraphField("Why?", required="Enter the reason", longest=LONGEST)


class DecisionForm(TypedForm):
    """What the assessment found, with reasons; never one without the other."""

    decision = RadioField("What did the assessment find?", [InputRequired("Choose what was found")])
    not_ready = RadioField("If not ready: the main reason", [], validate_choice=False)
    not_suitable = RadioField("If not suitable: the main reason", [], validate_choice=False)
    reasons = ParagraphField(
        "The reasons",
        required="Enter the reasons",
        description="What was found and what it rests on. The officer reads them. Name no other person.",
    )
    conditions = ParagraphField("Conditions (optional)", longest=LONGEST)
    alternatives = ParagraphField(
        "What else could be done",
        description="Needed if the person is not suitable or not ready.",
        longest=LONGEST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision.choices = [(step.value, FOUND[step]) for step in DECISIONS]
        self.not_ready.choices = word_choices(NotReadyReason)
        self.not_suitable.choices = word_choices(NotSuitableReason)

    def check(self) -> bool:
        """Whether the decision has all that it needs."""
        right = self.validate_on_submit()
        if not right or self.step is Step.FIND_SUITABLE:
            return right
        if self.reason is None:
            field = self.not_ready if self.step is Step.FIND_NOT_READY else self.not_suitable
            field.errors = ["Choose the main reason"]
            right = False
        if not self.alternatives.data:
            self.alternatives.errors = ["Enter what else could be done"]
            right = False
        return right

    @property
    def step(self) -> Step:
        """The step that records the decision."""
        return Step(self.decision.data)

    @property
    def reason(self) -> Word | None:
        """The coded reason that belongs to the decision; None where none was chosen or none is needed."""
        codes: dict[Step, tuple[type[Word], str]] = {
            Step.FIND_NOT_READY: (NotReadyReason, self.not_ready.data),
            Step.FIND_NOT_SUITABLE: (NotSuitableReason, self.not_suitable.data),
        }
        words, typed = codes.get(self.step, (NotReadyReason, ""))
        return words(typed) if typed in {word.value for word in words} else None


class ToldForm(TypedForm):
    """When the person was told."""

    told_on = DateField3("When was the person told?", what="the date")
