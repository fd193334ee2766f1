"""What a manager and an administrator see: counts, and nobody's name."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import ReferralStatus
from portal.accounts.models import User
from portal.oversight.phases import PHASES, phases_in, row_of
from tests.page import words
from tests.portal.referral_walk import ADMIN, MANAGER, OFFICER, send_one


def test_a_manager_sees_the_referrals_of_the_area_in_counts(client, new_client):
    send_one(new_client().sign_in(OFFICER))

    page = client.sign_in(MANAGER).get("/oversight")

    assert "Aire Valley Change" in page.text
    for name in ("Gareth", "Holroyd", "Nadia", "Quillfeather"):
        assert name not in page.text


def test_a_manager_without_an_area_oversees_nothing(app, client, new_client):
    send_one(new_client().sign_in(OFFICER))
    for area in (None, ""):
        with app.app_context():
            db.session.execute(sa.update(User).where(User.email == MANAGER).values(cafcass_area=area))
            db.session.commit()

        page = client.sign_in(MANAGER).get("/oversight")

        assert "Aire Valley Change" not in page.text


def test_an_administrator_sees_counts_of_every_area_and_no_name_of_a_family(client, new_client):
    send_one(new_client().sign_in(OFFICER))
    client.sign_in(ADMIN)

    for path in ("/oversight", "/admin"):
        text = client.get(path).text
        assert "Holroyd" not in text
        assert "Quillfeather" not in text


def test_an_administrator_reads_no_count_below_five(client, new_client):
    send_one(new_client().sign_in(OFFICER))

    page = client.sign_in(ADMIN).get("/oversight")

    cells = [words(cell) for cell in client.page.all("td")]
    assert cells
    assert set(cells) == {"Fewer than 5"}
    assert "Status by status" not in page.text


def test_an_administrator_cannot_open_a_case_or_a_referral(client, new_client):
    referral = send_one(new_client().sign_in(OFFICER))
    client.sign_in(ADMIN)

    assert client.get(f"/referrals/{referral}").status_code == 404
    assert client.get("/cases").status_code == 404


@pytest.mark.parametrize("page", ["/oversight", "/oversight/gaps", "/deadlines", "/deadlines/counts"])
def test_the_page_asks_the_store_as_often_for_many_referrals_as_for_one(
    app, client, new_client, statements, page
):
    officer = new_client().sign_in(OFFICER)
    send_one(officer)
    client.sign_in(MANAGER)
    with statements(app) as for_one:
        client.get(page)
    send_one(officer)
    send_one(officer)

    with statements(app) as for_many:
        client.get(page)

    assert len(for_many) == len(for_one) <= 12


def test_every_status_stands_in_one_stage_of_the_overview():
    stages = [status for within in PHASES.values() for status in within]

    assert sorted(stages) == sorted(ReferralStatus)


def test_a_stage_in_which_nobody_stands_is_no_column():
    row = row_of("Aire Valley Change", {ReferralStatus.SENT: 2, ReferralStatus.ACKNOWLEDGED: 1})

    assert phases_in([row]) == ["With the provider"]
    assert (row.by_phase["With the provider"], row.total) == (3, 3)
    assert row.by_status == {ReferralStatus.SENT: 2, ReferralStatus.ACKNOWLEDGED: 1}
