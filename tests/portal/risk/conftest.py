"""A referral under way, as four people see it: the officer, the programme, partner support, the manager."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.partner_support.models import HandOff
from portal.referrals.models import Referral
from tests.client import PageReadingClient
from tests.portal.referral_walk import OFFICER, PROGRAMME, SUPPORT, send_one


@dataclass
class Family:
    """The addresses of one family on each side, and a browser for each side."""

    case: str
    referral: str
    support: str
    officer: PageReadingClient
    programme: PageReadingClient
    worker: PageReadingClient

    @property
    def sides(self) -> dict[str, tuple[PageReadingClient, str]]:
        """Each side's browser and its page about the family."""
        return {
            "cafcass": (self.officer, self.case),
            "programme": (self.programme, self.referral),
            "partner-support": (self.worker, self.support),
        }


@pytest.fixture
def family(app, new_client) -> Family:
    """A family whose referral was sent and whose other parent was handed to partner support."""
    officer = new_client().sign_in(OFFICER)
    referral = send_one(officer)
    with app.app_context():
        of_referral = sa.select(Referral).where(Referral.reference == referral)
        case = db.session.scalars(of_referral).one().case
        handed = sa.select(HandOff).where(HandOff.protected_person_id == case.protected_people[0].id)
        reference, support = case.reference, db.session.scalars(handed).one().reference
    return Family(
        f"/cases/{reference}",
        f"/referrals/{referral}",
        f"/support/{support}",
        officer,
        new_client().sign_in(PROGRAMME),
        new_client().sign_in(SUPPORT),
    )
