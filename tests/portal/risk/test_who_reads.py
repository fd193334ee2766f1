"""Who reads what: every cell of the table on the real pages, and nothing of partner support on the programme's side."""

from __future__ import annotations

import re

import pytest

from directory_data.risk_vocabulary import RiskSide
from portal.rules import risk_readers
from tests.portal.risk.walks import last_report, report

CELLS = [
    (side, is_protected, reader)
    for side in RiskSide
    for is_protected in (False, True)
    for reader in RiskSide
    if side is not reader
]


@pytest.mark.parametrize("side, is_protected, reader", CELLS)
def test_a_side_reads_what_the_table_says(app, family, side, is_protected, reader):
    client, page = family.sides[side]
    report(client, page, is_source_protected=is_protected)
    with app.app_context():
        key = last_report().key
    may = risk_readers.reads(reader, side, is_source_protected=is_protected)

    other, others_page = family.sides[reader]

    assert (other.get(f"/risk/{key}").status_code == 200) is may
    assert ("Open risk" in other.get(others_page).text) is may
    assert (key in other.get("/risk").text) is may


def test_whoever_reported_something_protected_reads_it_again(family):
    for client, page in family.sides.values():
        report(client, page, is_source_protected=True)

        assert "Open risk" in client.get(page).text


@pytest.mark.parametrize("is_protected", [False, True])
def test_the_programme_cannot_tell_that_partner_support_reported_anything(
    family, statements, app, is_protected
):
    pages = (family.referral, "/referrals", "/risk", "/deadlines", f"{family.referral}/risk/new")
    before = [seen(family.programme, page, statements, app) for page in pages]

    report(family.worker, family.support, is_source_protected=is_protected, is_danger="yes")

    assert [seen(family.programme, page, statements, app) for page in pages] == before


def test_what_cafcass_reports_is_read_by_the_programme_only_while_it_has_the_person(family):
    report(family.officer, family.case)
    while_it_has_them = family.programme.get(family.referral).text

    family.officer.submit(f"{family.referral}/withdraw", reason="risk", button="Withdraw")

    assert "Open risk" in while_it_has_them
    assert "Open risk" not in family.programme.get(family.referral).text


def seen(client, page, statements, app) -> tuple[str, int]:
    """The page without what differs between any two requests, and how many statements it took."""
    with statements(app) as sent:
        text = client.get(page).text
    return re.sub(r'name="(csrf_token|form_key)"[^>]*', "", text), len(sent)
