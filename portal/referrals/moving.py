"""Moving a referral by one line of its table: what is given is checked, the place moves with it, the diary says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from directory_data.availability import next_start_on
from directory_data.database import db
from directory_data.referral_vocabulary import SkipReason, WaitingEnd
from directory_data.vocabulary import Step, Word
from portal.accounts.models import User
from portal.errors import Refused
from portal.referrals import places, waiting
from portal.referrals.models import DiaryEntry, Referral
from portal.rules import deadlines, lifecycle
from portal.rules.places_in_group import start_objections, turn_objections
from portal.rules.referral_steps import PlaceEffect, Transition
from portal.rules.telling_court import nothing_to_tell


@dataclass(frozen=True)
class Given:
    """What somebody gave with a step: a coded reason, a date, a text; and whether they chose to wait for a place."""

    reason: Word | None = None
    day: date | None = None
    note: str = ""
    is_waiting: bool = False


NOTHING_GIVEN = Given()


def move(referral: Referral, step: Step, given: Given, *, by: User, at: datetime, today: date) -> None:
    """Take the step, or raise Refused with every reason against it. Of two who take it at once, one is let."""
    status = referral.status if referral.diary else None
    why = lifecycle.objections(by.role, status, step)
    why = why or nothing_to_tell(step, referral.court_task)
    line = lifecycle.transition(status, step)
    if line is not None and not why:
        given = with_start(referral, line, given, today)
        why = lifecycle.given_objections(
            line, reason=given.reason, day=given.day, text=given.note, today=today, since=referral.sent_on
        )
        why = why or start_objections_of(referral, line, given.day, today)
    if why or line is None:
        raise Refused(why)
    _move_place(referral, line, given, by=by, at=at, today=today)
    referral.diary.append(
        DiaryEntry(
            number=len(referral.diary) + 1,
            step=step,
            at=at,
            by=by,
            reason=given.reason or "",
            note=given.note,
            day=given.day,
        )
    )
    # The store turns away the second of two people who take the next step at once.
    db.session.flush()


def with_start(referral: Referral, line: Transition, given: Given, today: date) -> Given:
    """What was given. With an offer the day of the start; where none was, the next on which the group takes people."""
    if line.place is not PlaceEffect.OFFERS or given.day is not None:
        return given
    return replace(given, day=next_start_on(referral.group, today))


def start_objections_of(referral: Referral, line: Transition, day: date | None, today: date) -> list[str]:
    """Why nobody can start in the group on the day that was given with an offer; empty for any other step."""
    if line.place is not PlaceEffect.OFFERS or day is None:
        return []
    return start_objections(day, first_session_on=referral.group.first_session_on, today=today)


def return_lapsed(referral: Referral, *, at: datetime, today: date) -> None:
    """Give back what has lapsed in the group, so that what is said of its places is true."""
    places.release_lapsed(db.session(), at=at, today=today, group_id=referral.group_id)


def passed_over_for(referral: Referral, today: date) -> int:
    """How many who waited longer would be passed over if this person were offered a place now."""
    place = referral.place
    if place is not None and (place.taken_at or place.held_until > today):
        return 0
    ahead = waiting.ahead_of(referral, today)
    return 0 if referral.group.places_free > len(ahead) else len(ahead)


def _move_place(
    referral: Referral, line: Transition, given: Given, *, by: User, at: datetime, today: date
) -> None:
    effect = line.place
    if effect is PlaceEffect.HOLDS:
        _hold(referral, given, by=by, at=at, today=today)
    elif effect is PlaceEffect.QUEUES:
        waiting.join(referral, given.note, by=by, at=at)
        places.keep(referral, line.step, at=at, today=today)
    elif effect is PlaceEffect.KEEPS and line.step in deadlines.HELD_WORKING_DAYS:
        places.keep(referral, line.step, at=at, today=today)
    elif effect is PlaceEffect.OFFERS:
        _offer(referral, given, by=by, at=at, today=today)
    elif effect is PlaceEffect.TAKES:
        _start(referral, by=by, at=at, today=today)
    elif effect is PlaceEffect.RELEASES:
        places.release(referral, by=by, at=at)
        waiting.leave(referral, WaitingEnd.ENDED, at=at)


def _hold(referral: Referral, given: Given, *, by: User, at: datetime, today: date) -> None:
    if given.is_waiting:
        waiting.join(referral, given.note, by=by, at=at)
        return
    if passed_over_for(referral, today):
        raise Refused(
            [
                f"Others wait for a place in {referral.group.name}, and the next free ones are theirs. "
                "Join the waiting list, or choose another match."
            ]
        )
    if places.hold(referral, Step.SEND, by=by, at=at, today=today) is None:
        raise Refused([f"The last place in {referral.group.name} has just been taken. Choose another match."])


def _offer(referral: Referral, given: Given, *, by: User, at: datetime, today: date) -> None:
    return_lapsed(referral, at=at, today=today)
    db.session.expire(referral, ["places"])
    if passed_over := passed_over_for(referral, today):
        if why := turn_objections(passed_over, given.reason):
            raise Refused(why)
        ahead = waiting.ahead_of(referral, today)
        waiting.pass_over(ahead, referral, SkipReason(str(given.reason)), by=by, at=at)
    if not places.offer(referral, by=by, at=at, today=today, starts_on=given.day):
        raise Refused(
            [f"No place in {referral.group.name} is free. Put the person on the waiting list instead."]
        )


def _start(referral: Referral, *, by: User, at: datetime, today: date) -> None:
    if not places.take(referral, by=by, at=at, today=today):
        raise Refused(
            [
                f"The place was not kept any longer and {referral.group.name} is full. "
                "Put the person on the waiting list, and start when a place is free."
            ]
        )
    waiting.leave(referral, WaitingEnd.OFFERED, at=at)
