"""The words as PostgreSQL answers them: which listings hold a stem, and how well, in one statement for all stems."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

from sqlalchemy import Connection, text

from search_index.lexicon import Lexicon
from search_index.postgresql_tables import DOCUMENTS
from search_index.schema import FIELD_WEIGHTS
from search_index.scoring import Scores
from search_index.vectors import concept_stem, lexeme, rank_weights
from search_index.words import Words

# 1: a rank counts less in a longer listing (divided by 1 + log of its length), which judged best of all choices.
_HOLDING = text(
    "SELECT asked.number, held.service_id,"  # noqa: S608
    " ts_rank(CAST(:weights AS real[]), held.words, asked.query, 1) AS rank"
    " FROM unnest(CAST(CAST(:queries AS text[]) AS tsquery[])) WITH ORDINALITY AS asked (query, number)"
    f" JOIN {DOCUMENTS} AS held ON held.words @@ asked.query"
)


class PostgreSQLWords(Words):
    """One request's questions to the tables; what was answered once is not asked again."""

    def __init__(self, connection: Connection, listings: int, lexicon: Callable[[], Lexicon]) -> None:
        self._connection = connection
        self._listings = listings
        self._read_lexicon = lexicon
        self._known: dict[str, Scores] = {}

    def word(self, stem: str) -> Scores:
        """The listings that hold the stem, by PostgreSQL's rank and the stem's rarity."""
        self.fetch((stem,), ())
        return self._known[stem]

    def concept(self, name: str) -> Scores:
        """The listings that hold the concept."""
        self.fetch((), (name,))
        return self._known[concept_stem(name)]

    def lexicon(self) -> Lexicon:
        """The words that listings use."""
        return self._read_lexicon()

    def fetch(self, stems: Collection[str], concepts: Collection[str]) -> None:
        """Ask for all that is not known yet at once."""
        asked = [stem for stem in (*stems, *map(concept_stem, concepts)) if stem not in self._known]
        found: dict[str, dict[int, float]] = {stem: {} for stem in asked}
        if asked:
            given = {"weights": rank_weights(), "queries": [lexeme(stem) for stem in asked]}
            for number, service_id, rank in self._connection.execute(_HOLDING, given):
                found[asked[number - 1]][service_id] = rank
        for stem, ranks in found.items():
            # PostgreSQL's rank says nothing of how rare a stem is; the rarity is that of the other engine.
            worth = max(FIELD_WEIGHTS.values()) * (math.log(self._listings / (len(ranks) + 1) or 1) + 1)
            self._known[stem] = {service_id: rank * worth for service_id, rank in ranks.items()}
