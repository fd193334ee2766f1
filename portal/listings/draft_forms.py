"""The forms of a listing that is not live yet: how one is begun, and how an administrator answers."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField

from directory_data.listing_vocabulary import ListingPart
from directory_data.vocabulary import Audience, ServiceType
from portal.listings.models import NewListing
from portal.listings.words import label_of
from portal.text_fields import LineField, TypedForm, WordRadioField, WordSelectField

REASON = "return-"


class BeginForm(TypedForm):
    """What is asked before the first page: it decides which pages there are."""

    name = LineField("Name of the service", required="Enter the name of the service", longest=120)
    type = WordSelectField("What kind of help is it?", ServiceType, required="Choose what kind of help it is")
    audience = WordRadioField(
        "Who may find it?",
        Audience,
        required="Choose who may find it",
        default=Audience.PUBLIC,
        description="A protected listing is found by everybody, but shows its telephone number and area, never a "
        "place. Partner support is always protected.",
    )


class AnswerForm(TypedForm):
    """What an administrator says of a new listing: for each field, why it is returned. `read`: when it was sent."""

    read = HiddenField()

    def reasons(self) -> dict[str, str]:
        """The fields that are returned, with the reason for each."""
        return {
            field.name.removeprefix(REASON): field.data
            for field in self
            if field.name.startswith(REASON) and field.data
        }


def answer_form(draft: NewListing) -> AnswerForm:
    """A box for each field of the listing."""
    fields: dict[str, Any] = {
        REASON + field: LineField(
            f"Return “{label_of(ListingPart.SERVICE, field)}” because (optional)", longest=500
        )
        for field in draft.content
    }
    assert draft.sent_at is not None
    form: AnswerForm = type("AnswerForm", (AnswerForm,), fields)(data={"read": draft.sent_at.isoformat()})
    return form
