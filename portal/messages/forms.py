"""How often somebody wants messages, as typed."""

from __future__ import annotations

from portal.rules.outbox import Pace
from portal.text_fields import TypedForm, WordRadioField


class PaceForm(TypedForm):
    """One question."""

    pace = WordRadioField(
        "How often do you want messages?", Pace, required="Choose how often you want messages"
    )
