"""No reader meets the form library's own English, whatever is sent to any form of the house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.fields import FieldList, RadioField, SelectField, SelectMultipleField

from portal.form_words import SAID_INSTEAD

LIBRARY_WORDS = ("ot a valid", "ot valid", "nvalid", "required.", "coerced", "Field ", "Number must")
ABSTRACT = ("TypedForm", "PaperForm", "StepForm")


def forms_of_the_house() -> list[type[Form]]:
    """Every form class of the portal that a page can show."""
    found: set[type[Form]] = set()
    left: list[type[Form]] = [Form]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith("portal.") and kind.__name__ not in ABSTRACT:
            found.add(kind)
    return sorted(found, key=lambda each: (each.__module__, each.__name__))


def sentences(kind: type[Form], typed: str) -> list[str]:
    """What the form says where every field was answered with something that no page of ours offers."""
    form: Any = kind(MultiDict())
    for field in form._fields.values():
        if isinstance(field, SelectField | RadioField | SelectMultipleField) and not field.choices:
            field.choices = [("", "Choose")]
    return list(_answered(form, typed))


def _answered(form: Any, typed: str) -> Iterator[str]:
    # What is wrong with the token has a page of its own (templates/errors/400.html).
    for field in (each for name, each in form._fields.items() if name != "csrf_token"):
        if isinstance(field, FieldList):
            for entry in field.entries:
                yield from _answered(entry.form, typed)
            continue
        field.process(MultiDict({field.name: typed}))
        field.validate(form)
        yield from (str(error) for error in field.errors)


@pytest.mark.parametrize("typed", ["~", ""])
def test_whatever_is_sent_is_answered_in_our_words(app, typed):
    with app.test_request_context():
        said = {kind: sentences(kind, typed) for kind in forms_of_the_house()}

    theirs = {
        kind.__name__: each
        for kind, all_said in said.items()
        for each in all_said
        if any(words in each for words in LIBRARY_WORDS)
    }
    assert len(said) > 20
    assert theirs == {}


def test_an_answer_that_is_not_listed_is_answered_with_what_to_do(app, client):
    client.sign_in("officer@demo.example")
    client.get("/cases/new")

    client.submit(None, court="A court of my own", button="Open the case")

    assert SAID_INSTEAD["Not a valid choice."] in client.page.errors()
