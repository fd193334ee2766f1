"""Which listings the typed words allow: from the index, from a fresh one where it fails, else from the listings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from sqlalchemy.orm import Session

from search_index import without_index
from search_index.folder import IndexUnusable
from search_index.query import wants
from search_index.schema import plain_words
from search_index.scoring import Scores
from search_index.spelling import did_you_mean, is_known, may_mean
from search_index.store import ServiceIndex


class AskedWords:
    """The words of one search. Scores are None where no word counts: all listings are allowed."""

    def __init__(self, session: Session, index: ServiceIndex, what: str, visible: frozenset[int]) -> None:
        self.what = what
        self._session = session
        self._index = index
        self._visible = visible
        self._is_index_broken = False

    @property
    def are_given(self) -> bool:
        """Whether any word counts."""
        return bool(wants(self.what))

    @cached_property
    def all(self) -> Scores | None:
        """The listings that answer every word."""
        return self._scores(self.what)

    @cached_property
    def some(self) -> Scores | None:
        """The listings that may be seen and answer as many of the words as can be; none of them where all words
        mean nothing here."""
        return self._scores(self.what, is_any_enough=True)

    @cached_property
    def correction(self) -> str | None:
        """The words with those put right that no listing knows; None where there is nothing to put right."""
        return self._of_lexicon(lambda index: did_you_mean(self.what, index.lexicon()))

    @cached_property
    def corrected(self) -> Scores:
        """The listings that answer every word of the correction."""
        return (self._scores(self.correction) or {}) if self.correction else {}

    @cached_property
    def suggestion(self) -> str | None:
        """What may have been meant, though the words found something."""
        if self.all and self.are_unfinished:
            return None
        return self.correction or self._of_lexicon(lambda index: may_mean(self.what, index.lexicon()))

    @cached_property
    def are_unfinished(self) -> bool:
        """Whether the last word is one that is still being typed: no listing knows it, some know how it may go on."""
        plain = plain_words(self.what)
        return bool(plain) and self._of_lexicon(lambda index: _is_beginning(plain[-1], index)) is not None

    def _of_lexicon(self, ask: Callable[[ServiceIndex], str | None]) -> str | None:
        """What the index's own words say; nothing where there is no index."""
        if self._is_index_broken or not self.are_given:
            return None
        try:
            return ask(self._index)
        except IndexUnusable:
            return None

    def _scores(self, what: str, *, is_any_enough: bool = False) -> Scores | None:
        if not wants(what):
            return None
        if not self._is_index_broken:
            try:
                return self._of_index(what, is_any_enough)
            except IndexUnusable:
                self._is_index_broken = not self._is_made_anew()
        return self._of_index_or_listings(what, is_any_enough)

    def _of_index_or_listings(self, what: str, is_any_enough: bool) -> Scores | None:
        if not self._is_index_broken:
            try:
                return self._of_index(what, is_any_enough)
            except IndexUnusable:
                self._is_index_broken = True
        return without_index.search_words(self._session, what, is_any_enough=is_any_enough)

    def _of_index(self, what: str, is_any_enough: bool) -> Scores | None:
        if not self._index.knows(self._visible):
            raise IndexUnusable("The search index lacks a listing.")
        return self._index.search_some_words(what) if is_any_enough else self._index.search_words(what)

    def _is_made_anew(self) -> bool:
        """Nobody waits: while another process rebuilds, this answer comes from the listings themselves."""
        try:
            self._index.rebuild(self._session, wait_seconds=0)
        except IndexUnusable:
            return False
        return True


def _is_beginning(word: str, index: ServiceIndex) -> str | None:
    lexicon = index.lexicon()
    return word if lexicon.beginning_with(word) and not is_known(word, lexicon) else None
