"""The production server on a free port, and a browser that keeps its connection."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_SECONDS = 60
BROWSER = "measures"


class Visitor:
    """Asks one server for pages over one connection."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"User-Agent": BROWSER} | ({"Cookie": f"session={cookie}"} if cookie else {})

    def read(self, path: str) -> bytes:
        """The page at this address; anything but 200 ends the measures."""
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        page = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path.partition('?')[0]} answered {answer.status}, not 200.")
        return page


@dataclass(frozen=True)
class Server:
    """A server that answers, and how long that took from its start, in seconds."""

    port: int
    process_id: int
    ready_after: float

    def worker_milliseconds(self) -> float | None:
        """What its workers have used of a processor since they began; None where the system does not say."""
        threads = [each for worker in _children(self.process_id) for each in _threads(worker)]
        return sum(map(_milliseconds, threads)) if threads else None

    def worker_megabytes(self) -> int | None:
        """What the largest of its workers holds in memory now; None where the system does not say."""
        sizes = [_resident_megabytes(worker) for worker in _children(self.process_id)]
        return max(sizes, default=None)


@contextmanager
def served(app: str, settings: Mapping[str, str]) -> Iterator[Server]:
    """Serve an application as in production."""
    port = free_port()
    environment = {**os.environ, **settings, "PORT": str(port), "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:portal.serving",
        "--access-logfile",
        os.devnull,
        "--log-level",
        "warning",
        # The pages are asked for in turn: a connection waits for all the others.
        "--keep-alive",
        "60",
        app,
    ]
    started = time.perf_counter()
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port, server)
        yield Server(port, server.pid, time.perf_counter() - started)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _children(process_id: int) -> list[int]:
    listed = Path(f"/proc/{process_id}/task/{process_id}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _threads(process_id: int) -> list[Path]:
    return list(Path(f"/proc/{process_id}/task").glob("*/schedstat"))


def _milliseconds(schedstat: Path) -> float:
    return int(schedstat.read_text().split()[0]) / 1_000_000


def _resident_megabytes(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return kilobytes // 1024


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            Visitor(port).read("/healthz")
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not become ready.")
