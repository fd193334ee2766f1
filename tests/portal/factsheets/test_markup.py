"""What an administrator writes is shown as meant, and nothing that was typed stands raw in a page."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.factsheets.markup import PARTS, written


def html(text: str) -> str:
    return "".join(piece.html for piece in written(text).pieces)


def test_headings_lists_bold_and_links_come_out_dressed():
    shown = html("## Where to go\n\n* one **two**\n\nRead [this](/safety).")

    assert '<h2 class="govuk-heading-m" id="where-to-go">Where to go</h2>' in shown
    assert "<li>one <strong>two</strong></li>" in shown
    assert '<a href="/safety" class="govuk-link">this</a>' in shown


def test_a_helplines_number_and_a_law_are_named_and_not_typed():
    words = written("Ring <number:childline>. See <law:children-act-11e>.")

    assert '<a href="tel:08001111"' in words.pieces[0].html
    assert ">0800 1111</a>" in words.pieces[0].html
    assert ">section 11E of the Children Act 1989</a>" in words.pieces[0].html
    assert words.laws == ("children-act-11e",)
    assert words.problems == ()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_stands_between_the_words_round_it(part):
    assert [piece.part for piece in written(f"One.\n\n{{{part}}}\n\nTwo.").pieces] == ["", part, ""]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("# Too large", "##"),
        ("### Too small", "##"),
        ("Ring <number:nobody>", "no helpline called “nobody”"),
        ("See <law:nothing>", "no law called “nothing”"),
        ("{secret}", "no part called “secret”"),
        ("<b>bold</b>", "tags"),
        ("[x](javascript:alert(1))", "https://"),
        ("[x](//evil.example)", "https://"),
        ("[x](http://plain.example)", "https://"),
    ],
)
def test_what_is_not_understood_is_named_in_a_sentence(text, sentence):
    assert any(sentence in problem for problem in written(text).problems)


def test_the_list_of_contents_has_its_place_after_what_comes_before_the_first_heading():
    pieces = written("First.\n\n{emergency}\n\n## One\n\nA.\n\n## Two").pieces

    assert [piece.part for piece in pieces] == ["", "emergency", "contents", ""]


def test_two_headings_of_one_name_have_addresses_of_their_own():
    assert [each.key for each in written("## Help\n\n## Help").sections] == ["help", "help-more"]


@given(st.text(alphabet="<>\"'&/#*[](){}!:.`=- abcnumberlawjvscipt1\n", max_size=120))
def test_no_typed_text_becomes_markup_of_its_own(text):
    tree = html5lib.parseFragment(html(text), namespaceHTMLElements=False)

    known = {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "blockquote",
        "br",
    }
    assert {each.tag for each in tree.iter() if isinstance(each.tag, str)} - {"DOCUMENT_FRAGMENT"} <= known
    for each in tree.iter("a"):
        assert each.get("href", "").startswith(("/", "#", "https://", "tel:", "number:", "law:"))
        assert not each.get("href", "").startswith("//")
