"""The kinds of write in the middle of which a process may die: who sends which form, and the table it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from portal.cases.models import Case, Finding
from portal.clock import now
from portal.messages.posting import FolderCarrier
from portal.messages.sending import send_due
from portal.referrals.models import Referral
from portal.rules.outbox import MessageState
from tests.client import PageReadingClient
from tests.portal import referral_walk as walk
from tests.portal.cases.test_findings import FOUND, OVERTURNED
from tests.portal.programme.conftest import group_of
from tests.portal.referrals.test_life import TYPED_TODAY, begin_assessment
from tests.portal.reports.reporting import INTERIM, written
from tests.portal.risk.walks import SAID

Send = Callable[[], bool]
"""Does the write; whether it was done."""


@dataclass(frozen=True)
class Scene:
    """Who writes, and about whom: a referral on a programme, and one that is sent on the way."""

    app: Flask
    officer: PageReadingClient
    staff: PageReadingClient
    lead: PageReadingClient
    listings: PageReadingClient
    referral: str
    mail: Path
    sent: list[str] = field(default_factory=list)

    @property
    def case(self) -> str:
        """The reference of the case of the referral on a programme."""
        with self.app.app_context():
            whose = sa.select(Case.reference).join(Referral, Referral.case_id == Case.id)
            return db.session.scalars(whose.where(Referral.reference == self.referral)).one()

    @property
    def register(self) -> str:
        """The address of the register of the first session."""
        return f"/groups/{group_of(self.app, self.referral)}/sessions/1/register"


def _form(who: PageReadingClient, address: str, button: str | None = None, **typed: Any) -> Send:
    page = who.get(address)
    assert page.status_code == 200, address

    def send() -> bool:
        answer = who.submit(page, typed, button=button, follow_redirects=False)
        return answer.status_code in (302, 303)

    return send


def _first_row_of_a_register(scene: Scene) -> Send:
    attended = {f"{scene.referral}-attendance": "attended"}
    return _form(scene.staff, scene.register, "Save the register", **attended)


def _correction_of_a_register(scene: Scene) -> Send:
    note = {f"{scene.referral}-note": "He spoke.", f"{scene.referral}-why": "Forgotten."}
    return _form(scene.staff, scene.register, "Save the register", **note)


def _change_of_a_listing(scene: Scene) -> Send:
    with scene.app.app_context():
        wanted = sa.select(Referral).where(Referral.reference == scene.referral)
        group = db.session.scalars(wanted).one().group
        listing = f"/listings/{group.service.slug}/groups/{group.id}"
    return _form(scene.listings, listing, "Save", facilitators="QX, ZW")


def _finding(scene: Scene) -> Send:
    return _form(scene.officer, f"/cases/{scene.case}/findings/new", "Save the finding", **FOUND)


def _correction_of_a_finding(scene: Scene) -> Send:
    with scene.app.app_context():
        found = db.session.scalars(sa.select(Finding.id).order_by(Finding.id.desc())).first()
    address = f"/cases/{scene.case}/findings/{found}/edit"
    return _form(scene.officer, address, "Save the change", **OVERTURNED)


def _report_of_risk(scene: Scene) -> Send:
    return _form(scene.staff, f"/referrals/{scene.referral}/risk/new", "Send the report", **SAID)


def _signature(scene: Scene) -> Send:
    report = written(scene.staff, scene.app, f"/referrals/{scene.referral}", INTERIM)
    return _form(scene.lead, report, "Sign and issue the report")


def _order(scene: Scene) -> Send:
    case = walk.open_case(scene.officer, participant_name="Ben Birchall")
    return _form(scene.officer, f"/cases/{case}/orders/new", "Save the order", **walk.order())


def _acknowledgement(scene: Scene) -> Send:
    scene.sent.append(walk.send_one(scene.officer, participant_name="Carl Cawood"))
    return _form(scene.staff, f"/referrals/{scene.sent[-1]}", "Acknowledge the referral")


def _assessment(scene: Scene) -> Send:
    scene.sent.append(walk.send_one(scene.officer, participant_name="Dan Denholm"))
    begin_assessment(scene.staff, scene.sent[-1])
    decision = f"/referrals/{scene.sent[-1]}/assessment/decision"
    return _form(scene.staff, decision, decision="find-suitable", reasons="He speaks about what he did.")


def _step(step: str, scene: Scene, **typed: Any) -> Send:
    return _form(scene.staff, f"/referrals/{scene.sent[-1]}/steps/{step}", **typed)


def _sending_of_messages(scene: Scene) -> Send:
    def send() -> bool:
        with scene.app.app_context():
            return bool(send_due(db.session(), FolderCarrier(scene.mail), now)[MessageState.SENT])

    return send


@dataclass(frozen=True)
class Write:
    """One kind of write: the table of which it must have written a row before the process dies, and how it is sent."""

    what: str
    table: str
    made_ready: Callable[[Scene], Send]
    is_one: bool = True
    """Whether it takes one transaction. A mail is claimed in one and marked in another, with the posting between."""


WRITES = (
    Write("the first row of a register", "attendance_entry", _first_row_of_a_register),
    Write("a correction of a register", "attendance_entry", _correction_of_a_register),
    Write("a change of a listing", "listing_version", _change_of_a_listing),
    Write("a finding", "finding", _finding),
    Write("a correction of a finding", "finding_version", _correction_of_a_finding),
    Write("a report of risk", "risk_report", _report_of_risk),
    Write("the signature of a report", "document", _signature),
    Write("an order", "court_order", _order),
    Write("an acknowledgement", "diary_entry", _acknowledgement),
    Write("an assessment", "diary_entry", _assessment),
    Write("an offer of a place", "diary_entry", partial(_step, "offer-place")),
    Write("the start of a programme", "diary_entry", partial(_step, "start", **TYPED_TODAY)),
    Write("sending what is in the outbox", "outbox_message", _sending_of_messages, is_one=False),
)
"""In the order in which they can be made: a correction comes after what it corrects."""
