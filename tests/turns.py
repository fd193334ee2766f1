"""Which store a test of pages runs on: what is named here on each store, any other test on the one whose turn it is."""

from __future__ import annotations

from zlib import crc32

STORES = ("sqlite", "postgresql")
ON_EACH = {
    "tests/directory_data": "tables, changes and places: statements of their own",
    "tests/house": "every page once in every role, the wall, the red team, migrations",
    "tests/journeys": "the ways through the service from end to end",
    "tests/portal/audit": "the chain of entries, and who writes it at once",
    "tests/portal/cases/test_case_form.py": "what is typed: NUL, and texts of every length",
    "tests/portal/cases/test_case_list.py": "order and paging",
    "tests/portal/cases/test_earlier.py": "names and numbers compared by the store",
    "tests/portal/commands": "setting up, loading, keys, keeping",
    "tests/portal/deadlines/test_chasing.py": "several machines that chase at once",
    "tests/portal/directory/test_hostile.py": "texts that nobody types: NUL, quotes, very long ones",
    "tests/portal/directory/test_narrowing.py": "filters and counts",
    "tests/portal/directory/test_search.py": "words, places and order of what is found",
    "tests/portal/directory/test_taking_away.py": "lists by mail and as files, and what may be ticked",
    "tests/portal/directory/test_which_area.py": "texts with a NUL",
    "tests/portal/documents": "papers that the store refuses to change",
    "tests/portal/killed": "a process that is killed at every kind of write",
    "tests/portal/listings/test_changing.py": "two who change one listing",
    "tests/portal/listings/test_files.py": "files with bytes that are no text",
    "tests/portal/messages/test_sending.py": "the outbox, and several workers",
    "tests/portal/metrics": "figures added up",
    "tests/portal/oversight": "figures added up",
    "tests/portal/programme/test_faults.py": "a process that is killed, a disk that is full",
    "tests/portal/programme/test_registers.py": "two who fill in one register",
    "tests/portal/referrals/test_at_once.py": "two who take one step",
    "tests/portal/referrals/test_matches.py": "groups near a place",
    "tests/portal/referrals/test_places.py": "the last place, asked for twice",
    "tests/portal/referrals/test_what_the_programme_sees.py": "what is read from the store, column by column",
    "tests/portal/risk/test_climbing.py": "time that passes, and two who decide",
    "tests/portal/test_errors.py": "bytes that are no text",
    "tests/portal/test_faults.py": "a store that does not answer",
    "tests/portal/test_form_words.py": "what a form holds and a store cannot",
    "tests/portal/test_index_engine.py": "each engine of the search",
    "tests/portal/test_kept_pages.py": "whether anything was committed since a page was drawn",
    "tests/portal/test_right_person.py": "names that are nearly the same",
    "tests/portal/test_security.py": "sign-ins and sessions",
}
"""What depends on the store: where, and what it is there that does."""


def stores_for(path: str, test: str, *, each: bool = False, only_sqlite: bool = False) -> tuple[str, ...]:
    """The stores for the test of this name in the file with this path, seen from the checkout.

    Turns go by the name, so that a test stays on its store and about half the tests of each file meet each store.
    """
    if only_sqlite:
        return STORES[:1]
    if each or any(path == named or path.startswith(f"{named}/") for named in ON_EACH):
        return STORES
    return (STORES[crc32(test.encode()) % len(STORES)],)
