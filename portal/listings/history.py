"""Every version of every part of a listing: kept with each live change, read, compared, and never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, MeetingPlace, Service, Venue
from portal.accounts.models import User
from portal.listings.content import Content, PartRecord, content_of, part_of, put
from portal.listings.models import ListingVersion

FIRST = "As it stood before its first change here."
RENAMED = "Its venue is called {} now."
LOADED = "Changed outside these pages, by loading a file or by an operator."


@dataclass(frozen=True)
class FieldDifference:
    """One field in two versions, as the template for listings writes it."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Size:
    """How many places a group had from a moment on, and how many of them were filled by other routes."""

    at: datetime
    places: str
    taken: str


def change(
    record: PartRecord,
    values: Mapping[str, str],
    *,
    by: User,
    at: datetime,
    today: date,
    why: str = "",
    approved_by: User | None = None,
) -> None:
    """Make these values live and keep the version that they make, and those of what names a venue by its new name."""
    before = content_of(record)
    held_there = _held_at(record) if isinstance(record, Venue) and "name" in values else []
    befores = [(each, content_of(each)) for each in held_there]
    put(record, values, today)
    keep(record, before=before, by=by, at=at, why=why, approved_by=approved_by)
    for each, stood in befores:
        keep(each, before=stood, by=by, at=at, why=RENAMED.format(record.name), approved_by=approved_by)


def keep(
    record: PartRecord,
    *,
    before: Content,
    by: User,
    at: datetime,
    why: str = "",
    approved_by: User | None = None,
) -> None:
    """Write the version that a change has made; first the one before it, where nobody had kept that."""
    db.session.flush()
    after = content_of(record)
    if after == before:
        return
    last = latest(record)
    number = last.number if last else 0
    if last is None or _as_asked_now(last.content, before) != before:
        number += 1
        _add(record, number, before, at, why=LOADED if last else FIRST)
    _add(record, number + 1, after, at, why=why, by=by, approved_by=approved_by)
    db.session.flush()


def begin(record: PartRecord, *, by: User, at: datetime, why: str, approved_by: User | None = None) -> None:
    """Write the first version of a part that somebody has just added."""
    db.session.flush()
    _add(record, 1, content_of(record), at, why=why, by=by, approved_by=approved_by)
    db.session.flush()


def latest(record: PartRecord) -> ListingVersion | None:
    """The version kept last."""
    return db.session.scalar(
        select(ListingVersion)
        .where(ListingVersion.part == part_of(record), ListingVersion.part_id == record.id)
        .order_by(ListingVersion.number.desc())
        .limit(1)
    )


def versions(part: ListingPart, part_id: int) -> Sequence[ListingVersion]:
    """Every version of a part with who made it, the oldest first."""
    wanted = select(ListingVersion).where(ListingVersion.part == part, ListingVersion.part_id == part_id)
    people = joinedload(ListingVersion.by), joinedload(ListingVersion.approved_by)
    return db.session.scalars(wanted.options(*people).order_by(ListingVersion.number)).all()


def sizes(group_ids: Iterable[int]) -> dict[int, list[Size]]:
    """How the places of each group were changed, by its id, the oldest first: one statement."""
    wanted = select(ListingVersion).where(
        ListingVersion.part == ListingPart.GROUP, ListingVersion.part_id.in_(list(group_ids))
    )
    found: dict[int, list[Size]] = {}
    for version in db.session.scalars(wanted.order_by(ListingVersion.number)):
        size = Size(version.at, version.content["places_max"], version.content["places_taken"])
        known = found.setdefault(version.part_id, [])
        if not known or (known[-1].places, known[-1].taken) != (size.places, size.taken):
            known.append(size)
    return found


def former_names(venues: Iterable[Venue]) -> dict[str, str]:
    """What these venues were called before -> what each is called now: one statement."""
    now = {venue.id: venue.name for venue in venues}
    wanted = select(ListingVersion).where(
        ListingVersion.part == ListingPart.VENUE, ListingVersion.part_id.in_(list(now))
    )
    names = {each.content["name"]: now[each.part_id] for each in db.session.scalars(wanted)}
    return {old: new for old, new in names.items() if old not in now.values()}


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[FieldDifference]:
    """The fields that differ, in the order of the table of fields. One that was not asked for yet says nothing."""
    return [
        FieldDifference(field, old[field], text)
        for field, text in new.items()
        if field in old and old[field] != text
    ]


def _held_at(venue: Venue) -> list[Service | Group]:
    services = select(Service).join(MeetingPlace).where(MeetingPlace.venue_id == venue.id)
    groups = select(Group).where(Group.venue_id == venue.id)
    return [*db.session.scalars(services), *db.session.scalars(groups)]


def _as_asked_now(kept: Mapping[str, str], asked: Content) -> Content:
    """A kept version in the fields of today: one that was added since is no change."""
    return {field: kept.get(field, text) for field, text in asked.items()}


def _add(
    record: PartRecord,
    number: int,
    content: Content,
    at: datetime,
    *,
    why: str,
    by: User | None = None,
    approved_by: User | None = None,
) -> None:
    db.session.add(
        ListingVersion(
            part=part_of(record),
            part_id=record.id,
            number=number,
            content=content,
            at=at,
            by_id=by.id if by else None,
            approved_by_id=approved_by.id if approved_by else None,
            why=why,
        )
    )
