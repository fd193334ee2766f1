"""Work that is done beside the requests: one piece at a time, with a rest in between."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

REST_SECONDS = 30.0
"""So that a full disk, or a store that is away, is not tried all day."""


class Beside:
    """At most one thread at work."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._thread: threading.Thread | None = None
        self._not_before = 0.0

    def start(self, work: Callable[[], None]) -> None:
        """Begin the work, unless it goes on already or has just been tried."""
        with self._turn:
            if self._is_at_work() or time.monotonic() < self._not_before:
                return
            self._not_before = time.monotonic() + REST_SECONDS
            self._thread = threading.Thread(target=_done, args=(work,), name="index", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Until the work that was begun is done."""
        if self._thread is not None:
            self._thread.join()

    def _is_at_work(self) -> bool:
        return self._thread is not None and self._thread.is_alive()


def _done(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("The search index could not be made anew.")
