"""One finished index, held in memory: its postings are decoded once a word and then answered from there.

A Whoosh searcher that two threads share gives wrong answers, so it is touched under a lock alone. The files are read
whole: one that is mapped into memory ends the whole process when somebody cuts it short.
"""

from __future__ import annotations

import json
import threading

from whoosh import scoring

from search_index.folder import Files
from search_index.lexicon import Lexicon
from search_index.memory import Memory
from search_index.schema import CONCEPTS
from search_index.scoring import Scores, word_scores
from search_index.words import Words

SPELLINGS = "spellings.json"
"""The file beside Whoosh's own: each word as it is written, with the number of listings that use it."""

MOST_SCORES_KEPT = 500_000
"""Of all words together that were searched for, some 50 bytes each; then it begins anew."""


class OpenedIndex(Words):
    """A snapshot of the index in these files. Raises whatever Whoosh raises where it cannot read them."""

    def __init__(self, files: Files) -> None:
        self._lock = threading.RLock()
        storage = Memory()
        storage.files = dict(files)
        self._spellings: dict[str, int] = json.loads(storage.files.pop(SPELLINGS))
        self._searcher = storage.open_index().searcher(weighting=scoring.BM25F())
        self._reader = self._searcher.reader()
        self._service_ids = {
            number: int(self._searcher.stored_fields(number)["id"]) for number in self._reader.all_doc_ids()
        }
        self.service_ids = frozenset(self._service_ids.values())
        self._words: dict[str, Scores] = {}
        self._scores_kept = 0
        self._concepts: dict[str, Scores] = {}
        self._lexicon: Lexicon | None = None

    def word(self, stem: str) -> Scores:
        """The listings that hold the stem, exactly: nothing is cut off."""
        with self._lock:
            if (scores := self._words.get(stem)) is None:
                scores = word_scores(stem, self._postings)
                self._keep(stem, scores)
            return scores

    def concept(self, name: str) -> Scores:
        """The listings that hold the concept."""
        with self._lock:
            if name not in self._concepts:
                self._concepts[name] = self._postings(CONCEPTS, name)
            return self._concepts[name]

    def lexicon(self) -> Lexicon:
        """The words of all listings."""
        with self._lock:
            if self._lexicon is None:
                self._lexicon = Lexicon(self._spellings)
            return self._lexicon

    def rarity(self, field: str, stem: str) -> float:
        """BM25's weight of the stem in the field: the fewer listings hold it, the more it says."""
        with self._lock:
            return float(self._searcher.idf(field, stem))

    def average_length(self, field: str) -> float:
        """How many stems the field of a listing holds on average."""
        return float(self._searcher.avg_field_length(field) or 1)

    def _keep(self, stem: str, scores: Scores) -> None:
        self._scores_kept += len(scores)
        if self._scores_kept > MOST_SCORES_KEPT:
            self._words, self._scores_kept = {}, len(scores)
        self._words[stem] = scores

    def _postings(self, field: str, stem: str) -> Scores:
        if (field, stem) not in self._reader:
            return {}
        matcher = self._searcher.postings(field, stem)
        found: dict[int, float] = {}
        while matcher.is_active():
            found[self._service_ids[matcher.id()]] = matcher.score()
            matcher.next()
        return found
