"""Showing in a text what was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.marks import marks_of


def _marked(text: str, what: str, **more: bool) -> str:
    return "".join(
        f"[{piece}]" if is_asked else piece for piece, is_asked in marks_of(what, **more).pieces(text)
    )


@pytest.mark.parametrize(
    ("what", "text", "marked"),
    [
        ("father", "Meeting fathers, daily.", "Meeting [fathers], daily."),
        ("dapp", "A Domestic Violence Perpetrator Programme", "A [Domestic Violence Perpetrator Programme]"),
        ("contact centre", "No contact by phone", "No contact by phone"),
        ("cafe", "The Café", "The [Café]"),
        ("zebra", "Nothing here", "Nothing here"),
        ("", "Nothing asked", "Nothing asked"),
    ],
)
def test_a_text_shows_what_was_asked_for(what: str, text: str, marked: str) -> None:
    assert _marked(text, what) == marked


def test_a_beginning_marks_what_begins_so_only_while_it_is_typed() -> None:
    assert _marked("Orchard House", "orch", is_unfinished=True) == "[Orchard] House"
    assert _marked("Orchard House", "orch") == "Orchard House"


@given(st.text(max_size=80), st.text(max_size=30))
def test_the_pieces_together_are_the_text(text: str, what: str) -> None:
    assert "".join(piece for piece, _ in marks_of(what, is_unfinished=True).pieces(text)) == text
