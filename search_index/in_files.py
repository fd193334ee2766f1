"""The index in a folder of files: Whoosh's, made whole and never written again; later changes are counted in memory."""

from __future__ import annotations

import json
import logging
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session
from whoosh.codec.whoosh3 import W3Codec

from directory_data import changes
from directory_data.changes import Moment
from directory_data.gazetteer import Gazetteer
from directory_data.store_version import Version, version_of
from search_index.copied import CopiedWords, CountedWords
from search_index.counted import CountedListings, counted
from search_index.documents import Document
from search_index.folder import Files, IndexFolder, IndexInUse, IndexUnusable
from search_index.memory import Memory
from search_index.opened import SPELLINGS, OpenedIndex
from search_index.schema import CONCEPTS, FIELD_WEIGHTS, WORDS, schema, stems
from search_index.store import MOST_AT_ONCE, MOST_LINES_AT_ONCE, WRITE_WAIT_SECONDS, ServiceIndex, own_view
from search_index.words import Words

log = logging.getLogger(__name__)

MOST_CHANGED = 200
"""With more changed listings than these beside an index, the next one is made."""


@dataclass(frozen=True)
class _State:
    """What one process knows: an index, or none where there can be none, and what changed since, up to a moment."""

    in_use: IndexInUse | None
    index: OpenedIndex | None
    listings: CountedListings
    changed: frozenset[int]
    known: Moment
    words: Words


class IndexInFiles(ServiceIndex):
    """Any number of processes may share the folder: each follows the changes by itself, one makes the next index."""

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        super().__init__(gazetteer)
        self.folder = IndexFolder(folder)
        self._state: _State | None = None
        self._damaged: IndexInUse | None = None
        self._newest: tuple[Version | None, Moment] = (None, Moment())
        self._turn = threading.Lock()

    def words(self, session: Session) -> Words:
        """The words as of the last change that the session sees. Never fails for want of an index."""
        newest = self._newest_seen_by(session)
        state = self._state
        if state is not None and state.known == newest:
            is_best = state.index is not None and state.in_use == self._in_use()
            # Nobody waits for an index to be opened that knows no more than this one.
            if is_best or not self._turn.acquire(blocking=False):
                return state.words
        else:
            self._turn.acquire()
        try:
            with own_view(session.connection()) as own:
                self._state = self._followed(self._best(own), newest, own)
            return self._state.words
        finally:
            self._turn.release()

    def rebuild(self, session: Session, *, wait_seconds: float = WRITE_WAIT_SECONDS) -> int:
        """Make a new index beside the old one and swap; returns the number of listings. Raises IndexUnusable."""
        with self.folder.only_writer(wait_seconds), own_view(session.connection()) as own:
            moment = changes.latest(own)
            files, count = files_of(self._documents(own))
            try:
                self.folder.put(files, moment)
            except OSError as error:
                raise IndexUnusable(f"The search index cannot be written: {type(error).__name__}.") from error
        return count

    def needs_rebuild(self, session: Session) -> bool:
        """Whether there is no whole index of this version in the folder."""
        try:
            self.folder.read_current()
        except IndexUnusable:
            return True
        return False

    def mend(self, session: Session) -> bool:
        """Make the files anew beside the requests; what is open in memory goes on answering."""
        self._make_anew(session)
        return self._state is not None

    def lag(self, session: Session) -> int:
        """How many changes neither the last search nor, before the first one, the folder has heard of."""
        state, in_use = self._state, self._in_use()
        moment = state.known if state else in_use.moment if in_use else Moment()
        return changes.number_since(session, moment)

    def _newest_seen_by(self, session: Session) -> Moment:
        """The last change that the session sees; while nothing was committed it is not asked again."""
        version, (true_for, newest) = version_of(session), self._newest
        if version is None or version != true_for:
            newest = changes.latest(session)
            self._newest = version, newest
        return newest

    def _in_use(self) -> IndexInUse | None:
        try:
            return self.folder.current()
        except IndexUnusable:
            return None

    def _best(self, session: Session) -> _State:
        """The newest index; where there is none that can be read: the one that is open, a new one, or none."""
        state, in_use = self._state, self._in_use()
        if state is not None and state.in_use == in_use is not None:
            return state
        opened = self._opened() if in_use != self._damaged else None
        if opened is not None:
            return opened
        if state is None:
            return (self._opened() if self._is_made_anew(session) else None) or self._counted(session)
        return (self._opened() if self._make_anew(session) else None) or state

    def _counted(self, session: Session) -> _State:
        known = changes.latest(session)
        return _counted(self._documents(session), known)

    def _opened(self) -> _State | None:
        try:
            return _as_opened(*self.folder.read_current())
        # Whoosh raises anything at all on what it cannot read, from struct.error to UnpicklingError.
        except Exception as reason:
            log.warning("The search index cannot be opened: %s", type(reason).__name__)
            self._damaged = self._in_use()
            return None

    def _followed(self, state: _State, newest: Moment, session: Session) -> _State:
        """The state with everything that changed since; as it is where that is too much to be done at once."""
        if state.known == newest:
            return state
        for start in (state, _as_it_was_opened(state)):
            news = changes.since(session, start.known, most=MOST_LINES_AT_ONCE)
            if news.service_ids is not None and len(news.service_ids) <= MOST_AT_ONCE:
                followed = _with(
                    start, news.service_ids, news.until, self._documents(session, news.service_ids)
                )
                return self._not_too_long(followed, session)
        if state.index is None:
            return self._counted(session)
        return (self._opened() if self._make_anew(session) else None) or state

    def _not_too_long(self, state: _State, session: Session) -> _State:
        if state.index is not None and len(state.changed) > MOST_CHANGED:
            return (self._opened() if self._make_anew(session) else None) or state
        return state


