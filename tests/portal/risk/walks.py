"""Reporting a change in risk as each reader of the portal does it, from their own page."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from werkzeug.test import TestResponse

from directory_data.database import db
from portal.risk.models import RiskReport
from tests.client import PageReadingClient

SAID = {
    "is_danger": "no",
    "what": "He said that he knows which bus she takes.",
    "category": "stalking",
    "direction": "up",
    "basis": "seen",
    "at_risk": ["other-parent"],
    "done": "nothing yet",
}


def report(client: PageReadingClient, address: str, **changed: Any) -> TestResponse:
    """Open the form at this address and send it, right but for what is changed."""
    return client.submit(f"{address}/risk/new", {**SAID, **changed}, button="Send the report")


def decide(client: PageReadingClient, key: str, **changed: Any) -> TestResponse:
    """Decide about a report on its own page."""
    typed = {"decisions": ["assess", "suspend"], "reasons": "The child travels with her.", **changed}
    return client.submit(f"/risk/{key}", typed, button="Record the decision")


def last_report() -> RiskReport:
    """What was reported last."""
    return db.session.scalars(sa.select(RiskReport).order_by(RiskReport.id.desc()).limit(1)).one()
