"""The matches of a case: what they follow, what they ask, and what they never tell."""

from __future__ import annotations

import logging
import re

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, SafePlaces
from portal.court.models import Considerations
from portal.referrals.models import Referral
from tests.portal.referral_walk import (
    LISTINGS,
    OFFICER,
    OTHER_OFFICER,
    PROGRAMME,
    SUPPORT,
    day_of,
    draft,
    family,
    open_case,
    open_case_with_order,
    send_one,
)

NEAR_THE_OLD_LIBRARY, ALSO_NEAR_IT, NOWHERE_NEAR = "LS1 4AP", "LS1 5AA", "BD1 1HY"
NOT_AVAILABLE = "Not available for this case."


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


def matches(client, case: str) -> str:
    """The page of the matches as it was sent, but for the token of the session."""
    html = client.get(f"/cases/{case}/matches").get_data(as_text=True)
    return re.sub(r'name="csrf_token" value="[^"]*"', "", html)


def keep_safe(client, case: str, *postcodes: str):
    return client.submit(
        f"/cases/{case}/apart", {"postcodes": "\n".join(postcodes)}, button="Save the places"
    )


def test_a_place_to_be_safe_at_takes_out_the_groups_close_to_it_and_says_no_more(officer):
    case = open_case_with_order(officer)
    before = matches(officer, case)

    keep_safe(officer, case, NEAR_THE_OLD_LIBRARY)

    after = matches(officer, case)
    assert NOT_AVAILABLE not in before
    assert "Leeds Wednesday evening" in before
    assert after.count(NOT_AVAILABLE) >= 1
    assert 'Refer to this group<span class="govuk-visually-hidden">: Leeds' not in after


def test_two_protected_places_give_the_same_page_to_the_byte(officer):
    case = open_case_with_order(officer)

    keep_safe(officer, case, NEAR_THE_OLD_LIBRARY)
    here = matches(officer, case)
    keep_safe(officer, case, ALSO_NEAR_IT)
    there = matches(officer, case)

    assert NOT_AVAILABLE in here
    assert here == there


def test_a_place_far_from_every_group_of_the_area_changes_nothing(officer):
    case = open_case_with_order(officer)
    before = matches(officer, case)

    keep_safe(officer, case, "TR19 7AA")

    assert matches(officer, case) == before


def test_a_protected_place_stands_in_no_page_record_store_or_log(app, officer, caplog):
    caplog.set_level(logging.DEBUG)
    case = open_case_with_order(officer)
    pages = [keep_safe(officer, case, NOWHERE_NEAR, "nonsense"), keep_safe(officer, case, NOWHERE_NEAR)]

    referral = draft(officer, case)

    pages += [officer.get(f"/cases/{case}{page}") for page in ("", "/apart", "/matches", "/circumstances")]
    pages += [officer.get(f"/cases/{case}/matches/{referral}"), officer.get(f"/referrals/{referral}")]
    with app.app_context():
        kept = db.session.scalars(sa.select(SafePlaces)).one()
        record = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()
        told = [kept.sealed_places, repr(kept), str(record.match), caplog.text]
    told += [page.get_data(as_text=True) for page in pages]
    assert not [text for text in told if "BD1 1HY" in text or "BD11HY" in text.replace(" ", "")]


@pytest.mark.parametrize("email", [OTHER_OFFICER, PROGRAMME, SUPPORT, LISTINGS])
def test_nobody_else_opens_what_is_kept_apart(officer, new_client, email):
    case = open_case(officer)
    other = new_client().sign_in(email)

    for page in ("apart", "circumstances", "longer-journey"):
        assert other.get(f"/cases/{case}/{page}").status_code == 404


def test_what_was_typed_wrong_is_named_by_its_line_and_not_shown_again(officer):
    case = open_case(officer)

    answer = keep_safe(officer, case, "LS1 4AP", "ZZ1 1ZZ")

    assert answer.status_code == 422
    assert officer.page.errors() == [
        "Line 2 is not a full postcode that we can find. Enter all the postcodes again"
    ]
    assert "LS1 4AP" not in answer.get_data(as_text=True)


