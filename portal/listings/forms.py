"""The forms for what may change at once: a service's open status and a group's places."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from directory_data.models import Group
from directory_data.vocabulary import ServiceStatus
from portal.fields import DateField3
from portal.text_fields import TypedForm, WholeNumberField, WordRadioField

LARGEST_GROUP = 12


def _held(count: int) -> str:
    return "One place is" if count == 1 else f"{count} places are"


class StatusForm(TypedForm):
    """Whether the service takes referrals, and from when to when it does not."""

    status = WordRadioField("Does this service take referrals?", ServiceStatus, required="Choose the status")
    status_from = DateField3(
        "From which day? (optional)",
        what="the first day of this status",
        required=False,
        description="Leave it empty for now. On a later day it changes by itself, and readers are told before.",
    )
    status_until = DateField3(
        "Paused until (optional)",
        what="the date until which the service is paused",
        required=False,
        description="Only for a pause. On this day the service opens again by itself.",
    )

    def check(self, today: date, *, recorded: Collection[date | None], is_open: bool) -> bool:
        """Whether the answers fit together today. The recorded dates of a pause that is taken back go with it."""
        if not self.validate_on_submit():
            return False
        if self.status.data is ServiceStatus.OPEN and self.status_from.data in recorded:
            self.status_from.data = None
        if self.status.data is not ServiceStatus.PAUSED and self.status_until.data in recorded:
            self.status_until.data = None
        begins, until = self.status_from.data, self.status_until.data
        if begins and self.status.data is ServiceStatus.OPEN:
            self.status_from.errors = ["To open on a later day, choose Paused, and give that day below"]
        elif begins and begins <= today:
            self.status_from.errors = ["The date must be in the future. Leave it empty for now"]
        elif begins and not is_open:
            self.status_from.errors = ["The service takes no referrals today, so leave this empty"]
        if until and self.status.data is not ServiceStatus.PAUSED:
            self.status_until.errors = ["Give a date only for a pause, or leave it empty"]
        elif until and until <= today:
            self.status_until.errors = ["The date must be in the future"]
        elif until and begins and until <= begins:
            self.status_until.errors = ["The pause must end after it begins"]
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

    def check(self, group: Group) -> bool:
        """Whether the group can have these numbers: nobody who is enrolled or promised a place loses it."""
        if not self.validate_on_submit():
            return False
        most, taken = self.places_max.data or 0, self.places_taken.data or 0
        if most < group.places_min:
            self.places_max.errors = [
                f"The group needs at least {group.places_min} people. Enter {group.places_min} or more"
            ]
        elif taken > most:
            self.places_taken.errors = [f"The group would have {most} places. Enter {most} or fewer"]
        elif taken + group.places_held > most:
            left = max(0, most - group.places_held)
            self.places_taken.errors = [
                f"{_held(group.places_held)} held for people referred through this portal. "
                f"Enter {left} or fewer, or more places in the group"
            ]
        return not self.errors

    def sizes(self) -> dict[str, int]:
        """The two numbers of a checked form, by name."""
        return {"places_max": self.places_max.data or 0, "places_taken": self.places_taken.data or 0}
