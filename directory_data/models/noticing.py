"""Every change to what a search or a match knows of a listing leaves a line in the change table.

It is noticed in the session, so no caller forgets.

Statements that pass the session by, on a bare connection, are not noticed: after them, run `flask rebuild-index`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Update, event, func, insert, inspect, select, union
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, attributes, object_session

from directory_data.database import Record
from directory_data.models.change import ListingChange
from directory_data.models.coverage import CoverageArea
from directory_data.models.group import Group
from directory_data.models.meeting_place import MeetingPlace
from directory_data.models.provider import Provider
from directory_data.models.service import AdmissionRule, Service
from directory_data.models.venue import Venue

READ_FROM_THE_STORE: dict[type[Record], frozenset[str]] = {
    Service: frozenset(
        {"how_to_refer", "cost", "opening_hours", "phone", "email", "website", "confirmed_by"}
    ),
    Provider: frozenset({"slug", "legal_name", "phone", "email", "website", "is_invented"}),
    CoverageArea: frozenset(),
    Group: frozenset({"places_min", "places_max", "places_taken", "places_held", "people_waiting"}),
    MeetingPlace: frozenset({"opening_hours", "phone"}),
    Venue: frozenset(),
    AdmissionRule: frozenset({"published_on", "text", "reason"}),
}
"""Columns that no copy holds, so that their changes leave no line. A new column leaves one until it is named here.

Places in a group are among them: they change with every referral, and referrals do not wait for each other.
"""

LINKS = ("coverage", "meeting_places", "venue", "admission_rules", "partner_services")
"""What a record is tied to, before the store is told."""

PAIRED = "partner_services"
"""The link that no record of its own stands for, so that no record's change tells of it."""

ORDER_LOCK = 7_015_001
"""PostgreSQL hands out numbers before it commits: who writes lines waits for whoever is writing, number by number."""

_CHANGED = "changed listings"


def note_all(session: Session) -> None:
    """Leave a line for all listings: whoever keeps a copy of them makes it anew."""
    _write(session.connection(), [None])


@event.listens_for(Session, "before_flush")
def _take_turns(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    """Before any row is locked, so that two writers never wait for each other."""
    touched = [record for record in (*session.new, *session.deleted) if type(record) in READ_FROM_THE_STORE]
    if touched or any(
        type(record) in READ_FROM_THE_STORE and _holds_news(record) for record in session.dirty
    ):
        _lock(session.connection())


def _holds_news(record: Record) -> bool:
    attrs = inspect(record).attrs
    has_other_links = any(name in attrs and attrs[name].history.has_changes() for name in LINKS)
    return has_other_links or bool(_changed_columns(record))


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(ORDER_LOCK)))


def _changed_columns(record: Record) -> set[str]:
    state = inspect(record)
    watched = set(state.mapper.column_attrs.keys()) - READ_FROM_THE_STORE[type(record)]
    return {key for key in watched if state.attrs[key].history.has_changes()}


def _note(_mapper: Mapper[Any], connection: Connection, record: Record) -> None:
    session = object_session(record)
    if session is not None:
        session.info.setdefault(_CHANGED, {}).update(dict.fromkeys(_listings_of(record, connection)))


def _note_if_changed(mapper: Mapper[Any], connection: Connection, record: Record) -> None:
    is_paired_anew = isinstance(record, Service) and inspect(record).attrs[PAIRED].history.has_changes()
    if is_paired_anew or _changed_columns(record):
        _note(mapper, connection, record)


def _listings_of(record: Record, connection: Connection) -> Iterable[int]:
    """The listings that speak of the record, before and after."""
    if isinstance(record, Service):
        return [record.id]
    if isinstance(record, MeetingPlace):
        return [record.service_id]
    if isinstance(record, Venue):
        return connection.scalars(_meeting_at(record)).all()
    if isinstance(record, CoverageArea | Group | AdmissionRule):
        return [one for one in _owners_of(record, connection) if one is not None]
    assert isinstance(record, Provider)
    return connection.scalars(select(Service.id).where(Service.provider_id == record.id)).all()


def _meeting_at(venue: Venue) -> CompoundSelect[int]:
    """The services that are held there, wholly or with one of their groups."""
    services = select(MeetingPlace.service_id).where(MeetingPlace.venue_id == venue.id)
    return union(services, select(Group.service_id).where(Group.venue_id == venue.id))


def _owners_of(record: CoverageArea | Group | AdmissionRule, connection: Connection) -> Iterable[int | None]:
    kind = type(record)
    history = attributes.get_history(record, "service_id")
    known = (*history.deleted, *history.unchanged)
    if not known and record.id is not None:
        known = tuple(connection.scalars(select(kind.service_id).where(kind.id == record.id)))
    return (*known, *history.added)


for _record_type in READ_FROM_THE_STORE:
    # A new row has its number afterwards; an old one says before whose it was. Nothing meets at a new venue yet.
    if _record_type is not Venue:
        event.listen(_record_type, "after_insert", _note)
    event.listen(_record_type, "before_update", _note_if_changed)
    event.listen(_record_type, "before_delete", _note)


@event.listens_for(Session, "after_flush")
def _write_lines(session: Session, _flush: UOWTransaction) -> None:
    changed = session.info.pop(_CHANGED, None)
    if changed:
        _write(session.connection(), sorted(changed))


@event.listens_for(Session, "do_orm_execute")
def _note_statement(asked: ORMExecuteState) -> None:
    """A statement that changes many rows at once may concern any listing."""
    if asked.is_select or asked.bind_mapper is None or asked.bind_mapper.class_ not in READ_FROM_THE_STORE:
        return
    if not asked.is_update or not _names_only_what_is_read(asked):
        connection = asked.session.connection()
        _lock(connection)
        _write(connection, [None])


def _names_only_what_is_read(asked: ORMExecuteState) -> bool:
    assert asked.bind_mapper is not None
    columns = set(asked.bind_mapper.column_attrs.keys())
    given = asked.parameters if isinstance(asked.parameters, list) else [asked.parameters or {}]
    assert isinstance(asked.statement, Update)
    named = set(asked.statement.compile().params).union(*given) & columns
    return named - {"id"} <= READ_FROM_THE_STORE[asked.bind_mapper.class_]


def _write(connection: Connection, service_ids: Iterable[int | None]) -> None:
    _lock(connection)
    connection.execute(insert(ListingChange), [{"service_id": service_id} for service_id in service_ids])
