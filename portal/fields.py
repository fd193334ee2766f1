"""Form fields that WTForms does not have: a date typed in three boxes."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

LONGEST_PART = 12
MONTHS = tuple(month_name)[1:]
WIDTHS = {"day": 2, "month": 2, "year": 4}


@dataclass(frozen=True)
class DatePart:
    """One box of a date: its name (day, month, year), what was typed, and its width in characters."""

    name: str
    typed: str
    width: int


class DateField3(Field):
    """A date typed as day, month and year in boxes named `<name>-day`, `<name>-month` and `<name>-year`.

    `what` names the date in its errors ("the date of the hearing"). `data` is a date, or None where nothing or no
    date was typed. Parts that are missing, sent twice or nonsense become an error, never an exception.
    A month may be written as a word. `autocomplete="bday"` for the reader's own date of birth; else leave it out.
    """

    data: date | None

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        what: str,
        required: bool = True,
        autocomplete: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.what = what
        self.required = required
        self.autocomplete = autocomplete
        self.day = self.month = self.year = ""

    def process(
        self, formdata: MultiDict[str, str] | None, data: Any = unset_value, extra_filters: Any = None
    ) -> None:
        """Read three boxes instead of one value; a form that was not sent shows `data`."""
        super().process(None, data, extra_filters)
        if formdata is None:
            self._show(self.data)
            return
        for part in WIDTHS:
            setattr(self, part, (formdata.get(f"{self.name}-{part}") or "").strip()[:LONGEST_PART])
        self.raw_data = [self.day, self.month, self.year]
        self.data = self._typed_date()

    def pre_validate(self, form: Any) -> None:
        """Stop with one sentence about what is missing or impossible; no further check sees what is not a date."""
        if self.data is None:
            raise StopValidation(self._problem())

    @property
    def given(self) -> date:
        """The date of a field that was checked; raises ValueError where none was given."""
        if self.data is None:
            raise ValueError(f"{self.name} was read before it was checked.")
        answer: date = self.data
        return answer

    @property
    def parts(self) -> list[DatePart]:
        """The three boxes in reading order."""
        return [DatePart(name, getattr(self, name), width) for name, width in WIDTHS.items()]

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """The boxes to mark: those left empty, else those that cannot be part of a date, else all three."""
        if not self.errors:
            return ()
        typed = self._typed()
        empty = tuple(part for part, text in typed.items() if not text)
        return empty or _impossible_parts(typed) or tuple(WIDTHS)

    @property
    def first_wrong_id(self) -> str:
        """The id that the error summary leads to."""
        return f"{self.id}-{(self.wrong_parts or ('day',))[0]}"

    def _show(self, value: date | None) -> None:
        if isinstance(value, date):
            self.day, self.month, self.year = str(value.day), str(value.month), str(value.year)

    def _typed(self) -> dict[str, str]:
        return {part: getattr(self, part) for part in WIDTHS}

    def _problem(self) -> str:
        typed = self._typed()
        what = self.what[:1].upper() + self.what[1:]
        if not any(typed.values()):
            return f"Enter {self.what}" if self.required else ""
        if missing := [part for part, text in typed.items() if not text]:
            return f"{what} must include a {' and a '.join(missing)}"
        if "year" in _impossible_parts(typed):
            return f"{what} must have a year with 4 numbers, such as 2027"
        return f"{what} must be a real date"

    def _typed_date(self) -> date | None:
        if _impossible_parts(self._typed()):
            return None
        try:
            return date(_number(self.year), _month_number(self.month), _number(self.day))
        except ValueError:
            return None


def _impossible_parts(typed: Mapping[str, str]) -> tuple[str, ...]:
    possible = {
        "day": 1 <= _number(typed["day"]) <= 31,
        "month": 1 <= _month_number(typed["month"]) <= 12,
        "year": len(typed["year"]) == 4 and _number(typed["year"]) >= 1000,
    }
    return tuple(part for part in WIDTHS if not possible[part])


def _number(text: str) -> int:
    """A whole number in plain digits, or 0: "²" and "٣" are digits to Python and not to a reader."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _month_number(text: str) -> int:
    """1 to 12 for a number or for a month's name, full or cut to three letters or more; else 0."""
    word = text.lower().rstrip(".")
    if len(word) >= 3 and word.isalpha():
        return next(
            (number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(word)), 0
        )
    return _number(text)
