"""What one process has made of the store, kept for as long as it is true: the one way in which answers are kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class KeptValues(Generic[Key, Value]):
    """Values that are true in one state of what they were made of, such as one version of the store.

    All of them go when the state is another. `most` is how many there may be, or how much together where `size` says
    how much one is; beyond that the oldest goes. Safe to share between threads.
    """

    def __init__(self, most: int, size: Callable[[Value], int] = lambda _: 1) -> None:
        self._most = most
        self._size = size
        self._turn = threading.Lock()
        self._state: Hashable = None
        self._values: dict[Key, Value] = {}
        self._held = 0

    def find(self, state: Hashable | None, key: Key) -> Value | None:
        """The value in this state; None where there is none, or where the state cannot be told."""
        with self._turn:
            return self._values.get(key) if state is not None and state == self._state else None

    def keep(self, state: Hashable | None, key: Key, value: Value) -> None:
        """Keep a value that was made after this state was asked for; where that cannot be told, nothing is kept."""
        if state is None:
            return
        with self._turn:
            if state != self._state:
                self._state, self._values, self._held = state, {}, 0
            self._drop(key)
            self._values[key] = value
            self._held += self._size(value)
            while self._held > self._most:
                self._drop(next(iter(self._values)))

    def keys(self) -> list[Key]:
        """What is kept now, the oldest first."""
        with self._turn:
            return list(self._values)

    def _drop(self, key: Key) -> None:
        if key in self._values:
            self._held -= self._size(self._values.pop(key))
