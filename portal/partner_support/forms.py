"""What a worker, an officer or a manager types on this side of the wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

from wtforms import BooleanField, HiddenField

from directory_data.support_vocabulary import (
    AttemptOutcome,
    Channel,
    ConsentPurpose,
    GlassReason,
    RevealReason,
    Safety,
)
from portal.cases.forms import problems
from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField, word_choices

LONGEST_CONSENT = timedelta(days=366)


class KeyedForm(TypedForm):
    """A form with a key of its own: sent twice, what it says is written once."""

    form_key = HiddenField(default=lambda: uuid4().hex)

    def key_of(self, name: str) -> str:
        """The key, made unlike that of any other kind of form and any other record."""
        return f"{name}-{str(self.form_key.data)[:64]}"


class AttemptForm(KeyedForm):
    """An attempt: how, and what came of it."""

    channel = WordRadioField("How?", Channel, required="Choose how you tried")
    outcome = WordRadioField("What happened?", AttemptOutcome, required="Choose what happened")
    note = ParagraphField("Note for partner support (optional)", longest=2_000)

    def offer(self, channels: Sequence[Channel]) -> AttemptForm:
        """Offer only ways that may be used; one alone is chosen already."""
        self.channel.choices = word_choices(channels)
        if len(channels) == 1 and not self.channel.data:
            self.channel.data = channels[0]
        return self


class WayForm(TypedForm):
    """What the person says of one way of contact."""

    safety = WordRadioField("Is it safe?", Safety, required="Choose whether it is safe")
    address = LineField("Number or address", longest=500)
    times = LineField("When is it safe?", description="Days and times, as the person says them")
    answered_by = LineField("Who may answer, and what do you say to them?")
    may_leave_message = BooleanField("A message may be left")

    def check(self, *, is_known: bool) -> bool:
        """Whether it says enough to be used."""
        right = self.validate_on_submit()
        if right and self.safety.data is Safety.SAFE and not self.address.data and not is_known:
            problems.add(self.address, "Enter the number or address")
            return False
        return right


class RevealForm(KeyedForm):
    """Why a way of contact that is not safe has to be seen."""

    reason = WordRadioField(
        "Why do you need to see it?", RevealReason, required="Choose why you need to see it"
    )
    note = ParagraphField("Anything to note? (optional)", longest=2_000)


class StepForm(KeyedForm):
    """What came of the offer."""

    note = ParagraphField("Anything to note? (optional)", longest=2_000)


class PlanForm(StepForm):
    """How support goes on once the programme is over: it is nothing without words."""

    note = ParagraphField(
        "What did you agree?", required="Enter what you agreed with the person", longest=2_000
    )


class ConsentForm(KeyedForm):
    """What somebody agreed to."""

    purpose = WordRadioField("For what purpose?", ConsentPurpose, required="Choose the purpose")
    what = LineField("What may be passed on?", required="Say what may be passed on", longest=500)
    to_whom = LineField("To whom?", required="Say to whom it may be passed on")
    until = DateField3("Until when?", what="the last day")

    def check(self, today: date) -> bool:
        """Whether it ends, and not before it begins."""
        right = self.validate_on_submit()
        if right and not today <= self.until.given <= today + LONGEST_CONSENT:
            problems.add(self.until, "The last day must be from today to a year from today")
            return False
        return right


class PassOnForm(KeyedForm):
    """What the officer is told."""

    words = ParagraphField(
        "What do you tell the officer?",
        required="Enter what you tell the officer",
        description="No more than the person agreed to. Do not say where they live or how to reach them.",
        longest=2_000,
    )


class OpeningForm(TypedForm):
    """Why somebody has to read a record that they do not work with."""

    reason = WordRadioField(
        "Why do you need to open it?", GlassReason, required="Choose why you need to open it"
    )
    why = ParagraphField(
        "What has happened, and what will you do with what you read?",
        required="Say what has happened and what you will do",
        description="Your manager reads this. Read no more than you need.",
        longest=2_000,
    )
