"""What an administrator types for a notice."""

from __future__ import annotations

from datetime import date

from flask import current_app
from wtforms.validators import ValidationError

from directory_data.public_vocabulary import NoticeKind
from directory_data.vocabulary import AreaKind
from portal.fields import DateField3
from portal.news.areas import UnknownArea, typed_areas
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField


class NoticeForm(TypedForm):
    """A notice to the public. Plain text: nothing that is typed becomes markup."""

    kind = WordRadioField("What is it about?", NoticeKind, required="Choose what the notice is about")
    title = LineField("Title", required="Enter a title", longest=120)
    words = ParagraphField(
        "What readers should know",
        required="Enter what readers should know",
        longest=3_000,
        description="Say what changes, for whom, and from when. Do not name a person in a case.",
    )
    areas = ParagraphField(
        "Which areas? (optional)",
        longest=2_000,
        description="One council or family court area in a line, such as “Leeds” or “West Yorkshire”. "
        "Leave it empty for everywhere.",
    )
    ends_on = DateField3(
        "Last day on which it is listed (optional)",
        what="the last day on which it is listed",
        required=False,
    )

    def validate_areas(self, field: ParagraphField) -> None:
        """Each line names an area."""
        try:
            self.area_keys()
        except UnknownArea as unknown:
            raise ValidationError(str(unknown)) from None

    def area_keys(self) -> list[tuple[AreaKind, str]]:
        """The areas that were typed. UnknownArea for a line that names none."""
        return typed_areas(self.areas.data or "", current_app.extensions["gazetteer"])

    def check(self, today: date) -> bool:
        """Whether it was sent and may be published on that day."""
        if not self.validate_on_submit():
            return False
        if self.ends_on.data and self.ends_on.data < today:
            self.ends_on.errors = ["The last day must be today or later"]
        return not self.errors
