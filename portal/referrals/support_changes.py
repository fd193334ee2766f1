"""What officers see of changed partner support on the page of a case, and the one step that ends it."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import THE_CASES, OfCase, Records
from portal.clock import now
from portal.referrals.models import Referral, SupportChange
from portal.rules import support_changes

blueprint = Blueprint("support_changes", __name__, url_prefix="/cases/<reference>/support-changes")

OPEN = OfCase(
    SupportChange,
    SupportChange.dealt_with_at.is_(None)
    & SupportChange.referral_id.in_(
        select(Referral.id).where(Referral.case_id.in_(THE_CASES)).correlate(None)
    ),
    options=(joinedload(SupportChange.service), joinedload(SupportChange.taken_over_by)),
    order_by=(SupportChange.due_on, SupportChange.id),
)
"""What officers have yet to see to in a case, the most pressing first."""


@blueprint.post("/<int:number>")
def dealt_with(reference: str, number: int) -> ResponseReturnValue:
    """Say that somebody supports the other parent, or that the referral waits until somebody does."""
    case = cases.case_for(g.person, reference)
    change = db.session.get(SupportChange, number)
    if change is None or change.referral.case_id != case.id:
        abort(404)
    deal_with(change, by=g.person, at=now())
    db.session.commit()
    flash("Noted. Partner support of this referral is seen to.", "success")
    return redirect(url_for("cases.show", reference=reference), 303)


def deal_with(change: SupportChange, *, by: User, at: datetime) -> None:
    """Nothing is owed any more. Whoever said so first stays named."""
    if change.dealt_with_at is None:
        change.dealt_with_at, change.dealt_with_by_id = at, by.id


def panel_of(_case: Case, records: Records) -> Panel:
    """What the officer owes about partner support in this case."""
    lines = [
        (
            each,
            support_changes.sentence_for_officer(
                each.answer,
                old=each.service.name,
                new=each.taken_over_by.name if each.taken_over_by else "",
                due=each.due_on,
            ),
        )
        for each in records[OPEN]
    ]
    return Panel("referrals/_support_changes.html", {"lines": lines}, is_next=True)
