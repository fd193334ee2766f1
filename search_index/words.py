"""What an index knows at one moment: the question every engine answers, and what is made of its answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

from search_index.lexicon import Lexicon
from search_index.query import Want, wants
from search_index.scoring import Scores, all_wants, some_wants, want_scores


class Words(ABC):
    """The words of all listings. An engine says who holds a stem or a concept; all else is the same for each."""

    @abstractmethod
    def word(self, stem: str) -> Scores:
        """The listings that hold the stem in any field of text, with the weighted sum over the fields."""

    @abstractmethod
    def concept(self, name: str) -> Scores:
        """The listings whose name, former name, type or languages hold a phrase of the concept."""

    @abstractmethod
    def lexicon(self) -> Lexicon:
        """The words that listings use, for completing and correcting what is typed."""

    def fetch(self, stems: Collection[str], concepts: Collection[str]) -> None:  # noqa: B027  most are near
        """Told what will be asked: an engine that is far away asks for it all at once."""

    def search_words(self, text: str) -> Scores | None:
        """Service id -> score of those that answer every word; None where no word counts."""
        found = self._found(text)
        return None if found is None else all_wants(found)

    def search_some_words(self, text: str) -> Scores | None:
        """As search_words, for those that answer as many of the words as possible together."""
        found = self._found(text)
        return None if found is None else some_wants(found)

    def _found(self, text: str) -> list[Scores] | None:
        asked = wants(text)
        if not asked:
            return None
        self.fetch({stem for want in asked for stem in want.words}, _concepts(asked))
        return [want_scores(want, self.word, self.concept, self._stems_beginning_with) for want in asked]

    def _stems_beginning_with(self, start: str) -> list[str]:
        stems = self.lexicon().stems_beginning_with(start)
        self.fetch(stems, ())
        return stems


def _concepts(asked: Sequence[Want]) -> set[str]:
    named = {name for want in asked for name in (want.concept, want.may_mean)}
    return {name for name in named if name is not None}
