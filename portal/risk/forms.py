"""The forms of risk: a change in risk, a decision about it, how something was done, a turn of duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Regexp, ValidationError

from directory_data.risk_vocabulary import (
    AtRisk,
    RiskBasis,
    RiskCategory,
    RiskDecision,
    RiskDirection,
    RiskSide,
)
from portal.accounts.models import User
from portal.cases.forms import problems
from portal.cases.forms.family import new_form_key
from portal.cases.models import Case
from portal.fields import DateField3
from portal.rules import risk_decisions, risk_readers, wall
from portal.text_fields import ParagraphField, TypedForm, WordRadioField, WordSelectField, word_choices

LONGEST_TURN_DAYS = 31


class RiskForm(TypedForm):
    """A change in risk, in the order in which somebody tells it."""

    form_key = HiddenField(default=new_form_key, validators=[InputRequired(), Regexp(r"^[0-9a-f]{32}$")])
    is_danger = RadioField(
        "Is anybody in danger now?",
        [InputRequired("Choose whether anybody is in danger now")],
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No")],
    )
    what = ParagraphField(
        "What happened, or what was said?",
        required="Enter what happened, or what was said",
        description="Say exactly what was seen, heard or said, by whom and when.",
    )
    category = WordSelectField(
        "What kind of change", RiskCategory, required="Choose what kind of change it is"
    )
    direction = WordRadioField("The risk", RiskDirection, required="Choose which way the risk has moved")
    basis = WordSelectField("How you know", RiskBasis, required="Choose how you know")
    at_risk = SelectMultipleField("Who may be harmed?", choices=word_choices(AtRisk))
    done = ParagraphField(
        "What has been done already?",
        required="Enter what has been done already, or “nothing yet”",
        description="For example: rang 999 at 7:10pm. If nothing has been done, write “nothing yet”.",
    )
    known_on = DateField3("When did you learn of it?", what="the date on which you learned of it")
    is_source_protected = BooleanField("Protect the source")

    def validate_at_risk(self, field: SelectMultipleField) -> None:
        """Somebody is named, if only as somebody else."""
        if not field.data:
            raise ValidationError("Choose who may be harmed")

    def check(self, case: Case, side: RiskSide, today: date) -> bool:
        """Whether it can be filed: not learned of in the future, and no name in what the programme will read."""
        right = self.validate_on_submit()
        if self.known_on.data and self.known_on.data > today:
            problems.add(self.known_on, "The date on which you learned of it must be today or earlier")
            right = False
        if self.is_submitted() and side is RiskSide.CAFCASS and not self.is_source_protected.data:
            right = self._keeps_the_wall(case) and right
        return right

    def values(self) -> dict[str, Any]:
        """What is filed."""
        return {
            "what": self.what.data,
            "done": self.done.data,
            "category": self.category.data,
            "direction": self.direction.data,
            "basis": self.basis.data,
            "at_risk": self.at_risk.data,
            "known_on": self.known_on.given,
            "is_danger": self.is_danger.data == "yes",
            "is_source_protected": bool(self.is_source_protected.data),
        }

    def _keeps_the_wall(self, case: Case) -> bool:
        people = case.protected_people
        is_right = True
        for field in (self.what, self.done):
            sentences = wall.objections(
                {field.label.text: field.data or ""},
                names=[person.name for person in people],
                contacts=[person.contact for person in people],
                known=case.participant.name,
            )
            for sentence in sentences:
                problems.add(field, sentence)
                is_right = False
        return is_right


def who_reads(side: RiskSide) -> tuple[str, str]:
    """Who reads what comes from this side: with an open source, with a protected one."""
    return risk_readers.WHO_READS[side]


class DecisionForm(TypedForm):
    """What an officer decides, and why."""

    decisions = SelectMultipleField("What do you decide?", choices=word_choices(RiskDecision))
    reasons = ParagraphField(
        "Your reasons",
        required="Enter your reasons",
        description="If you do not make a section 16A risk assessment, say why no child is at risk of harm.",
    )

    def validate_decisions(self, field: SelectMultipleField) -> None:
        """The decisions go together."""
        if why := risk_decisions.objections(self.chosen):
            raise ValidationError(why[0])

    @property
    def chosen(self) -> list[RiskDecision]:
        """What was ticked."""
        return [each for each in RiskDecision if each.value in (self.decisions.data or [])]


class DoneForm(TypedForm):
    """How something was done."""

    words = ParagraphField("How was it done?", required="Enter how it was done")


class DutyForm(TypedForm):
    """Who is on duty, from when until when."""

    officer = SelectField("Who is on duty?", [InputRequired("Choose who is on duty")])
    from_on = DateField3("First day", what="the first day")
    until_on = DateField3("Last day", what="the last day")

    def offer(self, people: Sequence[User]) -> None:
        """The people of the area."""
        self.officer.choices = [SelectChoice("", "Choose one")] + [
            SelectChoice(str(person.id), person.name) for person in people
        ]

    def check(self, today: date) -> bool:
        """Whether the turn can be: not over, the right way round, no longer than a month."""
        right = self.validate_on_submit()
        first, last = self.from_on.data, self.until_on.data
        if last and last < today:
            problems.add(self.until_on, "The last day must be today or later")
            return False
        if first and last and last < first:
            problems.add(self.until_on, "The last day must not be before the first day")
            return False
        if first and last and (last - first).days > LONGEST_TURN_DAYS:
            problems.add(self.until_on, f"Name somebody for {LONGEST_TURN_DAYS} days at most at a time")
            return False
        return right
