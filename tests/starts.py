"""Where walks through the pages led, kept so that the next test with the same walk begins at its end."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import Client

from tests.kept_rows import KeptRows
from tests.page import Page

BUSY_SECONDS = 0.5


@dataclass(frozen=True)
class End:
    """What a walk left: its answer, the page that was read last, the session, the tables and how to have them again."""

    answer: str
    page: Page | None
    session: str
    changed: frozenset[str | None]
    put: Callable[[], bool]


class Starts:
    """A walk is taken twice on each store before its end is kept: most walks are taken once."""

    def __init__(self, app: Flask, changed: Callable[[], set[str | None]]) -> None:
        self._url = sa.make_url(app.config["SQLALCHEMY_DATABASE_URI"])
        self._changed = changed
        self._taken: Counter[Hashable] = Counter()
        self._ends: dict[Hashable, End] = {}

    def after(self, client: Any, key: Hashable, walk: Callable[[], str]) -> str:
        """The answer of the walk, taken or, from an untouched store, put there as it was left before."""
        if self._changed():
            return walk()
        key = (_session(client), key)
        end = self._ends.get(key)
        if end is not None and end.put():
            self._changed().update(end.changed)
            client.page = end.page
            client.set_cookie("session", end.session)
            return end.answer
        answer = walk()
        self._taken[key] += 1
        if self._taken[key] > 1 and None not in self._changed():
            changed = frozenset(self._changed())
            self._ends[key] = End(answer, client.page, _session(client), changed, self._kept(changed))
        return answer

    def _kept(self, changed: frozenset[str | None]) -> Callable[[], bool]:
        if self._url.get_backend_name() == "postgresql":
            rows = KeptRows(self._url, changed)
            return lambda: rows.put_back(set(changed))
        return _copied(str(self._url.database))


def _copied(path: str) -> Callable[[], bool]:
    copy = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as store:
        store.backup(copy)

    def put() -> bool:
        try:
            with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as store:
                store.execute("PRAGMA synchronous=OFF")
                copy.backup(store)
        except sqlite3.OperationalError:
            return False
        return True

    return put


def _session(client: Client) -> str:
    cookie = client.get_cookie("session")
    return cookie.value if cookie else ""
