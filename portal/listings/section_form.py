"""The form of one page of a listing, made from the table of fields; a cell of the template is the one check of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from flask import request
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from directory_data.gazetteer import Gazetteer
from directory_data.loading.cells import CellRefused
from portal.fields import DateField3
from portal.listings import areas, at_venues
from portal.listings.content import Content, blank, column_for, plain_value, text_of
from portal.listings.editing import mark
from portal.listings.sections import LABELS, Asked, Box, Section
from portal.text_fields import LineField, ParagraphField, TypedForm, WordRadioField, WordSelectField

MOST_RADIOS = 4
YES_NO = [("yes", "Yes"), ("no", "No")]
KNOWN_OR_NOT = [*YES_NO, ("", "Not known")]
NOWHERE = ("", "Not at a venue")
LONGEST_TEXT = 5_000
SEPARATORS = {"venues": "\n"}
"""What stands between the values of a field of several, where it is no comma: names may hold one."""
NOTHING_MORE: Mapping[str, Field] = {}


class SectionForm(TypedForm):
    """What every page of a listing asks besides its fields."""

    why = LineField(
        "Why is this changing? (optional)",
        description="Whoever reads the history of this listing sees it, and the directory administrator.",
    )
    starts_on = DateField3(
        "When does it change? (optional)",
        what="the date from which it changes",
        required=False,
        description="Leave it empty for now. On a later date it changes by itself.",
    )

    def starts_in_time(self, today: date) -> bool:
        """Whether the day of the change, if there is one, is still to come."""
        if self.starts_on.data is not None and self.starts_on.data <= today:
            self.starts_on.errors = ["Choose a date in the future, or leave it empty for now"]
        return not self.starts_on.errors


@cache
def form_class(section: Section) -> type[SectionForm]:
    """The form of a page. Lists that depend on the provider are filled in `form_for`."""
    fields = {name: _box(LABELS[section.part][name], _is_required(section, name)) for name in section.fields}
    return type("SectionForm", (SectionForm,), fields)


def form_for(
    section: Section,
    shown: Content,
    gazetteer: Gazetteer,
    choices: Mapping[str, Sequence[tuple[str, str]]],
    more: Mapping[str, Field] = NOTHING_MORE,
) -> SectionForm:
    """The form with what stands there now; `choices` are the lists that depend on whose listing it is, `more` are
    questions that are asked only here."""
    values = {name: _shown(section, name, shown[name], gazetteer) for name in section.fields}
    form = type("AskedForm", (form_class(section),), dict(more))(data=values)
    for name, listed in choices.items():
        if name in section.fields:
            form[name].choices = [SelectChoice(*each) for each in listed]
    return form


def typed_content(form: SectionForm, section: Section, gazetteer: Gazetteer) -> Content:
    """What was typed, as cells of the template; what cannot be one is said at its box. For a form that was checked."""
    found: Content = {}
    for name in section.fields:
        field = form[name]
        if field.errors:
            continue
        try:
            text = _typed(field, name, gazetteer)
            is_cell = column_for(section.part, name) is not None
            found[name] = text_of(plain_value(section.part, name, text)) if is_cell else text
        except (CellRefused, areas.NoSuchArea) as wrong:
            field.errors = [str(wrong).removesuffix(".")]
    return found


def check_lines_of_venues(form: SectionForm, typed: Content, venues: Iterable[str]) -> None:
    """Say at its box where a line speaks of no venue of the service; `venues` are their names."""
    listed = list(venues)
    for name in at_venues.COLUMNS.keys() & typed.keys():
        if why := at_venues.objections(typed[name], name, listed):
            form[name].errors = why


def seen_marks(section: Section, shown: Content) -> dict[str, str]:
    """What the reader of the form had before them: the marks that their page carried, else of what is shown now."""
    return {name: request.form.get(f"seen-{name}", mark(shown[name])) for name in section.fields}


def _is_required(section: Section, name: str) -> bool:
    """Whether the box must be filled; so too where an empty cell would stand for a usual value, as 26 sessions."""
    column = column_for(section.part, name)
    return column is not None and (column.is_required or blank(section.part)[name] != "")


def _box(asked: Asked, is_required: bool) -> Field:
    required = f"Enter {asked.label[:1].lower()}{asked.label[1:]}" if is_required else ""
    more: dict[str, Any] = {"description": asked.hint}
    if asked.width:
        more["render_kw"] = {"class": asked.width}
    label = (
        asked.label if is_required or asked.box not in (Box.LINE, Box.TEXT) else f"{asked.label} (optional)"
    )
    if asked.box is Box.TEXT:
        return ParagraphField(label, required=required, longest=LONGEST_TEXT, **more)
    if asked.box is Box.DAY:
        what = f"the day for “{asked.label.lower()}”"
        return DateField3(asked.label, what=what, required=is_required, **more)
    if asked.box is Box.WORD:
        assert asked.words is not None
        kind = WordRadioField if len(asked.words) <= MOST_RADIOS else WordSelectField
        return kind(asked.label, asked.words, required=f"Choose one for “{asked.label.lower()}”", **more)
    if asked.box in (Box.YES_NO, Box.KNOWN_OR_NOT):
        listed = YES_NO if asked.box is Box.YES_NO else KNOWN_OR_NOT
        return RadioField(
            asked.label, [Optional()], choices=[SelectChoice(*each) for each in listed], default="", **more
        )
    if asked.box is Box.CHOICE:
        return SelectField(asked.label, [Optional()], **more)
    if asked.box is Box.SEVERAL:
        return SelectMultipleField(asked.label, validate_choice=False, **more)
    return LineField(label, required=required, longest=LONGEST_TEXT, **more)


def _shown(section: Section, name: str, text: str, gazetteer: Gazetteer) -> Any:
    asked = LABELS[section.part][name]
    if name == "coverage":
        return areas.words_of(text, gazetteer.area_name)
    if asked.box is Box.SEVERAL:
        return text.split(SEPARATORS.get(name, ",")) if text else []
    if asked.box is Box.DAY:
        return date.fromisoformat(text) if text else None
    if asked.words is not None:
        return asked.words(text) if text else None
    return text


def _typed(field: Any, name: str, gazetteer: Gazetteer) -> str:
    if name == "coverage":
        return areas.read(field.data or "", gazetteer)
    if name in at_venues.COLUMNS:
        return at_venues.tidy(field.data or "")
    value = field.data
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, SelectMultipleField):
        return SEPARATORS.get(name, ",").join(_in_their_order(field))
    return str(value.value if hasattr(value, "value") else value or "")


def _in_their_order(field: SelectMultipleField) -> list[str]:
    """What was ticked of what was offered; what stood there before keeps its order."""
    ticked = {choice.value for choice in field.choices} & set(field.data or ())
    stood = [each for each in field.object_data or () if each in ticked]
    return stood + sorted(ticked - set(stood))
