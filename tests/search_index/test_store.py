"""The index on disk: a copy that can be thrown away."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from search_index import SearchQuery, ServiceIndex, find
from search_index.folder import IndexUnusable
from search_index.without_index import search_words
from tests.search_index.listings import TODAY, a_service


def _names(kind: object, code: str) -> str:
    return code


def _damage(index: ServiceIndex, how: str) -> None:
    folder = index.folder.path
    if how == "deleted":
        shutil.rmtree(folder)
    for file in folder.glob("index-*/*") if how in ("garbled", "emptied") else ():
        file.write_bytes(b"" if how == "emptied" else b"\x80garbage" * 50)
    if how == "pointer lost":
        (folder / "current").unlink()
    if how == "pointer garbled":
        (folder / "current").write_text("../../etc 1")
    if how == "another version":
        (folder / "current").write_text("index-1 0 mark")


@pytest.mark.parametrize(
    "how", ["deleted", "garbled", "emptied", "pointer lost", "pointer garbled", "another version"]
)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_damaged_index_answers_and_heals(
    session: Session, index: ServiceIndex, how: str, is_open: bool
) -> None:
    session.add_all([a_service(name="Orchard House"), a_service(name="Meadow House")])
    session.flush()
    index.rebuild(session)
    if is_open:
        index.search_words("house")
    _damage(index, how)

    asked = index if is_open else ServiceIndex(index.folder.path)
    results = find(session, asked, _names, SearchQuery(what="orchard"), TODAY)

    assert [hit.service.name for hit in results.serving] == ["Orchard House"]
    # What was open goes on answering from the files it holds; a new process must find a good index or make one.
    again = find(session, ServiceIndex(index.folder.path), _names, SearchQuery(what="meadow"), TODAY)
    assert [hit.service.name for hit in again.serving] == ["Meadow House"]
    assert not ServiceIndex(index.folder.path).needs_rebuild()


def test_without_any_index_the_listings_themselves_are_searched(session: Session, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be")
    session.add_all([a_service(name="Orchard House"), a_service(name="Meadow House")])
    session.flush()

    results = find(session, ServiceIndex(tmp_path / "index"), _names, SearchQuery(what="orchards"), TODAY)

    assert [hit.service.name for hit in results.serving] == ["Orchard House"]


def test_both_engines_allow_the_same_services(session: Session, index: ServiceIndex) -> None:
    names = ["Orchard House", "Meadow House", "Orchard contact centre", "House of Change"]
    session.add_all([a_service(name=name) for name in names])
    session.flush()
    index.rebuild(session)

    for what in ("orchard", "house", "orchard house", "contact centre", "change", "the", "zebra"):
        by_index, by_listings = index.search_words(what), search_words(session, what)
        assert (by_index is None) == (by_listings is None)
        assert set(by_index or ()) == set(by_listings or ())


def test_a_changed_listing_is_found_by_its_new_words_only(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    session.add(service)
    session.flush()
    index.rebuild(session)
    index.search_words("orchard")

    service.name = "Meadow House"
    index.replace(service)

    assert index.search_words("orchard") == {}
    assert set(index.search_words("meadow") or ()) == {service.id}


def test_a_removed_listing_is_not_found(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    session.add(service)
    session.flush()
    index.rebuild(session)

    index.remove(service.id)

    assert index.search_words("orchard") == {}


def test_a_listing_that_the_index_lacks_is_found_all_the_same(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Meadow House"))
    session.flush()
    index.rebuild(session)
    session.add(a_service(name="Orchard House"))
    session.flush()

    results = find(session, index, _names, SearchQuery(what="orchard"), TODAY)

    assert [hit.service.name for hit in results.serving] == ["Orchard House"]


def test_a_change_to_a_damaged_index_is_not_lost(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    session.add(service)
    session.flush()
    index.rebuild(session)
    _damage(index, "garbled")

    index.replace(service)

    assert index.needs_rebuild()


def test_another_process_sees_a_rebuilt_index(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Orchard House"))
    session.flush()
    index.rebuild(session)
    asking = (
        "import sys, pathlib, warnings; warnings.simplefilter('ignore')\n"
        "from search_index import ServiceIndex\n"
        "index = ServiceIndex(pathlib.Path(sys.argv[1]))\n"
        "for line in sys.stdin: print(sorted(index.search_words(line)), flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", asking, str(index.folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write("meadow\n")
        other.stdin.flush()
        before = other.stdout.readline().strip()

        meadow = a_service(name="Meadow House")
        session.add(meadow)
        session.flush()
        index.rebuild(session)
        other.stdin.write("meadow\n")
        other.stdin.flush()
        after = other.stdout.readline().strip()

    assert (before, after) == ("[]", f"[{meadow.id}]")


def test_two_writers_do_not_write_at_once(session: Session, index: ServiceIndex) -> None:
    session.add(a_service())
    session.flush()

    with index.folder.only_writer(0), pytest.raises(IndexUnusable, match="another process"):
        index.rebuild(session, wait_seconds=0)


def test_threads_share_an_index_and_all_get_right_answers(session: Session, index: ServiceIndex) -> None:
    session.add_all([a_service(name=f"House w{number} v{number % 7}") for number in range(60)])
    session.flush()
    index.rebuild(session)
    expected = {f"v{rest}": set(index.search_words(f"v{rest}") or ()) for rest in range(7)}
    fresh, wrong = ServiceIndex(index.folder.path), []

    def ask(start: int) -> None:
        for number in range(start, start + 100):
            what = f"v{number % 7}"
            if set(fresh.search_words(what) or ()) != expected[what]:
                wrong.append(what)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert {len(found) for found in expected.values()} == {8, 9}
