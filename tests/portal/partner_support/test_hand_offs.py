"""Hand-offs: what a partner-support worker sees, and how it is sealed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Provider
from portal import sealing
from portal.accounts.models import User
from portal.cases.models import ProtectedPerson
from portal.partner_support.models import HandOff
from tests.portal.referral_walk import ADMIN, LISTINGS, MANAGER, OFFICER, PROGRAMME, SUPPORT, send_one


@pytest.fixture
def referral(new_client) -> str:
    return send_one(new_client().sign_in(OFFICER))


@pytest.fixture
def hand_off(app, referral) -> str:
    """The reference of the hand-off that belongs to the referral."""
    with app.app_context():
        return db.session.scalars(sa.select(HandOff.reference).order_by(HandOff.id.desc())).first()


@pytest.mark.parametrize("stranger", [OFFICER, MANAGER, PROGRAMME, LISTINGS, ADMIN])
def test_a_hand_off_is_found_by_nobody_else(client, hand_off, stranger):
    client.sign_in(stranger)

    assert client.get(f"/support/{hand_off}").status_code == 404
    assert client.get("/support").status_code == 404


def test_a_worker_of_another_provider_does_not_find_it(app, client, hand_off):
    client.sign_in(SUPPORT)
    with app.app_context():
        worker = db.session.scalars(sa.select(User).where(User.email == SUPPORT)).one()
        worker.provider = db.session.scalars(
            sa.select(Provider).where(Provider.slug == "mersey-change")
        ).one()
        db.session.commit()

    assert client.get(f"/support/{hand_off}").status_code == 404
    assert hand_off not in client.get("/support").text


def test_a_worker_sees_status_and_nothing_of_what_was_written_about_the_abuse(client, hand_off, referral):
    page = client.sign_in(SUPPORT).get(f"/support/{hand_off}")

    assert "Nadia Quillfeather" in page.text
    assert "A referral to the programme was sent." in page.text
    for word in (referral, "pushed", "frightens", "LS26P54321", "1988"):
        assert word not in page.text


def test_the_worker_learns_that_the_provider_declined(client, new_client, hand_off, referral):
    provider = new_client().sign_in(PROGRAMME)
    provider.submit(
        f"/referrals/{referral}/decline", reason="safety", note="A secret note.", button="Decline"
    )

    page = client.sign_in(SUPPORT).get(f"/support/{hand_off}")

    assert "The provider declined the referral. Support can still be offered." in page.text
    assert "A secret note." not in page.text
    assert "safe" in page.text


def test_the_second_acknowledgement_gets_a_sentence(client, hand_off):
    page = client.sign_in(SUPPORT).get(f"/support/{hand_off}")
    client.submit(page, button="Acknowledge this hand-off")

    answer = client.submit(page, button="Acknowledge this hand-off")

    assert answer.status_code == 409
    assert "already been acknowledged" in client.page.text


def test_what_was_sealed_for_one_person_does_not_open_for_another(app, referral):
    with app.app_context():
        first, second = db.session.scalars(sa.select(ProtectedPerson).order_by(ProtectedPerson.id)).all()[:2]
        first.sealed_name = second.sealed_name

        with pytest.raises(sealing.CannotOpen) as moved:
            assert first.name
    assert second.key not in str(moved.value)


def test_a_name_does_not_open_as_a_contact(app, referral):
    with app.app_context():
        person = db.session.scalars(sa.select(ProtectedPerson)).first()
        person.sealed_contact = person.sealed_name

        with pytest.raises(sealing.CannotOpen):
            assert person.contact


def test_a_field_that_does_not_open_is_a_page_and_not_a_name(app, client, hand_off):
    with app.app_context():
        db.session.execute(sa.update(HandOff).values(sealed_name="gone.AAAA"))
        db.session.commit()

    answer = client.sign_in(SUPPORT).get(f"/support/{hand_off}")

    assert answer.status_code == 500
    assert "CannotOpen" not in answer.text


def test_the_list_asks_the_store_as_often_for_many_as_for_one(app, client, new_client, statements, referral):
    client.sign_in(SUPPORT)
    with statements(app) as for_one:
        client.get("/support")
    for _ in range(3):
        send_one(new_client().sign_in(OFFICER))

    with statements(app) as for_many:
        client.get("/support")

    assert len(for_many) == len(for_one) <= 8


@pytest.mark.parametrize("page", ["", "/ways/telephone", "/steps/engage", "/consents/new"])
def test_a_page_about_the_other_parent_does_not_print(client, hand_off, page):
    assert_unprinted(client.sign_in(SUPPORT).get(f"/support/{hand_off}{page}").text)


def test_no_list_or_page_that_says_whether_support_is_taken_prints(
    app, client, new_client, hand_off, referral
):
    assert_unprinted(client.sign_in(SUPPORT).get("/support").text)
    officer = new_client().sign_in(OFFICER)
    case = officer.get(f"/referrals/{referral}").text.partition('href="/cases/')[2][:8]
    assert_unprinted(officer.get(f"/cases/{case}/support").text)
    assert_unprinted(officer.get(f"/cases/{case}/support/{hand_off}/open").text)
    assert_unprinted(new_client().sign_in(MANAGER).get("/oversight/openings").text)


def assert_unprinted(text: str) -> None:
    """Nothing but that it does not print stands outside of what is not printed."""
    printed = text[text.index("<main") :].partition('<div class="app-no-print">')[0]
    assert "This page does not print." in printed
    assert "<h1" not in printed
    after = text[: text.index("</main>")].rstrip()
    assert after.removesuffix("</div>") != after, "what stands on the page ends with what does not print"
