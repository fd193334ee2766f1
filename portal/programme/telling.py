"""Who hears of what a register says: of missed sessions the officer and partner support; of what is changed later,
rooms above. Always in the transaction that records it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.register_vocabulary import MissedResponse
from portal.accounts.models import User
from portal.cases.panels import board_of
from portal.messages import actions as messages
from portal.programme import queries
from portal.programme.models import GroupSession
from portal.referrals import actions as referrals
from portal.referrals.models import Referral
from portal.rules import attendance

FOR_THE_OFFICER = frozenset({MissedResponse.ALERT, MissedResponse.REVIEW})
"""What missed sessions call for that an officer has to know of (domain, section 4, step 12)."""


def tell_of_missed(session: GroupSession, referral_ids: Iterable[int], *, by: User, at: datetime) -> None:
    """Tell the officers of those who were just marked as away and have now missed so much, and who supports the other
    parent; once for each session."""
    called = {
        referral_id: missed
        for referral_id, marks in queries.marks_of(referral_ids).items()
        if (missed := attendance.missed_response(marks)) and missed.response in FOR_THE_OFFICER
    }
    if not called:
        return
    wanted = select(Referral).where(Referral.id.in_(called)).options(joinedload(Referral.case))
    for referral in db.session.scalars(wanted.order_by(Referral.id)):
        event = f"missed|{referral.id}|{session.id}"
        officer = {referral.case.officer_id} - {by.id}
        if messages.tell(db.session.connection(), event, officer, at=at):
            referrals.tell_support(referral, called[referral.id].count, at=at)


def tell_of_changed(referral_ids: Collection[int], *, by: User, at: datetime) -> None:
    """Tell the rooms above of these people, whose registers now say something else than before."""
    if referral_ids:
        for follow in board_of(current_app).register_changes:
            follow(referral_ids, by=by, at=at)
