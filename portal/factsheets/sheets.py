"""Each factsheet and statement: its words, who answers for them, and when it is to be read again."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from directory_data.public_vocabulary import SheetVariety
from portal.factsheets.markup import Written, written

FOLDER = Path(__file__).with_name("words")
FENCE = "+++"

SLUGS = ("dvpp", "domestic-abuse", "how-we-choose", "how-reports-are-checked", "children")
"""The factsheets, in the order in which they are listed."""

EASY_TO_READ = ("children",)
"""Sheets that are easy read in every variety: large type, one thing in a line."""

LANGUAGES = {SheetVariety.STANDARD: "en-GB", SheetVariety.EASY_READ: "en-GB", SheetVariety.WELSH: "cy"}


@dataclass(frozen=True)
class Sheet:
    """One edition of a factsheet. `words` are in the small markup of portal/factsheets/markup.py.

    `tab_title` is what a browser's tab and history show: it does not say what the page is about to
    somebody who looks over a shoulder (domain, section 12).
    """

    slug: str
    variety: SheetVariety
    edition: int
    title: str
    tab_title: str
    summary: str
    words: str
    owner: str
    reviewed_on: date
    review_due_on: date
    what_changed: str

    @cached_property
    def written(self) -> Written:
        """The words as they are shown."""
        return written(self.words)

    @property
    def lang(self) -> str:
        """A BCP 47 tag, for whoever has it read aloud."""
        return LANGUAGES[self.variety]

    @property
    def is_easy_read(self) -> bool:
        """Whether it is set large, one thing in a line."""
        return self.variety is SheetVariety.EASY_READ or self.slug in EASY_TO_READ

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have read this page again by now."""
        return today > self.review_due_on


@dataclass(frozen=True)
class Statement:
    """A page about this site itself, whose words stand in its template."""

    title: str
    owner: str
    edition: int
    reviewed_on: date
    review_due_on: date


def _first_edition(path: Path) -> Sheet:
    slug, _, variety = path.stem.partition(".")
    _, front, words = path.read_text(encoding="utf-8").split(FENCE, 2)
    return Sheet(
        slug=slug, variety=SheetVariety(variety or "standard"), words=words.strip(), **tomllib.loads(front)
    )


FIRST_EDITIONS = {
    (sheet.slug, sheet.variety): sheet for sheet in map(_first_edition, sorted(FOLDER.glob("*.md")))
}
"""The words that come with the portal, by slug and variety. A higher edition in the store goes before them."""

STATEMENTS = {
    slug: Statement(
        title=title,
        owner="Directory administrator",
        edition=1,
        reviewed_on=date(2026, 11, 22),
        review_due_on=date(2027, 11, 22),
    )
    for slug, title in {
        "safety": "Using this site safely",
        "accessibility": "Accessibility statement",
        "privacy": "Privacy notice",
        "cookies": "Cookies",
    }.items()
}
