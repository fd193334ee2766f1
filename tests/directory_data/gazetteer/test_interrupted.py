"""A load that is cut off half-way leaves the old table answering."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from directory_data.gazetteer import Gazetteer, UnusableFile, load_postcodes

ROOT = Path(__file__).resolve().parents[3]
OLD = "postcode,easting,northing,lad25cd\nHX1 1AA,409503,425335,E08000033\n"
LOAD_AND_STOP = """
import sys, time
from pathlib import Path
from directory_data.gazetteer import load_postcodes

def stop(share):
    print("half-way", flush=True)
    time.sleep(60)

load_postcodes(Path(sys.argv[1]), Path(sys.argv[2]), force=True, progress=stop)
"""


@pytest.fixture
def target(tmp_path):
    (tmp_path / "old.csv").write_text(OLD)
    load_postcodes(tmp_path / "old.csv", tmp_path / "postcodes.sqlite")
    return tmp_path / "postcodes.sqlite"


@pytest.fixture
def half_way(tmp_path, target):
    """A load of another file, in a process of its own, that has read some and stands still."""
    rows = (f"HX1 {n}A{letter},409600,425400,E08000033\n" for n in range(10) for letter in "ABDEFGHJ")
    (tmp_path / "new.csv").write_text(OLD.splitlines()[0] + "\n" + "".join(rows))
    process = subprocess.Popen(
        [sys.executable, "-c", LOAD_AND_STOP, str(tmp_path / "new.csv"), str(target)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "half-way\n"
        yield process
        process.kill()


def new_tables(folder):
    return list(folder.glob("postcodes.sqlite.new-*"))


def test_the_old_table_answers_while_a_new_one_is_read_and_after_that_is_killed(tmp_path, target, half_way):
    gazetteer = Gazetteer(target)
    assert gazetteer.resolve("HX1 1AA").status == "live"

    half_way.send_signal(signal.SIGKILL)
    half_way.wait()

    assert new_tables(tmp_path)
    assert gazetteer.resolve("HX1 1AA").status == "live"
    assert gazetteer.resolve("HX1 2AB").status == "approximate"


def test_the_next_load_clears_away_what_a_killed_one_left(tmp_path, target, half_way):
    half_way.send_signal(signal.SIGKILL)
    half_way.wait()

    load_postcodes(tmp_path / "new.csv", target)

    assert new_tables(tmp_path) == []
    assert Gazetteer(target).resolve("HX1 2AB").status == "live"


def test_a_second_load_at_the_same_time_is_refused(tmp_path, target, half_way):
    with pytest.raises(UnusableFile, match="Another load is running"):
        load_postcodes(tmp_path / "old.csv", target)

    assert new_tables(tmp_path)
