"""Each factsheet and statement: who answers for its words, its version, and when it is to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OWNER = "Directory administrator"


@dataclass(frozen=True)
class Sheet:
    """One page of words and who answers for it.

    `tab_title` is what a browser's tab and history show: it does not say what the page is about to
    somebody who looks over a shoulder (domain, section 12).
    """

    slug: str
    title: str
    tab_title: str
    summary: str
    owner: str
    version: str
    reviewed_on: date
    review_due_on: date

    @property
    def template(self) -> str:
        """The page itself."""
        return f"factsheets/{self.slug.replace('-', '_')}.html"

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have read this page again by now."""
        return today > self.review_due_on


SHEETS = {
    sheet.slug: sheet
    for sheet in (
        Sheet(
            slug="dvpp",
            title="If the court orders you to go to a programme",
            tab_title="Court programme factsheet",
            summary="For a person ordered to go to a Domestic Violence Perpetrator Programme (DVPP): "
            "what happens, what it costs and what is shared.",
            owner=OWNER,
            version="1.0",
            reviewed_on=date(2026, 11, 22),
            review_due_on=date(2027, 5, 22),
        ),
        Sheet(
            slug="domestic-abuse",
            title="Domestic abuse: what it is and where to get help",
            tab_title="Family support factsheet",
            summary="For anyone: getting help now, what abuse is, what the family court does, "
            "and what to expect if your partner or ex-partner is on a programme.",
            owner=OWNER,
            version="1.0",
            reviewed_on=date(2026, 11, 22),
            review_due_on=date(2027, 5, 22),
        ),
    )
}

STATEMENTS = {
    slug: Sheet(
        slug=slug,
        title=title,
        tab_title=title,
        summary="",
        owner=OWNER,
        version="1.0",
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
