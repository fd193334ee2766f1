"""Draft wording for the court, paragraphs A to J, filled with the names, dates and cover figures of one case.

The words stand in wording.toml. They are suggested wording, not legal advice: the court decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from directory_data.availability import in_full
from portal.rules.orders.monitoring import REPORT_LAG, a_year_after

CAVEAT = "Suggested wording, not legal advice. The court decides."
REVIEW_AFTER_REPORT = timedelta(days=14)
LETTER = "J"


@dataclass(frozen=True, kw_only=True)
class WordingFacts:
    """What the paragraphs are filled with. What is None is left open in square brackets."""

    participant: str
    provider: str | None = None
    programme: str | None = None
    venue: str | None = None
    order_made_on: date | None = None
    refer_by: date | None = None
    assessed_by: date | None = None
    starts_by: date | None = None
    interim_report_on: date | None = None
    programme_ends_on: date | None = None
    monitoring_ends_on: date | None = None
    review_on: date | None = None
    is_final: bool = False
    missing: tuple[str, ...] = ()
    """What the order lacks, in the order checker's sentences."""
    letters: str = ""
    """The paragraphs that would mend it, by their letters."""

    @property
    def final_report_on(self) -> date | None:
        """When the provider's final report can be expected."""
        return None if self.programme_ends_on is None else self.programme_ends_on + REPORT_LAG

    @property
    def a_year_on(self) -> date | None:
        """The last day of a family assistance order (section 16: 12 months)."""
        return None if self.order_made_on is None else a_year_after(self.order_made_on)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its letter, what it is for, what it rests on, the words, and what of its law is not verified."""

    letter: str
    title: str
    basis: str
    text: str
    open_question: str = ""


def paragraphs(facts: WordingFacts) -> tuple[Paragraph, ...]:
    """Paragraphs A to I to put to the court."""
    return tuple(_filled(each, facts) for each in _drafts() if each.letter != LETTER)


def paragraphs_to_ask_for(facts: WordingFacts) -> tuple[Paragraph, ...]:
    """The paragraphs that would mend what the order lacks."""
    return tuple(each for each in paragraphs(facts) if each.letter in facts.letters)


def letter_to_court(facts: WordingFacts) -> Paragraph:
    """Letter J: ask the court to amend its order, naming each thing that is missing and the dates that show the gap."""
    return next(_filled(each, facts) for each in _drafts() if each.letter == LETTER)


@cache
def _drafts() -> tuple[Paragraph, ...]:
    rows = tomllib.loads((Path(__file__).parent / "wording.toml").read_text("utf-8"))["paragraph"]
    return tuple(Paragraph(**row) for row in rows)


def _filled(draft: Paragraph, facts: WordingFacts) -> Paragraph:
    return Paragraph(
        draft.letter, draft.title, draft.basis, draft.text.format_map(_words(facts)), draft.open_question
    )


def _words(facts: WordingFacts) -> dict[str, str]:
    names = [field.name for field in fields(facts)] + ["final_report_on", "a_year_on"]
    words = {name: _in_words(name, getattr(facts, name)) for name in names}
    words["missing"] = "\n".join(f"- {sentence}" for sentence in facts.missing) or "- [what is missing]"
    words["monitoring"] = _monitoring(facts)
    words["letters"] = _listed(sorted(set(facts.letters)))
    if facts.review_on is None and facts.final_report_on is not None:
        words["review_on"] = in_full(facts.final_report_on + REVIEW_AFTER_REPORT)
    return words


def _monitoring(facts: WordingFacts) -> str:
    """Until when somebody may report."""
    if facts.monitoring_ends_on is not None:
        return f"Monitoring ends on {in_full(facts.monitoring_ends_on)}."
    if facts.is_final:
        return "The order gives no day until which anybody may report to the court."
    return "While the case goes on, the court can ask Cafcass at any hearing."


def _listed(letters: Sequence[str]) -> str:
    """Paragraph B below; paragraphs A, B and E below; in either case, or other words."""
    if not letters:
        return "words that put this right"
    most = " and ".join(part for part in (", ".join(letters[:-1]), letters[-1]) if part)
    return f"paragraph{'s' if len(letters) > 1 else ''} {most} below, or other words to the same end"


def _in_words(name: str, value: object) -> str:
    if value is None:
        return f"[{name}]" if name in ("provider", "programme", "venue") else "[date]"
    return in_full(value) if isinstance(value, date) else str(value)
