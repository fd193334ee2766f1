"""Crashes, two processes, damage and full disks: the search answers from the last good state, and heals."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data.database import Record, db
from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from search_index import ServiceIndex, index_for
from search_index.engines import POSTGRESQL, WHOOSH
from search_index.folder import IndexFolder, IndexUnusable
from tests.sample_portal import new_app, settings_for_tests
from tests.search_index.a_process import Other, another_process
from tests.search_index.listings import a_service

GAZETTEER = Gazetteer(None)


class House:
    """A store that several processes share, with two listings, their index, and what this process asks of it."""

    def __init__(self, engine: sa.Engine, engine_name: str, folder: Path) -> None:
        self.engine, self.engine_name, self.folder = engine, engine_name, folder
        self.index = self.new_index()
        with Session(engine) as session:
            orchard, meadow = a_service(name="Orchard House"), a_service(name="Meadow House")
            session.add_all([orchard, meadow])
            session.commit()
            self.orchard, self.meadow = orchard.id, meadow.id
            self.index.rebuild(session)

    def new_index(self) -> ServiceIndex:
        return index_for(self.engine_name, self.folder, GAZETTEER)

    def found(self, what: str, index: ServiceIndex | None = None) -> set[int]:
        with Session(self.engine) as session:
            return set((index or self.index).words(session).search_words(what) or ())

    def rename(self, service_id: int, name: str) -> None:
        with Session(self.engine) as session:
            session.get_one(Service, service_id).name = name
            session.commit()

    def rebuild(self) -> int:
        with Session(self.engine) as session:
            return self.index.rebuild(session)

    @contextmanager
    def another_process(self) -> Iterator[Other]:
        url = self.engine.url.render_as_string(hide_password=False)
        with another_process(url, self.engine_name, self.folder) as other:
            yield other


@pytest.fixture
def house(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    if engine_name == POSTGRESQL:
        request.getfixturevalue("session")  # empties the store
        yield House(request.getfixturevalue("postgresql_store"), engine_name, tmp_path / "index")
        return
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}", connect_args={"timeout": 10})
    with engine.begin() as connection:
        connection.execute(sa.text("PRAGMA journal_mode=WAL"))
        Record.metadata.create_all(connection)
    yield House(engine, engine_name, tmp_path / "index")
    engine.dispose()


@pytest.fixture
def files(tmp_path: Path) -> Iterator[House]:
    """For what can only happen to files."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    Record.metadata.create_all(engine)
    house = House(engine, WHOOSH, tmp_path / "index")
    yield house
    house.index.wait()
    engine.dispose()


def test_a_process_that_dies_between_the_change_and_the_index_loses_nothing(house: House) -> None:
    with house.another_process() as other:
        other.ask(f"rename {house.orchard} Harbour House")
        other.kill()

    assert house.found("harbour") == {house.orchard}
    assert house.found("orchard") == set()


def test_a_change_of_one_process_is_found_by_the_other_at_once(house: House) -> None:
    with house.another_process() as other:
        assert other.found("orchard") == f"[{house.orchard}]"

        house.rename(house.orchard, "Harbour House")
        there = other.found("harbour"), other.found("orchard")
        other.ask(f"rename {house.meadow} Willow House")

        assert there == (f"[{house.orchard}]", "[]")
        assert house.found("willow") == {house.meadow}


def test_an_index_that_another_process_made_is_taken_up(house: House) -> None:
    house.found("orchard")
    with house.another_process() as other:
        house.rename(house.orchard, "Harbour House")

        assert other.ask("rebuild") == "2"

    assert house.found("harbour") == {house.orchard}


def test_two_processes_do_not_write_at_once(house: House) -> None:
    with house.another_process() as other:
        other.ask("stop-in-writing")
        assert other.ask("rebuild") == "stopped"

        with Session(house.engine) as session, pytest.raises(Exception, match="another process"):
            house.index.rebuild(session, wait_seconds=0)


