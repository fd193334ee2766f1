"""What is shown of the listings on a page of results: read from the store, and kept while nothing is committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory_data.cards import Card, cards, free_places
from directory_data.kept_values import KeptValues
from directory_data.search_facts import AreaFacts, GroupFacts
from directory_data.store_version import version_of
from search_index.kept_listings import Listings
from search_index.meaning import Known, Reach

MOST_ENTRIES = 1_000
"""Some two kilobytes each, mostly the listing's description."""


@dataclass(frozen=True)
class Entry:
    """One listing to be shown: its card and its free places as the store has them now, the rest as it is kept."""

    card: Card
    groups: Sequence[GroupFacts]
    known: Known

    @property
    def coverage(self) -> Sequence[AreaFacts]:
        """What the listing states of where it takes people from."""
        return self.known.facts.coverage


class KeptEntries(KeptValues[tuple[int, bool], Entry]):
    """Entries that were shown, by id and by whether staff sees them: while nothing is committed they are what the store
    has now, places too. As soon as anything is, they are read again."""

    def __init__(self) -> None:
        super().__init__(MOST_ENTRIES)


def entries(
    session: Session, kept: KeptEntries, listings: Listings, shown: Sequence[Reach], *, is_for_staff: bool
) -> dict[int, Entry]:
    """What is shown of these listings, by id. One that may no longer be found is left out."""
    version = version_of(session)
    # Of these very listings: what they say may be of a moment before a commit that the version knows of.
    state = None if version is None else (version, listings)
    found: dict[int, Entry] = {}
    for reach in shown:
        if (entry := kept.find(state, (reach.service_id, is_for_staff))) is not None:
            found[reach.service_id] = entry
    missing = [reach.service_id for reach in shown if reach.service_id not in found]
    for service_id, entry in _read(session, listings, missing, is_for_staff=is_for_staff).items():
        kept.keep(state, (service_id, is_for_staff), entry)
        found[service_id] = entry
    return found


def _read(
    session: Session, listings: Listings, ids: Sequence[int], *, is_for_staff: bool
) -> dict[int, Entry]:
    """Two statements; none for no listing."""
    free = free_places(session, ids)
    return {
        service_id: Entry(
            card,
            [
                group._replace(places_free=free.get(group.id, 0))
                for group in listings.facts[service_id].groups
            ],
            listings.known[service_id],
        )
        for service_id, card in cards(session, ids, is_for_staff=is_for_staff).items()
    }
