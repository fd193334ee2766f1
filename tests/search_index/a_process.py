"""A second process at the same store and index folder, told line by line what to do, for tests of what goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = """
import sys, time, warnings, resource, signal
warnings.simplefilter("ignore")
from pathlib import Path
import sqlalchemy as sa
from sqlalchemy.orm import Session
from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from search_index import index_for, in_files, postgresql_tables

store, engine_name, folder = sys.argv[1:]
engine = sa.create_engine(store)
index = index_for(engine_name, Path(folder), Gazetteer(None))

def stop_here(*_given):
    print("stopped", flush=True)
    time.sleep(60)

for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    with Session(engine) as session:
        if word == "find":
            print(sorted(index.words(session).search_words(rest) or ()), flush=True)
        elif word == "rename":
            number, _, name = rest.partition(" ")
            session.get_one(Service, int(number)).name = name
            session.commit()
            print("renamed", flush=True)
        elif word == "rebuild":
            try:
                print(index.rebuild(session), flush=True)
            except Exception as error:
                print(type(error).__name__, error, flush=True)
        elif word == "stop-in-writing":
            in_files.IndexFolder.swap_to = stop_here
            postgresql_tables._say = stop_here
            print("ready", flush=True)
        elif word == "small-files":
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(rest), resource.RLIM_INFINITY))
            print("ready", flush=True)
"""


class Other:
    """The second process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, line: str) -> str:
        """Have it do this and say what came of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def found(self, what: str) -> str:
        """The ids of the listings that answer, as a list is written."""
        return self.ask(f"find {what}")

    def kill(self) -> None:
        """As the machine does when it is out of memory: nothing is tidied up."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def another_process(store: str, engine_name: str, folder: Path) -> Iterator[Other]:
    """Started, and ended with the block."""
    command = [sys.executable, "-c", PROGRAM, store, engine_name, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Other(process)
        finally:
            process.kill()
