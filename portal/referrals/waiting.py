"""The waiting list of a group: who joined when and why, whose turn it is, and who was passed over for what reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ScalarSelect, func, select, update

from directory_data.database import db
from directory_data.models import Group
from directory_data.referral_vocabulary import SkipReason, WaitingEnd
from portal.accounts.models import User
from portal.cases.models import Case
from portal.referrals.models import PassedOver, Place, Referral, Waiting


@dataclass(frozen=True)
class Queue:
    """The waiting list of one group, in order: whose turn is first, and whether there is a place for them now."""

    group: Group
    waiting: Sequence[tuple[Waiting, Referral]]
    places_free: int

    @property
    def first(self) -> Referral | None:
        """Whose turn it is, when a place is free."""
        return self.waiting[0][1] if self.waiting and self.places_free > 0 else None


def join(referral: Referral, why: str, *, by: User, at: datetime) -> None:
    """Join the end of the list; whoever is on it keeps their turn."""
    if referral.waiting is None:
        referral.waits.append(Waiting(group_id=referral.group_id, why=why, joined_at=at, joined_by_id=by.id))


def leave(referral: Referral, why: WaitingEnd, *, at: datetime) -> None:
    """Leave the list."""
    mine = (Waiting.referral_id == referral.id, Waiting.left_at.is_(None))
    db.session.execute(update(Waiting).where(*mine).values(left_at=at, left_why=why))


def ahead_of(referral: Referral, today: date) -> Sequence[Waiting]:
    """Who has waited longer for a place in the group and has none yet, in their order."""
    mine = referral.waiting
    wanted = (
        select(Waiting)
        .where(
            Waiting.group_id == referral.group_id,
            Waiting.left_at.is_(None),
            Waiting.referral_id != referral.id,
            ~_has_place(today),
        )
        .order_by(Waiting.id)
    )
    return db.session.scalars(wanted if mine is None else wanted.where(Waiting.id < mine.id)).all()


def how_many_wait(case: Case, today: date) -> dict[int, int]:
    """How many people of other cases wait in each group and have no place yet, by the group's number."""
    wanted = (
        select(Waiting.group_id, func.count(Waiting.id))
        .join(Referral, Referral.id == Waiting.referral_id)
        .where(Waiting.left_at.is_(None), Referral.case_id != case.id, ~_has_place(today))
        .group_by(Waiting.group_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def pass_over(
    before: Iterable[Waiting], referral: Referral, reason: SkipReason, *, by: User, at: datetime
) -> None:
    """Keep that they were passed over, and why."""
    for each in before:
        each.passed_over.append(PassedOver(for_referral_id=referral.id, reason=reason, at=at, by_id=by.id))


def queues_of(groups: Iterable[Group], today: date) -> list[Queue]:
    """The waiting lists of these groups that somebody stands on, in one statement for all of them."""
    known = {group.id: group for group in groups}
    wanted = (
        select(Waiting, Referral, _lapsed(today).label("lapsed"))
        .join(Referral, Referral.id == Waiting.referral_id)
        .where(Waiting.group_id.in_(known), Waiting.left_at.is_(None), ~_has_place(today))
        .order_by(Waiting.id)
    )
    rows = db.session.execute(wanted).all()
    lapsed = {row.Waiting.group_id: row.lapsed for row in rows}
    return [
        Queue(
            group,
            [(row.Waiting, row.Referral) for row in rows if row.Waiting.group_id == number],
            group.places_free + lapsed[number],
        )
        for number, group in known.items()
        if number in lapsed
    ]


def _has_place(today: date):  # type: ignore[no-untyped-def]
    return (
        select(Place.id)
        .where(
            Place.referral_id == Waiting.referral_id,
            Place.released_at.is_(None),
            Place.taken_at.is_not(None) | (Place.held_until > today),
        )
        .exists()
    )


def _lapsed(today: date) -> ScalarSelect[int]:
    """How many places of somebody's group have lapsed and are not counted as free yet."""
    lapsed = (
        Place.released_at.is_(None),
        Place.taken_at.is_(None),
        Place.held_until <= today,
        Place.group_id == Waiting.group_id,
    )
    return select(func.count(Place.id)).where(*lapsed).correlate(Waiting).scalar_subquery()
