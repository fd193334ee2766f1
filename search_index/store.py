"""An index of every listing's words, whichever engine keeps it: a copy of the store that can be thrown away.

The store's change table says what an index has not heard of yet. Whoever asks first makes up for it, so nobody has
to tell an index anything.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from search_index.beside import Beside
from search_index.documents import Document, documents
from search_index.folder import IndexUnusable
from search_index.kept_entries import KeptEntries
from search_index.kept_listings import KeptListings
from search_index.words import Words

log = logging.getLogger(__name__)

WRITE_WAIT_SECONDS = 20.0
MOST_LINES_AT_ONCE = 1_000
MOST_AT_ONCE = 100
"""So many changed listings are followed within a search; for more, a whole new index is made beside the old one."""


class ServiceIndex(ABC):
    """The words of every listing. Safe to share between threads and processes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.listings = KeptListings()
        self.entries = KeptEntries()
        self._beside = Beside()

    @abstractmethod
    def words(self, session: Session) -> Words:
        """The words as of now, or of the last good state while another process makes up for what changed."""

    @abstractmethod
    def rebuild(self, session: Session, *, wait_seconds: float = WRITE_WAIT_SECONDS) -> int:
        """Make a new index beside the old one and swap; returns the number of listings. Raises IndexUnusable."""

    @abstractmethod
    def needs_rebuild(self, session: Session) -> bool:
        """Whether there is no whole index of this version."""

    @abstractmethod
    def lag(self, session: Session) -> int:
        """How many changes the index, as it was last used, has not heard of."""

    def mend(self, session: Session) -> bool:
        """Begin to replace an index that cannot be used. True where answers are right meanwhile, from a good copy."""
        return False

    def wait(self) -> None:
        """Until the index that is being made beside the searches, if any, is there."""
        self._beside.wait()

    def _documents(self, session: Session, service_ids: Collection[int] | None = None) -> Iterator[Document]:
        """Every listing as it is indexed, or those with these ids."""
        return documents(session, self._gazetteer, service_ids)

    def _make_anew(self, session: Session) -> bool:
        """Make the index anew while searches go on. True where it could only be done here and now, and is done."""
        engine = session.connection().engine
        if _is_in_memory(engine):
            return self._is_made_anew(session)
        self._beside.start(lambda: self._make_anew_on(engine))
        return False

    def _make_anew_on(self, engine: Engine) -> None:
        with Session(engine) as session:
            self._is_made_anew(session)

    def _is_made_anew(self, session: Session) -> bool:
        try:
            self.rebuild(session, wait_seconds=0)
        except IndexUnusable as reason:
            log.warning("The search answers from its last good state: %s", reason)
            return False
        return True


@contextmanager
def own_view(connection: Connection) -> Iterator[Session]:
    """A session on a transaction that is under way, with nothing loaded: what another one knows may be old."""
    with Session(connection, join_transaction_mode="rollback_only", autoflush=False) as own:
        yield own


def _is_in_memory(engine: Engine) -> bool:
    """Whether no second connection would see the same store."""
    return engine.dialect.name == "sqlite" and engine.url.database in (None, "", ":memory:")
