"""Deciding about proposed changes, and making live what has been approved and whose day has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

from directory_data.availability import status_on
from directory_data.database import db
from directory_data.listing_vocabulary import Decision, ListingPart
from directory_data.live_programme import live_objections
from directory_data.models import Provider, Service
from directory_data.vocabulary import ServiceStatus
from portal.accounts.models import User
from portal.errors import Refused
from portal.listings import history, pairing, proposals, told
from portal.listings.content import PARTS, PartRecord
from portal.listings.models import ProposedChange
from portal.messages import actions as messages
from portal.rules import moderation


def decide(
    changes: Sequence[ProposedChange],
    decisions: Mapping[int, tuple[Decision, str]],
    *,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """Approve or return each change (by id), and make live what is due. Raises Refused with the reasons.

    What somebody else has decided meanwhile stays as they decided it.
    """
    decided = [change for change in changes if change.id in decisions and change.waits]
    for change in decided:
        decision, reason = decisions[change.id]
        if decision is Decision.RETURNED and (why := moderation.return_objections(reason)):
            raise Refused(why)
        change.decision, change.reason = decision, reason
        change.decided_by, change.decided_at = by, at
    db.session.flush()
    _make_live(
        [change for change in decided if change.decision is Decision.APPROVED and _has_come(change, today)],
        at=at,
        today=today,
    )
    _tell(decided, at)


def start_due(*, at: datetime, today: date) -> int:
    """Make live what was to start today or before; gives the number of fields. Safe to run by several at once."""
    due = sorted(proposals.due(today), key=_version)
    for _, alike in groupby(due, key=_version):
        changes = list(alike)
        try:
            with db.session.begin_nested():
                _make_live(changes, at=at, today=today)
        except Refused as refused:
            _return(changes, " ".join(refused.reasons), at)
    return sum(change.live_at is not None for change in due)


def records_of(changes: Iterable[ProposedChange]) -> dict[tuple[ListingPart, int], PartRecord]:
    """The parts that these changes are about: a statement for each kind."""
    wanted: dict[ListingPart, set[int]] = {}
    for change in changes:
        wanted.setdefault(change.part, set()).add(change.part_id)
    found: dict[tuple[ListingPart, int], PartRecord] = {}
    for part, ids in wanted.items():
        record_type: Any = PARTS[part][0]
        for record in db.session.scalars(select(record_type).where(record_type.id.in_(ids))):
            found[part, record.id] = record
    return found


def _make_live(changes: Sequence[ProposedChange], *, at: datetime, today: date) -> None:
    """All changes of a part that one person made become one version."""
    records = records_of(changes)
    for _, alike in groupby(sorted(changes, key=_version), key=_version):
        group = list(alike)
        first = group[0]
        record = records[first.part, first.part_id]
        before = _objections_before(record, today)
        paired = list(record.partner_services) if isinstance(record, Service) else []
        history.change(
            record,
            {change.field: change.new for change in group},
            by=first.by,
            at=at,
            today=today,
            why=first.why,
            approved_by=first.decided_by,
        )
        _refuse_new_objections(record, before, today)
        if isinstance(record, Service):
            answer = next((change.on_referrals for change in group if change.on_referrals), None)
            pairing.follow(record, paired, answer, at=at, today=today)
        for change in group:
            change.live_at = at
    db.session.flush()


def _version(change: ProposedChange) -> tuple[str, int, int, int]:
    """Changes with the same answer become one version together."""
    return change.part.value, change.part_id, change.by_id, change.decided_by_id or 0


def _return(changes: Sequence[ProposedChange], reason: str, at: datetime) -> None:
    """What cannot become live on its day goes back to the provider with the reasons."""
    for change in changes:
        change.decision, change.reason, change.decided_at = Decision.RETURNED, reason, at
    db.session.flush()
    _tell(changes, at)


def _objections_before(record: PartRecord, today: date) -> dict[int, list[str]]:
    return {service.id: live_objections(service, today) for service in _open_services(record, today)}


def _refuse_new_objections(record: PartRecord, before: Mapping[int, list[str]], today: date) -> None:
    for service in _open_services(record, today):
        new = [why for why in live_objections(service, today) if why not in before.get(service.id, [])]
        if new:
            raise Refused(
                [
                    *new,
                    f"{service.name} is open to referrals. Return this change, or ask the provider to pause it first.",
                ]
            )


def _open_services(record: PartRecord, today: date) -> list[Service]:
    if isinstance(record, Service):
        return [record] if status_on(record, today) is ServiceStatus.OPEN else []
    if isinstance(record, Provider):
        return [each for each in record.services if status_on(each, today) is ServiceStatus.OPEN]
    return []


def _has_come(change: ProposedChange, today: date) -> bool:
    return change.starts_on is None or change.starts_on <= today


def _tell(decided: Iterable[ProposedChange], at: datetime) -> None:
    for provider_id, changes in groupby(
        sorted(decided, key=lambda each: each.provider_id), key=lambda each: each.provider_id
    ):
        people = told.administrators_of(provider_id)
        newest = max(changes, key=lambda change: change.id)
        event = f"listing-decided|{newest.id}|{newest.decision}"
        messages.tell(db.session.connection(), event, people, at=at)
