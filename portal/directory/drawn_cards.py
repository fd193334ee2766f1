"""Each listing of a list of results, drawn once for what it says: the same values give the same words, whoever asks.

What is kept is found by all that stands on the card, and by nothing else. So a card that is shown says what the store
said in this very request, and nobody can be shown one that was drawn of other values.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup, escape

from search_index.marks import NOTHING, Marks

MOST_KEPT = 2_048
"""About three kilobytes each."""


class Face(NamedTuple):
    """All that stands on a card. `has_box`: with the box that puts it on the shortlist."""

    slug: str
    name: str
    kind: str
    provider: str
    is_invented: bool
    summary: str
    phone: str | None
    languages: str
    why: str
    is_elsewhere: bool
    objections: tuple[str, ...]
    places_words: str
    confirmed: str
    marks: Marks
    has_box: bool
    is_ticked: bool

    def marked(self, text: str) -> Markup:
        """The text with what was searched for marked; everything in it is escaped."""
        if self.marks == NOTHING:
            return escape(text)
        pieces = ((escape(piece), is_asked) for piece, is_asked in self.marks.pieces(text))
        # Put together of pieces that are escaped already: the library's own join escapes each of them again.
        return Markup("".join(f"<mark>{piece}</mark>" if is_asked else piece for piece, is_asked in pieces))  # noqa: S704


@lru_cache(maxsize=MOST_KEPT)
def drawn(face: Face) -> Markup:
    """The card as it stands in a page."""
    card: Markup = current_app.jinja_env.get_template("directory/_card.html").module.draw(face)  # type: ignore[attr-defined]
    return card
