"""What may stand in one cell of a feed: each function turns the text into a value, or says why it cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

from directory_data.loading.days import Day, FromLoading
from directory_data.vocabulary import Word

AnyWord = TypeVar("AnyWord", bound=Word)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EMAIL = re.compile(r"[^@\s<>\"',;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WEBSITE = re.compile(r"(?i:https?)://[A-Za-z0-9.-]+(:\d+)?([/?#][^\s<>\"]*)?")
PHONE = re.compile(r"\+?\(?[0-9][0-9 ()-]{5,28}")
DISTRICT = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)( [0-9])?")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?( ?[0-9][A-Z]{2})?")
COUNTED_DAYS = re.compile(r"[+-][0-9]{1,4}")
REORDERED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that show the letters after them in another order than they are written in."""
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
FIRST_YEAR, LAST_YEAR = 1990, 2100
GREAT_BRITAIN = {"latitude": (49.8, 60.9), "longitude": (-8.7, 1.8)}


class CellRefused(ValueError):
    """A cell that cannot be taken. The message is a sentence for the person who wrote it."""


def text(longest: int) -> Callable[[str], str]:
    """Words over any number of lines, kept as written: markup is escaped where it is shown."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise CellRefused(f"This is longer than {longest:,} characters. Shorten it.")
        if REORDERED.search(cell) or any(
            unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in cell
        ):
            raise CellRefused("This holds a sign that cannot be printed. Type the text again.")
        return unicodedata.normalize("NFC", cell)

    return read


def line(longest: int) -> Callable[[str], str]:
    """Words on one line; line breaks and runs of blanks become one blank."""
    read_text = text(longest)
    return lambda cell: read_text(" ".join(cell.split()))


def listed_name(longest: int) -> Callable[[str], str]:
    """A name on one line that other files list, one after another, with semicolons between."""
    read_line = line(longest)

    def read(cell: str) -> str:
        if ";" in cell:
            raise CellRefused("A name must not hold a semicolon: lists of names have one between them.")
        return read_line(cell)

    return read


def names(longest: int) -> Callable[[str], tuple[str, ...]]:
    """Names separated by semicolons, in their order; one that stands there twice is taken once."""
    read_line = line(longest)
    return lambda cell: tuple(dict.fromkeys(read_line(part) for part in cell.split(";") if part.strip()))


def slug(cell: str) -> str:
    """A short name for addresses, such as aire-valley-dvpp."""
    if len(cell) > 80 or not SLUG.fullmatch(cell):
        raise CellRefused("Use small letters, figures and single hyphens only, 80 characters at most.")
    return cell


def phone(cell: str) -> str:
    """A telephone number as people write it."""
    return _formed(cell, PHONE, "Write a telephone number in figures, such as 0113 496 0123.", longest=30)


def email(cell: str) -> str:
    """One e-mail address."""
    return _formed(cell, EMAIL, "Write one e-mail address, such as office@provider.example.", longest=254)


def website(cell: str) -> str:
    """A web address that a browser can open safely: http or https, nothing else."""
    return _formed(cell, WEBSITE, "Write a web address that begins with https:// or http://.", longest=300)


def postcode(cell: str) -> str:
    """A postcode or its first half. The sentence never repeats what was written: it may be protected."""
    return _formed(
        cell.upper(), POSTCODE, "Write a postcode, or only its first half, or leave this empty.", longest=8
    )


def word(words: type[AnyWord]) -> Callable[[str], AnyWord]:
    """One word of a closed list, by its value or its label, in small or capital letters."""
    by_name = {name.casefold(): member for member in words for name in (member.value, member.label)}

    def read(cell: str) -> AnyWord:
        if (member := by_name.get(cell.casefold())) is None:
            raise CellRefused(f"Write one of: {', '.join(words)}.")
        return member

    return read


def words(known: type[AnyWord]) -> Callable[[str], str]:
    """Words of a closed list, separated by commas; kept as their values."""
    read_one = word(known)
    return lambda cell: ",".join(read_one(part.strip()).value for part in cell.split(",") if part.strip())


def yes_or_no(cell: str) -> bool:
    """yes or no; true and false are taken too."""
    if cell.casefold() not in {"yes", "no", "true", "false"}:
        raise CellRefused("Write yes or no.")
    return cell.casefold() in {"yes", "true"}


def day(cell: str) -> Day:
    """A date (2027-01-12), or days from the day of loading (+42, -10)."""
    if COUNTED_DAYS.fullmatch(cell):
        return FromLoading(int(cell))
    try:
        written = date.fromisoformat(cell)
    except ValueError:
        raise CellRefused(
            "Write a date as year-month-day, such as 2027-01-12, or days such as +42."
        ) from None
    if not FIRST_YEAR <= written.year <= LAST_YEAR:
        raise CellRefused(f"Write a year between {FIRST_YEAR} and {LAST_YEAR}.")
    return written


def clock(cell: str) -> time:
    """A time of day in England on the 24-hour clock."""
    if not (parts := CLOCK.fullmatch(cell)):
        raise CellRefused("Write a time on the 24-hour clock, such as 18:30.")
    return time(int(parts[1]), int(parts[2]))


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A whole number between two bounds, both included."""

    def read(cell: str) -> int:
        if not (cell.isascii() and cell.isdecimal() and len(cell) < 10 and least <= int(cell) <= most):
            raise CellRefused(f"Write a whole number from {least} to {most}.")
        return int(cell)

    return read


def number(least: float, most: float, name: str) -> Callable[[str], float]:
    """A number between two bounds, both included; the name says what it is, with its unit."""

    def read(cell: str) -> float:
        try:
            value = float(cell) if len(cell) < 30 else None
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            raise CellRefused(f"Write {name} as a number from {least} to {most}.")
        return value

    return read


def degrees(name: str) -> Callable[[str], float]:
    """Latitude or longitude in Great Britain, WGS84 degrees."""
    return number(*GREAT_BRITAIN[name], name=f"the {name} in degrees")


def _formed(cell: str, form: re.Pattern[str], sentence: str, *, longest: int) -> str:
    if len(cell) > longest or not cell.isprintable() or not form.fullmatch(cell):
        raise CellRefused(sentence)
    return cell
