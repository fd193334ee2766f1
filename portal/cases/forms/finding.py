"""The forms of what was found or admitted: the finding itself, and why it is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import HiddenField

from directory_data.vocabulary import FindingBasis, FindingStatus
from portal.cases.forms import problems
from portal.cases.models import Case
from portal.cases.models.finding import SAID
from portal.fields import DateField3
from portal.rules import wall
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField, WordSelectField

NAMED = "This names the other parent. The programme and the court’s papers quote it: write “[the other parent]” instead"


class FindingForm(TypedForm):
    """What was found or admitted, word for word, and what it rests on."""

    words = ParagraphField(
        "What was found or admitted",
        required="Enter what was found or admitted",
        description="The exact words of the document. Put “[the other parent]” where it gives their name.",
    )
    basis = WordSelectField(
        "What it rests on", FindingBasis, required="Choose what the finding or admission rests on"
    )
    reported_by = LineField(
        "Who reported it (only for what was reported to Cafcass)",
        description="For example “the child’s school”. Leave it empty where it is not safe to say.",
    )
    source = LineField("Document", required="Enter the document")
    page = LineField(
        "Page or paragraph",
        required="Enter the page or the paragraph",
        description="For example “page 4” or “paragraph 12”.",
    )
    dated_on = DateField3("Date of the document", what="the date of the document")

    def check(self, case: Case, today: date) -> bool:
        """Whether it was sent and may be quoted in papers that the person reads."""
        if not self.validate_on_submit():
            return False
        if self.dated_on.given > today:
            problems.add(self.dated_on, "The date of the document must be today or in the past")
        if self.reported_by.data and self.basis.data is not FindingBasis.REPORTED:
            problems.add(self.reported_by, "Leave this empty, or choose “Reported to Cafcass” above")
        for field in (self.words, self.source, self.reported_by):
            self._keep_the_wall(field, case)
        return not self.errors

    def values(self) -> dict[str, Any]:
        """What was found, for its record."""
        found = {name: self._fields[name].data for name in SAID if name in self._fields}
        return {name: "" if value is None else value for name, value in found.items()}

    def _keep_the_wall(self, field: LineField, case: Case) -> None:
        people = case.protected_people
        why = wall.objections(
            {field.label.text: field.data or ""},
            names=[person.name for person in people],
            contacts=[person.contact for person in people],
            known=case.participant.name,
        )
        for sentence in why:
            problems.add(field, NAMED if "names" in sentence else sentence)


class FindingChangeForm(FindingForm):
    """A finding as it is now, and why it is not as it was."""

    number = HiddenField()
    status = WordRadioField("Where does it stand?", FindingStatus, required="Choose where it stands")
    reason = ParagraphField(
        "Why is it changed?",
        required="Enter why it is changed",
        description="For example “Overturned on appeal, order of 3 March 2027, paragraph 2”. Court reports quote this.",
        longest=2_000,
    )

    def check(self, case: Case, today: date) -> bool:
        """Whether it was sent and may be quoted; the reason is quoted too."""
        if super().check(case, today):
            self._keep_the_wall(self.reason, case)
        return self.is_submitted() and not self.errors

    @property
    def version(self) -> int:
        """The number of the version that the writer began with; 0 where the page did not say."""
        text = self.number.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
