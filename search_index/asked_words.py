"""Which listings the typed words allow, and what the index's own words say about them."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.orm import Session

from search_index.lexicon import Lexicon
from search_index.query import wants
from search_index.schema import plain_words
from search_index.scoring import Scores
from search_index.spelling import did_you_mean, is_known, may_mean
from search_index.store import ServiceIndex
from search_index.words import Words


class AskedWords:
    """The words of one search. Scores are None where no word counts: all listings are allowed.

    All that is asked is answered from one state of the index.
    """

    def __init__(self, session: Session, index: ServiceIndex, what: str) -> None:
        self.what = what
        self._session = session
        self._index = index

    @cached_property
    def are_given(self) -> bool:
        """Whether any word counts."""
        return bool(wants(self.what))

    @cached_property
    def all(self) -> Scores | None:
        """The listings that answer every word."""
        return self._known.search_words(self.what) if self.are_given else None

    @cached_property
    def some(self) -> Scores | None:
        """The listings that answer as many of the words as can be; none of them where all words mean nothing here."""
        return self._known.search_some_words(self.what) if self.are_given else None

    @cached_property
    def correction(self) -> str | None:
        """The words with those put right that no listing knows; None where there is nothing to put right."""
        return did_you_mean(self.what, self._lexicon) if self.are_given else None

    @cached_property
    def corrected(self) -> Scores:
        """The listings that answer every word of the correction."""
        return (self._known.search_words(self.correction) or {}) if self.correction else {}

    @cached_property
    def suggestion(self) -> str | None:
        """What may have been meant, though the words found something."""
        if not self.are_given or (self.all and self.are_unfinished):
            return None
        return self.correction or may_mean(self.what, self._lexicon)

    @cached_property
    def are_unfinished(self) -> bool:
        """Whether the last word is one that is still being typed: no listing knows it, some know how it may go on."""
        if not self.are_given:
            return False
        last = plain_words(self.what)[-1]
        return bool(self._lexicon.beginning_with(last)) and not is_known(last, self._lexicon)

    @cached_property
    def _known(self) -> Words:
        return self._index.words(self._session)

    @property
    def _lexicon(self) -> Lexicon:
        return self._known.lexicon()
