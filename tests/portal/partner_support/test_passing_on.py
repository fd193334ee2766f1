"""What the person agreed to is passed to the officer, for its purpose and while it holds, and to nobody else."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.accounts.models import User
from portal.messages.models import OutboxMessage
from tests.portal.partner_support.walks import agree, last_hand_off, pass_on
from tests.portal.referral_walk import MANAGER, OFFICER, OTHER_OFFICER, PROGRAMME, SUPPORT, send_one

TOLD = "She has changed her locks."


@pytest.fixture
def referral(new_client) -> str:
    return send_one(new_client().sign_in(OFFICER))


@pytest.fixture
def case(new_client, referral) -> str:
    text = new_client().sign_in(OFFICER).get(f"/referrals/{referral}").text
    return text.partition('href="/cases/')[2][:8]


@pytest.fixture
def hand_off(app, referral) -> str:
    return last_hand_off(app)


@pytest.fixture
def worker(new_client, hand_off):
    return new_client().sign_in(SUPPORT)


def test_the_officer_and_the_manager_read_what_was_agreed_and_what_they_may_do_with_it(
    app, new_client, worker, hand_off, case
):
    page = pass_on(worker, hand_off, "safety", TOLD)
    assert "Passed on" in page.text

    for reader in (OFFICER, MANAGER):
        text = new_client().sign_in(reader).get(f"/cases/{case}/support").text
        assert TOLD in text
        assert "It may not go into a paper, and not to the programme." in text
    with app.app_context():
        wanted = sa.select(User.email).join(OutboxMessage).where(OutboxMessage.event.startswith("passed-on|"))
        assert list(db.session.scalars(wanted)) == [OFFICER]


def test_the_programme_and_other_officers_read_nothing_of_it(new_client, worker, hand_off, case, referral):
    pass_on(worker, hand_off, "court", TOLD)

    assert TOLD not in new_client().sign_in(PROGRAMME).get(f"/referrals/{referral}").text
    assert new_client().sign_in(OTHER_OFFICER).get(f"/cases/{case}/support").status_code == 404
    assert TOLD not in new_client().sign_in(OFFICER).get(f"/cases/{case}").text


def test_an_agreement_for_another_purpose_does_not_reach_the_officer(worker, hand_off):
    page = agree(worker, hand_off, "services")
    assert "Tell the officer" not in page.text

    answer = worker.get(f"/support/{hand_off}/consents/1/pass-on")

    assert answer.status_code == 409
    assert "did not agree that the officer is told" in answer.text


def test_what_was_taken_back_is_passed_on_no_more_and_the_officer_sees_that(
    new_client, worker, hand_off, case
):
    page = pass_on(worker, hand_off, "safety", TOLD)
    worker.submit(
        page, button="The person takes this back: tell the family court adviser what matters for safety"
    )

    assert worker.get(f"/support/{hand_off}/consents/1/pass-on").status_code == 409
    text = new_client().sign_in(OFFICER).get(f"/cases/{case}/support").text
    assert "Do not use it further." in text


def test_another_providers_worker_finds_nothing_to_pass_on(app, new_client, worker, hand_off):
    agree(worker, hand_off, "safety")

    assert new_client().sign_in(PROGRAMME).get(f"/support/{hand_off}/consents/1/pass-on").status_code == 404
    assert worker.get(f"/support/{hand_off}/consents/2/pass-on").status_code == 404
