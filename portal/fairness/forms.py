"""What is typed about a correction or a complaint."""

from __future__ import annotations

from datetime import date

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import InputRequired, Regexp

from directory_data.fairness_vocabulary import Asker, ComplaintStep, CorrectionDecision
from portal.cases.forms import problems
from portal.cases.forms.family import new_form_key
from portal.court.forms import PaperForm
from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField, WordSelectField


class KeyedForm(TypedForm):
    """A form that makes one record however often it is sent, about a day that has come."""

    form_key = HiddenField(default=new_form_key, validators=[InputRequired(), Regexp(r"^[0-9a-f]{32}$")])


def _has_come(form: TypedForm, field: DateField3, today: date) -> bool:
    right = form.validate_on_submit()
    if right and field.given > today:
        problems.add(field, "The day must be today or in the past")
        return False
    return right


class CorrectionForm(KeyedForm):
    """Who says that something is wrong, and what."""

    asker = WordSelectField("Who asks?", Asker, required="Choose who asks")
    wrong = ParagraphField(
        "What is wrong, and what would be right?",
        required="Enter what is wrong",
        description="In their own words. Say which paper and where in it. Leave out where anybody lives and how to "
        "reach them.",
    )
    asked_on = DateField3("When did they ask?", what="the day they asked")

    def check(self, today: date) -> bool:
        """Whether it was sent and can be true today."""
        return _has_come(self, self.asked_on, today)


class DecisionForm(PaperForm):
    """What is decided about a correction, which papers were wrong, and what those who had them are told."""

    decision = WordRadioField("What do you decide?", CorrectionDecision, required="Choose what you decide")
    reason = ParagraphField(
        "Why?",
        required="Enter why",
        description="The person who asked is told this. Do not name the other parent.",
        longest=2_000,
    )
    papers = SelectMultipleField(
        "Which of these papers were wrong?",
        description="Everybody who had one of them is put on the list of those to be told.",
    )
    what_is_right = ParagraphField(
        "What are those who had a wrong paper told?",
        description="Say what was wrong in it and what is right. The programme, the court and the person may "
        "read this. Leave it empty if no paper was wrong.",
        longest=2_000,
    )

    def check(self) -> bool:
        """Whether it was sent and fits together: a wrong paper has readers, who are told something."""
        right = self.validate_on_submit()
        if self.papers.data and self.decision.data is CorrectionDecision.STANDS:
            problems.add(self.papers, "Choose no paper, or decide that something was wrong")
        elif self.papers.data and not self.what_is_right.data:
            problems.add(self.what_is_right, "Enter what those who had a wrong paper are told")
        return right and not self.errors


class ToldForm(TypedForm):
    """When and how somebody who had the wrong version was told."""

    told_on = DateField3("When were they told?", what="the day they were told")
    told_how = LineField(
        "How?",
        required="Enter how they were told",
        description="For example by letter, by telephone or in person.",
    )

    def check(self, since: date, today: date) -> bool:
        """Whether it was sent and can be true today."""
        right = _has_come(self, self.told_on, today)
        if right and self.told_on.given < since:
            problems.add(self.told_on, "The day must not be before the decision")
            return False
        return right


class ReadForm(TypedForm):
    """When somebody outside the portal said that they had read what they were told."""

    read_on = DateField3("When did they say so?", what="the day they said so")

    def check(self, since: date, today: date) -> bool:
        """Whether it was sent and can be true today."""
        right = _has_come(self, self.read_on, today)
        if right and self.read_on.given < since:
            problems.add(self.read_on, "The day must not be before they were told")
            return False
        return right


class ComplaintForm(KeyedForm):
    """Who complains, and about what."""

    sender = WordSelectField("Who complains?", Asker, required="Choose who complains")
    words = ParagraphField(
        "What do they complain about?",
        required="Enter what they complain about",
        description="In their own words. Leave out where anybody lives and how to reach them.",
    )
    received_on = DateField3("When did it come?", what="the day it came")

    def check(self, today: date) -> bool:
        """Whether it was sent and can be true today."""
        return _has_come(self, self.received_on, today)


class EntryForm(KeyedForm):
    """What is added to a complaint."""

    step = WordRadioField("What happened?", ComplaintStep, required="Choose what happened")
    words = ParagraphField("What was sent, said or asked?", required="Enter what was sent, said or asked")
    on = DateField3("When?", what="the day it happened")

    def check(self, today: date) -> bool:
        """Whether it was sent and can be true today."""
        return _has_come(self, self.on, today)
