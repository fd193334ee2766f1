"""The last place: many processes at once for a few places, on each store; nobody may get one that is not there."""

from __future__ import annotations

import multiprocessing
import time
from datetime import date
from datetime import time as moment
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data import group_places
from directory_data.migrations import running
from directory_data.models import Group, Provider, Service
from directory_data.vocabulary import ServiceType, Weekday
from tests import stores
from tests.bench.measures import leave_out, percentile, say

PROCESSES = 4
TRIES_EACH = 2_500
PLACES = 10


def measure_last_place(sqlite_url: str, folder: Path) -> None:
    """Contend on SQLite, and on PostgreSQL where there is a server."""
    _contend("sqlite", sqlite_url)
    try:
        stores.postgresql_url()
    except stores.NoPostgreSQL as why:
        leave_out("last_place on postgresql", str(why))
        return
    with stores.database() as url:
        engine = sa.create_engine(url)
        running.upgrade(engine)
        _add_group(engine)
        engine.dispose()
        _contend("postgresql", url.render_as_string(hide_password=False))


def _contend(store: str, url: str) -> None:
    group_id, free = _make_room(url)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        results = pool.starmap(try_to_take, [(url, group_id, TRIES_EACH)] * PROCESSES)
    given = sum(count for count, _, _ in results)
    failed = sum(errors for _, errors, _ in results)
    times = [taken for _, _, taken_times in results for taken in taken_times]
    say(
        "last_place",
        given - free,
        "places too many",
        store=store,
        places=free,
        given=given,
        errors=failed,
        n=PROCESSES * TRIES_EACH,
        p50=round(median(times), 3),
        p95=round(percentile(times, 0.95), 3),
    )


def try_to_take(url: str, group_id: int, tries: int) -> tuple[int, int, list[float]]:
    """Ask for a place so often: how many were got, how many requests failed, and the milliseconds of each."""
    engine = sa.create_engine(url, connect_args={"timeout": 10} if url.startswith("sqlite") else {})
    got, failed, times = 0, 0, []
    for _ in range(tries):
        started = time.perf_counter()
        try:
            with Session(engine) as session, session.begin():
                got += group_places.take(session, group_id)
        except sa.exc.DBAPIError:
            failed += 1
        times.append((time.perf_counter() - started) * 1000)
    return got, failed, times


def _make_room(url: str) -> tuple[int, int]:
    """Leave so many places in one group; the group's id and the number."""
    engine = sa.create_engine(url)
    with Session(engine) as session, session.begin():
        group = session.scalars(sa.select(Group).where(Group.places_max >= PLACES).order_by(Group.id)).first()
        assert group is not None, "The sample has no group of ten places."
        group.places_held, group.places_taken = 0, group.places_max - PLACES
        found = group.id
    engine.dispose()
    return found, PLACES


def _add_group(engine: sa.Engine) -> None:
    with Session(engine) as session, session.begin():
        provider = Provider(slug="measured", name="Measured", legal_name="Measured")
        service = Service(
            slug="measured", type=ServiceType.DVPP, name="Measured", summary="Measured", provider=provider
        )
        times = {"starts_at": moment(18), "ends_at": moment(20), "first_session_on": date(2027, 1, 4)}
        session.add(Group(service=service, name="Measured", day=Weekday.MONDAY, **times))
