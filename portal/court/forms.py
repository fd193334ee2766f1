"""The forms for what is put to the court, what it answered, and a manager's decision about a gap."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm

from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField


class ConsiderationsForm(FlaskForm):
    """Section 11E(5) and (6), and the officer's view."""

    religion = ParagraphField(
        "Religious beliefs and times of observance",
        required="Enter what the person said about religion, or that it was not asked and why",
        longest=2_000,
    )
    work_and_education = ParagraphField(
        "Times of work and education",
        required="Enter the times of work and education, or that they were not asked and why",
        longest=2_000,
    )
    caring = ParagraphField(
        "Caring for others, and times of contact",
        required="Enter caring and contact times, or that they were not asked and why",
        longest=2_000,
    )
    likely_effect = ParagraphField(
        "The likely effect of the requirement on the person",
        required="Enter the likely effect on the person",
        longest=2_000,
    )
    opinion = ParagraphField(
        "Your view: is it suitable and appropriate, and what should contact be meanwhile?",
        required="Enter your view",
    )

    def words(self) -> dict[str, str]:
        """What is put to the court."""
        return {name: text for name, text in self.data.items() if name != "csrf_token"}


class ReasonForm(FlaskForm):
    """Why a paper is issued again."""

    reason = LineField("What does this version correct?", required="Say what this version corrects")


class SentForm(FlaskForm):
    """The day a letter went to the court."""

    sent_on = DateField3("Sent to the court on", what="the date the letter was sent")

    def check(self, today: date) -> bool:
        """Whether the day can be."""
        if not self.validate_on_submit():
            return False
        if self.sent_on.data and self.sent_on.data > today:
            self.sent_on.errors = ["The date must be today or in the past"]
        return not self.errors


class AnswerForm(FlaskForm):
    """What the court answered."""

    answered_on = DateField3("Answered on", what="the date of the answer")
    answer = ParagraphField(
        "What the court answered", required="Enter what the court answered", longest=2_000
    )


class DecisionForm(FlaskForm):
    """Why a manager accepts that nobody may report."""

    reason = ParagraphField(
        "Why may this person go on without anybody who can report to the court?",
        required="Enter the reason. It is kept and shown",
        longest=2_000,
    )
