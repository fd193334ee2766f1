"""What is measured inside the process: search, match, index, places, loading."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import select, text

from directory_data import sample
from directory_data.database import db
from directory_data.gazetteer import Gazetteer, load_postcodes
from directory_data.loading import load, read_csv_folder
from directory_data.models import Group, Service
from directory_data.places import Place
from directory_data.programme_facts import CohortFacts
from portal.cases.models import Case
from portal.clock import now
from portal.referrals import needs, offers
from portal.rules.matching import matcher
from search_index import SearchQuery, ServiceIndex, find
from tests.bench import bare
from tests.bench.directory import QUERIES, TOWNS, fill
from tests.bench.measures import interleaved, leave_out, say, say_times, seconds
from tests.search_index.relevance import Judged, judged_searches, relevance_of
from tests.work_in_hand import first_case, offered_to, send

ROUNDS = 60
CHANGES = 20
BARE = "bare_page_in_process"
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
REAL_LISTINGS = SHARED / "oruk" / "real" / "laa-legal-advisers" / "hsds-services.ndjson"
POSTCODES = SHARED / "geo" / "postcodes" / "codepoint_open_2025.4_gb_compact.csv.gz"


def measure_inside(app: Flask, today: date, folder: Path) -> None:
    """Everything that needs no server. The store and the index of the app are there and full."""
    with app.app_context():
        _build(app)
        _search_and_match(app, today)
        _update(app)
        _referral_write(app, today)
    _postcodes(folder)
    _load_real_directory(folder)


def measure_sample(app: Flask, today: date) -> None:
    """What is measured on the sample alone, before other services stand among it."""
    with app.app_context():
        app.extensions["service_index"].rebuild(db.session())
        _relevance(app, today)
        _load_directory(today)


def measure_growth(app: Flask, today: date, *, to: int) -> None:
    """The same searches and the same match with so many services: how many times what they took with fewer."""
    with app.app_context():
        before = _times_of_search_and_match(app, today)
        fill(db.session(), app.extensions["gazetteer"], to=to, today=today)
        db.session.commit()
        app.extensions["service_index"].rebuild(db.session())
        after = _times_of_search_and_match(app, today)
    # Each beside the bare page of its own minute: the machine may be busier now.
    pace = median(after[BARE]) / median(before[BARE])
    for name in after:
        if name != BARE:
            ratio = median(after[name]) / median(before[name]) / pace
            say("growth", round(ratio, 2), "times", of=name, services=to, p50=round(median(after[name]), 3))


def _search_and_match(app: Flask, today: date) -> None:
    taken = _times_of_search_and_match(app, today)
    for name, times in taken.items():
        say_times(name, times, None if name == BARE else (BARE, taken[BARE]))


def _times_of_search_and_match(app: Flask, today: date) -> dict[str, list[float]]:
    gazetteer: Gazetteer = app.extensions["gazetteer"]
    index: ServiceIndex = app.extensions["service_index"]
    places = [place for place in map(gazetteer.resolve, TOWNS) if place.is_found]
    bare_client = bare.app.test_client()

    def searched(what: Callable[[int], str], where: Callable[[int], Place | None]) -> Callable[[int], object]:
        return lambda number: find(
            db.session(),
            index,
            gazetteer.area_name,
            SearchQuery(what=what(number), place=where(number), per_page=20),
            today,
        )

    calls: dict[str, Callable[[int], object]] = {
        BARE: lambda _: bare_client.get("/"),
        "search_text": searched(lambda n: QUERIES[n % len(QUERIES)], lambda _: None),
        "search_place": searched(lambda _: "", lambda n: places[n % len(places)]),
        "search_both": searched(lambda n: QUERIES[n % len(QUERIES)], lambda n: places[n % len(places)]),
    }
    case = first_case()
    calls["match"] = lambda _: _match(case, gazetteer, today)
    return interleaved(calls, ROUNDS)


def _match(case: Case, gazetteer: Gazetteer, today: date) -> object:
    candidates = needs.candidates_for(case, offers.programmes(), gazetteer, today)
    return matcher.match(needs.needs_of(case, today), candidates)


def _build(app: Flask) -> None:
    index: ServiceIndex = app.extensions["service_index"]
    count = 0

    def build() -> None:
        nonlocal count
        count = index.rebuild(db.session())

    taken = seconds(build)
    say("index_build", taken, "s", services=count, services_per_second=round(count / taken))


def _update(app: Flask) -> None:
    """From a changed listing to the answer that shows it."""
    index: ServiceIndex = app.extensions["service_index"]
    services = db.session.scalars(select(Service).order_by(Service.id).limit(CHANGES)).all()

    def change(number: int) -> None:
        service = services[number]
        service.summary = f"changedword{number} {service.summary}"
        db.session.commit()
        found = index.words(db.session()).search_words(f"changedword{number}")
        assert service.id in (found or {}), "The changed listing is not found."

    taken = [seconds(lambda number=number: change(number)) * 1000 for number in range(len(services))]  # type: ignore[misc]
    index.rebuild(db.session())
    say_times("index_update", taken)


def _relevance(app: Flask, today: date) -> None:
    """nDCG@10 and the share of searches that find nothing, over the judged searches of the sample."""
    gazetteer, index = app.extensions["gazetteer"], app.extensions["service_index"]

    def search(judged: Judged) -> list[str]:
        place = gazetteer.resolve(judged.where) if judged.where else None
        query = SearchQuery(what=judged.what, place=place)
        found = find(db.session(), index, gazetteer.area_name, query, today)
        return [hit.service.slug for hit in found.serving]

    searches = judged_searches()
    relevance = relevance_of(search, searches)
    say("ndcg_at_10", relevance.ndcg_at_10, "share", n=len(searches))
    say("zero_results", relevance.zero_result_rate, "share", n=len(searches))


def _referral_write(app: Flask, today: date) -> None:
    """A referral prepared, written and sent, in one transaction, beside the barest transaction of three statements."""
    case, at = first_case(), now()
    chosen = offered_to(app, case, today)[0]
    assert isinstance(chosen.candidate.group, CohortFacts), "The sample offers no group."
    group = db.session.get_one(Group, chosen.candidate.group.id)
    group.places_max += 2 * ROUNDS
    db.session.commit()

    def write(_: int) -> None:
        send(case, chosen, day=today, at=at)
        db.session.commit()

    def write_bare(_: int) -> None:
        for statement in BARE_TRANSACTION:
            db.session.execute(text(statement), {"group": group.id, "at": at.replace(tzinfo=None)})
        db.session.commit()

    taken = interleaved({"bare_transaction": write_bare, "referral_write": write}, ROUNDS)
    say_times("bare_transaction", taken["bare_transaction"])
    say_times("referral_write", taken["referral_write"], ("bare_transaction", taken["bare_transaction"]))


BARE_TRANSACTION = (
    'UPDATE "group" SET places_min = places_min WHERE id = :group',
    "INSERT INTO sign_in_attempt (subject_hash, at) VALUES ('bare', :at)",
    "INSERT INTO sign_in_attempt (subject_hash, at) VALUES ('bare', :at)",
)


def _load_directory(today: date) -> None:
    """Read, check and compare the sample's files; nothing is written."""
    feed_rows = sum(1 for path in sample.FOLDER.glob("*.csv") for _ in path.open()) - len(
        list(sample.FOLDER.glob("*.csv"))
    )

    def run() -> None:
        report = load(read_csv_folder(sample.FOLDER), db.session, today=today, dry_run=True)
        assert not report.is_refused, "The sample is refused."

    taken = seconds(run)
    db.session.rollback()
    say("load_directory", taken, "s", rows=feed_rows, rows_per_second=round(feed_rows / taken))


