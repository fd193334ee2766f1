"""A date typed in three boxes, and the macros that draw fields and their errors."""

from __future__ import annotations

import re
from datetime import date

import html5lib
import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from portal.config import HERE
from portal.fields import DateField3


class HearingForm(Form):
    heard_on = DateField3(
        "Next hearing", what="the date of the hearing", description="For example, 12 1 2027"
    )
    born_on = DateField3("Date of birth", what="the date of birth", required=False)


def hearing(day: str = "12", month: str = "1", year: str = "2027", **more: str) -> HearingForm:
    boxes = {"heard_on-day": day, "heard_on-month": month, "heard_on-year": year}
    return HearingForm(MultiDict({**boxes, **more}))


@pytest.mark.parametrize("month", ["1", "01", " 1 ", "January", "jan", "Jan."])
def test_a_month_may_be_a_number_or_a_word(month: str) -> None:
    form = hearing(month=month)

    assert form.validate()
    assert form.heard_on.data == date(2027, 1, 12)


@pytest.mark.parametrize(
    "boxes, sentence, leads_to",
    [
        (("", "", ""), "Enter the date of the hearing", "day"),
        (("12", "1", ""), "The date of the hearing must include a year", "year"),
        (("12", "", ""), "The date of the hearing must include a month and a year", "month"),
        (("12", "1", "27"), "The date of the hearing must have a year with 4 numbers, such as 2027", "year"),
        (("31", "2", "2027"), "The date of the hearing must be a real date", "day"),
        (("12", "13", "2027"), "The date of the hearing must be a real date", "month"),
        (("12", "ju", "2027"), "The date of the hearing must be a real date", "month"),
        (("²", "1", "2027"), "The date of the hearing must be a real date", "day"),
        (("0", "1", "2027"), "The date of the hearing must be a real date", "day"),
        (("9" * 5000, "1", "2027"), "The date of the hearing must be a real date", "day"),
    ],
)
def test_a_wrong_date_is_answered_with_one_sentence_that_leads_to_the_wrong_box(
    boxes, sentence, leads_to
) -> None:
    form = hearing(*boxes)

    assert not form.validate()
    assert list(form.heard_on.errors) == [sentence]
    assert form.heard_on.first_wrong_id == f"heard_on-{leads_to}"
    assert form.heard_on.data is None


def test_a_form_sent_without_the_boxes_is_a_date_not_given() -> None:
    form = HearingForm(MultiDict({"something": "else"}))

    assert not form.validate()
    assert list(form.heard_on.errors) == ["Enter the date of the hearing"]


def test_a_date_that_may_be_left_out_is_left_out_in_peace() -> None:
    form = hearing()

    assert form.validate()
    assert form.born_on.data is None


def test_a_date_known_already_is_shown_in_its_boxes() -> None:
    form = HearingForm(data={"heard_on": date(2027, 1, 12)})

    assert [part.typed for part in form.heard_on.parts] == ["12", "1", "2027"]


@given(
    st.lists(st.tuples(st.sampled_from(["day", "month", "year", "other"]), st.text(max_size=30)), max_size=8)
)
def test_nothing_that_is_sent_can_break_a_date(sent: list[tuple[str, str]]) -> None:
    form = HearingForm(
        MultiDict([(f"heard_on-{part}", text) for part, text in sent] + [("born_on-day", "x")])
    )

    assert not form.validate() or isinstance(form.heard_on.data, date)
    assert (form.heard_on.data is None) == bool(form.heard_on.errors)


class EveryField(HearingForm):
    name = StringField("Name <b>", [DataRequired("Enter a name")], description="As on the order")
    note = TextAreaField("Note", [DataRequired("Enter a note")])
    court = SelectField(
        "Court",
        [DataRequired("Choose a court")],
        choices=[SelectChoice("", "Choose one"), SelectChoice("leeds", "Leeds", optgroup="North & East")],
    )
    basis = RadioField(
        "Basis",
        [DataRequired("Choose a basis")],
        choices=[SelectChoice("found", "Found"), SelectChoice("other", "Other")],
    )


PAGE = """{% extends "base.html" %}
{% import "components/fields.html" as fields %}
{% block title %}Try{% endblock %}
{% block content %}<h1>Try</h1><form method="post" novalidate>
{{ fields.text(form.name) }}{{ fields.textarea(form.note) }}
{{ fields.date(form.heard_on) }}{{ fields.date(form.born_on) }}
{{ fields.select(form.court) }}
{{ fields.radios(form.basis, hints={"found": "By the court"}, reveals={"other": "<p>More</p>"|safe}) }}
{{ fields.submit() }}</form>{% endblock %}"""


def drawn(form: Form) -> str:
    app = Flask("portal", root_path=str(HERE / "portal"), template_folder=str(HERE / "templates"))
    app.secret_key = "drawn"
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["asset"] = lambda filename: f"/static/{filename}"
    with app.test_request_context():
        return render_template_string(PAGE, form=form)


def test_fields_are_valid_html_before_and_after_mistakes() -> None:
    fresh, wrong = EveryField(), EveryField(MultiDict({"name": ""}))
    wrong.validate()

    for form in (fresh, wrong):
        page = drawn(form)
        html5lib.HTMLParser(strict=True).parse(page)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        described = " ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()
        assert set(described) <= set(ids)


def test_each_mistake_stands_at_the_top_and_leads_to_its_field() -> None:
    form = EveryField(MultiDict({"name": ""}))
    form.validate()

    page = drawn(form)

    summary = page[page.index("govuk-error-summary") : page.index("<h1")]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["heard_on-day", "name", "note", "court", "basis"]
    assert all(f'id="{target}"' in page for target in targets)
    assert "<title>Error: Try - " in page


def test_what_was_typed_is_shown_again_and_never_run() -> None:
    form = EveryField(MultiDict({"name": '"><script>alert(1)</script>', "note": "\nFirst line"}))
    form.validate()

    page = drawn(form)

    assert "<script>alert" not in page
    assert "Name &lt;b&gt;" in page
    assert html5lib.parse(page).find(".//{*}textarea").text == "\nFirst line"
