"""The steps of an officer's work as a reader of the pages takes them: open a case, record the order, refer, send."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from tests.client import PageReadingClient

OFFICER = "officer@demo.example"
OTHER_OFFICER = "officer2@demo.example"
MANAGER = "manager@demo.example"
PROGRAMME = "programme@demo.example"
OTHER_PROGRAMME = "programme2@demo.example"
SUPPORT = "support@demo.example"
LISTINGS = "listings@demo.example"
ADMIN = "admin@demo.example"

LEEDS, BRADFORD, WAKEFIELD, MANCHESTER = "E08000035", "E08000032", "E08000036", "E08000003"
NUMBER = "LS26P54321"
BORN = (4, 5, 1988)

FAMILY: dict[str, Any] = {
    "court_case_number": NUMBER,
    "court": "Leeds Combined Court Centre",
    "participant_name": "Gareth Holroyd",
    "known_as": "",
    "gender": "Man",
    "postcode": "",
    "participant_authority": LEEDS,
    "journey_limit_miles": "25",
    "needs": "",
    "partner_name": "Nadia Quillfeather",
    "partner_authority": LEEDS,
    "partner_contact": "Ring 01632 960 047 after 10am. Never leave a message.",
}
WORDS = {
    "welfare_reason": "The child says that shouting frightens them.",
    "abuse_summary": "He admitted that he pushed the other parent twice.",
    "contact_arrangement": "Once a week in a contact centre.",
    "risks": "",
}


def day_of(name: str, day: int | str, month: int | str, year: int | str) -> dict[str, str]:
    """A date as it is typed into three boxes."""
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}


def family(**changed: Any) -> dict[str, Any]:
    """A case form that is right, but for what the test changes."""
    dates = day_of("next_hearing_on", 20, 9, 2027) | day_of("date_of_birth", *BORN)
    return {**FAMILY, **dates, **changed}


def order(**changed: Any) -> dict[str, Any]:
    """An interim order with a direction and nothing missing, but for what the test changes."""
    dates = (
        day_of("made_on", 19, 11, 2026)
        | day_of("review_hearing_on", 20, 10, 2027)
        | day_of("report_due_on", 10, 10, 2027)
    )
    said = {
        "stage": "interim",
        "is_sealed_copy_held": True,
        "directs_cafcass_to_refer": True,
        "includes_suitability_step": True,
        "permits_disclosure": True,
        "elements-0-type": "11A(2)",
        "elements-0-subject": "the father",
        "elements-0-provider_name": "Aire Valley Change",
        "elements-0-activity": "To take part in the programme, starting with its suitability assessment",
    }
    return {**dates, **said, **changed}


def open_case(client: PageReadingClient, **changed: Any) -> str:
    """Open a case; its reference."""
    return client.after(("open_case", str(changed)), lambda: _open_case(client, **changed))


def _open_case(client: PageReadingClient, **changed: Any) -> str:
    answer = client.submit("/cases/new", family(**changed), button="Open the case")
    assert answer.status_code == 200, client.page and client.page.errors()
    return answer.request.path.removeprefix("/cases/")


def open_case_with_order(client: PageReadingClient, **changed: Any) -> str:
    """A case with an order on which somebody can be referred."""
    return client.after(("with_order", str(changed)), lambda: _open_case_with_order(client, **changed))


def _open_case_with_order(client: PageReadingClient, **changed: Any) -> str:
    reference = open_case(client, **changed)
    answer = client.submit(f"/cases/{reference}/orders/new", order(), button="Save the order")
    assert answer.request.path == f"/cases/{reference}", client.page and client.page.errors()
    return reference


def draft(client: PageReadingClient, case: str, group: int | None = None) -> str:
    """Choose the first match, or the group with that number; the new referral's reference."""
    client.get(f"/cases/{case}/matches")
    typed = {} if group is None else {"group": group}
    answer = client.submit(None, typed, button="Refer to this group")
    assert answer.request.path.endswith("/edit"), client.page and client.page.text
    return answer.request.path.split("/")[2]


def write(client: PageReadingClient, referral: str, **changed: Any) -> TestResponse:
    """Write what the provider will read."""
    return client.submit(f"/referrals/{referral}/edit", {**WORDS, **changed}, button="Save and check")


def confirm_and_send(client: PageReadingClient, page: TestResponse | str, **changed: Any) -> TestResponse:
    """Type the two identifiers on the check page and send."""
    typed = {"court_case_number": NUMBER, **day_of("date_of_birth", *BORN), "is_declared": True, **changed}
    return send_the_right_person(client, page, typed, button="Send the referral")


def send_the_right_person(
    client: PageReadingClient, page: TestResponse | str, typed: dict[str, Any], *, button: str
) -> TestResponse:
    """Send, and where the page says that somebody has nearly the same name, say that it is the right person."""
    page = client.get(page) if isinstance(page, str) else page
    if 'name="is_right_person"' in page.text:
        typed = {**typed, "is_right_person": True}
    return client.submit(page, typed, button=button)


def ready_to_send(client: PageReadingClient, **changed: Any) -> tuple[str, TestResponse]:
    """A new case with a written referral; the referral's reference and its check page."""
    referral = draft(client, open_case_with_order(client, **changed))
    return referral, write(client, referral)


def send_one(client: PageReadingClient, **changed: Any) -> str:
    """A new case with a referral that was sent; the referral's reference."""
    return client.after(("send_one", str(changed)), lambda: _send_one(client, **changed))


def _send_one(client: PageReadingClient, **changed: Any) -> str:
    referral, check = ready_to_send(client, **changed)
    answer = confirm_and_send(client, check)
    assert answer.request.path == f"/referrals/{referral}", client.page and client.page.text
    return referral
