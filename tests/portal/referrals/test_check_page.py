"""The last page before a referral is sent: what is typed again there cannot be copied from it."""

from __future__ import annotations

from tests.portal.referral_walk import NUMBER, OFFICER, ready_to_send


def test_the_two_identifiers_do_not_stand_on_the_page_that_asks_for_them(client):
    client.sign_in(OFFICER)

    ready_to_send(client)

    assert "Is it the right person?" in client.page.text
    assert NUMBER not in client.page.html
    assert "4 May 1988" not in client.page.html
