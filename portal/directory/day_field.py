"""A day typed in one box, as people write it: 31 3 2027, 31 March 2027, 2027-03-31."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date
from typing import Any

from wtforms import Field, ValidationError
from wtforms.widgets import TextInput

from directory_data.availability import in_full
from portal.text_fields import one_line

SENTENCE = "Enter a date such as 31 3 2027"
LONGEST = 40
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(month_name) if name}


class DayField(Field):
    """A day, or None where nothing was typed; `data` is a date once the form is valid."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed; what is no day is left for the sentence to name."""
        self.typed = one_line(valuelist[0] if valuelist else "")[:LONGEST]
        self.data = day_of(self.typed)

    def pre_validate(self, _form: Any) -> None:
        """Say what to do where it is no day."""
        if getattr(self, "typed", "") and self.data is None:
            raise ValidationError(SENTENCE)

    def _value(self) -> str:
        return in_full(self.data) if self.data else getattr(self, "typed", "")


def day_of(typed: str) -> date | None:
    """The day that was meant, or None."""
    parts = re.findall(r"\d+|[^\W\d_]+", typed)
    if len(parts) != 3 or not parts[0].isascii():
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    number = _MONTHS.get(month[:3].casefold(), month)
    try:
        return date(int(year), int(number), int(day)) if len(year) == 4 else None
    except ValueError:
        return None
