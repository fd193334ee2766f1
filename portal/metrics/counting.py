"""Requests counted by endpoint and status, and by how long they took: added up over all processes of one machine."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from threading import Lock

from flask import Flask, Response, g, request

BUCKETS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
WAIT_SECONDS = 0.05
NOWHERE = "none"
"""The endpoint of an address that is none of ours: the address itself may hold anything."""


class RequestCounts:
    """Counters by the name under which they are shown, in a file that processes share."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._pending: Counter[str] = Counter()
        self._lock = Lock()

    def add(self, endpoint: str, status: int, seconds: float) -> None:
        """Count one request. Where the file is busy, it is kept for the next one: nobody waits for a count."""
        with self._lock:
            self._pending[f'portal_requests_total{{endpoint="{endpoint}",status="{status}"}}'] += 1
            for most in BUCKETS_SECONDS:
                # A bucket that counts nothing is shown all the same, so it is there from the first request.
                self._pending[f'portal_request_seconds_bucket{{le="{most}"}}'] += int(seconds <= most)
            self._pending['portal_request_seconds_bucket{le="+Inf"}'] += 1
            self._pending["portal_request_seconds_count"] += 1
            self._pending["portal_request_seconds_sum"] += seconds  # type: ignore[assignment]
            self._write()

    def read(self) -> Mapping[str, float]:
        """Every counter."""
        with self._lock:
            self._write()
        with closing(self._open()) as store:
            return dict(store.execute("SELECT name, value FROM counter ORDER BY rowid"))

    def _write(self) -> None:
        try:
            with closing(self._open()) as store, store:
                store.executemany(
                    "INSERT INTO counter (name, value) VALUES (?, ?)"
                    " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
                    self._pending.items(),
                )
        except sqlite3.OperationalError:
            return
        self._pending.clear()

    def _open(self) -> sqlite3.Connection:
        """A connection of its own each time, so that threads and forked processes never share one."""
        store = sqlite3.connect(self.file, timeout=WAIT_SECONDS)
        # What a power cut takes away here is counted anew.
        store.execute("PRAGMA synchronous=OFF")
        store.execute("CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value REAL NOT NULL)")
        return store


def init_app(app: Flask, file: Path) -> None:
    """Count every request from now on."""
    counts = RequestCounts(file)
    app.extensions["request_counts"] = counts

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        counts.add(request.endpoint or NOWHERE, response.status_code, time.perf_counter() - g.begun)
        return response
