"""Recording an order part by part, and going on with one that is marked AMBER."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, Order
from tests.client import read
from tests.portal.referral_walk import (
    OFFICER,
    WORDS,
    confirm_and_send,
    day_of,
    draft,
    open_case,
    order,
    write,
)

LAST_DAY = day_of("starts_on", 30, 12, 9999) | day_of("ends_on", 31, 12, 9999)
AMBER = {"directs_cafcass_to_refer": False}


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    return open_case(officer)


def orders_of(app, case: str) -> list[Order]:
    with app.app_context():
        wanted = sa.select(Order).join(Case).where(Case.reference == case).order_by(Order.number)
        return list(db.session.scalars(wanted.options(sa.orm.selectinload(Order.elements))))


def record(officer, case, button="Save the order", **changed):
    return officer.submit(f"/cases/{case}/orders/new", order(**changed), button=button)


def test_an_order_is_recorded_as_it_was_typed(app, officer, case):
    record(officer, case)

    (recorded,) = orders_of(app, case)
    assert recorded.directs_cafcass_to_refer
    assert [part.subject for part in recorded.elements] == ["the father"]
    assert "Ready to refer" in officer.page.text or "green" in officer.page.html


def test_another_part_keeps_what_was_typed(officer, case):
    answer = record(officer, case, button="Add another part")

    assert answer.status_code == 200
    assert officer.page.errors() == []
    answer = officer.submit(
        None, {"elements-1-type": "11G", "elements-1-subject": "both parents"}, button="Save the order"
    )
    assert answer.request.path == f"/cases/{case}"
    assert "the father" in officer.page.text
    assert "both parents" in officer.page.text


def test_an_order_has_room_for_twelve_parts_and_no_more(app, officer, case):
    parts = {f"elements-{number}-type": "7" for number in range(14)}
    page = officer.get(f"/cases/{case}/orders/new")
    token = next(field.get("value") for field in read(page).all("input") if field.get("name") == "csrf_token")
    typed = {name: "y" if value is True else value for name, value in order().items()}

    officer.post(f"/cases/{case}/orders/new", data={**typed, **parts, "csrf_token": token, "another": "1"})
    assert "Part 12 of the order" in officer.page.text
    assert "Add another part" not in officer.page.text
    officer.post(f"/cases/{case}/orders/new", data={**typed, **parts, "csrf_token": token})

    assert len(orders_of(app, case)[0].elements) == 12


@pytest.mark.parametrize(
    "name",
    ["elements-99-type", "elements-²-type", f"elements-{'9' * 5000}-type", "elements--type", "elements-"],
)
@pytest.mark.parametrize("button", [{}, {"another": "1"}])
def test_a_field_that_no_page_writes_is_no_accident(officer, case, name, button):
    page = read(officer.get(f"/cases/{case}/orders/new"))
    token = next(field.get("value") for field in page.all("input") if field.get("name") == "csrf_token")
    typed = {key: "y" if value is True else value for key, value in order().items()}

    answer = officer.post(
        f"/cases/{case}/orders/new", data={**typed, name: "11G", "csrf_token": token, **button}
    )

    assert answer.status_code in (200, 303, 422)


def test_the_same_order_sent_twice_is_recorded_once(app, officer, case):
    page = officer.get(f"/cases/{case}/orders/new")

    for _ in range(2):
        officer.submit(page, order(), button="Save the order")

    assert len(orders_of(app, case)) == 1


def test_the_same_finding_sent_twice_is_recorded_once(officer, case):
    page = officer.get(f"/cases/{case}/findings/new")
    found = {
        "basis": "admission",
        "words": "He admitted it.",
        "source": "Response to allegations",
        "page": "page 3",
        **day_of("dated_on", 1, 9, 2026),
    }

    for _ in range(2):
        officer.submit(page, found, button="Save the finding")

    assert officer.page.text.count("He admitted it.") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (day_of("made_on", 24, 11, 2026), "The date of the order must be today or in the past"),
        (day_of("made_on", 31, 6, 2026), "The date of the order must be a real date"),
        ({"stage": None}, "Say whether the order ended the case"),
        ({"elements-0-type": ""}, "Choose what this part of the order is"),
        (
            day_of("elements-0-starts_on", 2, 2, 2027) | day_of("elements-0-ends_on", 1, 2, 2027),
            "The end must be the same as or after the start",
        ),
        ({"elements-0-activity": "x" * 6_000}, "must be 1,000 characters or fewer"),
    ],
)
def test_an_order_that_cannot_be_right_gets_a_sentence(app, officer, case, typed, sentence):
    answer = record(officer, case, **typed)

    assert answer.status_code == 422
    assert any(sentence in error for error in officer.page.errors())
    assert orders_of(app, case) == []


@pytest.mark.parametrize("stage", ["interim", "final"])
@pytest.mark.parametrize(
    "dates",
    [
        day_of("review_hearing_on", 31, 12, 9999) | day_of("report_due_on", 31, 12, 9999),
        day_of("made_on", 1, 1, 1000) | day_of("report_due_on", 1, 1, 1000),
    ],
)
def test_the_first_and_the_last_day_there_is_break_no_page(officer, case, stage, dates):
    page = read(officer.get(f"/cases/{case}/orders/new"))
    token = next(field.get("value") for field in page.all("input") if field.get("name") == "csrf_token")
    parts = {
        f"elements-{number}-{name}": value
        for number, kind in enumerate(["11A(2)", "11C", "11G", "11H", "16", "7"])
        for name, value in {"type": kind, **LAST_DAY}.items()
    }
    typed = {name: "y" if value is True else value for name, value in order(stage=stage, **dates).items()}

    answer = officer.post(f"/cases/{case}/orders/new", data={**typed, **parts, "csrf_token": token})

    assert answer.status_code == 303, officer.page.errors()
    assert officer.get(f"/cases/{case}").status_code == 200
    assert officer.get(f"/cases/{case}/matches").status_code == 200


def test_an_amber_order_refers_nobody_until_it_is_accepted_with_a_reason(app, officer, case):
    record(officer, case, **AMBER)
    officer.submit(f"/cases/{case}", {"reason": "  "}, button="Accept with this reason")
    assert any("Enter your reason" in error for error in officer.page.errors())

    referral = draft(officer, case)
    officer.submit(f"/referrals/{referral}/edit", WORDS, button="Save and check")
    assert "It cannot be sent yet" in officer.page.text
    officer.submit(
        f"/cases/{case}", {"reason": "The court sits on Friday."}, button="Accept with this reason"
    )

    assert "Accepted as it stands" in officer.page.text
    assert "Is it the right person?" in officer.get(f"/referrals/{referral}/check").text


def test_a_changed_order_has_to_be_accepted_anew(app, officer, case):
    record(officer, case, **AMBER)
    officer.submit(
        f"/cases/{case}", {"reason": "The court sits on Friday."}, button="Accept with this reason"
    )

    officer.submit(f"/cases/{case}/orders/1", {"elements-0-subject": "the mother"}, button="Save the order")

    assert "Accepted as it stands" not in officer.page.text
    assert orders_of(app, case)[0].accepted_reason is None
    assert "Order accepted as it stands." in officer.page.text, "what was decided stays in the case’s history"
    assert "The order of 19 November 2026. The court sits on Friday." in officer.page.text


def test_why_somebody_was_referred_on_an_amber_order_is_read_years_later(officer, case):
    record(officer, case, **AMBER)
    officer.submit(
        f"/cases/{case}", {"reason": "The court sits on Friday."}, button="Accept with this reason"
    )
    referral = draft(officer, case)
    confirm_and_send(officer, write(officer, referral))
    record(officer, case, **day_of("made_on", 20, 11, 2026))
    assert "Accepted as it stands" in officer.page.text, "with the earlier order"

    text = officer.get(f"/cases/{case}/matches/{referral}").text

    assert "The order of 19 November 2026: Ask the court to amend." in text
    assert "does not direct Cafcass to refer" in text
    assert "accepted it as it stands on 23 November 2026: The court sits on Friday." in text


@pytest.mark.parametrize("typed", [{}, {"stage": "final"}], ids=["green", "red"])
def test_only_an_amber_order_can_be_accepted(app, officer, case, typed):
    record(officer, case, **typed)
    page = read(officer.get(f"/cases/{case}/orders/1"))
    token = next(field.get("value") for field in page.all("input") if field.get("name") == "csrf_token")

    answer = officer.post(
        f"/cases/{case}/orders/1/accept", data={"reason": "I want to.", "csrf_token": token}
    )

    assert answer.status_code == 409
    assert "can be accepted with a reason" in officer.page.text
    assert not orders_of(app, case)[0].is_accepted


@pytest.mark.parametrize("number", ["0", "2", "99999999999999"])
def test_an_order_that_is_not_there_is_not_found(officer, case, number):
    record(officer, case)

    assert officer.get(f"/cases/{case}/orders/{number}").status_code == 404


def test_a_part_may_let_papers_go_though_the_whole_order_says_nothing_of_them(officer, case):
    record(officer, case, permits_disclosure=False)
    assert "does not permit Cafcass to pass papers" in officer.page.text

    terms = {
        "elements-0-permits_disclosure": True,
        "elements-0-disclosure_terms": "The schedule of findings.",
    }
    officer.submit(f"/cases/{case}/orders/1", terms, button="Save the order")

    text = officer.page.text
    assert "Ready to refer" in text
    assert "Lets Cafcass give the provider the order and the findings" in text
    assert "What may be given: The schedule of findings." in text


def test_a_part_that_lapsed_counts_no_more_and_the_rest_stays(app, officer, case):
    record(officer, case, button="Add another part")
    officer.submit(None, {"elements-1-type": "7", "elements-1-subject": "the child"}, button="Save the order")
    assert "Ready to refer" in officer.page.text

    lapsed = {**day_of("elements-0-ended_on", 20, 11, 2026), "elements-0-ended_why": "lapsed"}
    officer.submit(f"/cases/{case}/orders/1", lapsed, button="Save the order")

    text = officer.page.text
    assert "has required no activity of anybody since 20 November 2026" in text
    assert "No longer in force since 20 November 2026. It lapsed, for example" in text
    assert [bool(part.ended_on) for part in orders_of(app, case)[0].elements] == [True, False]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"elements-0-ended_why": "lapsed"}, "Enter both the day since which this part is no longer in force and why"),
        (day_of("elements-0-ended_on", 20, 11, 2026), "Enter both the day since which this part is no longer"),
        (
            {**day_of("elements-0-ended_on", 1, 1, 2030), "elements-0-ended_why": "lapsed"},
            "must be today or in the past",
        ),
    ],
)  # fmt: skip
def test_the_end_of_a_part_needs_a_day_that_has_come_and_a_reason(officer, case, typed, sentence):
    record(officer, case)

    answer = officer.submit(f"/cases/{case}/orders/1", typed, button="Save the order")

    assert answer.status_code == 422
    assert [error for error in officer.page.errors() if sentence in error]
