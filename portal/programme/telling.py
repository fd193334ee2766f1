"""Who hears of missed sessions: the officer, in the transaction that records what makes it necessary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from directory_data.database import db
from directory_data.register_vocabulary import MissedResponse
from portal.accounts.models import User
from portal.cases.models import Case
from portal.messages import actions as messages
from portal.programme import queries
from portal.programme.models import GroupSession
from portal.referrals.models import Referral
from portal.rules import attendance

FOR_THE_OFFICER = frozenset({MissedResponse.ALERT, MissedResponse.REVIEW})
"""What missed sessions call for that an officer has to know of (domain, section 4, step 12)."""


def tell_of_missed(session: GroupSession, referral_ids: Iterable[int], *, by: User, at: datetime) -> None:
    """Tell the officers of those who were just marked as away and have now missed so much; once for each session."""
    called = {
        referral_id
        for referral_id, marks in queries.marks_of(referral_ids).items()
        if (missed := attendance.missed_response(marks)) and missed.response in FOR_THE_OFFICER
    }
    if not called:
        return
    officers = select(Referral.id, Case.officer_id).join(Referral.case).where(Referral.id.in_(called))
    for referral_id, officer_id in db.session.execute(officers.order_by(Referral.id)):
        event = f"missed|{referral_id}|{session.id}"
        messages.tell(db.session.connection(), event, {officer_id} - {by.id}, at=at)
