"""What is typed into a report: its parts, what a second person sends back, the person's comment, filing."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from wtforms import BooleanField, HiddenField

from directory_data.vocabulary import DocumentKind
from portal.court.forms import PaperForm
from portal.fields import DateField3
from portal.reports.models import Report
from portal.rules import wall
from portal.rules.report_parts import PARTS, PROGRAMME_REPORTS
from portal.text_fields import LineField, ParagraphField, TypedForm


class StartForm(TypedForm):
    """A press of the button that begins a report; `form_key` tells one press sent twice from two presses."""

    form_key = HiddenField(default=lambda: uuid4().hex)


class CorrectionForm(StartForm):
    """Why a signed report is written anew."""

    reason = LineField(
        "What was wrong, and what is right", required="Enter what was wrong, and what is right"
    )


class WordsForm(PaperForm):
    """The parts of one kind of report. A draft may be saved half written; what crosses the wall may not."""

    revision = HiddenField()

    @classmethod
    def of(cls, kind: DocumentKind) -> type[WordsForm]:
        """The form with this kind's parts as its boxes."""
        boxes: dict[str, Any] = {
            part.key.replace("-", "_"): ParagraphField(part.title, description=part.hint)
            for part in PARTS[kind]
        }
        return type(f"{cls.__name__}Of{kind.name.title()}", (cls,), boxes)

    def words(self, kind: DocumentKind) -> dict[str, str]:
        """What was written, by the key of its part."""
        return {part.key: self[part.key.replace("-", "_")].data or "" for part in PARTS[kind]}

    def check(self, report: Report) -> bool:
        """Whether it was sent and may be kept."""
        if not self.validate_on_submit():
            return False
        if report.kind in PROGRAMME_REPORTS:
            return self._holds_no_number(report.kind)
        return self.keeps_the_wall(report.case)

    def _holds_no_number(self, kind: DocumentKind) -> bool:
        # Programme staff are not told the other parent's name, not even by refusing it.
        for part in PARTS[kind]:
            field = self[part.key.replace("-", "_")]
            field.errors = [
                *field.errors,
                *wall.objections({part.title: field.data or ""}, names=[], contacts=[]),
            ]
        return not self.errors


class SignForm(TypedForm):
    """A signature; where somebody could be taken for somebody else, with the word that they are not.

    `read` is the digest of the paper on the page that the signature stands under.
    """

    read = HiddenField()
    is_right_person = BooleanField(
        "I have compared the names and the dates of birth. This is about the right person."
    )


class ReturnForm(TypedForm):
    """Why a report goes back to its author."""

    reason = ParagraphField("What has to change", required="Enter what has to change", longest=2_000)


class CommentForm(TypedForm):
    """What the person said of a report about them."""

    shown_on = DateField3("When did the person see the report?", what="the day the person saw the report")
    words = ParagraphField(
        "What the person says, in their own words",
        required="Enter what the person says. If they say nothing, write “No comment”",
        longest=10_000,
        description="Copy it as it was written or said. Nobody edits it.",
    )

    def check(self, signed_on: date | None, today: date) -> bool:
        """Whether it was sent and can be true today. What is not signed yet, the action refuses."""
        if self.validate_on_submit() and signed_on and not signed_on <= self.shown_on.given <= today:
            self.shown_on.errors = ["The day must be between the day it was signed and today"]
        return self.is_submitted() and not self.errors


class FilingForm(TypedForm):
    """When the court got a report, and who else did."""

    filed_on = DateField3("When was it filed with the court?", what="the day it was filed")
    served_on = DateField3(
        "When was it served on the parties? (optional)", what="the day it was served", required=False
    )
    served_to = LineField(
        "On whom, and with what restrictions? (optional)",
        description="For example “Both parties; address withheld by order of 3 March 2027”.",
    )

    def check(self, signed_on: date, today: date) -> bool:
        """Whether it was sent and can be true today."""
        if not self.validate_on_submit():
            return False
        for field in (self.filed_on, self.served_on):
            if field.data and not signed_on <= field.data <= today:
                field.errors = ["The day must be between the day it was signed and today"]
        return not self.errors
