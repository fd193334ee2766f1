"""The table of who may read what, cell by cell, on the real pages and papers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import DocumentKind, Role, Step
from portal.clock import now
from portal.documents.models import Document
from portal.partner_support.models import HandOff
from portal.referrals.models import Referral
from portal.risk.models import RiskReport
from portal.rules.wall_matrix import MATRIX, Item, Reader, Sight
from tests.house.red_team import text_of_pdf, walk
from tests.portal.partner_support.walks import NUMBER, pass_on, record_way
from tests.portal.programme.conftest import TO_THE_START, meets_from, take
from tests.portal.referral_walk import ADMIN, MANAGER, OFFICER, PROGRAMME, SUPPORT
from tests.portal.reports.reporting import UPDATE, checked, written
from tests.portal.risk.walks import report
from tests.work_in_hand import RISK, add_work_in_hand

PEOPLE = {
    Reader.OFFICER: (OFFICER, Role.OFFICER),
    Reader.MANAGER: (MANAGER, Role.MANAGER),
    Reader.PROGRAMME: (PROGRAMME, Role.PROGRAMME),
    Reader.PARTNER_SUPPORT: (SUPPORT, Role.PARTNER_SUPPORT),
    Reader.COMMISSIONING: (ADMIN, Role.DIRECTORY_ADMINISTRATOR),
    Reader.PUBLIC: (None, None),
}
MARKS = {
    Item.LISTING: ("Aire Valley",),
    Item.PARTICIPANT: ("Okafor-Wright",),
    Item.MISSED: ("sessions missed in a row", "Attended 0 of the 2 sessions"),
    Item.RISK: (RISK["what"],),
    Item.FINDINGS: ("pushed the other parent",),
    Item.PARTNER_NAME: ("Priya Marlowe",),
    Item.PARTNER_CONTACT: (NUMBER,),
    Item.DISCLOSURES: ("zebrafinch",),
    Item.ENGAGEMENT: ("In support",),
    Item.SUPPORT_RISK: ("quetzal",),
}
"""What each item reads like in the sample, on one page or another, once everybody has been at work."""
CELLS_OF_THE_DOMAIN = 56
"""Seven rows and eight readers (domain, section 7). The rows on missed sessions and on risk are ours."""


@pytest.fixture
def case(app, today, new_client, monkeypatch) -> tuple[str, str]:
    """A case whose other parent takes up support, and whose person missed two sessions: its reference, and the
    hand-off's."""
    with app.app_context():
        add_work_in_hand(app, today, now())
    miss_two_sessions(app, new_client().sign_in(PROGRAMME), today, monkeypatch)
    with app.app_context():
        hand_off = db.session.scalars(sa.select(HandOff.reference)).one()
        case = db.session.execute(
            sa.text(
                "SELECT court_case.reference FROM court_case JOIN protected_person ON case_id = court_case.id"
                " JOIN hand_off ON protected_person_id = protected_person.id"
            )
        ).scalar()
    worker = new_client().sign_in(SUPPORT)
    worker.submit(f"/support/{hand_off}", button="Acknowledge this hand-off")
    record_way(worker, hand_off)
    said = {"channel": "telephone", "outcome": "spoke", "note": "She told me of the zebrafinch."}
    worker.submit(f"/support/{hand_off}", said, button="Record this attempt")
    worker.submit(f"/support/{hand_off}/steps/engage", note="", button="Record this")
    report(worker, f"/support/{hand_off}", what="She says that he has a key. Her word for it: quetzal.")
    return str(case), str(hand_off)


def miss_two_sessions(app, staff, today, monkeypatch) -> None:
    with app.app_context():
        sent = db.session.scalars(sa.select(Referral).where(Referral.diary.any(step=Step.SEND))).one()
        referral, group = sent.reference, sent.group_id
    take(app, [referral], *TO_THE_START, on=today)
    meets_from(app, group, today)
    monkeypatch.setitem(app.config, "TODAY", today + timedelta(days=7))
    for number in (1, 2):
        missed = {f"{referral}-attendance": "absent-unauthorised"}
        staff.submit(f"/groups/{group}/sessions/{number}/register", missed, button="Save the register")
        assert "The register is saved" in staff.page.text


def test_the_table_is_whole():
    assert set(MATRIX) == set(Item) == set(MARKS)
    assert all(set(row) == set(Reader) for row in MATRIX.values())
    ours = {Item.MISSED, Item.RISK, Item.SUPPORT_RISK}
    assert sum(len(row) for item, row in MATRIX.items() if item not in ours) == CELLS_OF_THE_DOMAIN
    assert {*PEOPLE, Reader.COURT, Reader.PARTICIPANT} == set(Reader), "who walks, and whose papers are read"


