"""The steps of a partner-support worker's day as a reader of the pages takes them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from directory_data.database import db
from portal.partner_support.models import HandOff
from tests.client import PageReadingClient

NUMBER = "01632 960 321"
WAY: dict[str, Any] = {
    "safety": "safe",
    "address": NUMBER,
    "times": "Mondays after 10am",
    "answered_by": "Her sister: say that you ring about the choir",
}


def last_hand_off(app: Flask) -> str:
    """The reference of the newest hand-off."""
    with app.app_context():
        return str(db.session.scalars(sa.select(HandOff.reference).order_by(HandOff.id.desc())).first())


def record_way(
    worker: PageReadingClient, hand_off: str, channel: str = "telephone", **changed: Any
) -> TestResponse:
    """Record what the person says of a way of contact."""
    return worker.submit(f"/support/{hand_off}/ways/{channel}", {**WAY, **changed}, button="Keep this")


def attempt(worker: PageReadingClient, hand_off: str, **typed: Any) -> TestResponse:
    """Record an attempt on the hand-off's own page."""
    said = {"channel": "telephone", "outcome": "no-answer", **typed}
    return worker.submit(f"/support/{hand_off}", said, button="Record this attempt")


def agree(worker: PageReadingClient, hand_off: str, purpose: str) -> TestResponse:
    """Record what the person agrees to, for one purpose, to the first day of March."""
    until = {"until-day": "1", "until-month": "3", "until-year": "2027"}
    said = {"purpose": purpose, "what": "What matters for safety", "to_whom": "The officer", **until}
    return worker.submit(f"/support/{hand_off}/consents/new", said, button="Keep this")


def pass_on(worker: PageReadingClient, hand_off: str, purpose: str, words: str) -> TestResponse:
    """Record that the person agrees, and tell the officer."""
    agree(worker, hand_off, purpose)
    return worker.submit(
        f"/support/{hand_off}/consents/1/pass-on", {"words": words}, button="Tell the officer"
    )
