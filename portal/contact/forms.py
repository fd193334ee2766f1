"""The forms of contact: what was decided, and what came of looking at it again."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField
from wtforms.validators import InputRequired, Regexp

from directory_data.risk_vocabulary import ContactDecider, ContactLevel, ContactPhase
from portal.cases.forms import problems
from portal.cases.forms.family import new_form_key
from portal.fields import DateField3
from portal.rules import contact
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField, WordSelectField

FIELDS = ("phase", "level", "venue", "conditions", "decider", "decided_on", "review_on")


class ArrangementForm(TypedForm):
    """How a parent sees the child in one phase, who decided it, and when it is looked at again."""

    form_key = HiddenField(default=new_form_key, validators=[InputRequired(), Regexp(r"^[0-9a-f]{32}$")])
    phase = WordRadioField("When does it hold?", ContactPhase, required="Choose when it holds")
    level = WordRadioField("What contact is there?", ContactLevel, required="Choose what contact there is")
    venue = LineField(
        "Where (optional)",
        description="For example the contact centre and its accreditation number. Leave out where anybody lives.",
    )
    conditions = ParagraphField(
        "Conditions (optional)",
        description="For example who supervises, how often, and what ends it.",
        longest=2_000,
    )
    decider = WordSelectField("Who decided it", ContactDecider, required="Choose who decided it")
    decided_on = DateField3("When it was decided", what="the date of the decision")
    review_on = DateField3("When it is looked at again", what="the date of the review")

    def check(self) -> bool:
        """Whether the answers can be an arrangement."""
        if not self.validate_on_submit():
            return False
        found = contact.objections(
            self.level.data, self.venue.data or "", self.decided_on.given, self.review_on.given
        )
        for name, sentence in found.items():
            problems.add(self._fields[name], sentence)
        return not found

    def values(self) -> dict[str, Any]:
        """What is recorded."""
        return {name: self._fields[name].data for name in FIELDS} | {
            "venue": self.venue.data or "",
            "conditions": self.conditions.data or "",
        }


class ReviewForm(TypedForm):
    """What came of looking at contact again."""

    words = ParagraphField(
        "What came of it?",
        required="Enter what came of looking at contact again",
        description="Say what stays, what changes and why. If the court has to decide, say when it was asked.",
        longest=2_000,
    )
