"""Work stands in order of harm, and every count agrees with the list behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.work_lists import Asked, Standing, Urgency, asked_of, row_of, work_list

MONDAY = date(2026, 11, 23)


def said(urgency: Urgency, days: int | None = None, label: str = "") -> Standing:
    return Standing(
        label or urgency.label, "grey", urgency, None if days is None else MONDAY + timedelta(days)
    )


def items(work) -> list[str]:
    return [row.item for section in work.sections for row in section.rows]


def test_open_risk_goes_before_what_is_late_before_what_is_soon_before_what_is_new():
    rows = [
        row_of("rest", [said(Urgency.REST)]),
        row_of("new", [said(Urgency.NEW)]),
        row_of("soon", [said(Urgency.SOON, 1)]),
        row_of("late", [said(Urgency.OVERDUE, -9)]),
        row_of("risk", [said(Urgency.RISK)]),
        row_of("nothing is said", []),
    ]

    assert items(work_list(rows, Asked())) == ["risk", "late", "soon", "new", "rest", "nothing is said"]


def test_the_most_urgent_thing_said_of_a_row_decides_where_it_stands():
    row = row_of("case", [said(Urgency.REST), said(Urgency.OVERDUE, -1), said(Urgency.RISK)])

    assert [each.urgency for each in row.standings] == [Urgency.RISK, Urgency.OVERDUE, Urgency.REST]


def test_what_is_late_longest_stands_on_top_and_equals_keep_their_order():
    rows = [
        row_of("b", [said(Urgency.OVERDUE, -2)]),
        row_of("a", [said(Urgency.OVERDUE, -20)]),
        row_of("first", []),
        row_of("second", []),
    ]

    assert items(work_list(rows, Asked())) == ["a", "b", "first", "second"]


ROWS = st.lists(
    st.builds(
        row_of,
        st.integers(),
        st.lists(st.builds(said, st.sampled_from(Urgency), st.none() | st.integers(-99, 99)), max_size=3),
        st.sampled_from(("", "Ann", "Bob")),
    ),
    max_size=40,
)


@given(rows=ROWS, under=st.sampled_from(("", "Ann")), per_page=st.integers(1, 9))
def test_each_count_is_the_length_of_the_list_behind_it(rows, under, per_page):
    whole = work_list(rows, Asked(under=under), rows_per_page=per_page)

    for urgency, number in whole.counts.items():
        found = Counter[str]()
        page = 1
        while True:
            shown = work_list(rows, Asked(urgency, "", under, page), rows_per_page=per_page)
            found.update(row.urgency for section in shown.sections for row in section.rows)
            assert all(section.number == number for section in shown.sections)
            if page == shown.pages:
                break
            page += 1
        assert found == ({urgency: number} if number else {})


@given(rows=ROWS, per_page=st.integers(1, 9))
def test_every_row_stands_on_one_page_once(rows, per_page):
    pages = work_list(rows, Asked(), rows_per_page=per_page).pages

    shown = [items(work_list(rows, Asked(page=n), rows_per_page=per_page)) for n in range(1, pages + 1)]

    assert Counter(item for page in shown for item in page) == Counter(row.item for row in rows)
    assert all(len(page) <= per_page for page in shown)


def test_a_part_that_began_on_an_earlier_page_says_so():
    rows = [row_of(number, []) for number in range(5)]

    pages = [work_list(rows, Asked(page=n), rows_per_page=2).sections[0].is_continued for n in (1, 2, 3)]

    assert pages == [False, True, True]


def test_what_is_asked_stands_in_the_address_and_is_read_from_it():
    asked = asked_of({"show": "overdue", "said": "Draft: not sent", "under": "Ann", "page": "2"})

    assert asked == Asked(Urgency.OVERDUE, "Draft: not sent", "Ann", 2)
    assert asked.address(page=3) == {
        "show": "overdue",
        "said": "Draft: not sent",
        "under": "Ann",
        "page": 3,
    }
    assert asked.address(show=None) == {"said": "Draft: not sent", "under": "Ann"}


@pytest.mark.parametrize("address", [{}, {"show": "nothing", "page": "x"}, {"page": "²"}, {"page": "-1"}])
def test_an_address_that_names_nothing_asks_for_the_whole_list(address):
    assert asked_of(address) == Asked()


def test_a_page_behind_the_last_is_the_last():
    assert work_list([row_of(1, [])], Asked(page=99)).asked.page == 1