def test_a_rebuild_that_is_killed_leaves_the_last_good_state_and_the_right_to_write(house: House) -> None:
    with house.another_process() as other:
        other.ask("stop-in-writing")
        assert other.ask("rebuild") == "stopped"
        other.kill()

    house.rename(house.orchard, "Harbour House")
    assert house.found("harbour", house.new_index()) == {house.orchard}
    assert house.found("meadow", house.new_index()) == {house.meadow}
    assert house.rebuild() == 2
    assert house.found("harbour", house.new_index()) == {house.orchard}


def test_while_one_process_writes_the_others_answer(house: House) -> None:
    with house.another_process() as other:
        other.ask("stop-in-writing")
        other.ask("rebuild")

        house.rename(house.orchard, "Harbour House")

        assert house.found("meadow") == {house.meadow}
        assert house.found("house") == {house.orchard, house.meadow}
        other.kill()
    assert house.found("harbour") == {house.orchard}


def test_two_processes_that_change_and_search_lose_no_change(house: House) -> None:
    with house.another_process() as other:
        for number in range(10):
            house.rename(house.orchard, f"Harbour w{number}")
            other.ask(f"rename {house.meadow} Willow v{number}")
            assert house.found(f"v{number}") == {house.meadow}
            assert other.found(f"w{number}") == f"[{house.orchard}]"

    assert house.found("w8") | house.found("v8") == set()


@pytest.mark.postgresql
def test_a_process_that_is_killed_while_it_follows_a_change_leaves_it_to_the_next(
    postgresql_store: sa.Engine, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Only PostgreSQL's tables are written while a search follows: rows and number in one transaction."""
    with postgresql_store.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA IF EXISTS search_index CASCADE"))
        for table in reversed(Record.metadata.sorted_tables):
            connection.execute(table.delete())
    house = House(postgresql_store, POSTGRESQL, tmp_path / "index")
    with house.another_process() as other:
        other.ask("stop-in-writing")
        house.rename(house.orchard, "Harbour House")
        assert other.found("harbour") == "stopped"
        meanwhile = house.found("orchard"), house.found("harbour")
        other.kill()

    assert meanwhile == ({house.orchard}, set())
    assert house.found("harbour") == {house.orchard}


def test_what_a_session_loaded_before_does_not_make_the_index_old(house: House) -> None:
    house.found("orchard")
    with Session(house.engine, expire_on_commit=False) as session:
        loaded = session.get_one(Service, house.orchard)
        session.commit()
        house.rename(house.orchard, "Harbour House")

        found = house.index.words(session).search_words("harbour")

        assert loaded.name == "Orchard House"
    assert set(found or ()) == {house.orchard}


def _damage(folder: Path, how: str) -> None:
    if how == "deleted":
        shutil.rmtree(folder)
    for file in folder.glob("index-*/*"):
        content = file.read_bytes()
        if how == "garbled":
            file.write_bytes(b"\x80garbage" * 50)
        elif how == "emptied":
            file.write_bytes(b"")
        elif how == "one bit changed":
            file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if content else content)
        elif how == "one file lost":
            file.unlink()
            break
    if how == "pointer lost":
        (folder / "current").unlink()
    if how == "pointer garbled":
        (folder / "current").write_text('{"name": "../../etc"}')
    if how == "another version":
        pointer = folder / "current"
        pointer.write_text(pointer.read_text().replace('"version": ', '"version": 9'))


@pytest.mark.parametrize(
    "how",
    [
        "deleted",
        "garbled",
        "emptied",
        "one bit changed",
        "one file lost",
        "pointer lost",
        "pointer garbled",
        "another version",
    ],
)
@pytest.mark.parametrize("is_open", [True, False], ids=["while serving", "at the start"])
def test_a_damaged_folder_answers_and_heals(files: House, how: str, is_open: bool) -> None:
    asked = files.index if is_open else files.new_index()
    if is_open:
        files.found("house")
    _damage(files.folder, how)
    files.rename(files.orchard, "Harbour House")

    assert files.found("harbour", asked) == {files.orchard}
    assert files.found("house", asked) == {files.orchard, files.meadow}
    asked.wait()

    newcomer = files.new_index()
    assert files.found("harbour", newcomer) == {files.orchard}
    with Session(files.engine) as session:
        assert not newcomer.needs_rebuild(session)


