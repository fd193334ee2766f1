"""The search form: what was typed, and the clean query it means."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from directory_data.places import Place
from directory_data.vocabulary import ServiceType
from portal.directory.near import holds_postcode
from portal.text_fields import word_choices
from search_index import SearchQuery

LONGEST = 200
MILES = (5, 10, 15, 25, 50)
LAST_PAGE = 10_000


def _tidy(text: str | None) -> str:
    return " ".join((text or "").replace("\x00", " ").split())


class SearchForm(Form):
    """Words, a place, a type and a distance. `near` is a sealed place that stands for the postcode typed before."""

    what = StringField(
        "What you are looking for (optional)",
        [Length(max=LONGEST, message=f"Use {LONGEST} characters or fewer")],
        filters=[_tidy],
        description="For example, a name, a kind of help or a language.",
    )
    where = StringField(
        "Where (optional)",
        [Length(max=LONGEST, message=f"Use {LONGEST} characters or fewer")],
        filters=[_tidy],
        description="A postcode, town, council or family court. A postcode is not kept.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    type = SelectField(
        "Kind of service",
        choices=word_choices(ServiceType, first="Any kind"),
        validate_choice=True,
    )
    within_miles = SelectField(
        "Within",
        choices=[SelectChoice("", "Any distance")]
        + [SelectChoice(str(miles), f"{miles} miles") for miles in MILES],
    )
    near = HiddenField()

    def __init__(self, typed: MultiDict[str, str]) -> None:
        super().__init__(_with_blanks(typed))
        # A postcode in the wrong box is still a postcode: it must not stand in an address.
        if holds_postcode(self.what.data or ""):
            self.where.data = self.where.data or self.what.data
            self.what.data = ""

    def hide_postcode(self) -> None:
        """Forget a postcode that was typed, so that no page shows it."""
        if holds_postcode(self.where.data or ""):
            self.where.data = ""

    def choices_made(self) -> dict[str, Any]:
        """What was asked besides the place, as it stands in an address."""
        made = {"what": self.what.data, "type": self.type.data, "within_miles": self.within_miles.data}
        return {name: value for name, value in made.items() if value}

    def refuse_place(self, sentence: str) -> None:
        """Say at the field what is wrong with the place."""
        self.where.errors = [*self.where.errors, sentence]

    def to_query(self, place: Place | None, *, is_for_staff: bool, page: int = 1) -> SearchQuery:
        """The clean query; only for a form that is valid."""
        return SearchQuery(
            what=self.what.data or "",
            place=place,
            type=ServiceType(self.type.data) if self.type.data else None,
            within_miles=int(self.within_miles.data) if self.within_miles.data else None,
            is_for_staff=is_for_staff,
            page=min(max(page, 1), LAST_PAGE),
        )


def _with_blanks(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """What is missing from an address counts as not chosen."""
    return MultiDict(
        {name: typed.get(name, "") for name in ("what", "where", "type", "within_miles", "near")}
    )
