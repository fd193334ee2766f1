"""A register is corrected at nine in the evening: the sign-in runs out meanwhile, and nothing typed is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page

from directory_data.database import db
from directory_data.models import Group
from portal.accounts.models import SignIn
from portal.accounts.sessions import real_now
from portal.clock import today
from portal.commands.demonstration_group import GROUP
from portal.programme.models import AttendanceEntry, GroupSession
from tests.browser.conftest import NARROW, PASSWORD
from tests.portal.referral_walk import PROGRAMME

NOTE = "Invented. He came late\nand spoke for the first time."


def test_a_register_that_was_sent_after_the_sign_in_ended_is_sent_again_with_the_keyboard(
    person: Callable[[str | None], Page], portal_app: Flask
) -> None:
    page = person(PROGRAMME)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    with portal_app.app_context():
        address, session_id = _a_register()
    page.goto(address)
    row = page.locator("fieldset", has=page.locator("select[name$=-attendance]")).first
    name = str(row.locator("legend").inner_text())
    row.locator("select[name$=-attendance]").select_option("late")
    row.locator("input[name$=-minutes]").fill("95")
    row.locator("summary").click()
    row.locator("textarea[name$=-note]").fill(NOTE)
    row.locator("input[name$=-why]").fill("Invented. He told me on his way out.")
    with portal_app.app_context():
        _everybody_is_signed_out()
        before = _entries(session_id)

    page.get_by_role("button", name="Save the register").click()
    assert "What you typed is not saved yet, and it is not lost." in page.content()
    _picture(page, "kept")
    page.locator("input[name=email]").fill(PROGRAMME)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Check and send it again')")

    answer = page.locator(".govuk-summary-list__row", has_text=name)
    assert "Attendance: Late" in answer.inner_text()
    assert NOTE in answer.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    _picture(page, "again")
    with portal_app.app_context():
        assert _entries(session_id) == before
    _tab_to_button(page, "Send it again")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-notification-banner--success")

    _picture(page, "saved")
    with portal_app.app_context():
        assert _entries(session_id) == before + 1


def _a_register() -> tuple[str, int]:
    wanted = sa.select(GroupSession).join(Group, Group.id == GroupSession.group_id).where(Group.name == GROUP)
    held = wanted.where(GroupSession.held_on <= today()).order_by(GroupSession.held_on)
    session = list(db.session.scalars(held))[1]
    return f"/groups/{session.group_id}/sessions/{session.number}/register", session.id


def _entries(session_id: int) -> int:
    counted = sa.select(sa.func.count()).where(AttendanceEntry.session_id == session_id)
    return int(db.session.scalar(counted) or 0)


def _everybody_is_signed_out() -> None:
    db.session.execute(sa.update(SignIn).values(ended_at=real_now()))
    db.session.commit()


def _tab_to_button(page: Page, words: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(f"{words} is not reached with the tab key.")


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
