"""The index of every listing's words: searched, rebuilt, changed, and thrown away when it is damaged.

It is a copy of what the store knows. Whatever goes wrong with it, it is made anew from there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session
from whoosh import index
from whoosh.writing import IndexWriter

from directory_data.models import Service
from search_index.documents import document_of, documents
from search_index.folder import IndexFolder, IndexInUse, IndexUnusable
from search_index.lexicon import Lexicon
from search_index.opened import OpenedIndex
from search_index.query import wants
from search_index.schema import schema
from search_index.scoring import Scores, all_wants, some_wants

log = logging.getLogger(__name__)

WRITE_WAIT_SECONDS = 20.0
OPENING_TRIES = 3


class ServiceIndex:
    """The words of every listing. Safe to share between threads; any number of processes may use one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = IndexFolder(folder)
        self._opened: OpenedIndex | None = None
        self._opening = threading.Lock()

    def needs_rebuild(self) -> bool:
        """Whether there is no index of this version that can be opened."""
        try:
            self._current()
        except IndexUnusable:
            return True
        return False

    def knows(self, service_ids: frozenset[int]) -> bool:
        """Whether every one of these services is in the index; raises IndexUnusable."""
        return service_ids <= self._current().service_ids

    def search_words(self, text: str) -> Scores | None:
        """Service id -> score of those that answer every word; None where no word counts. Raises IndexUnusable."""
        found = self._found(text)
        return None if found is None else all_wants(found)

    def search_some_words(self, text: str) -> Scores | None:
        """As search_words, for those that answer as many of the words as possible together."""
        found = self._found(text)
        return None if found is None else some_wants(found)

    def lexicon(self) -> Lexicon:
        """The words that listings use, for completing and correcting what is typed. Raises IndexUnusable."""
        opened = self._current()
        with _anything_is_damage():
            return opened.lexicon()

    def rebuild(self, session: Session, *, wait_seconds: float = WRITE_WAIT_SECONDS) -> int:
        """Make a new index beside the old one and swap; returns the number of listings. Raises IndexUnusable."""
        with self.folder.only_writer(wait_seconds):
            try:
                new = self.folder.make_new()
                count = _write_all(new, session)
                self.folder.swap_to(new)
            except OSError as error:
                raise IndexUnusable(f"The search index cannot be written: {type(error).__name__}.") from error
        return count

    def replace(self, service: Service) -> None:
        """Put one listing in, new or changed."""
        document = document_of(service)
        self._change(lambda writer: writer.update_document(**document))

    def remove(self, service_id: int) -> None:
        """Take one listing out."""
        self._change(lambda writer: writer.delete_by_term("id", str(service_id)))

    def _found(self, text: str) -> list[Scores] | None:
        asked = wants(text)
        if not asked:
            return None
        opened = self._current()
        with _anything_is_damage():
            return [opened.scores(want) for want in asked]

    def _current(self) -> OpenedIndex:
        with self._opening:
            for _ in range(OPENING_TRIES - 1):
                try:
                    return self._opened_at(self.folder.current())
                except IndexUnusable as error:
                    if error.__cause__ is None:
                        raise
            # The folder may have been swapped away while it was opened: the last try says what is wrong.
            return self._opened_at(self.folder.current())

    def _opened_at(self, in_use: IndexInUse) -> OpenedIndex:
        with _anything_is_damage():
            if self._opened is None or not self._opened.is_current(in_use):
                self._opened = None
                self._opened = OpenedIndex(in_use)
            return self._opened

    def _change(self, write: Callable[[IndexWriter], object]) -> None:
        """One small change; where it cannot be made the whole index goes, so that it is never silently old."""
        try:
            with self.folder.only_writer(WRITE_WAIT_SECONDS), _anything_is_damage():
                in_use = self.folder.current()
                OpenedIndex(in_use)  # raises where files are damaged, before a writer builds on them
                writer = index.open_dir(str(in_use.path)).writer(timeout=WRITE_WAIT_SECONDS)
                write(writer)
                writer.commit()
        except IndexUnusable as reason:
            log.warning("The search index will be made anew: %s", reason)
            self.folder.forget()


def _write_all(folder: Path, session: Session) -> int:
    listings = list(documents(session))
    writer = index.create_in(str(folder), schema()).writer(limitmb=64)
    for document in listings:
        writer.add_document(**document)
    writer.commit()
    return len(listings)


@contextmanager
def _anything_is_damage() -> Iterator[None]:
    """Whoosh raises anything at all on damaged files, from struct.error to UnpicklingError."""
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:
        raise IndexUnusable(f"The search index is damaged: {type(error).__name__}.") from error
