"""The provider's answer to a referral, and taking one back."""

from __future__ import annotations

import pytest

from tests.portal.referral_walk import (
    OFFICER,
    OTHER_OFFICER,
    OTHER_PROGRAMME,
    PROGRAMME,
    ready_to_send,
    send_one,
)


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def provider(client):
    return client.sign_in(PROGRAMME)


def test_a_second_press_of_the_button_acknowledges_nothing_more(officer, provider):
    referral = send_one(officer)
    page = provider.get(f"/referrals/{referral}")
    provider.submit(page, button="Acknowledge the referral")

    answer = provider.submit(page, button="Acknowledge the referral")

    assert answer.status_code == 200
    assert "You have acknowledged the referral." in provider.page.text
    assert provider.get(f"/referrals/{referral}").text.count("The provider acknowledged the referral.") == 1


def test_a_referral_is_not_declined_without_a_reason(officer, provider):
    referral = send_one(officer)

    answer = provider.submit(f"/referrals/{referral}/decline", button="Decline")

    assert answer.status_code == 422
    assert provider.page.errors() == ["Choose a reason"]
    assert "Acknowledge the referral" in provider.get(f"/referrals/{referral}").text


def test_a_reason_that_is_no_reason_is_refused_and_the_note_is_kept(officer, provider):
    referral = send_one(officer)

    answer = provider.submit(
        f"/referrals/{referral}/decline", reason="because", note="Ask in March.", button="Decline"
    )

    assert answer.status_code == 422
    assert "Ask in March." in answer.text


def test_a_declined_referral_cannot_be_acknowledged(officer, provider):
    referral = send_one(officer)
    page = provider.get(f"/referrals/{referral}")
    provider.submit(f"/referrals/{referral}/decline", reason="safety", button="Decline")

    answer = provider.submit(page, button="Acknowledge the referral")

    assert answer.status_code == 409
    assert "was declined by the provider" in provider.page.text


def test_a_providers_note_is_not_held_to_the_wall(officer, provider):
    """What was turned away would tell a guesser which name is right."""
    referral = send_one(officer)

    answer = provider.submit(
        f"/referrals/{referral}/decline", reason="safety", note="Is it Nadia Quillfeather?", button="Decline"
    )

    assert answer.request.path == f"/referrals/{referral}"


def test_a_referral_can_be_taken_back_after_it_was_acknowledged(officer, provider):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")

    officer.submit(f"/referrals/{referral}/withdraw", reason="risk", button="Withdraw")

    assert "Cafcass withdrew the referral." in provider.get(f"/referrals/{referral}").text


def test_a_draft_is_nothing_to_the_provider(officer, provider):
    referral, _ = ready_to_send(officer)

    assert provider.get(f"/referrals/{referral}").status_code == 404
    assert referral not in provider.get("/referrals").text


@pytest.mark.parametrize("stranger", [OTHER_OFFICER, OTHER_PROGRAMME])
def test_somebody_elses_referral_is_not_found(officer, new_client, stranger):
    referral = send_one(officer)
    other = new_client().sign_in(stranger)

    assert other.get(f"/referrals/{referral}").status_code == 404
    assert referral not in other.get("/referrals").text


@pytest.mark.parametrize(
    "typed", ["r-{}", "R{}", "{}", " R-{} "], ids=["small letter", "no dash", "bare", "with blanks"]
)
def test_a_reference_may_be_typed_as_it_was_heard(officer, typed):
    referral = send_one(officer)

    assert officer.get(f"/referrals/{typed.format(referral[2:].lower())}").status_code == 200