def _load_real_directory(folder: Path) -> None:
    """3,904 real services into an empty portal, with their index: the command as an operator types it."""
    if not REAL_LISTINGS.exists():
        leave_out("load_real_directory", "../shared with the real listings is not there.")
        return
    environment = {**os.environ, "PORTAL_INSTANCE": str(folder / "real"), "PYTHONPATH": str(ROOT)}

    def flask(*words: str) -> None:
        command = [sys.executable, "-m", "flask", *words]
        subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)

    flask("setup")
    taken = seconds(lambda: flask("load-directory", str(REAL_LISTINGS), "--format", "hsds"))
    say("load_real_directory", taken, "s", services=3_904)


def _postcodes(folder: Path) -> None:
    if not POSTCODES.exists():
        leave_out("load_postcodes, postcode_lookup", "../shared with the real postcodes is not there.")
        return
    target = folder / "postcodes.sqlite"
    taken = seconds(lambda: load_postcodes(POSTCODES, target))
    rows = sum(1 for _ in _some_postcodes(every=1))
    say("load_postcodes", taken, "s", rows=rows, peak_megabytes=_peak_megabytes())
    gazetteer = Gazetteer(target)
    texts = list(_some_postcodes(every=500))
    gazetteer.resolve(texts[0])
    times = [seconds(lambda text=text: gazetteer.resolve(text)) * 1000 for text in texts]  # type: ignore[misc]
    say_times("postcode_lookup", times)


def _some_postcodes(*, every: int) -> Iterator[str]:
    with gzip.open(POSTCODES, "rt") as lines:
        next(lines)
        for number, line in enumerate(lines):
            if number % every == 0:
                yield line.partition(",")[0].strip('"')


def _peak_megabytes() -> int:
    """The most memory that this process has held."""
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // per_megabyte
