"""What somebody typed into a page whose sign-in was over when they sent it: closed up for them, opened for nobody else.

The portal keeps no copy. What was typed travels, sealed, in a hidden field of the sign-in form. It opens for an hour,
for the person whose page it was, for the address it was going to. Files and passwords are never among it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from flask import request

from portal import sealing
from portal.accounts import page_marks
from portal.accounts.landing import own_path
from portal.accounts.models import User
from portal.sealing import CannotOpen

FIELD = "unsent"
KEPT_FOR = timedelta(hours=1)
LARGEST_BYTES = 400_000
"""Of what was typed. Sealed it grows by a third, and has to come back in a request of a million bytes."""
BELONGS_TO = "accounts|unsent"


class TooLate(Exception):
    """What somebody typed is still theirs, and more than an hour old."""


@dataclass(frozen=True)
class Unsent:
    """What one page sent: the address it was going to, its fields in their order, and whose page it was (`mark`)."""

    path: str
    mark: str = field(repr=False)
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    had_files: bool = False

    def is_of(self, person: User) -> bool:
        """Whether this person typed it."""
        return page_marks.is_for(self.mark, person)

    @property
    def is_too_large(self) -> bool:
        """Whether it is more than can travel with a form."""
        return len(self._as_text(0)) > LARGEST_BYTES

    def sealed(self, at: datetime) -> str:
        """It as closed text, which says when it was closed."""
        return sealing.ring().seal(self._as_text(int(at.timestamp())), belongs_to=BELONGS_TO)

    def _as_text(self, at: int) -> str:
        return json.dumps({"at": at, **asdict(self)})


def in_request() -> Unsent | None:
    """What this POST brings from a page of an earlier sign-in; None where it brings nothing."""
    mark = page_marks.mark_in(request.form.get(page_marks.IN_FORMS, ""))
    path = own_path(request.full_path.rstrip("?"))
    if mark is None or path is None or page_marks.is_of_this_session(mark):
        return None
    fields = tuple(_kept(request.form.items(multi=True)))
    had_files = any(file.filename for file in request.files.values())
    return Unsent(path, mark, fields, had_files) if any(value.strip() for _, value in fields) else None


def opened(sealed: str, person: User, at: datetime) -> Unsent | None:
    """What was closed up for this person; None for anything and anybody else. Raises TooLate after an hour."""
    try:
        told = json.loads(sealing.ring().open(sealed, belongs_to=BELONGS_TO))
    except CannotOpen:
        return None
    closed_at = datetime.fromtimestamp(told.pop("at"), at.tzinfo)
    told["fields"] = tuple((name, value) for name, value in told["fields"])
    found = Unsent(**told)
    if not found.is_of(person):
        return None
    if at - closed_at > KEPT_FOR:
        raise TooLate
    return found


def _kept(fields: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return (each for each in fields if each[0] != page_marks.IN_FORMS and "password" not in each[0].lower())
