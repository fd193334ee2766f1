"""The forms for closing a case, for opening it again, and for the authority by which Cafcass stays involved."""

from __future__ import annotations

from datetime import date

from directory_data.vocabulary import ClosingReason
from portal.cases.forms import problems
from portal.fields import DateField3
from portal.text_fields import ParagraphField, TypedForm, WordRadioField


class ClosingForm(TypedForm):
    """Why a case is closed; a manager may decide so although a referral goes on."""

    reason = WordRadioField(
        "Why is the case closed?", ClosingReason, required="Choose why the case is closed"
    )
    words = ParagraphField("Anything a later reader should know? (optional)", longest=2_000)
    decision = ParagraphField(
        "Your decision as manager: why may the case close although a referral is under way?",
        description="Leave this empty only where a continuing authority is recorded. It is kept under your name.",
        longest=2_000,
    )


class AuthorityForm(TypedForm):
    """By what authority Cafcass stays involved after the case closes."""

    words = ParagraphField(
        "On what authority does Cafcass stay involved?",
        required="Say on what authority Cafcass stays involved",
        description="Name the order and its paragraph, for example a family assistance order or a review hearing.",
        longest=2_000,
    )
    until = DateField3("Until when", what="the last day of the authority")

    def check(self, today: date) -> bool:
        """Whether the authority still runs."""
        right = self.validate_on_submit()
        if self.until.data and self.until.data < today:
            problems.add(self.until, "The last day must be today or later")
            return False
        return right


class ReopeningForm(TypedForm):
    """Why a closed case is opened again."""

    words = ParagraphField(
        "Why is the case opened again?", required="Say why the case is opened again", longest=2_000
    )
