"""What a case's page reads for all rooms: once, in one statement, each room's records whole and in order."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from directory_data.database import db
from portal.cases.models import Case, Finding
from portal.cases.reading import THE_CASES, OfCase, ReadTwice, records_of
from portal.contact.queries import ARRANGEMENTS, REVIEWS
from portal.documents.queries import DOCUMENTS
from portal.fairness.models import CorrectionRequest
from portal.fairness.queries import COMPLAINTS, CORRECTIONS
from tests.portal.cases.everything import add_everything
from tests.portal.court.walks import case_in_a_gap
from tests.portal.referral_walk import OFFICER, open_case

ROUNDS = 3


@pytest.fixture
def case_id(app, client, today) -> int:
    client.sign_in(OFFICER)
    reference = case_in_a_gap(client)
    with app.app_context():
        found = id_of(reference)
        for turn in range(ROUNDS):
            add_everything(found, turn, today)
    return found


def id_of(reference: str) -> int:
    return db.session.scalars(sa.select(Case.id).where(Case.reference == reference)).one()


def test_each_kind_is_whole_and_in_its_own_order_in_one_statement(app, case_id, statements):
    with app.app_context(), statements(app) as sent:
        records = records_of([case_id], [ARRANGEMENTS, REVIEWS, DOCUMENTS, CORRECTIONS, COMPLAINTS])
        venues = [each.venue for each in records[ARRANGEMENTS]]
        letters = [each.key for each in records[DOCUMENTS]]
        readers = [[notice.words for notice in each.notices] for each in records[CORRECTIONS]]
        complaints = [(each.key, len(each.entries)) for each in records[COMPLAINTS]]

    assert len(sent) == 1
    assert venues == ["Centre 0", "Centre 1", "Centre 2"]
    assert letters == ["letter2", "letter1", "letter0"]
    assert readers == [[f"Reader {turn}-{number}" for number in range(2)] for turn in range(ROUNDS)]
    assert complaints == [("complaint2", 2), ("complaint1", 2), ("complaint0", 2)]
    assert len(records[REVIEWS]) == ROUNDS


def test_another_case_has_none_of_them(app, client, case_id):
    other = open_case(client, court_case_number="LS26P00010")

    with app.app_context():
        records = records_of([id_of(other)], [ARRANGEMENTS, DOCUMENTS])

    assert (list(records[ARRANGEMENTS]), list(records[DOCUMENTS])) == ([], [])


def test_what_two_rooms_ask_for_is_read_once(app, case_id):
    with app.app_context():
        records = records_of([case_id], [DOCUMENTS, CORRECTIONS, DOCUMENTS])

        assert len(records[DOCUMENTS]) == ROUNDS


def test_one_kind_of_record_asked_for_in_two_ways_is_refused(app):
    two_ways = [
        OfCase(CorrectionRequest, CorrectionRequest.case_id.in_(THE_CASES)),
        OfCase(
            CorrectionRequest,
            CorrectionRequest.case_id.in_(THE_CASES),
            options=(joinedload(CorrectionRequest.by),),
        ),
    ]

    with app.app_context(), pytest.raises(ReadTwice, match="CorrectionRequest"):
        records_of([1], two_ways)


def test_what_no_room_asks_for_is_not_read(app, case_id, statements):
    with app.app_context(), statements(app) as sent:
        records = records_of([case_id], [])

    assert sent == []
    with pytest.raises(KeyError):
        records[OfCase(Finding, Finding.case_id.in_(THE_CASES))]


def test_a_case_in_which_every_room_has_something_to_show_asks_the_store_a_dozen_times(
    app, client, case_id, statements, today
):
    with app.app_context():
        path = f"/cases/{db.session.get_one(Case, case_id).reference}"
    with statements(app) as few:
        client.get(path)
    with app.app_context():
        for turn in range(ROUNDS, 2 * ROUNDS):
            add_everything(case_id, turn, today)

    with statements(app) as many:
        page = client.get(path).text

    assert len(many) == len(few) <= 12, many
    assert "Wrong 5." in page
    assert "Centre 5" in page
