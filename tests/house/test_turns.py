"""What depends on the store is tested on each store; the rest takes turns (tests/turns.py)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import turns

ROOT = Path(__file__).resolve().parents[2]
DEPENDS_ON_THE_STORE = re.compile(r"Thread|Barrier|Popen|\\x00|dialect|IntegrityError|OperationalError")
FRONT_DOOR = ROOT / "tests/portal/accounts"
"""A portal that is only its front door, with a SQLite store of its own."""
PAGES = re.compile(r"\b(app|client|portal)\b")


@pytest.mark.parametrize("named", turns.ON_EACH)
def test_what_the_table_names_is_there(named: str) -> None:
    assert (ROOT / named).exists()


def test_a_file_about_locks_processes_or_bytes_runs_on_each_store() -> None:
    missing = [
        path
        for file in sorted((ROOT / "tests/portal").rglob("test_*.py"))
        if FRONT_DOOR not in file.parents
        if DEPENDS_ON_THE_STORE.search(file.read_text()) and PAGES.search(file.read_text())
        if turns.stores_for(path := file.relative_to(ROOT).as_posix(), "test") != turns.STORES
    ]

    assert missing == []


def test_turns_are_fair_and_stay() -> None:
    tests = [f"test_that_{number}" for number in range(1000)]
    turned = [turns.stores_for("tests/portal/court/test_papers.py", test) for test in tests]

    assert turned == [turns.stores_for("tests/portal/court/test_papers.py", test) for test in tests]
    assert 400 < turned.count(("sqlite",)) < 600
    assert 400 < turned.count(("postgresql",)) < 600


def test_each_store_or_one_can_be_asked_for() -> None:
    assert turns.stores_for("tests/portal/court/test_papers.py", "test", each=True) == turns.STORES
    assert turns.stores_for("tests/house/test_access.py", "test", only_sqlite=True) == ("sqlite",)
