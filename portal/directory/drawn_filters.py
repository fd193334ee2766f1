"""The form of the search, drawn once for each set of choices: what was typed and counted is filled in every time.

What is kept holds nothing but the closed choices: no words, no place, no count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from flask import current_app
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict

from portal.directory.forms import CLOSED, SearchForm
from portal.directory.result_page import ResultPage

MOST_KEPT = 256
"""Some ten kilobytes each."""

TEMPLATE = "directory/_filters.html"
_HOLE = re.compile("\x02(.*?)\x03", re.DOTALL)


class Filled:
    """What stands in the form besides the choices, for one search."""

    def __init__(self, form: SearchForm, page: ResultPage) -> None:
        self._form = form
        self._page = page

    def typed(self, name: str) -> str:
        """What was typed into the box of that name; never a postcode."""
        return self._page.where if name == "where" else self._form[name].data or ""

    def count(self, name: str) -> str:
        """How many would be found with the box ticked, in brackets."""
        counts = self._page.counts(name)
        return "" if counts is None else f" ({counts['y']})"

    def options(self, name: str) -> Markup:
        """The choices of the field of that name, each with how many would be found with it."""
        field, counts = self._form[name], self._page.counts(name)
        choices = self._page.language_choices if name == "language" else field.iter_choices()
        chosen = field.data or ""
        drawn = []
        for choice in choices:
            value, label = _escaped(choice.value, choice.label)
            selected = " selected" if choice.value == chosen else ""
            count = f" ({counts[choice.value]})" if choice.value and counts is not None else ""
            drawn.append(f'<option value="{value}"{selected}>{label}{count}</option>')
        return Markup("\n".join(drawn))  # noqa: S704  each piece is escaped

    def hidden(self) -> Markup:
        """What is sent on with the next search: the sealed place and the shortlist."""
        values = [("near", self._page.near)] if self._page.near else []
        values += [("slug", service.slug) for service in self._page.shortlist]
        return Markup().join(
            Markup('<input type="hidden" name="{}" value="{}">').format(*each) for each in values
        )


class Holes:
    """Marks where these stand in a form that is drawn to be kept."""

    def typed(self, name: str) -> str:
        """Where the words of a box stand."""
        return f"\x02typed {name}\x03"

    def count(self, name: str) -> str:
        """Where the count of a box stands."""
        return f"\x02count {name}\x03"

    def options(self, name: str) -> str:
        """Where the choices of a field stand."""
        return f"\x02options {name}\x03"

    def hidden(self) -> str:
        """Where stands what is sent on."""
        return "\x02hidden\x03"


def drawn(form: SearchForm, page: ResultPage) -> Markup:
    """The form of this search; one with something wrong in it is drawn as it is."""
    filled = Filled(form, page)
    if form.errors:
        return _render(form, filled, has_results=page.results is not None)
    made = form.choices_made()
    choices = tuple((name, made[name]) for name in CLOSED if name in made)
    pieces = list(_frame(choices, form.is_for_staff, page.results is not None, "language" in made))
    for place in range(1, len(pieces), 2):
        what, *names = pieces[place].split()
        pieces[place] = escape(getattr(filled, what)(*names))
    return Markup("".join(pieces))  # noqa: S704  the template escaped its own, the loop the rest


@lru_cache(maxsize=MOST_KEPT)
def _frame(
    choices: tuple[tuple[str, str], ...], is_for_staff: bool, has_results: bool, has_language: bool
) -> tuple[str, ...]:
    """The form of these choices in pieces: what was drawn, and in every second place what is to be filled in."""
    typed = MultiDict([*choices, ("language", "any" if has_language else "")])
    form = SearchForm(typed, is_for_staff=is_for_staff)
    form.validate()
    return tuple(_HOLE.split(_render(form, Holes(), has_results=has_results)))


def _render(form: SearchForm, filled: Filled | Holes, *, has_results: bool) -> Markup:
    template = current_app.jinja_env.get_template(TEMPLATE)
    return Markup(template.render(form=form, filled=filled, has_results=has_results))  # noqa: S704


@lru_cache(maxsize=1_024)
def _escaped(value: str, label: str) -> tuple[Markup, Markup]:
    return escape(value), escape(label)
