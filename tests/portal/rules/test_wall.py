"""What programme staff will read holds neither name nor number of anybody to protect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.wall import objections

CONTACT = "Ring 01632 960 047 01632 960 048 after 10am, or write to nadia.q@example.org."


def told(
    text: str, *, name: str = "Nadia Quillfeather", contact: str = CONTACT, known: str = "Gareth Holroyd"
):
    return objections({"What staff should know": text}, names=[name], contacts=[contact], known=known)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nadia Quillfeather", "Nadia lives nearby."),
        ("Nadia Quillfeather", "He goes to NADIA’S house."),
        ("Nadia Quillfeather", "He goes to Nadia's house."),
        ("Nadia Quillfeather", "The Quillfeather family"),
        ("Zoë Ravenscar", "Zoe was there."),
        ("Zoe Ravenscar", "Zoë was there."),
        ("Maeve O’Garra", "Mrs O'Garra"),
        ("Maeve O'Garra", "Mrs OGarra"),
        ("Anne-Marie Xyle", "Anne Marie said so."),
        ("Jo Li", "Jo Li said so."),
        ("Grace Will", "Grace Will said so."),
        ("Łucja Ząbek", "Łucja was there."),
    ],
)
def test_a_name_is_found_however_it_is_written(name, text):
    assert told(text, name=name)


@pytest.mark.parametrize(
    "text",
    [
        "He will not go to the venue on Fridays.",
        "The other parent was there.",
        "He is Gareth Holroyd.",
        "Case LS26P54321 of 12 January 2027",
        "",
    ],
)
def test_ordinary_words_may_pass(text):
    assert told(text) == []


def test_a_family_name_that_both_bear_is_no_secret():
    assert told("Mr Holroyd", name="Nadia Holroyd") == []
    assert told("Nadia Holroyd", name="Nadia Holroyd")


def test_a_name_that_is_an_ordinary_word_is_found_only_with_the_family_name():
    assert told("He will have the grace to wait.", name="Grace Quillfeather") == []


@pytest.mark.parametrize(
    "text",
    [
        "01632 960 047",
        "01632960047",
        "+44 1632 960047",
        "(01632) 960-048",
        "Ring 01632 960 111 01632 960 047 both",
        "NADIA.Q@EXAMPLE.ORG",
    ],
)
def test_a_number_or_an_address_is_found_however_it_is_written(text):
    assert told(text)


def test_another_number_of_the_same_exchange_may_pass():
    assert told("Ring the office on 01632 960 111.") == []


def test_no_sentence_repeats_what_is_protected():
    why = " ".join(told("Nadia Quillfeather, 01632 960 047"))

    assert "Nadia" not in why
    assert "960" not in why


@given(st.text(), st.text(), st.text())
def test_no_text_makes_the_wall_stumble(text, name, contact):
    assert all(isinstance(each, str) for each in told(text, name=name, contact=contact))


@pytest.mark.parametrize(
    "text",
    [
        "Ask Priya\u200bMarlowe.",
        "Ask PriyaMarlowe.",
        "Ask Mar-lowe first.",
        "She lives at LS7 4BB.",
        "Her number is 07700 900 123.",
    ],
)
def test_a_name_that_is_joined_or_parted_a_postcode_and_any_number_are_found(text):
    why = objections({"Needs": text}, names=["Priya Marlowe"], contacts=["Ring 01632 960 001."])

    assert len(why) == 1


def test_the_persons_own_number_may_stand_where_it_belongs_and_the_other_parents_nowhere():
    own = {"How to reach the person": "07700 900 123, evenings"}
    other = {"How to reach the person": "01632 960 001"}
    asked = {"names": ["Priya Marlowe"], "contacts": ["Ring 01632 960 001."]}

    assert objections(own, **asked, may_hold_numbers=("How to reach the person",)) == []
    assert objections(other, **asked, may_hold_numbers=("How to reach the person",)) != []