def test_both_people_at_one_postcode_is_not_saved_as_if_it_were_fine(app, officer):
    case = open_case(officer, postcode="LS1 4AP", participant_authority="")

    keep_safe(officer, case, "ls14ap")

    assert "is the postcode of the person ordered to attend" in officer.page.errors()[0]
    with app.app_context():
        assert db.session.scalars(sa.select(SafePlaces)).all() == []


def test_both_people_in_one_council_area_is_said_where_places_can_be_recorded(officer):
    case = open_case(officer)

    officer.get(f"/cases/{case}/apart")

    assert "Both people live in the same council area." in officer.page.text


def test_the_places_can_be_taken_away(officer):
    case = open_case_with_order(officer)
    before = matches(officer, case)
    keep_safe(officer, case, NEAR_THE_OLD_LIBRARY)

    officer.submit(f"/cases/{case}/apart", {"is_cleared": True}, button="Save the places")

    assert matches(officer, case) == before


@pytest.mark.parametrize("says_so", ["this case", "the other case"])
def test_two_connected_people_are_never_offered_the_same_group(app, officer, says_so):
    sent = send_one(officer)
    with app.app_context():
        referral = db.session.scalars(sa.select(Referral).where(Referral.reference == sent)).one()
        first, group = referral.case.reference, referral.group.name
    second = open_case_with_order(officer, participant_name="Aled Priestnall", court_case_number="LS26P00009")
    assert f"Refer to this group: {group}" in _read(officer, second)
    named_in, names = (second, first) if says_so == "this case" else (first, second)

    answer = officer.submit(f"/cases/{named_in}/apart", other=names, link="relative", button="Keep these two")

    assert answer.status_code == 200
    assert f"Refer to this group: {group}" not in _read(officer, second)
    officer.submit(f"/cases/{named_in}/apart", button="Remove")
    assert f"Refer to this group: {group}" in _read(officer, second)


def test_what_is_kept_apart_leaves_a_line_in_the_history_that_names_no_place(officer):
    other = open_case(officer, court_case_number="LS26P00009")
    case = open_case(officer)

    officer.submit(f"/cases/{case}/apart", other=other, link="relative", button="Keep these two")
    officer.submit(f"/cases/{case}/apart", button="Remove")
    keep_safe(officer, case, NEAR_THE_OLD_LIBRARY)

    history = officer.get(f"/cases/{case}").text.partition('id="closing"')[2]
    assert "People kept apart." in history
    assert "People no longer kept apart." in history
    assert history.count(other) == 2
    assert "Places to be safe at recorded." in history
    assert NEAR_THE_OLD_LIBRARY not in history


def _read(client, case: str) -> str:
    client.get(f"/cases/{case}/matches")
    return client.page.text


@pytest.mark.parametrize(
    "other, sentence",
    [
        ("C-333333", "There is no case with this reference"),
        ("nonsense", "Enter a case reference, such as C-34K8PX"),
        ("", "Enter the reference of the other case"),
    ],
)
def test_another_case_that_is_none_is_said(officer, other, sentence):
    case = open_case(officer)

    officer.submit(f"/cases/{case}/apart", other=other, link="relative", button="Keep these two")

    assert officer.page.errors() == [sentence]


def test_a_case_is_not_kept_apart_from_itself(officer):
    case = open_case(officer)

    officer.submit(f"/cases/{case}/apart", other=case, link="relative", button="Keep these two")

    assert officer.page.errors() == ["This is the reference of this case. Enter the other one"]


