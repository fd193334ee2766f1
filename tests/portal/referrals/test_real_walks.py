"""Walks through a referral's life in the real store: what the table promises is what places, messages and news do."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory_data.database import db
from directory_data.referral_vocabulary import SkipReason
from directory_data.vocabulary import ReferralStatus, Role, Step
from portal.accounts.models import User
from portal.clock import now
from portal.errors import Refused
from portal.messages.models import OutboxMessage
from portal.partner_support.models import News
from portal.referrals import actions
from portal.referrals.models import Place, Referral, Waiting
from portal.referrals.moving import Given
from portal.rules import lifecycle
from portal.rules.referral_steps import Transition
from portal.rules.telling_court import nothing_to_tell
from tests.portal.referral_walk import OFFICER, PROGRAMME, send_one

ELSEWHERE = {Step.SEND, Step.TRANSFER}
"""Steps that need a second referral, tested in test_sending.py."""
TOLD_TO_NOBODY = {Step.TELL_COURT, Step.FILE_REPORT}
STARTED = {ReferralStatus.ON_PROGRAMME, ReferralStatus.SUSPENDED}
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_whatever_is_done_in_whatever_order_no_place_is_lost_and_nobody_is_left_untold(
    app, new_client, today
):
    reference = send_one(new_client().sign_in(OFFICER))

    @SETTINGS
    @given(data=st.data())
    def walk(data: st.DataObject) -> None:
        with app.app_context():
            referral = db.session.scalars(sa.select(Referral).where(Referral.reference == reference)).one()
            people = {user.email: user for user in db.session.scalars(sa.select(User))}
            by_role = {Role.OFFICER: people[OFFICER], Role.PROGRAMME: people[PROGRAMME]}
            for _ in range(14):
                if not (lines := offered(referral, by_role)):
                    break
                role, line = data.draw(st.sampled_from(lines))
                take(referral, line, by_role[role], today)
            db.session.rollback()

    walk()


def offered(referral: Referral, by_role: dict[Role, User]) -> list[tuple[Role, Transition]]:
    """Everything that somebody could do now."""
    return [
        (role, line)
        for role in by_role
        for line in lifecycle.steps_for(role, referral.status)
        if line.step not in ELSEWHERE and not nothing_to_tell(line.step, referral.court_task)
    ]


def take(referral: Referral, line: Transition, by: User, today: date) -> None:
    """Take the step with all that it asks for; look at what it did, or at the reasons for which it was refused."""
    told, news = count(OutboxMessage), count(News)
    reason = next(iter(line.asked.reasons), None) if line.asked.reasons else None
    given_with = Given(
        SkipReason.SAFETY if line.step is Step.OFFER_PLACE else reason,
        today + timedelta(weeks=9) if line.asked.is_day_ahead else today,
        "Noted.",
    )
    before = referral.status
    try:
        actions.take_step(referral, line.step, given_with, by=by, at=now(), today=today)
    except Refused:
        assert referral.status is before
        return
    db.session.flush()
    db.session.expire_all()

    assert referral.status is line.after or line.after is None
    assert (count(OutboxMessage) > told) is (line.step not in TOLD_TO_NOBODY), line.step
    assert (count(News) > news) is bool(line.told.news), line.step
    the_place_is_where_the_referral_says(referral)


def the_place_is_where_the_referral_says(referral: Referral) -> None:
    """One place at most, counted by its group, and none where nobody goes on."""
    held = count(Place, Place.released_at.is_(None), Place.referral_id == referral.id)
    waits = count(Waiting, Waiting.left_at.is_(None), Waiting.referral_id == referral.id)
    all_held = count(Place, Place.released_at.is_(None), Place.group_id == referral.group_id)

    assert held <= 1
    assert referral.group.places_held == all_held
    if not referral.is_under_way:
        assert (held, waits) == (0, 0), referral.status
    if referral.status in STARTED:
        assert referral.place is not None
        assert referral.place.taken_at is not None
        assert waits == 0
    if referral.status is ReferralStatus.WAITING:
        assert waits == 1


def count(record: type, *which: sa.ColumnElement[bool]) -> int:
    """How many there are in the store now."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(record).where(*which)) or 0
