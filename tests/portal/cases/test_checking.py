"""The order checker while the order is typed: the verdict on what stands in the form, and nothing saved."""

from __future__ import annotations

import pytest

from tests.portal.court.walks import UNMONITORED, record_order
from tests.portal.referral_walk import OFFICER, day_of, open_case, order


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    return open_case(officer)


def try_out(officer, case: str, **changed: object) -> str:
    answer = officer.submit(f"/cases/{case}/orders/new", order(**changed), button="Check without saving")
    assert answer.status_code == 200, officer.page.errors()
    return officer.page.text


def test_what_is_typed_is_checked_and_not_saved(officer, case):
    text = try_out(officer, case, **UNMONITORED)

    assert "Nothing has been saved yet." in text
    assert "Nobody may monitor the programme" in text
    assert "Rule R4 rests on:" in text
    assert "What to do: Ask the court to vary the order" in text
    assert "No court order is recorded." in officer.get(f"/cases/{case}").text


def test_monitoring_that_the_programme_outlasts_is_said_while_the_case_goes_on(officer, case):
    soon = {**day_of("review_hearing_on", 20, 1, 2027), **day_of("report_due_on", 10, 1, 2027)}
    monitoring = {"elements-1-type": "11G", **day_of("elements-1-ends_on", 20, 2, 2027)}

    officer.submit(f"/cases/{case}/orders/new", order(), button="Add another part")
    officer.submit(None, {**order(), **soon, **monitoring}, button="Check without saving")

    assert "Monitoring ends before the programme does, while the case goes on" in officer.page.text
    assert "Return to the court" in officer.page.text
    assert "The last safe start was 11 July 2026, 135 days ago." in " ".join(officer.page.text.split())


def test_the_case_says_whether_the_adults_named_have_consented(officer, case):
    record_order(officer, case, consents_recorded=True)

    officer.get(f"/cases/{case}")

    assert "Every adult named in a family assistance order has consented Yes" in " ".join(
        officer.page.text.split()
    )


def test_what_was_checked_can_be_put_right_and_saved(officer, case):
    try_out(officer, case, permits_disclosure=False)

    officer.submit(None, {"permits_disclosure": True}, button="Save the order")

    assert officer.page.path == f"/cases/{case}"
    assert "Ready to refer" in officer.page.text


def test_a_second_order_is_checked_against_the_first(officer, case):
    record_order(officer, case)

    text = try_out(officer, case, **{"elements-0-provider_name": "Other Ways"})

    assert "One names Aire Valley Change, the other Other Ways." in text


def test_an_order_that_is_corrected_is_not_held_against_itself(officer, case):
    record_order(officer, case)

    officer.submit(
        f"/cases/{case}/orders/1",
        {"elements-0-provider_name": "Other Ways"},
        button="Check without saving",
    )

    assert "Ready to refer" in officer.page.text


def test_a_date_that_cannot_be_is_said_before_anything_is_checked(officer, case):
    answer = officer.submit(
        f"/cases/{case}/orders/new",
        order(**day_of("made_on", 24, 11, 2026)),
        button="Check without saving",
    )

    assert answer.status_code == 422
    assert officer.page.errors() == ["The date of the order must be today or in the past"]


def test_to_whom_a_report_goes_and_what_may_be_disclosed_is_kept(officer, case):
    record_order(
        officer,
        case,
        disclosure_terms="The order and the schedule of findings, to the provider.",
        **{"elements-0-report_to": "the court and both parents"},
    )

    assert "Report to the court and both parents" in officer.page.text
    assert "The order and the schedule of findings, to the provider." in officer.page.text
