"""Opening and changing a case: every answer that cannot be right gets a sentence, and nothing is lost."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case
from tests.portal.referral_walk import BRADFORD, LEEDS, OFFICER, WAKEFIELD, day_of, family, open_case


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


def cases(app) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count(Case.id))) or 0


@pytest.mark.parametrize(
    ("postcode", "sentence"),
    [
        ("ZZ1 1ZZ", "We do not recognise this place."),
        ("EH1 1YZ", "This is in Scotland. This directory covers England and Wales only."),
        ("BT1 5GS", "This is in Northern Ireland."),
        ("JE2 3AB", "This is in Jersey."),
        ("IM1 1AA", "This is in the Isle of Man."),
        ("BF1 2AA", "This is a British Forces address with no place on the map."),
        ("GIR 0AA", "This postcode is for a business and has no place."),
        ("Leeds", "Enter a postcode, such as LS1 4AP."),
        ("☃ \x00\u202e", "Choose the local authority, or enter a postcode"),
    ],
)
def test_a_postcode_that_cannot_be_a_home_gets_a_sentence_and_keeps_the_rest(
    app, officer, postcode, sentence
):
    before = cases(app)

    answer = officer.submit("/cases/new", family(postcode=postcode, participant_authority=""), button="Open")

    assert answer.status_code == 422
    assert any(error.startswith(sentence) for error in officer.page.errors()) or (
        "☃" in postcode and officer.page.errors()
    )
    assert "Gareth Holroyd" in answer.text
    assert "Never leave a message." in answer.text
    assert cases(app) == before


def test_a_person_without_a_fixed_address_needs_an_authority_only(officer):
    officer.submit("/cases/new", family(participant_authority=""), button="Open the case")
    assert officer.page.errors() == ["Choose the local authority, or enter a postcode"]

    officer.submit(None, family(participant_authority=LEEDS), button="Open the case")

    assert "Leeds, no postcode recorded" in officer.page.text


def test_the_authority_is_read_from_the_postcode(officer):
    officer.submit("/cases/new", family(postcode="bd4 6aa", participant_authority=""), button="Open the case")

    assert "Bradford, bd4 6aa" in officer.page.text


def test_a_new_postcode_does_not_leave_the_old_authority_behind(officer):
    case = open_case(officer)

    answer = officer.submit(f"/cases/{case}/edit", {"postcode": "BD4 6AA"}, button="Save the changes")

    assert answer.status_code == 422
    assert "lies in Bradford. Choose that local authority" in officer.page.errors()[0]
    officer.submit(participant_authority=BRADFORD, button="Save the changes")
    assert "Bradford, BD4 6AA" in officer.page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (day_of("next_hearing_on", 22, 11, 2026), "The date of the next hearing must be today or later"),
        (day_of("next_hearing_on", 30, 2, 2027), "The date of the next hearing must be a real date"),
        (day_of("next_hearing_on", "", "", ""), "Enter the date of the next hearing"),
        (day_of("date_of_birth", 23, 11, 2026), "The date of birth must be in the past"),
        (day_of("date_of_birth", 24, 11, 2008), "The person must be 18 or over."),
        ({"journey_limit_miles": "a few"}, "Enter a number of miles from 1 to 100"),
        ({"journey_limit_miles": "9" * 400}, "Enter a number of miles from 1 to 100"),
        ({"journey_limit_miles": "0"}, "Enter a number of miles from 1 to 100"),
        ({"partner_authority": ""}, "Choose the local authority where the other parent lives"),
        ({"needs": "x" * 6_000}, "must be 1,000 characters or fewer"),
        ({"known_as": "Mr Quillfeather"}, "“Other names the person uses” names the other parent."),
        ({"needs": "Nadia’s mother drives him."}, "names the other parent."),
        ({"needs": "Ring 01632 960047 first."}, "telephone number"),
        (
            {"partner_name": "gareth  HOLROYD"},
            "The other parent has the same name as the person ordered to attend.",
        ),
        (
            {"postcode": "LS6 3AA", "partner_contact": "Write to 7 Mill Row, ls63aa."},
            "This holds the home postcode of the person ordered to attend.",
        ),
        ({"participant_name": "\u202e \u200b"}, "Enter the name of the person ordered to attend"),
    ],
)
def test_an_answer_that_cannot_be_right_gets_one_sentence(app, officer, typed, sentence):
    before = cases(app)

    answer = officer.submit("/cases/new", family(**typed), button="Open the case")

    assert answer.status_code == 422
    assert len(officer.page.errors()) == 1
    assert sentence in officer.page.errors()[0]
    assert cases(app) == before


def test_the_sentence_about_one_home_does_not_repeat_the_postcode(officer):
    typed = family(postcode="LS6 3AA", partner_contact="She lives at LS6 3AA too.")

    officer.submit("/cases/new", typed, button="Open the case")

    assert "LS6" not in " ".join(officer.page.errors())


def test_a_hearing_today_can_be_entered(officer):
    assert open_case(officer, **day_of("next_hearing_on", 23, 11, 2026)).startswith("C-")


def test_a_case_form_sent_twice_opens_one_case(app, officer):
    before = cases(app)
    page = officer.get("/cases/new")

    first = officer.submit(page, family(), button="Open the case")
    second = officer.submit(page, family(), button="Open the case")

    assert first.request.path == second.request.path
    assert cases(app) == before + 1


def test_what_is_typed_is_shown_as_text(officer):
    officer.submit(
        "/cases/new",
        family(participant_name="<script>alert(1)</script>", needs="\x07<b>loud</b>\u202e"),
        button="Open the case",
    )

    assert "<script>alert" not in officer.page.html
    assert "<script>alert(1)</script>" in officer.page.text
    assert "<b>loud</b>" in officer.page.text
    assert "\u202e" not in officer.page.html


def test_a_very_large_paste_is_turned_away_with_a_sentence(app, officer):
    before = cases(app)
    page = officer.get("/cases/new")

    answer = officer.submit(page, family(needs="x" * 10_000_000), button="Open the case")

    assert answer.status_code == 413
    assert "What you sent is too large" in officer.page.text
    assert cases(app) == before


def test_a_choice_that_is_not_on_the_list_is_refused(app, officer):
    before = cases(app)

    answer = officer.submit(
        "/cases/new", family(court="The Court of Nowhere", partner_authority="S12000036"), button="Open"
    )

    assert answer.status_code == 422
    assert cases(app) == before


def test_changing_a_case_keeps_what_is_sealed(officer):
    case = open_case(officer)

    officer.submit(
        f"/cases/{case}/edit",
        {"partner_name": "Nadia Ravenscar", "partner_authority": WAKEFIELD},
        button="Save the changes",
    )

    assert "Nadia Ravenscar" in officer.page.text
    assert "Wakefield" in officer.page.text
    assert "Never leave a message." not in officer.page.text
    assert "Never leave a message." in officer.get(f"/cases/{case}/edit").text


def test_an_unusual_court_case_number_is_warned_of_and_kept(officer):
    case = open_case(officer, court_case_number="ABC 12")

    assert "does not look like a court case number" in officer.page.text
    assert "ABC 12" in officer.get(f"/cases/{case}").text
