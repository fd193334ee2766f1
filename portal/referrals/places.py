"""A referral's place in its group: held, offered, taken, released. The group's counter moves in the same transaction.

A place that was held and lapsed is free from its date on. It goes back on the next attempt to get a place in that
group, or when `flask release-places` runs, whichever comes first. Reading a page never does it: a page that is only
read changes nothing, and search and matching read the counter that the command keeps true from minute to minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from directory_data import group_places
from directory_data.availability import next_start_on
from directory_data.database import db
from directory_data.models import Group
from directory_data.referral_vocabulary import PlaceEnd
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.referrals.models import Place, Referral
from portal.rules import deadlines


def hold(
    referral: Referral, step: Step, *, by: User, at: datetime, today: date, starts_on: date | None = None
) -> Place | None:
    """Hold a place until the step's date, and over the day on which the person is to start or next can.

    One that is held already is held for longer. None where none is free.
    """
    session = db.session()
    release_lapsed(session, at=at, today=today, group_id=referral.group_id)
    until = _until(referral, step, today, starts_on)
    if (place := live_place(session, referral)) is not None:
        place.held_until = max(place.held_until, until)
        return place
    if not group_places.take(session, referral.group_id):
        return None
    place = Place(
        group_id=referral.group_id,
        seat=_free_seat(session, referral.group_id),
        held_at=at,
        held_by_id=by.id,
        held_until=until,
    )
    referral.places.append(place)
    return place


def offer(referral: Referral, *, by: User, at: datetime, today: date, starts_on: date | None = None) -> bool:
    """Offer the place that is held, or the next free one; False where there is none."""
    place = hold(referral, Step.OFFER_PLACE, by=by, at=at, today=today, starts_on=starts_on)
    if place is None:
        return False
    place.offered_at, place.offered_by_id = at, by.id
    return True


def take(referral: Referral, *, by: User, at: datetime, today: date) -> bool:
    """The person has started: the place is theirs and lapses no more. False where it lapsed and none is free."""
    place = hold(referral, Step.OFFER_PLACE, by=by, at=at, today=today)
    if place is None:
        return False
    place.taken_at, place.taken_by_id = at, by.id
    return True


def keep(referral: Referral, step: Step, *, at: datetime, today: date) -> None:
    """Keep a place that is held for as long as what follows this step may take; where none is held, none is taken."""
    session = db.session()
    release_lapsed(session, at=at, today=today, group_id=referral.group_id)
    if (place := live_place(session, referral)) is not None:
        place.held_until = max(place.held_until, _until(referral, step, today))


def release(referral: Referral, *, by: User, at: datetime) -> None:
    """Give the place back where there is one. Given back by two at once, it is given back once."""
    session = db.session()
    mine = (Place.referral_id == referral.id, Place.released_at.is_(None))
    values = {"released_at": at, "released_by_id": by.id, "released_why": PlaceEnd.GIVEN_BACK}
    _release(session, update(Place).where(*mine).values(values))


def release_lapsed(session: Session, *, at: datetime, today: date, group_id: int | None = None) -> int:
    """Give back every place that was held up to today or before and not taken; how many. Of one group, or of all.

    Safe to run by several machines at once: each place is given back by the one that changed its row.
    """
    lapsed = [Place.released_at.is_(None), Place.taken_at.is_(None), Place.held_until <= today]
    if group_id is not None:
        lapsed.append(Place.group_id == group_id)
    # Asked before it is done: whoever finds nothing to give back need not wait for those who write.
    if session.scalar(select(Place.id).where(*lapsed).limit(1)) is None:
        return 0
    values = {"released_at": at, "released_why": PlaceEnd.LAPSED}
    return _release(session, update(Place).where(*lapsed).values(values))


def live_place(session: Session, referral: Referral) -> Place | None:
    """The place that is this person's in the store now."""
    wanted = select(Place).where(Place.referral_id == referral.id, Place.released_at.is_(None))
    return session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


@contextmanager
def as_if_a_place_were_free(group: Group) -> Iterator[None]:
    """What the rules would say of a full group if its next place had come back: for whoever chooses to wait for it."""
    most = group.places_max
    # Set as if it had been read: nothing of it is written.
    set_committed_value(group, "places_max", most + max(0, 1 - group.places_free))
    try:
        yield
    finally:
        set_committed_value(group, "places_max", most)


def _until(referral: Referral, step: Step, today: date, starts_on: date | None = None) -> date:
    return deadlines.held_until(step, today, starts_on or next_start_on(referral.group, today))


def _release(session: Session, statement: object) -> int:
    released = session.scalars(statement.returning(Place.group_id)).all()  # type: ignore[attr-defined]
    # In one order, so that two who release in several groups never wait for each other.
    for group_id in sorted(released):
        group_places.give_back(session, group_id)
    return len(released)


def _free_seat(session: Session, group_id: int) -> int:
    """The lowest seat that nobody has. The counter's row is locked by now, so nobody else looks at the same moment."""
    wanted = select(Place.seat).where(Place.group_id == group_id, Place.released_at.is_(None))
    taken = set(session.scalars(wanted))
    return next(seat for seat in range(1, len(taken) + 2) if seat not in taken)
