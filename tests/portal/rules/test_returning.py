"""Who may be the same person: every near miss of the two identifiers, and nobody by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.returning import dates_to_look_for, is_one_edit, likeness, names_to_look_for

BORN = date(1988, 5, 4)


@dataclass(frozen=True)
class Person:
    name: str = "Gareth Holroyd"
    known_as: str = ""
    date_of_birth: date = BORN


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        (Person(), "The name is the same."),
        (Person("GARETH  HOLROYD"), "The name is the same."),
        (Person("Holroyd, Gareth"), "The names are the same, in another order."),
        (Person("Gareth Holroid"), "The names differ in one letter."),
        (Person("Garteh Holroyd"), "The names differ in one letter."),
        (Person("Gareth Holroy"), "The names differ in one letter."),
        (Person("Garett Holroid"), "Each part of the name is the same, or differs in one letter."),
        (Person("Gaz Holroid"), "The family names differ in one letter."),
        (Person("Gareth Quill"), "The first name is the same."),
        (Person("Gaz Holroyd"), "The family name is the same."),
        (Person("Jon Smith", "Gareth Holroyd"), "One file gives the name as another name of the person."),
        (Person(date_of_birth=date(1988, 4, 5)), "In the date of birth, day and month are changed over."),
        (Person(date_of_birth=date(1988, 5, 14)), "The dates of birth differ in one digit."),
    ],
)
def test_a_near_miss_is_found_and_says_why(earlier, reason):
    found = likeness(Person(), earlier)

    assert found.is_enough
    assert reason in found.reasons


@pytest.mark.parametrize(
    "earlier",
    [
        Person("Somebody Else"),
        Person(date_of_birth=date(1970, 1, 1)),
        Person("Gareth Quill", date_of_birth=date(1988, 4, 5)),
        Person("Gareth Holroid", date_of_birth=date(1988, 5, 14)),
        Person("Owen Holroyd", date_of_birth=date(1988, 4, 5)),
    ],
)
def test_one_thing_alike_is_not_enough(earlier):
    assert not likeness(Person(), earlier).is_enough


def test_short_names_that_differ_in_a_letter_are_two_names():
    assert not likeness(Person("Ann Ley"), Person("Ian Lee")).is_enough


def test_the_same_court_case_number_is_enough():
    found = likeness(Person(), Person("Somebody Else", date_of_birth=date(1970, 1, 1)), has_same_number=True)

    assert found.is_enough
    assert found.reasons == ("The court case number is the same.",)


def test_accents_and_apostrophes_make_nobody_another_person():
    assert likeness(Person("Zoë O’Brien"), Person("Zoe OBrien")).reasons[0] == "The name is the same."


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("ab", "ab", False),
        ("ab", "abc", True),
        ("ab", "ba", True),
        ("abc", "axc", True),
        ("abc", "acx", False),
        ("", "a", True),
        ("a", "abc", False),
    ],
)
def test_one_letter(one, other, is_one):
    assert is_one_edit(one, other) is is_one
    assert is_one_edit(other, one) is is_one


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_as_it_is_defined(one, other):
    letters = "abc"
    places = range(len(one) + 1)
    edits = {one[:at] + one[at + 1 :] for at in places}
    edits |= {one[:at] + letter + one[at:] for at in places for letter in letters}
    edits |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in letters}
    edits |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}

    assert is_one_edit(one, other) is (other in edits - {one})


@given(st.dates(), st.dates())
def test_whoever_the_rule_would_find_by_date_the_store_is_asked_for(mine, theirs):
    found = likeness(Person(date_of_birth=mine), Person("X Y", date_of_birth=theirs))

    assert (theirs in dates_to_look_for(mine)) is (found.score > 0)


def test_the_store_is_asked_for_each_way_to_write_the_name():
    assert names_to_look_for(Person(known_as="Gaz")) == {"gareth holroyd", "holroyd gareth", "gaz"}
