"""Open risk stands on top of every page about the case that its reader may see, and first in every list."""

from __future__ import annotations

import pytest

from directory_data.vocabulary import Role
from portal.accounts.demonstration import PEOPLE
from portal.clock import now
from portal.risk.on_cases import BEHIND
from portal.rules import permissions
from tests.house.addresses import NEEDS_MORE, address, routes
from tests.portal.risk.walks import last_report, report
from tests.work_in_hand import add_work_in_hand, case_with_final_order

PERSON_IN = {person.role: person.email for person in reversed(PEOPLE)}


def about_a_case(app) -> list[str]:
    """The endpoints whose address names a case, a referral or a hand-off by its reference."""
    named = {rule.endpoint for rule in app.url_map.iter_rules() if "reference" in rule.arguments}
    return [endpoint for endpoint in routes(app, "GET") if endpoint in named]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.PROGRAMME, Role.PARTNER_SUPPORT])
def test_open_risk_stands_on_every_page_about_the_case(app, new_client, today, role):
    with app.app_context():
        add_work_in_hand(app, today, now())
        other_case = case_with_final_order().reference
    report(new_client().sign_in("officer@demo.example"), f"/cases/{other_case}")
    client = new_client().sign_in(PERSON_IN[role])
    seen, missing = 0, []
    for endpoint in about_a_case(app):
        path, is_real = address(app, endpoint, role)
        if endpoint in NEEDS_MORE or not is_real or not permissions.may_open(role, endpoint):
            continue
        assert path.split("/")[1] in BEHIND, f"{endpoint} is about a case and stands where no risk is shown"
        answer = client.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            seen += 1
            if 'id="open-risk"' not in answer.text:
                missing.append(f"{endpoint} {path}")

    assert missing == []
    assert seen


def test_it_costs_a_page_one_statement_however_much_risk_is_open(app, family, statements):
    def number() -> int:
        with statements(app) as sent:
            family.programme.get(family.referral)
        return len(sent)

    before = number()
    for _ in range(4):
        report(family.programme, family.referral)

    assert number() == before


def test_open_risk_comes_first_in_the_lists_of_every_side(family):
    report(family.programme, family.referral)

    for client, page in family.sides.values():
        text = client.get(page.rsplit("/", 1)[0]).text
        assert "Open risk" in text
        assert text.index("Open risk") < text.index(page)


def test_a_page_that_is_not_found_says_nothing_of_risk(family, new_client):
    report(family.officer, family.case)
    stranger = new_client().sign_in("officer2@demo.example")

    text = stranger.get(family.case).text

    assert "risk" not in text.split("<main", 1)[1].casefold()


def test_the_sample_shows_a_new_reader_how_open_risk_looks(client):
    client.sign_in("officer@demo.example")

    assert "Stalking, following or unwanted contact" in client.get("/risk").text


@pytest.mark.parametrize(
    ("side", "is_protected"), [("partner-support", False), ("partner-support", True), ("programme", True)]
)
def test_what_partner_support_reports_and_a_protected_source_stay_off_paper(app, family, side, is_protected):
    client, address = family.sides[side]
    report(client, address, is_source_protected=True if is_protected else None)
    with app.app_context():
        path = f"/risk/{last_report().key}"

    page = family.officer.get(path).text
    assert "This page does not print." in page
    assert page.index('<div class="app-no-print">') < page.index("<h1")
    assert '<li class="app-row app-no-print">' in family.officer.get("/risk").text


def test_no_paper_made_of_a_page_about_the_case_says_what_risk_is_open(family):
    report(family.programme, family.referral)

    assert (
        '<section class="app-urgent app-no-print" aria-labelledby="open-risk">'
        in family.officer.get(family.case).text
    )
    assert "This page does not print." not in family.officer.get("/risk").text
