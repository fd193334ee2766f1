"""The form with which a manager gives a case to another officer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.accounts.models import User
from portal.text_fields import ParagraphField, TypedForm


class OfficerForm(TypedForm):
    """Who holds the case from now on, and why."""

    officer = SelectField(
        "Who holds the case from now on?", [InputRequired("Choose who holds the case from now on")]
    )
    words = ParagraphField(
        "Why?",
        required="Enter why somebody else holds the case",
        description="It stays in the case’s history. For example “Mr Field is on leave until May”.",
        longest=500,
    )
    all_of_them = BooleanField()

    def offer(self, officers: Sequence[User], *, others: int, former: User) -> Self:
        """The officers to choose from, and how many further cases may go with this one."""
        self.officer.choices = [SelectChoice("", "Choose one")] + [
            SelectChoice(str(each.id), each.name) for each in officers
        ]
        if others:
            cases = "the other open case" if others == 1 else f"the other {others} open cases"
            self.all_of_them.label.text = f"Give them {cases} of {former.name} as well"
        else:
            del self.all_of_them
        return self

    @property
    def takes_all(self) -> bool:
        """Whether the further cases go too."""
        return self.all_of_them is not None and bool(self.all_of_them.data)
