"""Whether something that a person to protect said may be told to the officer (domain, section 7: by purpose)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from directory_data.support_vocabulary import ConsentPurpose

TO_THE_OFFICER = frozenset({ConsentPurpose.SAFETY, ConsentPurpose.COURT})
"""The purposes for which the officer is told; the others name somebody else, whom the worker tells."""
USE = {
    ConsentPurpose.SAFETY: "For safety alone. It may not go into a paper, and not to the programme.",
    ConsentPurpose.COURT: "You may tell the court. It may not go to the programme.",
}
"""What the officer may do with it."""


class Agreed(Protocol):
    """What somebody agreed to, for one purpose."""

    @property
    def purpose(self) -> ConsentPurpose: ...
    def holds_on(self, day: date) -> bool: ...


def objections(consent: Agreed, today: date) -> list[str]:
    """Why nothing may be passed to the officer on this consent, in sentences; empty means it may."""
    if consent.purpose not in TO_THE_OFFICER:
        return ["The person did not agree that the officer is told. Ask them, and record what they agree to."]
    if not consent.holds_on(today):
        return ["What the person agreed to has ended, or they took it back. Ask them again."]
    return []
