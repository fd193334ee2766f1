"""The form of a hearing: its day, what it is for, and what came of it."""

from __future__ import annotations

from directory_data.vocabulary import HearingKind
from portal.cases.forms import problems
from portal.cases.models import Case, Hearing
from portal.fields import DateField3
from portal.text_fields import ParagraphField, TypedForm, WordSelectField

EARLIEST_YEAR = 2000


class HearingForm(TypedForm):
    """A hearing, to come or held."""

    held_on = DateField3("Date of the hearing", what="the date of the hearing")
    kind = WordSelectField("What it is for", HearingKind, required="Choose what the hearing is for")
    outcome = ParagraphField(
        "What came of it (optional)",
        description="Leave this empty until the hearing has been held, adjourned or taken off the list.",
        longest=2_000,
    )

    def check(self, case: Case, hearing: Hearing | None) -> bool:
        """Whether the answers can be a hearing of this case; `hearing` is the one that is changed."""
        right = self.validate_on_submit()
        day = self.held_on.data
        if day and day.year < EARLIEST_YEAR:
            problems.add(self.held_on, f"The date of the hearing must be after {EARLIEST_YEAR}")
            return False
        others = {(each.held_on, each.kind) for each in case.hearings if each is not hearing}
        if right and hearing is not None and (day, self.kind.data) in others:
            problems.add(self.held_on, "This case has such a hearing on that day already")
            return False
        return right
