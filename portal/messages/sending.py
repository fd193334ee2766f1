"""The worker: takes what is due out of the outbox and posts it. Any number may work at once.

Each mail is claimed and committed before it is posted, and marked and committed after. A worker that dies in between
leaves a claim that lapses after ten minutes; then the mail is posted again under the same Message-ID. The same happens
where the server took a letter and the line broke before its word of it came. So somebody may, then and only then, get
the same mail twice, and nobody is ever left without it. A folder keeps one of the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from portal.accounts import actions as accounts
from portal.accounts.models import User
from portal.accounts.queries import Store
from portal.messages.carrier import CannotPost, Carrier
from portal.messages.letter import Letter
from portal.messages.models import OutboxMessage
from portal.rules import outbox
from portal.rules.outbox import MessageState

AT_A_TIME = 20
CLOSED = "The person’s account is closed."
NO_ADDRESS = "PORTAL_ADDRESS is not set, so no link to set a password can be sent."


@dataclass(frozen=True)
class Claimed:
    """A mail that this worker alone may post: its key, whose it is, the claim, and which try this is."""

    key: str
    person_id: int
    claim: str
    attempts: int


def send_due(
    session: Store, carrier: Carrier, now: Callable[[], datetime], *, portal: str = ""
) -> Counter[MessageState]:
    """Post everything that is due; commits mail by mail. Gives how many mails were sent, failed and given up."""
    done: Counter[MessageState] = Counter()
    while keys := _due_keys(session, now()):
        for key in keys:
            if claimed := claim(session, key, at=now()):
                done[_post(session, claimed, carrier, now, portal)] += 1
    return done


def claim(session: Store, key: str, *, at: datetime) -> Claimed | None:
    """Take a mail, by one conditional UPDATE; None where another worker has it."""
    mark = uuid4().hex
    rows = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.mail_key == key, _is_due(at))
        .values(state=MessageState.SENDING, claim=mark, claimed_at=at, attempts=OutboxMessage.attempts + 1)
        .returning(OutboxMessage.person_id, OutboxMessage.attempts)
        .execution_options(synchronize_session=False)
    ).all()
    session.commit()
    return Claimed(key, rows[0].person_id, mark, max(row.attempts for row in rows)) if rows else None


def _due_keys(session: Store, at: datetime) -> list[str]:
    first_due = func.min(OutboxMessage.due_at)
    wanted = select(OutboxMessage.mail_key).where(_is_due(at)).group_by(OutboxMessage.mail_key)
    keys = list(session.scalars(wanted.order_by(first_due).limit(AT_A_TIME)))
    session.rollback()
    return keys


def _is_due(at: datetime) -> ColumnElement[bool]:
    waits = OutboxMessage.state.in_((MessageState.WAITING, MessageState.FAILED)) & (
        OutboxMessage.due_at <= at
    )
    lapsed = and_(
        OutboxMessage.state == MessageState.SENDING,
        OutboxMessage.claimed_at <= at - outbox.CLAIM_LASTS,
    )
    return or_(waits, lapsed)


def _post(
    session: Store, claimed: Claimed, carrier: Carrier, now: Callable[[], datetime], portal: str
) -> MessageState:
    person = session.scalars(select(User).where(User.id == claimed.person_id)).one()
    is_active, letter = person.active, _letter(claimed, person, portal)
    session.rollback()
    if not is_active:
        return _mark(session, claimed, MessageState.GIVEN_UP, failure=CLOSED)
    try:
        if letter is None:
            raise CannotPost(NO_ADDRESS)
        carrier.post(letter, at=now())
    except CannotPost as why:
        again_at = outbox.tries_again_at(claimed.attempts, now())
        if again_at is None:
            return _mark(session, claimed, MessageState.GIVEN_UP, failure=str(why))
        return _mark(session, claimed, MessageState.FAILED, failure=str(why), due_at=again_at)
    return _mark(session, claimed, MessageState.SENT, failure="", sent_at=now())


def _letter(claimed: Claimed, person: User, portal: str) -> Letter | None:
    """Somebody without a password is sent a link to set one, made now so that none is stored; None where the portal
    does not know its own address, and so no link would lead anywhere."""
    if person.password is not None:
        return Letter(claimed.key, person.email, portal, claimed.attempts)
    if not portal:
        return None
    return Letter(claimed.key, person.email, portal, claimed.attempts, accounts.link_of(person))


def _mark(session: Store, claimed: Claimed, state: MessageState, **values: object) -> MessageState:
    # Only while the claim is still this worker's: one that slept through it must not undo what another did.
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.mail_key == claimed.key, OutboxMessage.claim == claimed.claim)
        .values(state=state, **values)
        .execution_options(synchronize_session=False)
    )
    session.commit()
    return state
