"""Changing a listing: what is live at once, what waits for a decision or its day, what somebody else has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, select, update

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.listing_vocabulary import Decision, Effect, Unpairing
from directory_data.models import Provider
from portal.accounts.models import User
from portal.listings import history, told
from portal.listings.content import Content, PartRecord, content_of, part_of, provider_id_of
from portal.listings.models import ProposedChange
from portal.listings.proposals import open_changes
from portal.messages import actions as messages
from portal.rules import moderation

PAIRING = "partner_services"


@dataclass(frozen=True)
class Saved:
    """What became of one form: the fields that are live, that wait for a decision, and that wait for their day."""

    live: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    def sentence(self, starts_on: date | None) -> str:
        """What became of it, for the person who saved."""
        sentences = []
        if self.live:
            sentences.append("Saved. Part of it is live now." if self.waiting else "Saved. It is live now.")
        if self.later and starts_on:
            sentences.append(f"Saved. It changes by itself on {in_full(starts_on)}.")
        if self.waiting:
            what = "the rest" if self.live or self.later else "it"
            sentences.append(
                f"A directory administrator looks at {what} first. Until then the old text stays live."
            )
        return " ".join(sentences) or "Nothing was changed."


@dataclass(frozen=True)
class _Edit:
    """Who saves, when, why, and from which day it is to hold."""

    by: User
    at: datetime
    today: date
    why: str
    starts_on: date | None
    on_referrals: Unpairing | None

    @property
    def day(self) -> date | None:
        """The day on which it changes by itself; None for at once."""
        return self.starts_on if self.starts_on and self.starts_on > self.today else None


class ChangedMeanwhile(Exception):
    """Somebody else changed the same fields since the form was opened. Nothing has been saved."""

    def __init__(self, fields: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = fields


def take_turn(provider_id: int) -> None:
    """Hold the provider's listings until the transaction ends: two editors go one after the other, on either store."""
    table = cast(Table, Provider.__table__)
    db.session.execute(update(table).where(table.c.id == provider_id).values(id=table.c.id))


def standing(record: PartRecord) -> Content:
    """The part as its provider last wanted it: what is live, and over it what waits."""
    wanted = {change.field: change.new for change in open_changes(record)}
    return content_of(record) | wanted


def mark(text: str) -> str:
    """A short mark of a value, by which a form remembers what its reader saw."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def changed_by(typed: Mapping[str, str], now: Mapping[str, str], seen: Mapping[str, str]) -> Content:
    """What somebody changed of what their form showed them; raises ChangedMeanwhile where another did so too."""
    mine = {
        field: text for field, text in typed.items() if text != now[field] and mark(text) != seen.get(field)
    }
    if meanwhile := frozenset(field for field in mine if mark(now[field]) != seen.get(field)):
        raise ChangedMeanwhile(meanwhile)
    return mine


def save(
    record: PartRecord,
    typed: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    by: User,
    at: datetime,
    today: date,
    why: str = "",
    starts_on: date | None = None,
    on_referrals: Unpairing | None = None,
) -> Saved:
    """Keep what this person changed and nothing else; `seen` holds the marks of what the form showed them.

    Raises ChangedMeanwhile where somebody else changed one of these fields to something else since.
    `on_referrals`: what is to happen to referrals under way where a partner-support service is taken away.
    """
    mine = changed_by(typed, standing(record), seen)
    return _keep(record, mine, _Edit(by, at, today, why, starts_on, on_referrals))


def _keep(record: PartRecord, mine: Mapping[str, str], edit: _Edit) -> Saved:
    live = content_of(record)
    _close_earlier(record, mine, edit)
    news = {field: text for field, text in mine.items() if text != live[field]}
    part = part_of(record)
    waiting = {field for field, text in news.items() if moderation.effect(part, field, text) is Effect.WAITS}
    at_once = {} if edit.day else {field: text for field, text in news.items() if field not in waiting}
    for field in news.keys() - at_once.keys():
        _propose(record, field, live[field], news[field], edit, needs_approval=field in waiting)
    if at_once:
        history.change(record, at_once, by=edit.by, at=edit.at, today=edit.today, why=edit.why)
    if waiting:
        _tell_administrators(record, edit.at)
    return Saved(
        live=tuple(at_once) + tuple(mine.keys() - news.keys()),
        waiting=tuple(field for field in news if field in waiting),
        later=tuple(field for field in news if field not in at_once and field not in waiting),
    )


def _propose(
    record: PartRecord, field: str, old: str, new: str, edit: _Edit, *, needs_approval: bool
) -> None:
    db.session.add(
        ProposedChange(
            provider_id=provider_id_of(record),
            part=part_of(record),
            part_id=record.id,
            field=field,
            old=old,
            new=new,
            why=edit.why,
            by_id=edit.by.id,
            at=edit.at,
            starts_on=edit.day,
            needs_approval=needs_approval,
            on_referrals=edit.on_referrals if field == PAIRING else None,
        )
    )


def _close_earlier(record: PartRecord, mine: Mapping[str, str], edit: _Edit) -> None:
    for change in open_changes(record):
        if change.field in mine:
            is_taken_back = mine[change.field] == content_of(record)[change.field]
            change.decision = Decision.WITHDRAWN if is_taken_back else Decision.REPLACED
            change.decided_by, change.decided_at = edit.by, edit.at
    db.session.flush()


def _tell_administrators(record: PartRecord, at: datetime) -> None:
    db.session.flush()
    newest = db.session.scalars(
        select(ProposedChange.id)
        .where(ProposedChange.part == part_of(record), ProposedChange.part_id == record.id)
        .order_by(ProposedChange.id.desc())
        .limit(1)
    ).one()
    people = told.directory_administrators()
    messages.tell(db.session.connection(), f"listing-proposed|{newest}", people, at=at)
