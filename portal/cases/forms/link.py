"""The form that links a case to an earlier one: two identifiers, typed from the earlier file."""

from __future__ import annotations

from portal.cases.forms import problems
from portal.cases.models import Case
from portal.fields import DateField3
from portal.text_fields import LineField, TypedForm


class LinkForm(TypedForm):
    """Two identifiers of the earlier case, so that two files are not taken for one."""

    court_case_number = LineField(
        "Court case number of the earlier case",
        required="Enter the court case number of the earlier case",
        description="Copy it from the earlier file or order.",
        longest=40,
        render_kw={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"},
    )
    date_of_birth = DateField3("Date of birth in the earlier case", what="the date of birth")

    def check(self, earlier: Case) -> bool:
        """Whether both identifiers are those of the earlier case."""
        if not self.validate_on_submit():
            return False
        is_number = _plain(self.court_case_number.data) == _plain(earlier.court_case_number)
        if is_number and self.date_of_birth.data == earlier.participant.date_of_birth:
            return True
        # Not which of the two: that would let somebody find them out one by one.
        problems.add(
            self.court_case_number,
            "These are not the number and the date of birth of the earlier case. Stop, and check both files",
        )
        return False


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()
