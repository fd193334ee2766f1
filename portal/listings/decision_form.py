"""The form with which a directory administrator decides: for each change approve, return with a reason, or leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from directory_data.listing_vocabulary import Decision
from portal.listings.models import ProposedChange
from portal.listings.words import label_of
from portal.rules import moderation
from portal.text_fields import LineField, TypedForm

CHOICES = [
    SelectChoice(Decision.APPROVED.value, "Approve"),
    SelectChoice(Decision.RETURNED.value, "Return to the provider"),
    SelectChoice("", "Decide later"),
]


def form_for(waiting: Sequence[ProposedChange]) -> TypedForm:
    """Two boxes for each change, named after its number."""
    fields: dict[str, Any] = {}
    for change in waiting:
        about = label_of(change.part, change.field)
        fields[f"decision-{change.id}"] = RadioField(
            f"Decision about: {about}", [Optional()], choices=CHOICES, default=""
        )
        fields[f"reason-{change.id}"] = LineField(f"Reason, if you return it: {about}", longest=500)
    return type("DecisionForm", (_DecisionForm,), fields)()


def decisions_of(form: TypedForm, waiting: Sequence[ProposedChange]) -> dict[int, tuple[Decision, str]]:
    """What was decided, by the number of the change."""
    return {
        change.id: (Decision(form[f"decision-{change.id}"].data), form[f"reason-{change.id}"].data or "")
        for change in waiting
        if form[f"decision-{change.id}"].data
    }


class _DecisionForm(TypedForm):
    def validate(self, extra_validators: Any = None) -> bool:
        """A change is returned only with a reason."""
        is_valid = super().validate(extra_validators)
        for field in self:
            kind, _, number = field.name.partition("-")
            if kind == "decision" and field.data == Decision.RETURNED.value:
                reason = self[f"reason-{number}"]
                if why := moderation.return_objections(reason.data or ""):
                    reason.errors, is_valid = [why[0].removesuffix(".")], False
        return is_valid
