"""What each paper says, when it can be made, and what none of them says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Accreditation, Step
from portal.cases.models import Case
from portal.court.forms import ReasonForm
from portal.referrals.models import DiaryEntry, Referral
from tests.portal.court.walks import (
    CONSIDERED,
    UNMONITORED,
    case_in_a_gap,
    case_under_way,
    issue,
    issue_note,
    record_order,
)
from tests.portal.referral_walk import BRADFORD, OFFICER, OTHER_OFFICER, day_of, open_case, order

UNTIL_BEGUN = (Step.ACKNOWLEDGE, Step.BOOK, Step.ASSESS, Step.FIND_SUITABLE, Step.OFFER_PLACE, Step.START)
MALDON = "E07000074"
BEGUN_AT = datetime(2027, 2, 3, 19, tzinfo=UTC)
MARKS = ("Nadia", "Quillfeather", "960 047", "960047", "after 10am", "Never leave a message", "Bradford")


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


def add_steps(app, case: str, *steps: Step) -> None:
    """Steps of the referral of this case that the provider took, all at one moment."""
    with app.app_context():
        referral = db.session.scalars(
            sa.select(Referral).join(Referral.case).where(Case.reference == case)
        ).one()
        for number, step in enumerate(steps, start=len(referral.diary) + 1):
            referral.diary.append(
                DiaryEntry(step=step, number=number, at=BEGUN_AT, by_id=referral.case.officer_id)
            )
        db.session.commit()


def begin(app, case: str) -> None:
    add_steps(app, case, *UNTIL_BEGUN)


def test_the_note_says_what_the_act_asks_about(officer):
    case = open_case(officer)

    issue_note(officer, case)

    text = officer.page.text
    for words in (
        "section 11E",
        "Gareth Holroyd",
        "20 September 2027",
        "Friday prayers until 2pm.",
        "two hours of overtime",
        "Contact supervised meanwhile.",
        "in a straight line",
        "Runs beside the programme",
        "What was not found",
        "Nothing here promises a place.",
    ):
        assert words in text


def test_what_was_not_asked_is_not_left_empty(officer):
    case = open_case(officer)

    answer = officer.submit(f"/cases/{case}/court/note", {"religion": " "}, button="Issue the note")

    assert answer.status_code == 422
    assert (
        "Enter what the person said about religion, or that it was not asked and why" in officer.page.errors()
    )


@pytest.mark.parametrize("words", ["Nadia says so.", "Ring 01632 960047."])
def test_a_note_that_names_the_other_parent_is_not_issued(officer, words):
    case = open_case(officer)

    answer = officer.submit(
        f"/cases/{case}/court/note", {**CONSIDERED, "opinion": words}, button="Issue the note"
    )

    assert answer.status_code == 422
    assert any("other parent" in error for error in officer.page.errors())
    assert "No document has been issued yet." in officer.get(f"/cases/{case}").text


def test_the_wording_is_filled_in_from_the_case_and_gives_the_dates_it_rests_on(officer):
    case = case_under_way(officer)

    issue(officer, case, "wording")

    text = officer.page.text
    assert "Gareth Holroyd shall take part in" in text
    assert "Suggested wording, not legal advice" in text
    assert "Programme expected to end" in text
    assert "[provider]" not in text


def test_a_late_start_is_told_to_the_court_no_sooner_than_it_matters(officer):
    case = case_under_way(officer)

    issue(officer, case, "wording")

    text = officer.page.text
    begins_by = re.search(r"has not begun by (\d+ \w+ \d+)", text)
    assert begins_by
    assert f"Programme to begin by {begins_by[1]}" in " ".join(text.split())
    assert "Monitoring ends on No day, while the case goes on" in " ".join(text.split())


def test_a_provider_that_is_not_accredited_is_not_called_so(app, officer):
    case = case_under_way(officer)
    with app.app_context():
        referral = db.session.scalars(sa.select(Referral)).one()
        referral.service.provider.accreditation = Accreditation.SAFE_MINIMUM_PRACTICE
        db.session.commit()

    issue(officer, case, "reasons")

    assert "works to the Respect Safe Minimum Practice standard" in officer.page.text
    assert "accredited" not in officer.page.text


def test_a_letter_is_made_only_where_the_order_lacks_something(officer):
    case = open_case(officer)
    assert officer.get(f"/cases/{case}/court/letter").status_code == 409

    record_order(officer, case)
    answer = officer.get(f"/cases/{case}/court/letter")
    assert answer.status_code == 409
    assert "The check of the order finds nothing missing" in answer.text
    assert "Make the letter to the court" not in officer.get(f"/cases/{case}").text

    record_order(officer, case, permits_disclosure=False, **day_of("made_on", 20, 11, 2026))
    assert "Make the letter to the court" in officer.get(f"/cases/{case}").text
    issue(officer, case, "letter")
    assert "does not permit Cafcass to pass papers to the provider" in officer.page.text
    assert "Would the court consider adding paragraph E below" in officer.page.text
    assert "Those details shall not be disclosed to Gareth Holroyd" in officer.page.text


def test_the_letter_about_a_final_order_asks_for_what_would_mend_it(officer):
    case = case_in_a_gap(officer)

    issue(officer, case, "letter")

    text = officer.page.text
    assert "asks nobody to monitor it" in text
    assert "paragraphs F, H and I below" in text
    assert "H. Family assistance order" in text
    assert "A. Activity direction" not in text


def test_an_order_whose_monitoring_ends_too_soon_still_gets_its_programme_and_its_gap_named(officer):
    case = open_case(officer)
    too_soon = {"elements-1-type": "11G", **day_of("elements-1-ends_on", 18, 5, 2027)}
    officer.submit(
        f"/cases/{case}/orders/new",
        order(**day_of("made_on", 18, 11, 2026), **UNMONITORED),
        button="Add another part",
    )
    officer.submit(None, too_soon, button="Save the order")

    issue(officer, case, "letter")

    text = " ".join(officer.page.text.split())
    assert "Cafcass may report until 18 May 2027" in text
    assert "[programme]" not in text
    assert "take part in Aire Valley Domestic Violence Perpetrator Programme" in text
    assert re.search(r"From the end of monitoring to the final report \d+ weeks", text)
    begins_by = re.search(r"Programme to begin by (\d+ \w+) 2027", text)
    assert begins_by, "and never a day that has passed"


def test_an_order_that_no_amendment_mends_gets_no_letter(officer):
    case = open_case(officer)
    record_order(officer, case, **{"elements-0-activity": "Psychiatric treatment"})

    answer = officer.get(f"/cases/{case}/court/letter")

    assert answer.status_code == 409
    assert "would not mend this" in answer.text


def test_reasons_are_given_only_for_a_referral_under_way(officer):
    case = open_case(officer)
    assert officer.get(f"/cases/{case}/court/reasons").status_code == 409

    case = case_under_way(officer)
    issue(officer, case, "reasons")

    text = officer.page.text
    assert "Why this programme was chosen for you" in text
    assert "It starts on" in text
    assert "Its provider is accredited" in text
    assert "If something here is wrong" in text
    assert "because" not in text.split("Why this group")[1].split("What happens now")[0]


def test_the_reasons_for_somebody_on_the_programme_announce_nothing_that_is_past(app, officer, monkeypatch):
    case = case_under_way(officer)
    issue(officer, case, "reasons")
    assert "will invite you to an assessment" in officer.page.text
    begin(app, case)
    monkeypatch.setitem(app.config, "TODAY", BEGUN_AT.date() + timedelta(days=1))
    officer.sign_in(OFFICER)

    issue(officer, case, "reasons", reason="He has started.")

    text = officer.page.text
    assert "It started on" in text
    assert "It starts on" not in text
    assert "will invite you to an assessment" not in text


def test_the_wording_for_somebody_on_the_programme_does_not_speak_of_its_start_as_to_come(
    app, officer, monkeypatch
):
    case = case_under_way(officer)
    issue(officer, case, "wording")
    assert "Cafcass referred Gareth Holroyd through its commissioned-services route on" in officer.page.text
    begin(app, case)
    monkeypatch.setitem(app.config, "TODAY", BEGUN_AT.date() + timedelta(days=1))
    officer.sign_in(OFFICER)

    issue(officer, case, "wording", reason="He has started.")

    text = " ".join(officer.page.text.split())
    assert "Gareth Holroyd shall go on taking part in" in text
    assert "Programme began 3 February 2027" in text
    assert "Programme to begin by" not in text
    assert "has not begun" not in text


def test_the_wording_after_a_decline_names_a_programme_that_is_to_come(app, officer):
    case = case_under_way(officer)
    add_steps(app, case, Step.DECLINE)

    issue(officer, case, "wording")

    assert "Cafcass shall by" in officer.page.text
    assert "Cafcass referred" not in officer.page.text


def test_no_paper_names_the_other_parent_or_says_where_anybody_lives(officer):
    case = case_under_way(officer, partner_authority=BRADFORD)
    paths = [issue_note(officer, case), issue(officer, case, "wording"), issue(officer, case, "reasons")]
    record_order(officer, case, **day_of("made_on", 20, 11, 2026), **UNMONITORED)
    paths.append(issue(officer, case, "letter"))

    for path in paths:
        words = officer.get(path).text
        assert [mark for mark in MARKS if mark in words] == [], path


def test_the_papers_of_another_area_are_not_found(officer, new_client):
    case = case_in_a_gap(officer)
    letter = issue(officer, case, "letter")
    other = new_client().sign_in(OTHER_OFFICER)

    for path in (
        letter,
        f"{letter}.pdf",
        f"/cases/{case}/court/note",
        f"/cases/{case}/court/wording",
        f"/cases/{case}/court/letter",
        f"/cases/{case}/court/reasons",
        letter.replace("/documents/", "/court/letters/") + "/sent",
    ):
        assert other.get(path).status_code == 404, path


def test_a_document_is_not_found_under_another_case(officer):
    case, other = case_in_a_gap(officer), open_case(officer, participant_name="Somebody Else")
    letter = issue(officer, case, "letter")

    assert officer.get(letter.replace(case, other)).status_code == 404


def test_a_note_says_that_a_straight_line_over_water_has_to_be_checked(officer):
    case = open_case(officer, postcode="CM0 8AA", participant_authority=MALDON, partner_authority=MALDON)

    issue_note(officer, case)

    assert (
        "in a straight line, which crosses the River Crouch: the journey has to be checked"
        in officer.page.text
    )


def test_a_token_that_reads_like_a_postcode_keeps_no_paper_back(app):
    with app.test_request_context():
        case = db.session.scalars(sa.select(Case)).first()
        form = ReasonForm(reason="A date was wrong.")
        form.csrf_token.data = "IjVl.LS6 1AA"

        assert form.keeps_the_wall(case)
        form.reason.data = "She lives at LS6 1AA."
        assert not form.keeps_the_wall(case)
