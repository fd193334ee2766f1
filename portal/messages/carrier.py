"""What takes a letter away, whichever way, and what it raises where it cannot."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from portal.messages.letter import Letter


class CannotPost(Exception):
    """A letter that did not go, with a sentence that names neither the person nor what the server said."""


class Carrier(Protocol):
    """Takes a letter away, or raises CannotPost."""

    def post(self, letter: Letter, *, at: datetime) -> None: ...
