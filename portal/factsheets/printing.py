"""A factsheet's page read back as a paper, so that the PDF says exactly what the page says."""

from __future__ import annotations

from html.parser import HTMLParser

from portal.documents.paper import Block, Bullets, Drawing, Heading, Paper, Text
from portal.factsheets.pictures import PICTURES

HEADINGS = {"h2": 2, "h3": 3, "h4": 3}
BLOCKS = ("p", "li", *HEADINGS)
WORDS = "article"
"""The part of the page that is the factsheet."""

LEFT_OUT = ("nav", "svg", "script", "button")
"""Parts that are of use on a screen alone."""


class _Reader(HTMLParser):
    """Gathers the blocks of the factsheet in reading order. Only our own pages are read, so each tag is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._items: list[str] = []
        self._skipping = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new block begins with nothing said yet."""
        if tag == WORDS:
            self._skipping -= 1
        if tag in LEFT_OUT:
            self._skipping += 1
        if tag in BLOCKS:
            self._words = []
        if tag == "img" and not self._skipping and (key := dict(attrs).get("data-picture")):
            self.blocks.append(Drawing(PICTURES[key].svg, PICTURES[key].shows))

    def handle_endtag(self, tag: str) -> None:
        """A block ends: keep what it said."""
        if tag in LEFT_OUT:
            self._skipping -= 1
        elif tag == WORDS:
            self._skipping += 1
        elif not self._skipping and tag in BLOCKS:
            self._keep(tag, " ".join("".join(self._words).split()))
        elif not self._skipping and tag in ("ul", "ol") and self._items:
            self.blocks.append(Bullets(tuple(self._items)))
            self._items = []

    def handle_data(self, data: str) -> None:
        """Words of the block that is open."""
        if not self._skipping:
            self._words.append(data)

    def _keep(self, tag: str, words: str) -> None:
        if not words:
            return
        if tag == "li":
            self._items.append(words)
        elif tag in HEADINGS:
            self.blocks.append(Heading(words, HEADINGS[tag]))
        else:
            self.blocks.append(Text(words))
        self._words = []


def paper_of(title: str, html: str, *, lang: str = "en-GB") -> Paper:
    """The paper that a page's factsheet makes: headings, paragraphs, lists and pictures, in order."""
    reader = _Reader()
    reader.feed(html)
    return Paper(title, tuple(_levelled(reader.blocks)), lang=lang)


def _levelled(blocks: list[Block]) -> list[Block]:
    """No level of heading is skipped: the typesetter would refuse it, and a screen reader would stumble."""
    levelled: list[Block] = []
    last = 1
    for block in blocks:
        if isinstance(block, Heading):
            block = Heading(block.text, min(block.level, last + 1))
            last = block.level
        levelled.append(block)
    return levelled
