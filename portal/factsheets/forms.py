"""What an administrator types to publish an edition of a factsheet."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from directory_data.public_vocabulary import SheetVariety
from portal.factsheets.markup import written
from portal.factsheets.sheets import Sheet
from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField, TypedForm

TELLING = re.compile(r"abus|violen|perpetrat|dvpp|dapp|victim|surviv", re.IGNORECASE)
"""What the tab of a browser must not say to somebody who looks over a shoulder (domain, section 12)."""

LONGEST_SHEET = 30_000


class EditionForm(TypedForm):
    """An edition. `started_from` is the number of the edition that the writer had before them."""

    started_from = HiddenField()
    title = LineField("Title", required="Enter a title", longest=120)
    tab_title = LineField(
        "Words in the browser’s tab",
        required="Enter what the browser’s tab says",
        longest=60,
        description="Somebody may see it over the reader’s shoulder, and it stays in the history. Keep it neutral.",
    )
    summary = LineField("Summary", required="Enter a summary of one or two sentences", longest=300)
    words = ParagraphField("Words", required="Enter the words of the factsheet", longest=LONGEST_SHEET)
    owner = LineField("Who answers for it", required="Enter who answers for this factsheet", longest=80)
    review_due_on = DateField3("When it must be read again", what="the date by which it must be read again")
    what_changed = LineField("What changed, and why", required="Enter what changed, and why", longest=200)

    def validate_tab_title(self, field: StringField) -> None:
        """The tab gives nothing away."""
        if TELLING.search(field.data):
            raise ValidationError(
                "The browser’s tab must not say what the page is about. Choose neutral words"
            )

    def validate_words(self, field: ParagraphField) -> None:
        """The markup is understood; the first thing that is not is named."""
        if problems := written(field.data).problems:
            raise ValidationError(problems[0])

    def check(self, today: date) -> bool:
        """Whether it was sent and may be published on that day."""
        if not self.validate_on_submit():
            return False
        if self.review_due_on.given <= today:
            self.review_due_on.errors = ["The date by which it must be read again must be in the future"]
            return False
        return True

    def sheet(self, slug: str, variety: SheetVariety, today: date) -> Sheet:
        """The edition that these answers make; its number is given when it is published."""
        names = ("title", "tab_title", "summary", "words", "owner", "what_changed")
        answers: dict[str, Any] = {name: getattr(self, name).data or "" for name in names}
        due_on = self.review_due_on.data or today
        return Sheet(
            slug=slug, variety=variety, edition=0, reviewed_on=today, review_due_on=due_on, **answers
        )
