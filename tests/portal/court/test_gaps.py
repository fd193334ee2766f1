"""The register of people on whom nobody may report: how a line comes, what it says, and the three ways it goes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group
from tests.portal.court.walks import case_in_a_gap, case_under_way, issue, record_order
from tests.portal.referral_walk import MANAGER, OFFICER, day_of, order

REASON = "The programme reports to the judge at the review in the care proceedings."


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def manager(new_client):
    return new_client().sign_in(MANAGER)


def register(manager) -> str:
    manager.get("/oversight/gaps")
    return manager.page.text


def send_letter(officer, case: str, day: int = 23) -> None:
    key = issue(officer, case, "letter").rpartition("/")[2]
    officer.submit(f"/cases/{case}/court/letters/{key}/sent", day_of("sent_on", day, 11, 2026))


def test_a_gap_stands_on_the_officers_list(officer):
    case_in_a_gap(officer)

    assert "Nobody may report to the court" in officer.get("/cases").text


def test_a_good_order_says_nothing_of_a_gap_on_the_list(officer):
    case_under_way(officer)

    assert "Nobody may report to the court" not in officer.get("/cases").text


def test_a_good_order_leaves_nobody_on_the_register(officer, manager):
    case = case_under_way(officer)

    assert case not in register(manager)
    assert "People on whom nobody may report: 0" in manager.get("/oversight").text


def test_the_final_order_problem_puts_the_person_on_the_register(officer, manager):
    case = case_in_a_gap(officer)

    text = register(manager)
    assert f"{case}: Gareth Holroyd" in text
    assert "Since 20 November 2026" in text
    assert "asks nobody to monitor it" in text
    assert "The court has not been asked yet." in text
    assert "People on whom nobody may report: 1" in manager.get("/oversight").text
    page = officer.get(f"/cases/{case}").text
    assert "Nobody may report on this programme to the court" in page
    assert page.index("Nobody may report") < page.index("What to do next"), "before it is said what waits"


def test_the_register_says_what_was_asked_and_what_came_back(officer, manager):
    case = case_in_a_gap(officer)

    send_letter(officer, case)
    assert "The court was asked on 23 November 2026. No answer yet." in register(manager)

    officer.get(f"/cases/{case}")
    link = next(path for path in officer.page.links("Record the answer"))
    officer.submit(
        link, {**day_of("answered_on", 23, 11, 2026), "answer": "Listed for mention."}, button="Record"
    )
    assert "It answered on 23 November 2026: Listed for mention." in register(manager)


def test_a_new_order_that_lets_somebody_report_closes_the_line(officer, manager):
    case = case_in_a_gap(officer)

    record_order(officer, case, **day_of("made_on", 23, 11, 2026))

    assert case not in register(manager)


def test_the_end_of_the_referral_closes_the_line(officer, manager):
    case = case_in_a_gap(officer)

    officer.get(f"/cases/{case}")
    (referral,) = set(officer.page.links("Referral R-"))
    officer.submit(f"{referral}/withdraw", {"reason": "order-changed"}, button="Withdraw")

    assert case not in register(manager)


def test_a_managers_decision_closes_the_line_and_stays_on_the_page(officer, manager):
    case = case_in_a_gap(officer)

    manager.submit(f"/oversight/gaps/{case}", {"reason": REASON}, button="Record the decision")

    assert manager.page.path == "/oversight/gaps"
    listed, decided = manager.page.text.split("Decided by a manager")
    assert case not in listed
    assert "can be reported on" not in listed, "this person cannot"
    assert REASON in decided
    assert "A manager has accepted this." in officer.get(f"/cases/{case}").text
    assert manager.get(f"/oversight/gaps/{case}").status_code == 409, "decided once"


def test_a_decision_does_not_outlive_the_reading_of_the_order_it_was_about(officer, manager):
    case = case_in_a_gap(officer)
    manager.submit(f"/oversight/gaps/{case}", {"reason": REASON}, button="Record the decision")

    officer.submit(f"/cases/{case}/orders/2", {"permits_disclosure": None}, button="Save the order")

    assert case in register(manager).split("Decided by a manager")[0]


def test_there_is_nothing_to_decide_where_somebody_may_report(officer, manager):
    case = case_under_way(officer)

    answer = manager.get(f"/oversight/gaps/{case}")

    assert answer.status_code == 409
    assert "There is no gap to decide about." in answer.text


def test_an_officer_finds_neither_the_register_nor_the_decision(officer):
    case = case_in_a_gap(officer)

    assert officer.get("/oversight/gaps").status_code == 404
    assert officer.get(f"/oversight/gaps/{case}").status_code == 404


def test_the_end_of_the_programme_is_still_known_once_the_group_is_full(app, officer, manager):
    case = case_under_way(officer)
    with app.app_context():
        for group in db.session.scalars(sa.select(Group)):
            group.places_taken = group.places_max - group.places_held
        db.session.commit()

    review = day_of("made_on", 20, 11, 2026) | day_of("review_hearing_on", 1, 3, 2027)
    typed = order(stage="final", **{"elements-0-type": "11C"}, **review)
    officer.submit(f"/cases/{case}/orders/new", typed, button="Add another part")
    officer.submit(
        None, {"elements-1-type": "11G", **day_of("elements-1-ends_on", 1, 3, 2027)}, button="Save the order"
    )

    assert "a gap of" in register(manager)
