"""The forms of a referral: what the provider will read, the two-identifier check, and the reasons for saying no."""

from __future__ import annotations

from wtforms import BooleanField
from wtforms.validators import DataRequired

from directory_data.vocabulary import DeclineReason, WithdrawReason
from portal.cases.models import Case
from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField


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

    def check(self, case: Case) -> bool:
        """Whether both identifiers are those of the case."""
        right = self.validate_on_submit()
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


class DeclineForm(TypedForm):
    """Why the provider says no."""

    reason = WordRadioField("Why do you decline this referral?", DeclineReason, required="Choose a reason")
    note = ParagraphField(
        "What should the officer know? (optional)",
        description="Say what would change your answer.",
        longest=2_000,
    )


class WithdrawForm(TypedForm):
    """Why the referral is taken back."""

    reason = WordRadioField("Why do you withdraw this referral?", WithdrawReason, required="Choose a reason")
    note = ParagraphField("Anything the provider should know? (optional)", longest=2_000)
