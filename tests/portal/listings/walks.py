"""The steps of keeping a listing as a reader of the pages takes them, and looks into the store behind them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from werkzeug.test import TestResponse

from directory_data.database import db
from directory_data.models import Service
from portal.listings.models import ListingVersion, ProposedChange
from tests.client import PageReadingClient

OWN = "aire-valley-dvpp"
PROVIDER = "aire-valley-change"


def service(app: Any, slug: str = OWN) -> Service:
    """A service with its parts."""
    with app.app_context():
        parts = [
            sa.orm.selectinload(part) for part in (Service.groups, Service.coverage, Service.admission_rules)
        ]
        wanted = sa.select(Service).where(Service.slug == slug).options(*parts)
        return db.session.scalars(wanted.options(sa.orm.joinedload(Service.provider))).one()


def change(client: PageReadingClient, key: str, **typed: Any) -> TestResponse:
    """Change a page of one's own programme."""
    return client.submit(f"/listings/{OWN}/change/{key}", button="Save", **typed)


def proposed(app: Any) -> list[ProposedChange]:
    """Every proposed change, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(sa.select(ProposedChange).order_by(ProposedChange.id)))


def versions(app: Any) -> list[ListingVersion]:
    """Every version, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(sa.select(ListingVersion).order_by(ListingVersion.id)))


def decide(client: PageReadingClient, app: Any, decision: str, reason: str = "") -> TestResponse:
    """Decide alike about everything that waits."""
    waiting = [each.id for each in proposed(app) if each.waits]
    typed = {f"decision-{number}": decision for number in waiting}
    typed |= {f"reason-{number}": reason for number in waiting}
    return client.submit(f"/admin/changes/{PROVIDER}", typed, button="Save these decisions")
