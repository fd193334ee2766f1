"""One opened state of the index, held in memory: its postings are decoded once a word and then answered from there.

A Whoosh searcher that two threads share gives wrong answers, so it is touched under a lock alone. The files are read
and closed: one that is mapped into memory ends the whole process when somebody cuts it short.
"""

from __future__ import annotations

import threading
from pathlib import Path

from whoosh import scoring
from whoosh.filedb.filestore import FileStorage, copy_to_ram
from whoosh.index import FileIndex

from search_index.folder import IndexInUse
from search_index.lexicon import Lexicon
from search_index.query import Want
from search_index.schema import CONCEPTS, WORDS
from search_index.scoring import Scores, want_scores, word_scores

OPENING_TRIES = 8


class OpenedIndex:
    """A snapshot of the index in one folder. Raises whatever Whoosh raises where the files are damaged."""

    def __init__(self, in_use: IndexInUse) -> None:
        self.in_use = in_use
        self._lock = threading.Lock()
        self._on_disk, in_memory = _read(in_use.path)
        self._generation = in_memory.latest_generation()
        self._searcher = in_memory.searcher(weighting=scoring.BM25F())
        reader = self._searcher.reader()
        self._service_ids = {
            number: int(self._searcher.stored_fields(number)["id"]) for number in reader.all_doc_ids()
        }
        self.service_ids = frozenset(self._service_ids.values())
        self._words: dict[str, Scores] = {}
        self._concepts: dict[str, Scores] = {}
        self._lexicon: Lexicon | None = None

    def is_current(self, in_use: IndexInUse) -> bool:
        """Whether nothing was written since."""
        return self.in_use == in_use and bool(self._on_disk.latest_generation() == self._generation)

    def scores(self, want: Want) -> Scores:
        """The services that answer one want, exactly: nothing is cut off."""
        with self._lock:
            return want_scores(want, self._word, self._concept, self._words_known().stems_beginning_with)

    def lexicon(self) -> Lexicon:
        """The words of all listings, read at the first call."""
        with self._lock:
            return self._words_known()

    def _words_known(self) -> Lexicon:
        if self._lexicon is None:
            terms = self._searcher.reader().iter_field(WORDS)
            self._lexicon = Lexicon({text.decode(): info.doc_frequency() for text, info in terms})
        return self._lexicon

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


def _read(folder: Path) -> tuple[FileIndex, FileIndex]:
    """The index on disk and its copy in memory. A writer at work can take a file away for a moment: tried again."""
    storage = FileStorage(str(folder))
    for tries_left in reversed(range(OPENING_TRIES)):
        try:
            in_memory = copy_to_ram(storage).open_index()
            return storage.open_index(), in_memory
        except Exception:
            if not tries_left or not folder.exists():
                raise
    raise AssertionError("The loop above returns or raises.")
