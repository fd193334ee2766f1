"""The register in a real browser: twelve people marked with the keyboard alone, on a page as narrow as a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page

from directory_data import group_places
from directory_data.database import db
from directory_data.models import Group
from directory_data.register_vocabulary import Attendance
from portal.accounts.models import User
from portal.clock import today
from portal.commands.demonstration_group import GROUP, Member, started
from portal.programme import queries
from portal.programme.models import AttendanceEntry, GroupSession
from tests.browser.conftest import NARROW
from tests.portal.referral_walk import OFFICER, PROGRAMME

MORE = tuple(
    Member(f"Invented Person {number}", f"Somebody Else{number}", "")
    for number in ("Nine", "Ten", "Eleven", "Twelve")
)


@pytest.fixture(scope="session")
def group_id(portal_app: Flask) -> int:
    """The demonstration's group under way, filled up to twelve people."""
    with portal_app.app_context():
        people = {person.email: person for person in db.session.scalars(sa.select(User))}
        group = db.session.scalars(sa.select(Group).where(Group.name == GROUP)).one()
        group_places.set_sizes(db.session(), group.id, places_max=12, places_taken=0)
        first_on = queries.sessions_of([group])[group.id][0].held_on
        for number, member in enumerate(MORE, start=201):
            gazetteer = portal_app.extensions["gazetteer"]
            started(member, group, gazetteer, first_on, number, people[OFFICER], people[PROGRAMME])
        db.session.commit()
        return group.id


def test_twelve_people_are_marked_with_the_keyboard_on_a_narrow_page(
    person: Callable[[str | None], Page], portal_app: Flask, group_id: int
) -> None:
    page = person(PROGRAMME)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    with portal_app.app_context():
        number = _held(group_id)[-1]
    page.goto(f"/groups/{group_id}/sessions/{number}/register")
    first = page.locator("select[name$=-attendance]").first
    first.focus()

    # The first person came late: a letter chooses the word, tab leads to the minutes.
    page.keyboard.type("Late")
    page.keyboard.press("Tab")
    page.keyboard.type("90")
    _tab_to(page, "button[name=rest]")
    page.keyboard.press("Enter")

    page.wait_for_selector(".govuk-notification-banner--success")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    with portal_app.app_context():
        marked = _marks(group_id, number)
    assert len(marked) == 12
    assert marked.count(Attendance.LATE) == 1


def test_enter_in_a_box_saves_what_is_marked_and_nobody_else(
    person: Callable[[str | None], Page], portal_app: Flask, group_id: int
) -> None:
    page = person(PROGRAMME)
    with portal_app.app_context():
        number = _held(group_id)[-3]
        before = len(_marks(group_id, number))
    page.goto(f"/groups/{group_id}/sessions/{number}/register")
    new = page.locator("fieldset", has_text="Invented Person Nine")

    new.locator("select[name$=-attendance]").select_option("late")
    new.locator("input[name$=-minutes]").fill("90")
    page.keyboard.press("Enter")

    page.wait_for_selector(".govuk-notification-banner--success")
    with portal_app.app_context():
        assert len(_marks(group_id, number)) == before + 1


def _tab_to(page: Page, selector: str) -> None:
    """Go on from box to box as somebody without a mouse does."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the tab key.")


def _held(group_id: int) -> list[int]:
    wanted = sa.select(GroupSession.number).where(GroupSession.group_id == group_id)
    return list(
        db.session.scalars(wanted.where(GroupSession.held_on <= today()).order_by(GroupSession.held_on))
    )


def _marks(group_id: int, number: int) -> list[Attendance]:
    wanted = sa.select(AttendanceEntry).join(AttendanceEntry.session)
    wanted = wanted.where(GroupSession.group_id == group_id, GroupSession.number == number)
    return [entry.attendance for entry in queries.as_they_stand(db.session.scalars(wanted))]