@pytest.mark.parametrize("reader", PEOPLE)
def test_a_reader_finds_what_the_table_says_and_nothing_else(app, new_client, case, reader, subtests):
    read = all_that_is_read(app, new_client(), reader)

    try_each_cell(subtests, reader, read)


@pytest.mark.parametrize("reader", [Reader.OFFICER, Reader.MANAGER])
def test_what_is_read_for_a_reason_is_read_once_the_reason_is_given(new_client, case, reader):
    number, hand_off = case
    client = new_client().sign_in(PEOPLE[reader][0])

    page = client.submit(
        f"/cases/{number}/support/{hand_off}/open",
        reason="child",
        why="A child is missing.",
        button="Open it for half an hour",
    )

    asked_for = [item for item in Item if MATRIX[item][reader] is Sight.FOR_A_REASON]
    assert [item for item in asked_for if not is_in(page.get_data(as_text=True), item)] == []


@pytest.mark.parametrize("reader", [Reader.OFFICER, Reader.MANAGER])
def test_what_is_read_with_consent_is_read_once_it_was_passed_on(new_client, case, reader):
    number, hand_off = case
    pass_on(new_client().sign_in(SUPPORT), hand_off, "safety", "She told me of the zebrafinch.")

    page = new_client().sign_in(PEOPLE[reader][0]).get(f"/cases/{number}/support")

    agreed = [item for item in Item if MATRIX[item][reader] is Sight.WITH_CONSENT]
    assert agreed
    assert [item for item in agreed if not is_in(page.text, item)] == []


@pytest.mark.parametrize("reader", [Reader.PROGRAMME, Reader.COMMISSIONING, Reader.PUBLIC])
def test_what_was_passed_on_with_consent_reaches_nobody_else(app, new_client, case, reader):
    pass_on(new_client().sign_in(SUPPORT), case[1], "court", "She told me of the zebrafinch.")

    assert wrong_cells(reader, all_that_is_read(app, new_client(), reader)) == []


def test_papers_hold_what_the_table_says_and_nothing_else(app, new_client, today, case, subtests):
    number, hand_off = case
    pass_on(new_client().sign_in(SUPPORT), hand_off, "court", "She told me of the zebrafinch.")
    officer = new_client().sign_in(OFFICER)
    for paper in ("note", "wording", "letter", "reasons"):
        page = officer.get(f"/cases/{number}/court/{paper}")
        if page.status_code == 200 and "Issue version 1" in page.text:
            officer.submit(page, button="Issue version 1")
    report_to_court(app, officer, new_client().sign_in(MANAGER), number, today)
    with app.app_context():
        papers = {each.kind: text_of_pdf(each.pdf) for each in db.session.scalars(sa.select(Document))}

    letter = papers.pop(DocumentKind.REASONS_LETTER)
    served = papers[DocumentKind.COURT_UPDATE]
    try_each_cell(subtests, Reader.COURT, one_line("\n".join(papers.values())))
    try_each_cell(subtests, Reader.PARTICIPANT, one_line(letter + served))
    assert not is_in(one_line(letter), Item.FINDINGS)


def report_to_court(app, officer, manager, case: str, today) -> None:
    """A letter about how the programme went, written, checked and signed."""
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    manager.submit(manager.get(address), button="Sign and issue the report")


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def all_that_is_read(app, client, reader: Reader) -> str:
    """Everything that this reader can reach, with the pages of every change in risk."""
    email, role = PEOPLE[reader]
    if email:
        client.sign_in(email)
    with app.app_context():
        reports = [f"/risk/{key}" for key in db.session.scalars(sa.select(RiskReport.key))]
    return "\n".join(body.decode("utf-8", "replace") for _, _, body in walk(app, client, role, also=reports))


def try_each_cell(subtests, reader: Reader, read: str) -> None:
    for item in Item:
        with subtests.test(cell=f"{item.label}, {reader.label}: {MATRIX[item][reader].label}"):
            assert is_in(read, item) is (MATRIX[item][reader] is Sight.SHOWN)


def wrong_cells(reader: Reader, read: str) -> list[str]:
    return [
        f"{item.label}: {MATRIX[item][reader].label}"
        for item in Item
        if is_in(read, item) is not (MATRIX[item][reader] is Sight.SHOWN)
    ]


def is_in(read: str, item: Item) -> bool:
    return any(mark in read for mark in MARKS[item])
