"""An officer's recorded reason for a longer journey (H3): the one hard rule that a person may set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.availability import in_full


@dataclass(frozen=True, slots=True)
class LongerJourney:
    """`service` is the slug of the one programme it is for; empty: it is for the whole case."""

    reason: str
    accepted_on: date
    accepted_by: str
    service: str = ""

    @property
    def sentence(self) -> str:
        """Who accepted it, when and why, as it is shown and stored."""
        return f"{self.accepted_by} accepted the longer journey on {in_full(self.accepted_on)}: {self.reason}"


def accepted(overrides: Sequence[LongerJourney], service: str) -> LongerJourney | None:
    """The newest reason that is for this programme, else the newest for the whole case."""
    newest = sorted(overrides, key=lambda each: each.accepted_on, reverse=True)
    own = (each for each in newest if each.service == service)
    whole_case = (each for each in newest if not each.service)
    return next(own, None) or next(whole_case, None)
