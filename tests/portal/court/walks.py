"""The steps around the court as an officer takes them on the pages."""

from __future__ import annotations

from tests.client import PageReadingClient
from tests.portal.referral_walk import (
    confirm_and_send,
    day_of,
    draft,
    open_case,
    order,
    send_the_right_person,
    write,
)

CONSIDERED = {
    "religion": "Friday prayers until 2pm.",
    "work_and_education": "Works Monday to Friday, 7am to 4pm.",
    "caring": "Looks after his mother on Sundays.",
    "likely_effect": "He would lose two hours of overtime a week.",
    "opinion": "Suitable. Contact supervised meanwhile.",
}
UNMONITORED = {"stage": "final", "elements-0-type": "11C"} | {
    f"{name}-{part}": ""
    for name in ("review_hearing_on", "report_due_on")
    for part in ("day", "month", "year")
}
"""A final order with a condition that nobody monitors: the final-order problem."""


def record_order(client: PageReadingClient, case: str, **changed: object) -> None:
    """One more order, right but for what the test changes."""
    answer = client.submit(f"/cases/{case}/orders/new", order(**changed), button="Save the order")
    assert answer.request.path == f"/cases/{case}", client.page and client.page.errors()


def case_under_way(client: PageReadingClient, **changed: object) -> str:
    """A case with a referral that was sent on a good order; the case's reference."""
    case = open_case(client, **changed)
    record_order(client, case)
    confirm_and_send(client, write(client, draft(client, case)))
    return case


def case_in_a_gap(client: PageReadingClient) -> str:
    """A referral under way, and then a final order that lets nobody report."""
    case = case_under_way(client)
    record_order(client, case, **day_of("made_on", 20, 11, 2026), **UNMONITORED)
    return case


def issue(client: PageReadingClient, case: str, paper: str, reason: str | None = None) -> str:
    """Issue a paper; the path of its page."""
    typed = {} if reason is None else {"reason": reason}
    answer = send_the_right_person(client, f"/cases/{case}/court/{paper}", typed, button="Issue version")
    assert "/documents/" in answer.request.path, client.page and client.page.text
    return answer.request.path


def issue_note(client: PageReadingClient, case: str, **changed: str) -> str:
    """Issue the information note; the path of its page."""
    answer = client.submit(f"/cases/{case}/court/note", {**CONSIDERED, **changed}, button="Issue")
    assert "/documents/" in answer.request.path, client.page and client.page.errors()
    return answer.request.path
