"""A referral from an empty case to the provider's answer, as the people in it walk through it."""

from __future__ import annotations

from tests.portal.referral_walk import (
    LISTINGS,
    MANAGER,
    OFFICER,
    PROGRAMME,
    SUPPORT,
    confirm_and_send,
    family,
    order,
    send_one,
)


def test_an_officer_refers_and_the_provider_acknowledges(new_client):
    officer, provider = new_client().sign_in(OFFICER), new_client().sign_in(PROGRAMME)

    case = officer.submit("/cases/new", family(), button="Open the case")
    assert "Record the order" in officer.page.text
    officer.submit(officer.get(officer.page.links("Record the order")[0]), order(), button="Save the order")
    assert "Gareth Holroyd" in officer.page.text
    officer.get(officer.page.links("See the matches")[0])
    assert "Aire Valley" in officer.page.text
    referral = officer.submit(button="Refer to this group").request.path.split("/")[2]
    check = officer.submit(
        welfare_reason="It will help the child.",
        abuse_summary="He admitted that he pushed the other parent.",
        contact_arrangement="Once a week, supervised.",
        button="Save and check",
    )
    sent = confirm_and_send(officer, check)
    assert "The referral is sent." in sent.text

    provider.get("/referrals")
    assert "Gareth Holroyd" in provider.page.text
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    assert "You have acknowledged the referral." in provider.page.text

    officer.get(f"/referrals/{referral}")
    assert "The provider acknowledged the referral." in officer.page.text
    officer.get(case.request.path)
    assert "Acknowledged" in officer.page.text


def test_a_provider_declines_with_a_reason_and_the_place_is_free_again(new_client):
    officer, provider = new_client().sign_in(OFFICER), new_client().sign_in(PROGRAMME)
    listings = new_client().sign_in(LISTINGS)
    referral = send_one(officer)
    assert "1 held for referrals" in listings.get("/listings/aire-valley-dvpp").text

    provider.submit(
        f"/referrals/{referral}/decline", reason="no-place", note="Ask again in March.", button="Decline"
    )

    assert "1 held for referrals" not in listings.get("/listings/aire-valley-dvpp").text
    officer.get(f"/referrals/{referral}")
    assert "The provider declined the referral." in officer.page.text
    assert "Ask again in March." in officer.page.text
    assert "Declined: choose again" in officer.get("/cases").text


def test_an_officer_takes_a_referral_back_and_the_provider_sees_it(new_client):
    officer, provider = new_client().sign_in(OFFICER), new_client().sign_in(PROGRAMME)
    referral = send_one(officer)

    officer.submit(f"/referrals/{referral}/withdraw", reason="order-changed", button="Withdraw")

    provider.get(f"/referrals/{referral}")
    assert "Cafcass withdrew the referral." in provider.page.text
    assert "Acknowledge the referral" not in provider.page.text


def test_a_support_worker_is_handed_the_other_parent_and_nothing_else(new_client):
    officer, worker = new_client().sign_in(OFFICER), new_client().sign_in(SUPPORT)
    referral = send_one(officer)

    worker.get("/support")
    hand_off = worker.page.links("S-")[0]
    worker.get(hand_off)

    assert "Nadia Quillfeather" in worker.page.text
    assert "Ring 01632 960 047 after 10am." in worker.page.text
    assert "pushed" not in worker.page.text
    assert referral not in worker.page.html
    assert worker.get(f"/referrals/{referral}").status_code == 404
    worker.submit(hand_off, button="Acknowledge this hand-off")
    assert "You have acknowledged this hand-off." in worker.page.text


def test_a_manager_sees_the_area_and_may_send_what_an_officer_prepared(new_client):
    officer, manager = new_client().sign_in(OFFICER), new_client().sign_in(MANAGER)
    referral = send_one(officer)

    manager.get("/oversight")

    assert "Aire Valley Change" in manager.page.text
    assert manager.get(f"/referrals/{referral}").status_code == 200


def test_a_paused_service_shows_in_search_and_matches_on_the_next_request(new_client):
    officer, provider, public = new_client().sign_in(OFFICER), new_client().sign_in(LISTINGS), new_client()
    case = officer.submit("/cases/new", family(), button="Open the case").request.path
    assert "Aire Valley" in _offered(officer.get(f"{case}/matches").text)

    provider.submit("/listings/aire-valley-dvpp/status", status="paused", button="Save the status")

    assert "Aire Valley" not in _offered(officer.get(f"{case}/matches").text)
    assert "Paused" in public.get("/services/aire-valley-dvpp").text
    card = next(
        each
        for each in public.get("/services?where=Leeds&type=dvpp").text.split("<li")
        if "aire-valley-dvpp" in each
    )
    assert "Paused" in card


def test_a_group_that_is_full_shows_in_search_and_matches_on_the_next_request(new_client):
    officer, provider, public = new_client().sign_in(OFFICER), new_client().sign_in(LISTINGS), new_client()
    case = officer.submit("/cases/new", family(), button="Open the case").request.path
    officer.submit(f"{case}/orders/new", order(), button="Save the order")
    before = officer.get(f"{case}/matches")
    provider.get("/listings/aire-valley-dvpp")

    for places in provider.page.links("Change places of"):
        provider.submit(places, places_max=12, places_taken=12, button="Save the places")

    assert "Aire Valley" in _offered(before.text)
    officer.get(f"{case}/matches")
    assert "Every place in the group is taken." in officer.page.text
    assert "Aire Valley" not in _offered(officer.page.html)
    assert public.get("/services/aire-valley-dvpp").text.count("Full") >= 1


def _offered(html: str) -> str:
    """The part of the matches page before what is full, where else to look and what was left out."""
    return (
        html.split("Full, but you can wait")[0].split("Where to look next")[0].split("Left out, and why")[0]
    )