def test_the_matches_follow_the_circumstances(officer):
    case = open_case_with_order(officer)
    officer.submit(
        f"/cases/{case}/circumstances",
        access_needs=["reading"],
        completed_recently="no",
        has_car="no",
        button="Save and see",
    )

    text = officer.page.text

    assert "help with reading and writing can take part" in text
    assert "Check the journey by bus or train" in text
    assert "Find out whether the person completed this programme" not in text
    officer.get(f"/cases/{case}/circumstances")
    ticked = [field.get("value") for field in officer.page.all("input") if field.get("checked") is not None]
    assert ticked[:2] == ["reading", "no"]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"access_needs": ["interpreter"], "language": ""}, "Enter the language the person speaks best"),
        ({"journey_limit_minutes": "4"}, "Enter a number of minutes from 5 to 240"),
        ({"journey_limit_minutes": "an hour"}, "Enter a number of minutes from 5 to 240"),
    ],
)
def test_circumstances_that_cannot_be_are_said(officer, typed, sentence):
    case = open_case(officer)

    officer.submit(f"/cases/{case}/circumstances", typed, button="Save and see")

    assert officer.page.errors() == [sentence]


def test_a_declared_bar_that_applies_leaves_the_programme_out(officer):
    case = open_case_with_order(officer)

    officer.submit(f"/cases/{case}/circumstances", completed_recently="yes", button="Save and see")

    assert "The programme takes nobody who completed it in the last 6 months." in officer.page.text
    assert "Six months since it was completed." in officer.page.text


def test_a_longer_journey_is_accepted_with_a_reason_that_is_shown_and_stored(app, officer):
    case = open_case_with_order(officer, journey_limit_miles="1")
    assert "and the limit is 1 mile" in _read(officer, case)

    officer.submit(
        f"/cases/{case}/longer-journey",
        service="aire-valley-dvpp",
        reason="He drives.",
        button="Accept the longer",
    )

    assert "accepted the longer journey on 23 November 2026: He drives." in officer.page.text
    referral = draft(officer, case)
    officer.get(f"/cases/{case}/matches/{referral}")
    assert "Longer journeys accepted" in officer.page.text
    assert "He drives." in officer.page.text


def test_a_reason_that_names_the_other_parent_is_not_kept(officer):
    case = open_case(officer)

    officer.submit(
        f"/cases/{case}/longer-journey",
        service="",
        reason="Nadia Quillfeather agrees.",
        button="Accept the longer",
    )

    assert officer.page.errors() == [
        "Name neither the other parent nor their number. The court may read this"
    ]


def test_what_is_put_to_the_court_moves_no_match(app, officer):
    case = open_case_with_order(officer)
    before = matches(officer, case)

    with app.app_context():
        record = db.session.scalars(sa.select(Case).where(Case.reference == case)).one()
        db.session.add(
            Considerations(
                case_id=record.id,
                religion="Fasts on Wednesdays.",
                work_and_education="Works on Saturdays.",
                caring="Fetches the children on Mondays.",
                likely_effect="Would lose work.",
                opinion="None.",
            )
        )
        db.session.commit()

    assert matches(officer, case) == before


def test_the_match_of_somebody_elses_referral_is_not_found(officer, new_client):
    case = open_case_with_order(officer)
    referral = draft(officer, case)
    other = open_case(officer, court_case_number="LS26P00010")

    assert officer.get(f"/cases/{other}/matches/{referral}").status_code == 404
    assert new_client().sign_in(OTHER_OFFICER).get(f"/cases/{case}/matches/{referral}").status_code == 404


def test_somebody_under_eighteen_is_not_saved_as_if_it_were_fine(officer):
    answer = officer.submit(
        "/cases/new", family(**day_of("date_of_birth", 24, 11, 2008)), button="Open the case"
    )

    assert answer.status_code == 422
    assert any("must be 18 or over" in error for error in officer.page.errors())


def test_the_other_parent_without_a_council_area_is_not_saved_as_if_it_were_fine(officer):
    answer = officer.submit("/cases/new", family(partner_authority=""), button="Open the case")

    assert answer.status_code == 422
    assert "Choose the local authority where the other parent lives" in officer.page.errors()


def test_the_matches_and_the_case_ask_the_store_a_few_times_however_much_there_is(app, officer, statements):
    case = open_case_with_order(officer)
    officer.get(f"/cases/{case}/matches")  # Reads once what each process keeps of the programmes.

    with statements(app) as for_matches:
        officer.get(f"/cases/{case}/matches")
    with statements(app) as for_the_case:
        officer.get(f"/cases/{case}")

    assert len(for_matches) <= 12
    assert len(for_the_case) <= 12
