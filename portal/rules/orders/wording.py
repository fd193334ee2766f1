"""Draft wording for the court, paragraphs A to J, filled with the names, dates and cover figures of one case.

The words stand in wording.toml. They are suggested wording, not legal advice: the court decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from directory_data.availability import in_full
from portal.rules.orders.monitoring import REPORT_LAG, a_year_after

CAVEAT = "Suggested wording, not legal advice. The court decides."
REVIEW_AFTER_REPORT = timedelta(days=14)
LETTER = "J"
REPORTED_ON = "completion, participation and any significant change in risk"
TO_COME = ("refer_by", "assessed_by", "starts_by", "interim_report_on", "report_by", "review_on")
"""Days that a paragraph sets for somebody: one that has passed is left open."""


class HowFar(StrEnum):
    """How far somebody is with the programme, each with words of its own where it needs them."""

    NOT_REFERRED = "not-referred"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    BEGUN = "begun"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class WordingFacts:
    """What the paragraphs are filled with. What is None is left open in square brackets."""

    participant: str
    today: date = date.min
    provider: str | None = None
    programme: str | None = None
    venue: str | None = None
    so_far: HowFar = HowFar.NOT_REFERRED
    referred_on: date | None = None
    began_on: date | None = None
    ended_on: date | None = None
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
    def report_by(self) -> date | None:
        """When Cafcass is to report to the court on the whole of the programme."""
        return self.final_report_on

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
    return tuple(_filled(each, facts) for each in _drafts() if each.paragraph.letter != LETTER)


def paragraphs_to_ask_for(facts: WordingFacts) -> tuple[Paragraph, ...]:
    """The paragraphs that would mend what the order lacks."""
    return tuple(each for each in paragraphs(facts) if each.letter in facts.letters)


def letter_to_court(facts: WordingFacts) -> Paragraph:
    """Letter J: ask the court to amend its order, naming each thing that is missing and the dates that show the gap."""
    return next(_filled(each, facts) for each in _drafts() if each.paragraph.letter == LETTER)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A paragraph as it stands for somebody who is not referred yet; `instead` is what changes from a stage on."""

    paragraph: Paragraph
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def at(self, so_far: HowFar) -> Paragraph:
        """The paragraph in the words of the last stage that was reached and has its own."""
        stages = list(HowFar)
        reached = stages[: stages.index(so_far) + 1]
        changes = [self.instead[stage] for stage in reached if stage in self.instead]
        return replace(self.paragraph, **changes[-1]) if changes else self.paragraph


@cache
def _drafts() -> tuple[_Draft, ...]:
    rows = tomllib.loads((Path(__file__).parent / "wording.toml").read_text("utf-8"))["paragraph"]
    return tuple(_Draft(instead=row.pop("instead", {}), paragraph=Paragraph(**row)) for row in rows)


def _filled(draft: _Draft, facts: WordingFacts) -> Paragraph:
    words = draft.at(facts.so_far)
    return replace(words, text=words.text.format_map(_words(facts)))


def _words(facts: WordingFacts) -> dict[str, str]:
    names = [field.name for field in fields(facts)] + ["final_report_on", "report_by", "a_year_on"]
    values = {name: getattr(facts, name) for name in names}
    if facts.review_on is None and facts.final_report_on is not None:
        values["review_on"] = facts.final_report_on + REVIEW_AFTER_REPORT
    words = {name: _in_words(name, _still_ahead(name, value, facts)) for name, value in values.items()}
    words["missing"] = "\n".join(f"- {sentence}" for sentence in facts.missing) or "- [what is missing]"
    words["monitoring"] = _monitoring(facts)
    words["letters"] = _listed(sorted(set(facts.letters)))
    words["reports"] = _reports(facts, words)
    return words


def _still_ahead(name: str, value: object, facts: WordingFacts) -> object:
    """The value, unless it is a day to come that has passed."""
    return None if name in TO_COME and isinstance(value, date) and value < facts.today else value


def _reports(facts: WordingFacts, words: Mapping[str, str]) -> str:
    """What Cafcass is still to file, numbered where it is more than one thing."""
    interim_on = facts.interim_report_on
    is_interim_ahead = facts.so_far is not HowFar.ENDED and (interim_on is None or interim_on >= facts.today)
    is_assessed = facts.so_far not in (HowFar.NOT_REFERRED, HowFar.REFERRED)
    reports = [
        *([] if is_assessed else [f"the outcome of the suitability assessment by {words['assessed_by']}"]),
        *([f"an interim report by {words['interim_report_on']}"] if is_interim_ahead else []),
        f"a report under section 7 on {REPORTED_ON} by {words['report_by']}",
    ]
    if len(reports) == 1:
        return reports[0]
    numbered = [f"({'i' * number}) {report}" for number, report in enumerate(reports, start=1)]
    divider = ", " if len(numbered) > 2 else " "
    return f"{', '.join(numbered[:-1])}{divider}and {numbered[-1]}"


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
