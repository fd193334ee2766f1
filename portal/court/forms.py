"""The forms for what is put to the court, what it answered, and a manager's decision about a gap."""

from __future__ import annotations

from datetime import date

from wtforms import BooleanField, HiddenField

from directory_data.availability import in_full
from portal.cases.models import Case
from portal.fields import DateField3
from portal.rules import returning, wall
from portal.text_fields import LineField, ParagraphField, TypedForm

PRINTED = (
    "This names the other parent. The person ordered to attend may read the paper: write “the other parent”"
)


NOT_PUT = ("csrf_token", "reason", "is_right_person")
"""Answers of a form that are no part of what is put to the court."""


class PaperForm(TypedForm):
    """Words that are printed on a paper which the person ordered to attend will read."""

    def keeps_the_wall(self, case: Case) -> bool:
        """Whether no answer names the other parent or gives their number; what does gets its sentence."""
        people = case.protected_people
        # Nobody typed the token of the form: now and then it reads like a postcode or a name.
        for field in (each for each in self if not isinstance(each, HiddenField)):
            why = wall.objections(
                {field.label.text: field.data if isinstance(field.data, str) else ""},
                names=[person.name for person in people],
                contacts=[person.contact for person in people],
                known=case.participant.name,
            )
            field.errors = [
                *field.errors,
                *(PRINTED if "names" in sentence else sentence for sentence in why),
            ]
        return not self.errors


class IssueForm(PaperForm):
    """A paper that leaves: where somebody could be taken for somebody else, with the word that they are not."""

    is_right_person = BooleanField(
        "I have compared the names and the dates of birth. This is about the right person."
    )

    def is_sure(self, mistakable: int) -> bool:
        """Whether the person cannot be taken for one of `mistakable` others, or the sender says who it is."""
        why = returning.confirming_objections(mistakable, is_confirmed=self.is_right_person.data)
        self.is_right_person.errors = why
        return not why


class ConsiderationsForm(IssueForm):
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

    reason = LineField("What does this version correct?", required="Say what this version corrects")

    def words(self) -> dict[str, str]:
        """What is put to the court."""
        return {name: text for name, text in self.data.items() if name not in NOT_PUT}


class ReasonForm(IssueForm):
    """Why a paper is issued again. It stands on the paper."""

    reason = LineField(
        "What does this version correct?",
        required="Say what this version corrects",
        description="It is printed on the new version.",
    )


class SentForm(TypedForm):
    """The day a letter went to the court."""

    sent_on = DateField3("Sent to the court on", what="the date the letter was sent")

    def check(self, *, issued_on: date, today: date) -> bool:
        """Whether the day can be."""
        right = self.validate_on_submit()
        day = self.sent_on.data
        if day and day > today:
            self.sent_on.errors = ["The date must be today or in the past"]
        elif day and day < issued_on:
            self.sent_on.errors = [f"The letter was issued on {in_full(issued_on)}. It was sent later"]
        return right and not self.errors


class AnswerForm(TypedForm):
    """What the court answered."""

    answered_on = DateField3("Answered on", what="the date of the answer")
    answer = ParagraphField(
        "What the court answered", required="Enter what the court answered", longest=2_000
    )

    def check(self, *, sent_on: date, today: date) -> bool:
        """Whether the day can be."""
        right = self.validate_on_submit()
        day = self.answered_on.data
        if day and day > today:
            self.answered_on.errors = ["The date of the answer must be today or in the past"]
        elif day and day < sent_on:
            self.answered_on.errors = [f"The letter was sent on {in_full(sent_on)}. The answer came later"]
        return right and not self.errors


class DecisionForm(TypedForm):
    """Why a manager accepts that nobody may report."""

    reason = ParagraphField(
        "Why may this person go on without anybody who can report to the court?",
        required="Enter the reason. It is kept and shown",
        longest=2_000,
    )
