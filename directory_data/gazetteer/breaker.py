"""A circuit breaker: after a few failures in a row nothing is asked for a while, then one question tries again."""

from __future__ import annotations

import threading
from collections.abc import Callable

FAILURES_TO_OPEN = 3
REST_SECONDS = 60.0


class Breaker:
    """Safe between threads. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_from = 0.0

    def may_ask(self) -> bool:
        """Whether to ask now. Once the rest is over, the one who is told so tries for all."""
        with self._lock:
            if self._failures < FAILURES_TO_OPEN:
                return True
            if self._clock() < self._closed_from:
                return False
            self._closed_from = self._clock() + REST_SECONDS
            return True

    def answered(self) -> None:
        """The service works."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The service was late, broken or made no sense."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES_TO_OPEN:
                self._closed_from = self._clock() + REST_SECONDS
