"""One opened state of the index: its postings are decoded once a word and then answered from memory.

A Whoosh searcher that two threads share gives wrong answers, so it is touched under a lock alone.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from whoosh import index, scoring
from whoosh.searching import Searcher

from search_index.folder import IndexInUse
from search_index.query import Want
from search_index.schema import CONCEPTS
from search_index.scoring import Scores, want_scores, word_scores

OPENING_TRIES = 8


class OpenedIndex:
    """A snapshot of the index in one folder. Raises whatever Whoosh raises where the files are damaged."""

    def __init__(self, in_use: IndexInUse) -> None:
        self.in_use = in_use
        self.process = os.getpid()
        self._lock = threading.Lock()
        self._searcher = _open(in_use.path)
        reader = self._searcher.reader()
        self._service_ids = {
            number: int(self._searcher.stored_fields(number)["id"]) for number in reader.all_doc_ids()
        }
        self.service_ids = frozenset(self._service_ids.values())
        self._words: dict[str, Scores] = {}
        self._concepts: dict[str, Scores] = {}

    def is_current(self, in_use: IndexInUse) -> bool:
        """Whether nothing was written since. A forked process must not share its parent's open files."""
        return self.in_use == in_use and self.process == os.getpid() and bool(self._searcher.up_to_date())

    def scores(self, want: Want) -> Scores:
        """The services that answer one want, exactly: nothing is cut off."""
        with self._lock:
            return want_scores(want, self._word, self._concept)

    def _word(self, stem: str) -> Scores:
        if stem not in self._words:
            self._words[stem] = word_scores(stem, self._postings)
        return self._words[stem]

    def _concept(self, name: str) -> Scores:
        if name not in self._concepts:
            self._concepts[name] = self._postings(CONCEPTS, name)
        return self._concepts[name]

    def _postings(self, field: str, stem: str) -> Scores:
        if (field, stem) not in self._searcher.reader():
            return {}
        matcher = self._searcher.postings(field, stem)
        found: dict[int, float] = {}
        while matcher.is_active():
            found[self._service_ids[matcher.id()]] = matcher.score()
            matcher.next()
        return found


def _open(folder: Path) -> Searcher:
    """A searcher. A writer at work can make opening fail for a moment, so it is tried again."""
    for tries_left in reversed(range(OPENING_TRIES)):
        try:
            return index.open_dir(str(folder)).searcher(weighting=scoring.BM25F())
        except Exception:
            if not tries_left or not folder.exists():
                raise
    raise AssertionError("The loop above returns or raises.")