def _as_opened(in_use: IndexInUse, files: Files) -> _State:
    opened = OpenedIndex(files)
    nothing = CountedListings({})
    words = CopiedWords(opened, nothing, frozenset())
    return _State(in_use, opened, nothing, frozenset(), in_use.moment, words)


def _as_it_was_opened(state: _State) -> _State:
    """A store that was put back knows nothing of changes that were followed: begun again, it may fit."""
    if state.in_use is None or state.index is None:
        return state
    nothing = CountedListings({})
    words = CopiedWords(state.index, nothing, frozenset())
    return replace(state, listings=nothing, changed=frozenset(), known=state.in_use.moment, words=words)


def _counted(documents: Iterable[Document], known: Moment) -> _State:
    """All listings in memory, for want of an index."""
    listings = CountedListings({int(one["id"]): counted(one) for one in documents})
    return _State(None, None, listings, frozenset(), known, CountedWords(listings))


def _with(
    state: _State, service_ids: frozenset[int], until: Moment, changed_documents: Iterable[Document]
) -> _State:
    if not service_ids:
        return replace(state, known=until)
    stay = {one: fields for one, fields in state.listings.listings.items() if one not in service_ids}
    now = {int(one["id"]): counted(one) for one in changed_documents}
    listings = CountedListings(stay | now)
    changed = state.changed | service_ids
    words = CountedWords(listings) if state.index is None else CopiedWords(state.index, listings, changed)
    return replace(state, listings=listings, changed=changed, known=until, words=words)


def files_of(listings: Iterable[Document]) -> tuple[Files, int]:
    """The index as Whoosh writes it, in memory first: it asks for its files once for every posting."""
    storage = Memory()
    # One file for each part: of a part of a larger file the library keeps a copy, in each process that searches.
    writer = storage.create_index(schema()).writer(limitmb=64, codec=W3Codec(compression=0), compound=False)
    spellings: Counter[str] = Counter()
    for document in listings:
        fields = {name: stems(document[name]) for name in FIELD_WEIGHTS if name != CONCEPTS}
        writer.add_document(id=document["id"], concepts=document[CONCEPTS].split(), **fields)
        spellings.update(document[WORDS].split())
    count = writer.doc_count()
    writer.commit()
    files = {name: bytes(content) for name, content in sorted(storage.files.items())}
    return files | {SPELLINGS: json.dumps(spellings).encode()}, count
