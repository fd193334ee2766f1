"""The chain of the audit log: whatever is done to it, its first broken link is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.audit_chain import Head, Link, Said, after, break_in

AT = datetime(2026, 11, 23, 9, 30, 0, 123456, UTC)
codes = st.text("abcXYZ019-._/ ", max_size=12)
says = st.builds(
    Said,
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    actor_id=st.none() | st.integers(1, 99),
    role=codes,
    act=codes,
    thing=codes,
    reference=codes,
    reason=codes,
)


def chained(*said: Said) -> list[Link]:
    links: list[Link] = []
    for each in said:
        links.append(after(head_of(links), each))
    return links


def head_of(links: list[Link]) -> Head:
    return Head(links[-1].number, links[-1].digest) if links else Head()


def said(number: int = 1) -> Said:
    return Said(AT, number, "officer", "viewed", "case", "C-7KM2QP", "")


@given(st.lists(says, max_size=6))
def test_a_chain_that_nobody_touched_is_whole(what):
    links = chained(*what)

    assert break_in(links, head_of(links)) is None


@given(st.lists(says, min_size=1, max_size=6), st.data())
def test_an_entry_that_was_altered_is_named(what, data):
    links = chained(*what)
    at = data.draw(st.integers(0, len(links) - 1))
    other = data.draw(says.filter(lambda each: each != what[at]))
    links[at] = replace(links[at], said=other)

    assert break_in(links, head_of(chained(*what))).startswith(f"Entry {at + 1} is broken")


@given(st.lists(says, min_size=1, max_size=6), st.data())
def test_an_entry_that_was_taken_out_is_named(what, data):
    links = chained(*what)
    at = data.draw(st.integers(0, len(links) - 1))
    head = head_of(links)
    del links[at]

    assert break_in(links, head).startswith(f"Entry {at + 1} is missing")


def test_an_entry_that_was_altered_with_its_own_digest_breaks_the_next():
    links = chained(said(1), said(2), said(3))
    links[1] = after(Head(1, links[0].digest), said(9))

    assert break_in(links, head_of(links)).startswith("Entry 3 is broken")


def test_a_chain_that_was_written_anew_does_not_lead_through_what_was_noted():
    noted = head_of(chained(said(1), said(2)))
    forged = chained(said(7), said(8), said(9))

    assert break_in(forged, head_of(forged)) is None
    assert break_in(forged, head_of(forged), noted).startswith("Entry 2 is not the one that was noted")
    assert break_in(forged[:1], head_of(forged[:1]), noted).startswith("Entry 2 is missing")


def test_the_same_moment_said_in_another_time_zone_is_the_same_entry():
    elsewhere = AT.astimezone(timezone(timedelta(hours=1)))

    assert chained(said())[0].digest == chained(replace(said(), at=elsewhere))[0].digest


@pytest.mark.parametrize("words", ["Nadia, Quillfeather", "LS6 3AA;", "a" * 65, "Łucja", "one\ntwo"])
def test_what_is_no_code_is_refused_and_not_repeated(words):
    with pytest.raises(ValueError, match="codes and references") as refused:
        replace(said(), reference=words)

    assert words not in str(refused.value)
