"""The forms that change a group's sessions: a move, a cancellation, a further session, a break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from directory_data.register_vocabulary import CancelReason, SessionKind
from portal.fields import DateField3
from portal.referrals.models import Referral
from portal.rules.schedule import Break
from portal.text_fields import LineField, ParagraphField, TypedForm, WholeNumberField, WordRadioField

LATER = "later"
LONGEST_BREAK_DAYS = 56
_TIME = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")


class MoveForm(TypedForm):
    """To which day a session moves, and what moves with it."""

    held_on = DateField3("New day", what="the new day")
    scope = RadioField(
        "What moves?",
        [InputRequired("Choose what moves")],
        choices=[
            SelectChoice("only", "This session only"),
            SelectChoice(LATER, "This session and every weekly session after it"),
        ],
        validate_choice=False,
    )
    seen = HiddenField()


class CancelForm(TypedForm):
    """Why a session does not take place, and whether it is made up."""

    reason = WordRadioField("Why does the session not take place?", CancelReason, required="Choose a reason")
    note = ParagraphField("Anything to note? (optional)", longest=2_000)
    is_made_up = BooleanField("Add a catch-up session at the end", default=True)

    def check(self) -> bool:
        """Whether it can be cancelled so; another reason has to be written down."""
        right = self.validate_on_submit()
        if right and self.reason.data is CancelReason.OTHER and not self.note.data:
            self.note.errors = ["Write the reason"]
            return False
        return right


class SessionForm(TypedForm):
    """A further session: a catch-up for the group or a one-to-one."""

    kind = RadioField(
        "What kind of session?",
        [InputRequired("Choose the kind of session")],
        choices=[
            SelectChoice(kind.value, kind.label) for kind in (SessionKind.CATCH_UP, SessionKind.ONE_TO_ONE)
        ],
        validate_choice=False,
    )
    person = SelectField("Who is the session for?", validate_choice=False)
    held_on = DateField3("Day", what="the day")
    starts_at = LineField(
        "Start",
        required="Enter the time at which it starts",
        description="For example, 18:30",
        longest=8,
        render_kw={"class": "govuk-input--width-5"},
    )
    minutes = WholeNumberField(
        "Length in minutes",
        required="Enter the length in minutes",
        lowest=15,
        highest=300,
        sentence="Enter a number from 15 to 300",
        render_kw={"class": "govuk-input--width-3", "inputmode": "numeric"},
    )

    def offer(self, people: Sequence[Referral]) -> None:
        """Let these people be chosen."""
        self.person.choices = [SelectChoice("", "The whole group")] + [
            SelectChoice(each.reference, each.case.participant.name) for each in people
        ]

    def check(self) -> bool:
        """Whether the session can be added; who it is for goes with its kind."""
        right = self.validate_on_submit()
        if not self.is_submitted():
            return False
        if self.chosen_kind is SessionKind.ONE_TO_ONE and not self.person.data:
            self.person.errors = ["Choose who the one-to-one session is for"]
        if self.chosen_kind is SessionKind.CATCH_UP and self.person.data:
            self.person.errors = ["A catch-up session is for the whole group"]
        if self.starts_at.data and self.start is None:
            self.starts_at.errors = ["Enter a time such as 18:30"]
        return right and not self.errors

    @property
    def chosen_kind(self) -> SessionKind | None:
        """The kind that was chosen; None where none was."""
        return next((kind for kind in SessionKind if kind.value == self.kind.data), None)

    @property
    def start(self) -> time | None:
        """The time that was typed; None where it is none."""
        found = _TIME.match(self.starts_at.data or "")
        return time(int(found[1]), int(found[2])) if found else None


class BreakForm(TypedForm):
    """The first and the last day of a break."""

    starts_on = DateField3("First day of the break", what="the first day of the break")
    ends_on = DateField3("Last day of the break", what="the last day of the break")
    seen = HiddenField()

    def check(self, today: date) -> bool:
        """Whether this can be a break."""
        if not self.validate_on_submit():
            return False
        if self.starts_on.given <= today:
            self.starts_on.errors = ["The first day of the break must be in the future"]
        if self.ends_on.given < self.starts_on.given:
            self.ends_on.errors = ["The last day must be the same as or after the first"]
        elif (self.ends_on.given - self.starts_on.given).days >= LONGEST_BREAK_DAYS:
            self.ends_on.errors = ["A break can last up to 8 weeks"]
        return not self.errors

    def to_break(self) -> Break:
        """The break that was typed."""
        return Break(self.starts_on.given, self.ends_on.given)
