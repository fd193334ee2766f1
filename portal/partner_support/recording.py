"""Everything that partner support records: ways of contact, attempts, what came of the offer, consents."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from directory_data.database import db
from directory_data.support_vocabulary import (
    AttemptOutcome,
    Channel,
    ConsentPurpose,
    RevealReason,
    Safety,
    SupportStep,
)
from portal import audit
from portal.accounts.models import User
from portal.errors import Refused
from portal.messages import actions as messages
from portal.partner_support import queries
from portal.partner_support.models import Consent, HandOff, PassedOn, SupportEntry, WayToReach
from portal.rules import passing_on, safe_contact, support
from portal.rules.audit_words import Act, Thing

SHOWN_FOR = timedelta(minutes=15)
"""How long a way of contact that is not safe stays visible to who gave a reason."""


def contact_objections(
    handed: HandOff, channel: Channel, *, by: User, at: datetime, today: date
) -> list[str]:
    """Why this way of contact may not be used or shown now. Until the person is asked, the officer's words hold."""
    if _was_revealed(handed, channel, by, at):
        return []
    if not handed.ways:
        return words_objections(handed)
    return safe_contact.objections(handed.way(channel), today, handed.stop)


def words_objections(handed: HandOff) -> list[str]:
    """Why the officer's words on safe contact may not be relied on or shown any more."""
    return safe_contact.stop_objections(handed.handed_at, handed.stop)


def usable(handed: HandOff, *, by: User, at: datetime, today: date) -> list[Channel]:
    """The ways of contact that may be used now."""
    return [each for each in Channel if not contact_objections(handed, each, by=by, at=at, today=today)]


def describe_way(
    handed: HandOff,
    channel: Channel,
    *,
    safety: Safety,
    address: str,
    times: str,
    answered_by: str,
    may_leave_message: bool,
    by: User,
    at: datetime,
) -> None:
    """What the person says of one way of contact. An empty address keeps the one that stands there."""
    way = handed.way(channel)
    if way is None:
        way = WayToReach(channel=channel, address=address)
        handed.ways.append(way)
    elif address:
        way.address = address
    way.safety, way.may_leave_message, way.confirmed_at = safety, may_leave_message, at
    way.times, way.answered_by = times, answered_by
    audit.record(Act.CHANGED, Thing.HAND_OFF, handed.reference, by=by, at=at, reason=channel)


def confirm(handed: HandOff, *, form_key: str, by: User, at: datetime) -> None:
    """The person says that every safe way of contact is still safe."""
    if _is_written(handed, form_key):
        return
    for way in handed.ways:
        if way.safety is Safety.SAFE:
            way.confirmed_at = at
    _write(handed, SupportStep.CONFIRM, "", form_key=form_key, by=by, at=at)


def move(handed: HandOff, *, form_key: str, by: User, at: datetime) -> None:
    """The person has moved: nothing counts as safe until it has been confirmed anew."""
    if not _is_written(handed, form_key):
        _write(handed, SupportStep.MOVE, "", form_key=form_key, by=by, at=at)


def reveal(
    handed: HandOff,
    channel: Channel,
    reason: RevealReason,
    note: str,
    *,
    form_key: str,
    by: User,
    at: datetime,
) -> None:
    """Let this worker see a way of contact that is not safe, for a reason that is kept."""
    if _is_written(handed, form_key):
        return
    entry = _write(handed, SupportStep.REVEAL, note, form_key=form_key, by=by, at=at)
    entry.channel, entry.reason = channel, reason.value
    audit.record(Act.REVEALED, Thing.HAND_OFF, handed.reference, by=by, at=at, reason=reason)


def attempt(
    handed: HandOff,
    channel: Channel,
    outcome: AttemptOutcome,
    note: str,
    *,
    form_key: str,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """An attempt to make contact and what came of it. Refused for a way that is not safe."""
    if _is_written(handed, form_key):
        return
    why = contact_objections(handed, channel, by=by, at=at, today=today)
    if not why and (way := handed.way(channel)) is not None:
        why = safe_contact.message_objections(way, outcome)
    if why:
        raise Refused(why)
    entry = _write(handed, SupportStep.ATTEMPT, note, form_key=form_key, by=by, at=at)
    entry.channel, entry.outcome = channel, outcome


def take_step(
    handed: HandOff, step: SupportStep, note: str, *, form_key: str, by: User, at: datetime
) -> None:
    """What came of the offer. Refused with the reasons where it does not follow from what was recorded."""
    if _is_written(handed, form_key):
        return
    if why := support.objections(step, handed.done, handed.triggers):
        raise Refused(why)
    _write(handed, step, note, form_key=form_key, by=by, at=at)


def agree(
    handed: HandOff,
    purpose: ConsentPurpose,
    *,
    what: str,
    to_whom: str,
    until_on: date,
    form_key: str,
    by: User,
    at: datetime,
) -> None:
    """What the person agreed to, for one purpose, until a day."""
    if any(each.form_key == form_key for each in handed.consents):
        return
    consent = Consent(purpose=purpose, what=what, to_whom=to_whom, until_on=until_on, form_key=form_key)
    consent.at, consent.by_id = at, by.id
    handed.consents.append(consent)
    audit.record(Act.CHANGED, Thing.HAND_OFF, handed.reference, by=by, at=at, reason=purpose)


def pass_on(
    handed: HandOff,
    consent: Consent,
    words: str,
    *,
    form_key: str,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """Tell the officer of the case what the person agreed to; who is told hears that there is something to read."""
    if any(each.form_key == form_key for each in consent.passed_on):
        return
    if why := passing_on.objections(consent, today):
        raise Refused(why)
    passed = PassedOn(words=words, form_key=form_key, at=at, by_id=by.id)
    consent.passed_on.append(passed)
    db.session.flush()
    messages.tell(db.session.connection(), f"passed-on|{passed.id}", queries.officers_of(handed), at=at)
    audit.record(Act.CHANGED, Thing.HAND_OFF, handed.reference, by=by, at=at, reason=consent.purpose)


def withdraw(handed: HandOff, consent: Consent, *, by: User, at: datetime) -> None:
    """The person takes back what they agreed to; said twice, it was taken back the first time."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at, consent.withdrawn_by_id = at, by.id
        audit.record(Act.CHANGED, Thing.HAND_OFF, handed.reference, by=by, at=at, reason=consent.purpose)


def _was_revealed(handed: HandOff, channel: Channel, by: User, at: datetime) -> bool:
    return any(
        each.step is SupportStep.REVEAL
        and each.channel is channel
        and each.by_id == by.id
        and at - each.at < SHOWN_FOR
        for each in handed.entries
    )


def _is_written(handed: HandOff, form_key: str) -> bool:
    return any(each.form_key == form_key for each in handed.entries)


def _write(
    handed: HandOff, step: SupportStep, note: str, *, form_key: str, by: User, at: datetime
) -> SupportEntry:
    entry = SupportEntry(form_key=form_key, at=at, by_id=by.id, step=step, note=note)
    handed.entries.append(entry)
    return entry
