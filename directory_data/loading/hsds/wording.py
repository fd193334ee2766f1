"""Words for a listing, put together from the fields of a feed. Pure: text in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory_data.loading.hsds.things import Thing
from directory_data.loading.hsds.words import DAYS

LONGEST_SUMMARY = 300
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])|\n")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9])")


def summary(description: str, otherwise: str) -> str:
    """The first sentence, cut at a word where it is longer than a summary may be; the description keeps all of it."""
    first = " ".join(SENTENCE_END.split(description, maxsplit=1)[0].split()) or otherwise
    if len(first) <= LONGEST_SUMMARY:
        return first
    return first[: LONGEST_SUMMARY - 2].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def description(service: Thing, subjects: Iterable[str]) -> str:
    """The description and what else is said of the service, a paragraph each."""
    said = {
        "Notice": service.get("alert"),
        "Also known as": service.get("alternate_name"),
        "Interpreters": service.get("interpretation_services"),
        "Subjects": ", ".join(dict.fromkeys(subjects)),
    }
    return _paragraphs(
        service.get("description"), *(f"{name}: {text}" for name, text in said.items() if text)
    )


def who_for(service: Thing) -> str:
    """Whom it is for, with the ages in words."""
    least, most = _whole(service.get("minimum_age")), _whole(service.get("maximum_age"))
    ages = [f"From {least} years of age."] if least else []
    ages += [f"Up to {most} years of age."] if most else []
    return _paragraphs(service.get("eligibility_description"), " ".join(ages))


def cost(service: Thing, options: Iterable[Thing]) -> str:
    """What it costs: the words for it, or else the options with their amounts."""
    words = service.get("fees_description") or service.get("fees")
    return words or "; ".join(filter(None, map(_option, options)))


def opening_hours(schedule: Thing) -> str:
    """One schedule in words; empty where it cannot be said in words."""
    if words := " ".join(schedule.get("description").split()):
        return words
    if schedule.get("freq") not in {"", "WEEKLY"}:
        return ""
    days = [_day(day.strip()) for day in (schedule.get("byday") or schedule.get("weekday")).split(",")]
    opens, closes = _clock(schedule.get("opens_at")), _clock(schedule.get("closes_at"))
    hours = f"{opens} to {closes}" if opens and closes else f"from {opens}" if opens else ""
    return " ".join([", ".join(days), hours]).strip() if all(days) else ""


def address(lines: Thing) -> str:
    """The address on one line, without the postcode and without saying a town twice."""
    parts = [lines.get(name).strip(" ,") for name in ("address_1", "address_2", "city", "state_province")]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def transport(location: Thing, accessibility: Iterable[Thing]) -> str:
    """How to get there and in."""
    access = [
        text for thing in accessibility for text in (thing.get("description"), thing.get("details")) if text
    ]
    return _paragraphs(location.get("transportation"), f"Access: {'; '.join(access)}" if access else "")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _option(option: Thing) -> str:
    amount, currency = option.get("amount"), option.get("currency").upper()
    money = f"£{amount}" if currency == "GBP" else f"{amount} {currency}".strip()
    paid = " ".join(part for part in (money, option.get("amount_description")) if part)
    return ": ".join(part for part in (option.get("option"), paid) if part)


def _whole(number: str) -> str:
    return number.removesuffix(".0")


def _day(word: str) -> str:
    return DAYS.get(word.upper(), word.capitalize() if word.capitalize() in DAYS.values() else "")


def _clock(text: str) -> str:
    found = CLOCK.match(text)
    return f"{int(found[1]):02}:{found[2]}" if found else ""
