"""The form of an order with its parts, and the reason for going on with an AMBER one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from directory_data.availability import in_full
from directory_data.referral_vocabulary import OrderEnd
from directory_data.vocabulary import ElementType, OrderStage
from portal.cases.forms import problems
from portal.cases.models import Hearing
from portal.fields import DateField3
from portal.form_words import ReadersMeta
from portal.text_fields import (
    LineField,
    ParagraphField,
    TypedForm,
    WordRadioField,
    WordSelectField,
    word_choices,
)

MOST_ELEMENTS = 12
LONGEST_NUMBER = 3


def _number(value: str | int | None) -> int | None:
    return int(value) if value else None


def _why_it_ended(value: str | None) -> OrderEnd | None:
    return OrderEnd(value) if value else None


def _choice(hearing: Hearing) -> SelectChoice:
    return SelectChoice(str(hearing.id), f"{in_full(hearing.held_on)}: {hearing.kind.label}")


class ElementForm(Form):
    """One part of an order."""

    Meta = ReadersMeta

    type = WordSelectField("Kind", ElementType, required="Choose what this part of the order is")
    subject = LineField("About whom (optional)", description="For example the father, or both parents.")
    provider_name = LineField("Provider named in the order (optional)")
    activity = LineField(
        "What the order says must be done (optional)",
        description="Copy the order’s own words.",
        longest=1_000,
    )
    starts_on = DateField3(
        "Starts (optional)",
        what="the start",
        required=False,
        description="For a review hearing, the date of the hearing.",
    )
    ends_on = DateField3(
        "Ends (optional)",
        what="the end",
        required=False,
        description="For monitoring and for family assistance, the last day.",
    )
    is_report_directed = BooleanField("This part directs a report to the court")
    report_to = LineField(
        "Report to (optional)", description="For example the court, or the court and both parents."
    )
    report_due_on = DateField3("Report due (optional)", what="the date the report is due", required=False)
    permits_disclosure = BooleanField("This part lets Cafcass give the provider the order and the findings")
    disclosure_terms = LineField(
        "What may be given under this part, and to whom (optional)",
        description="Copy the order’s own words about passing on papers.",
        longest=1_000,
    )
    ended_on = DateField3(
        "No longer in force since (optional)",
        what="the day since which it is no longer in force",
        required=False,
        description="Only where this part has ended and the rest of the order still holds.",
    )
    ended_why = SelectField(
        "Why it is no longer in force (optional)",
        [Optional()],
        choices=word_choices(OrderEnd, first="It is in force"),
        coerce=_why_it_ended,
    )

    def check_end(self, today: date) -> bool:
        """Whether what is said of a part that is no longer in force can be: a day that has come, with its reason."""
        if bool(self.ended_why.data) is not bool(self.ended_on.data):
            problems.add(
                self.ended_why, "Enter both the day since which this part is no longer in force and why"
            )
        if self.ended_on.data and self.ended_on.data > today:
            problems.add(
                self.ended_on,
                "The day since which this part is no longer in force must be today or in the past",
            )
        return not (self.ended_why.errors or self.ended_on.errors)

    def validate_ends_on(self, field: DateField3) -> None:
        """An end lies after its start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("The end must be the same as or after the start")


class PartList(FieldList):
    """The parts of an order. A name with a number that no page of ours writes is left alone."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            number = name.removeprefix(f"{prefix}-").partition("-")[0]
            if name.startswith(f"{prefix}-") and number.isascii() and number.isdigit():
                yield int(number[:LONGEST_NUMBER])


class OrderForm(TypedForm):
    """An order, with as many parts as it has. `another` asks for one more part without saving."""

    made_on = DateField3("Date of the order", what="the date of the order")
    stage = WordRadioField(
        "Did the order end the case?", OrderStage, required="Say whether the order ended the case"
    )
    hearing_id = SelectField("Made at this hearing (optional)", [Optional()], coerce=_number)
    is_sealed_copy_held = BooleanField("Cafcass holds the sealed copy")
    directs_cafcass_to_refer = BooleanField("It directs Cafcass to refer")
    includes_suitability_step = BooleanField("It provides for the suitability assessment")
    permits_disclosure = BooleanField("It lets Cafcass give the provider the order and the findings")
    disclosure_terms = LineField(
        "What may be given to whom (optional)",
        description="Copy the order’s own words about passing on papers.",
        longest=1_000,
    )
    consents_recorded = BooleanField("Every adult named in a family assistance order has consented")
    review_hearing_on = DateField3(
        "Review hearing (optional)", what="the date of the review hearing", required=False
    )
    report_due_on = DateField3("Report due (optional)", what="the date the report is due", required=False)
    elements = PartList(FormField(ElementForm), min_entries=1, max_entries=MOST_ELEMENTS)

    def offer(self, hearings: Sequence[Hearing]) -> None:
        """Fill the list of hearings."""
        self.hearing_id.choices = [SelectChoice("", "Not known"), *map(_choice, hearings)]

    def add_part(self) -> None:
        """One more empty part after the last, while there is room for it."""
        if len(self.elements) < MOST_ELEMENTS:
            self.elements.append_entry()

    def check(self, today: date) -> bool:
        """Whether the answers can be an order today; errors stand at their fields."""
        right = self.validate_on_submit()
        if self.made_on.data and self.made_on.data > today:
            problems.add(self.made_on, "The date of the order must be today or in the past")
            return False
        ends = [entry.form.check_end(today) for entry in self.elements]
        self.elements.errors = [entry.errors for entry in self.elements if entry.errors]
        return right and all(ends)

    def values(self) -> dict[str, Any]:
        """What the order says, for its record."""
        return {
            name: field.data for name, field in self._fields.items() if name not in ("csrf_token", "elements")
        }

    def element_values(self) -> list[dict[str, Any]]:
        """What each part says."""
        return [dict(entry.form.data) for entry in self.elements.entries]


class AcceptOrderForm(TypedForm):
    """Why an officer goes on although the order checker says AMBER."""

    reason = ParagraphField(
        "Why is it right to refer on this order as it stands?",
        required="Enter your reason. It is kept with the order and shown to your manager",
        longest=2_000,
    )


class StrikeOrderForm(TypedForm):
    """Why an order is struck out that was recorded by mistake."""

    reason = ParagraphField(
        "Why does this order not belong to this case?",
        required="Enter why the order does not belong to this case",
        description="For example that it was made in another case. "
        "Your reason and your name stay with the order, and your manager can read them.",
        longest=2_000,
    )
