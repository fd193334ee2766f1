"""That missed sessions were seen at Cafcass: written once for each last session, and read for many people at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from portal.accounts.models import User
from portal.cases.reading import THE_CASES, OfCase
from portal.errors import Refused
from portal.messages.once import insert_once
from portal.programme.models import MissedSeen
from portal.referrals.models import Referral
from portal.rules import attendance

NOTHING_MISSED = "No session stands as missed any more, so there is nothing to say about it."

SEEN = OfCase(
    MissedSeen,
    MissedSeen.referral_id.in_(select(Referral.id).where(Referral.case_id.in_(THE_CASES)).correlate(None)),
    options=(joinedload(MissedSeen.by),),
    order_by=(MissedSeen.missed_until,),
)
"""What was seen of the person of a case, the last at the end."""


def see(referral_id: int, marks: Sequence[attendance.Mark], note: str, *, by: User, at: datetime) -> None:
    """Record that what was missed so far has been seen; sent twice, it is there once. Refused where none was."""
    until = attendance.last_missed_on(marks)
    if until is None:
        raise Refused([NOTHING_MISSED])
    values = {"referral_id": referral_id, "missed_until": until, "note": note, "at": at, "by_id": by.id}
    insert_once(db.session.connection(), MissedSeen, **values)


def seen_of(referral_ids: Iterable[int]) -> Mapping[int, MissedSeen]:
    """What was seen last of each of these people, by the id of the referral, in one statement."""
    wanted = select(MissedSeen).where(MissedSeen.referral_id.in_(list(referral_ids)))
    found = db.session.scalars(wanted.options(joinedload(MissedSeen.by)).order_by(MissedSeen.missed_until))
    return {each.referral_id: each for each in found}


def is_seen(seen: MissedSeen | None, marks: Sequence[attendance.Mark]) -> bool:
    """Whether nothing more was missed since it was seen."""
    last = attendance.last_missed_on(marks)
    return seen is not None and last is not None and last <= seen.missed_until
