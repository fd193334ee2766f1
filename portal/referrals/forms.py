"""The forms of a referral: what the provider will read, the two-identifier check, and what each step asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField
from wtforms.validators import DataRequired, InputRequired

from directory_data.referral_vocabulary import TransferReason
from portal.cases.models import Case
from portal.fields import DateField3
from portal.referrals.moving import Given
from portal.rules import returning
from portal.rules.referral_steps import Transition
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField

LONGEST_NOTE = 2_000


class DetailsForm(TypedForm):
    """What the provider reads. Each box says who will read it."""

    welfare_reason = ParagraphField(
        "Why this is right for the child",
        required="Enter why this is right for the child",
        description="The child’s welfare comes first (Children Act 1989, section 1).",
    )
    abuse_summary = ParagraphField(
        "What was found or admitted",
        required="Enter what was found or admitted",
        description="Use the court’s words, or those of the admission. Say which document they are in.",
    )
    contact_arrangement = ParagraphField(
        "Contact with the child, now and during the programme",
        required="Enter the contact with the child, now and during the programme",
        description="What is ordered or agreed: who, how often, supervised or not. “None” is an answer.",
    )
    risks = ParagraphField(
        "What staff should know to work safely (optional)",
        description="For example conditions of bail, or days on which the person must not be near the venue.",
    )

    def words(self) -> dict[str, str]:
        """What was written, for the referral."""
        return {name: text for name, text in self.data.items() if name != "csrf_token"}


class SendForm(TypedForm):
    """Two identifiers, typed again from the order, so that the right file goes to the right people."""

    court_case_number = LineField(
        "Court case number",
        required="Enter the court case number from the sealed order",
        render_kw={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"},
    )
    date_of_birth = DateField3("Date of birth of the person ordered to attend", what="the date of birth")
    is_declared = BooleanField(
        "I have read the referral. It is about the right person and gives no address or number of the other parent.",
        [DataRequired("Confirm that you have read the referral")],
    )

    is_right_person = BooleanField(
        "I have compared the names and the dates of birth. This is about the right person."
    )

    def check(self, case: Case, mistakable: int) -> bool:
        """Whether both identifiers are those of the case, and nobody is taken for one of `mistakable` others."""
        right = self.validate_on_submit()
        if why := returning.confirming_objections(mistakable, is_confirmed=self.is_right_person.data):
            self.is_right_person.errors = why
            right = False
        typed = "".join((self.court_case_number.data or "").split()).casefold()
        if typed and typed != "".join(case.court_case_number.split()).casefold():
            self.court_case_number.errors = [
                "This is not the number on the case. Stop, and check that you have the right file"
            ]
            right = False
        if self.date_of_birth.data and self.date_of_birth.data != case.participant.date_of_birth:
            self.date_of_birth.errors = [
                "This is not the date on the case. Stop, and check that you have the right person"
            ]
            right = False
        return right


class WaitForm(SendForm):
    """The same, and why it is worth waiting for a place in this group."""

    wait_because = ParagraphField(
        "Why is it right to wait for a place in this group?",
        required="Enter why it is right to wait",
        description="The provider reads it. The person joins the end of the waiting list.",
        longest=2_000,
    )


class TransferForm(TypedForm):
    """Why a referral goes on with another provider, and with which draft."""

    draft = RadioField("Which referral continues it?", [InputRequired("Choose a draft")])
    reason = WordRadioField("Why is it transferred?", TransferReason, required="Choose a reason")
    note = ParagraphField(
        "Anything the provider it leaves should know? (optional)",
        description="The new provider does not read this.",
        longest=2_000,
    )


class CorrectForm(TypedForm):
    """What is right instead of what an entry says."""

    words = ParagraphField(
        "What is right instead?",
        required="Enter what is right instead",
        description="What was written stays. Your correction is shown beside it, with your name.",
        longest=2_000,
    )


def step_form(line: Transition, *, is_reason_needed: bool, usual_day: date | None = None) -> TypedForm:
    """The form for a step: the date, the reason and the text that its line of the table asks for.

    A date that is known beforehand stands in its boxes, and holds where they are left empty.
    """
    asked, fields = line.asked, dict[str, Any]()
    if asked.day:
        fields["day"] = DateField3(asked.day, what="the date", required=usual_day is None, default=usual_day)
    if asked.reasons and is_reason_needed:
        fields["reason"] = WordRadioField("What is the reason?", asked.reasons, required="Choose a reason")
    if asked.text:
        required = f"Enter an answer: {asked.text}" if asked.is_text_needed else ""
        fields["note"] = ParagraphField(asked.text, required=required, longest=LONGEST_NOTE)
    form: TypedForm = type("StepForm", (TypedForm,), fields)()
    return form


def given_in(form: TypedForm) -> Given:
    """What was given with a step."""
    values = form.data
    return Given(values.get("reason"), values.get("day"), values.get("note") or "")
