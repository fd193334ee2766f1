"""The form of what was found or admitted."""

from __future__ import annotations

from typing import Any

from directory_data.vocabulary import FindingBasis
from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField, TypedForm, WordSelectField


class FindingForm(TypedForm):
    """What was found or admitted."""

    basis = WordSelectField(
        "What it rests on", FindingBasis, required="Choose what the finding or admission rests on"
    )
    words = ParagraphField("What was found or admitted", required="Enter what was found or admitted")
    source = LineField("Document and page", required="Enter the document and page")
    dated_on = DateField3("Date of the document", what="the date of the document")

    def values(self) -> dict[str, Any]:
        """What was found, for its record."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}
