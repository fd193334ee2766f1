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
