"""The index in the store itself, by PostgreSQL's core full text: for many web machines that share one store.

It stands in a schema of its own that `flask rebuild-index` makes and that can be dropped: it is a copy. What an
index holds and up to which change is written in one transaction, so each change counts once, whoever crashes.
"""

from __future__ import annotations

from functools import partial

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory_data import changes
from directory_data.changes import Moment
from directory_data.gazetteer import Gazetteer
from search_index import postgresql_tables as tables
from search_index.copied import CountedWords
from search_index.counted import CountedListings, counted
from search_index.folder import IndexUnusable
from search_index.lexicon import Lexicon
from search_index.postgresql_words import PostgreSQLWords
from search_index.store import MOST_AT_ONCE, MOST_LINES_AT_ONCE, WRITE_WAIT_SECONDS, ServiceIndex, own_view
from search_index.words import Words


class IndexInPostgreSQL(ServiceIndex):
    """All processes of all machines ask the same tables; the first that meets a change writes it there for all."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(gazetteer)
        self._lexicon: tuple[Moment, Lexicon] | None = None
        self._counted: tuple[Moment, CountedWords] | None = None

    def words(self, session: Session) -> Words:
        """The words as of the last change, or of the last good state while another process writes."""
        newest = changes.latest(session)
        kept = tables.kept(session.connection())
        if kept is None:
            kept = tables.kept(session.connection()) if self._is_made_anew(session) else None
        elif kept.moment != newest:
            self._follow(session)
            kept = tables.kept(session.connection())
        if kept is None:
            return self._in_memory(session, newest)
        return PostgreSQLWords(
            session.connection(), kept.listings, partial(self._lexicon_at, kept.moment, session)
        )

    def rebuild(self, session: Session, *, wait_seconds: float = WRITE_WAIT_SECONDS) -> int:
        """Write every listing anew and swap; returns their number. Searches go on meanwhile. Raises IndexUnusable."""
        try:
            with session.connection().engine.begin() as connection:
                if not tables.is_only_writer(connection, wait_seconds):
                    raise IndexUnusable("The search index is being written by another process.")
                tables.make(connection)
                with own_view(connection) as own:
                    moment = changes.latest(own)
                    return tables.write_all(connection, self._documents(own), moment)
        except DBAPIError as error:
            raise IndexUnusable(f"The search index cannot be written: {type(error).__name__}.") from error

    def needs_rebuild(self, session: Session) -> bool:
        """Whether the tables of this version are missing."""
        return tables.kept(session.connection()) is None

    def lag(self, session: Session) -> int:
        """How many changes are not in the tables."""
        kept = tables.kept(session.connection())
        return changes.number_since(session, kept.moment if kept else Moment())

    def _follow(self, session: Session) -> None:
        """Write what changed, unless somebody does already or it is too much to be done at once."""
        with session.connection().engine.begin() as connection:
            if not tables.is_only_writer(connection, wait_seconds=0):
                return
            kept = tables.kept(connection)
            if kept is None:
                return
            with own_view(connection) as own:
                news = changes.since(own, kept.moment, most=MOST_LINES_AT_ONCE)
                if news.service_ids is not None and len(news.service_ids) <= MOST_AT_ONCE:
                    tables.replace(
                        connection, news.service_ids, self._documents(own, news.service_ids), news.until
                    )
                    return
        self._make_anew(session)

    def _lexicon_at(self, moment: Moment, session: Session) -> Lexicon:
        """All words are read once; after that, those of the listings that changed."""
        known = self._lexicon
        if known is not None and known[0] == moment:
            return known[1]
        lexicon = self._longer(*known, session) if known else None
        if lexicon is None:
            lexicon = Lexicon(tables.spellings(session.connection()))
        self._lexicon = moment, lexicon
        return lexicon

    def _longer(self, moment: Moment, lexicon: Lexicon, session: Session) -> Lexicon | None:
        """With the words that came since; None where all must be read. A word gone out of use stays till then."""
        news = changes.since(session, moment, most=MOST_LINES_AT_ONCE)
        if news.service_ids is None or len(news.service_ids) > MOST_AT_ONCE:
            return None
        new = tables.spellings(session.connection(), news.service_ids)
        return lexicon if new.keys() <= lexicon.counts.keys() else Lexicon({**new, **lexicon.counts})

    def _in_memory(self, session: Session, newest: Moment) -> Words:
        """All listings counted here: while the first index is made elsewhere, or where none may be written."""
        if self._counted is None or self._counted[0] != newest:
            with own_view(session.connection()) as own:
                listings = {int(one["id"]): counted(one) for one in self._documents(own)}
            self._counted = newest, CountedWords(CountedListings(listings))
        return self._counted[1]