@pytest.mark.parametrize("is_pointer_whole", [True, False])
def test_a_folder_that_is_overwritten_under_a_served_portal_heals_without_a_change(
    tmp_path: Path, is_pointer_whole: bool
) -> None:
    app = new_app(settings_for_tests(tmp_path))
    assert app.test_cli_runner().invoke(args=["setup"]).exit_code == 0
    client, index = app.test_client(), app.extensions["service_index"]
    client.get("/services?what=dvpp")
    folder = tmp_path / "index"
    for file in folder.rglob("*"):
        if file.is_file() and not (is_pointer_whole and file.name == "current"):
            file.write_bytes(b"\x80garbage" * 50)

    damaged = client.get("/readyz")
    index.wait()
    healed = client.get("/readyz")

    assert (damaged.status_code, damaged.get_json()["parts"]["index"]) == (200, "rebuilding")
    assert (healed.status_code, healed.get_json()["parts"]["index"]) == (200, True)
    IndexFolder(folder).read_current()
    with app.app_context():
        db.engine.dispose()


def test_an_index_in_which_one_bit_has_changed_is_not_believed(files: House) -> None:
    folder = IndexFolder(files.folder)
    in_use, whole = folder.read_current()
    for name, content in whole.items():
        if not content:
            continue
        path = files.folder / in_use.name / name
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])

        with pytest.raises(IndexUnusable, match="damaged"):
            folder.read_current()

        path.write_bytes(content)
    assert folder.read_current() == (in_use, whole)


def test_a_store_that_was_put_back_to_a_backup_needs_no_new_index(files: House) -> None:
    backup = files.folder.parent / "backup.sqlite"
    shutil.copyfile(files.folder.parent / "store.sqlite", backup)
    files.rename(files.orchard, "Harbour House")
    assert files.found("harbour") == {files.orchard}
    before = IndexFolder(files.folder).current()

    files.engine.dispose()
    shutil.copyfile(backup, files.folder.parent / "store.sqlite")
    files.rename(files.meadow, "Willow House")

    assert files.found("orchard willow") == set()
    assert (files.found("orchard"), files.found("willow")) == ({files.orchard}, {files.meadow})
    assert files.found("harbour") == set()
    files.index.wait()
    assert IndexFolder(files.folder).current() == before


def test_where_no_index_can_be_written_the_listings_are_counted_in_memory(files: House) -> None:
    shutil.rmtree(files.folder)
    files.folder.write_text("a file where the folder should be")
    index = files.new_index()

    assert files.found("orchards", index) == {files.orchard}
    files.rename(files.orchard, "Harbour House")
    assert files.found("harbour house", index) == {files.orchard}
    assert files.found("orchard", index) == set()

    files.folder.unlink()
    index._beside._not_before = 0.0  # the rest between two tries is over
    files.found("house", index)
    index.wait()
    with Session(files.engine) as session:
        assert not index.needs_rebuild(session)


def test_a_full_disk_leaves_the_last_good_state_and_no_litter(files: House) -> None:
    files.found("house")
    before = sorted(path.name for path in files.folder.iterdir())
    with files.another_process() as other:
        other.ask("small-files 1000")
        files.rename(files.orchard, "Harbour House")

        assert other.ask("rebuild").startswith("IndexUnusable The search index cannot be written")
        assert other.found("harbour") == f"[{files.orchard}]"

    assert files.found("harbour") == {files.orchard}
    assert sorted(path.name for path in files.folder.iterdir()) == before


def test_threads_share_an_index_and_all_get_right_answers(files: House) -> None:
    with Session(files.engine) as session:
        session.add_all([a_service(name=f"House w{number} v{number % 7}") for number in range(60)])
        session.commit()
        files.index.rebuild(session)
    expected = {f"v{rest}": files.found(f"v{rest}") for rest in range(7)}
    fresh, wrong = files.new_index(), []

    def ask(start: int) -> None:
        with Session(files.engine) as session:
            for number in range(start, start + 100):
                what = f"v{number % 7}"
                if set(fresh.words(session).search_words(what) or ()) != expected[what]:
                    wrong.append(what)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert {len(found) for found in expected.values()} == {8, 9}
