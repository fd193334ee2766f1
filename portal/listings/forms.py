"""The forms for what may change at once: a service's open status and a group's places."""

from __future__ import annotations

from datetime import date

from directory_data.vocabulary import ServiceStatus
from portal.fields import DateField3
from portal.text_fields import TypedForm, WholeNumberField, WordRadioField

LARGEST_GROUP = 12


class StatusForm(TypedForm):
    """Whether the service takes referrals."""

    status = WordRadioField("Does this service take referrals?", ServiceStatus, required="Choose the status")
    status_until = DateField3(
        "Paused until (optional)",
        what="the date until which the service is paused",
        required=False,
        description="Only for a pause: clear it for anything else. On this day the service opens again by itself.",
    )

    def check(self, today: date) -> bool:
        """Whether the answers fit together today."""
        if not self.validate_on_submit():
            return False
        until = self.status_until.data
        if until and self.status.data is not ServiceStatus.PAUSED:
            self.status_until.errors = ["Give a date only for a pause, or leave it empty"]
        elif until and until <= today:
            self.status_until.errors = ["The date must be in the future"]
        return not self.errors


class PlacesForm(TypedForm):
    """How many people the group takes, and how many came by other routes."""

    places_max = WholeNumberField(
        "Places in the group",
        required="Enter the number of places",
        lowest=1,
        highest=LARGEST_GROUP,
        sentence=f"Enter a number from 1 to {LARGEST_GROUP}",
        description="8 to 12 people is usual.",
        render_kw={"class": "govuk-input--width-2", "inputmode": "numeric"},
    )
    places_taken = WholeNumberField(
        "Places taken by people who came another way",
        required="Enter a number, or 0",
        description="People who were not referred through this portal. Enter 0 if there are none.",
        lowest=0,
        highest=LARGEST_GROUP,
        sentence=f"Enter a number from 0 to {LARGEST_GROUP}",
        render_kw={"class": "govuk-input--width-2", "inputmode": "numeric"},
    )

    def sizes(self) -> dict[str, int]:
        """The two numbers of a checked form, by name."""
        return {"places_max": self.places_max.data or 0, "places_taken": self.places_taken.data or 0}
