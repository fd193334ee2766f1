"""What an administrator writes -> what a reader sees. The one door to the markup library; nothing typed stands raw.

A small part of CommonMark: headings of level 2 and 3, paragraphs, lists, **bold**, links, and `>` for words set
apart. Beside it, what the portal keeps in one place is named and not typed: `<number:childline>` for a helpline's
number, `<law:children-act-11a>` for a link to the law, and, on a line of their own, the names in `PARTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from portal.factsheets.helplines import HELPLINES
from portal.factsheets.laws import LAWS
from portal.factsheets.pictures import PICTURES

PARTS = (
    "emergency",
    "rule",
    "rule-alternatives",
    "helplines abuse",
    "helplines children",
    "helplines anyone",
    *(f"picture {key}" for key in PICTURES),
)
"""What stands for itself in braces, as `{emergency}`: templates/factsheets/_words.html says what each becomes."""

CONTENTS = "contents"
"""The part that stands before the first heading by itself."""

_PART = re.compile(r"\{([^{}\n]+)\}")
_CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "blockquote_open": "govuk-inset-text",
    "link_open": "govuk-link",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
}
_CONTENTS_FROM = 4
"""A page with this many headings begins with a list of them."""


@dataclass(frozen=True)
class Section:
    """A heading of level 2, and the part of an address that leads to it."""

    key: str
    title: str


@dataclass(frozen=True)
class Piece:
    """A run of the page: HTML that is safe to show, or the name of a part that the template knows."""

    html: Markup = field(default_factory=Markup)
    part: str = ""


@dataclass(frozen=True)
class Written:
    """A text as it is shown: its pieces in order, sections, laws, plain words, and what is wrong with it."""

    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...]
    laws: tuple[str, ...]
    plain: str
    problems: tuple[str, ...]

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections, where they are so many that a reader wants to choose."""
        return self.sections if len(self.sections) >= _CONTENTS_FROM else ()


class _Parser(MarkdownIt):
    """CommonMark without raw HTML, pictures and code, whose links lead where a reader may be sent."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.disable(["image", "code", "fence", "hr", "lheading", "reference", "backticks"])

    def validateLink(self, url: str) -> bool:
        """Whether a link may lead there: within the portal, within the page, by https, or to a name of ours."""
        return bool(re.match(r"(/(?![/\\])|#|https://|number:|law:)", url))


def written(text: str) -> Written:
    """The text as it is shown. What is wrong with it stands in `problems`, in sentences; the rest is shown."""
    tokens = _Parser().parse(text)
    laws: list[str] = []
    problems = [*_wrong_headings(tokens), *_left_over(tokens)]
    for token in tokens:
        _dress(token)
        if token.children:
            token.children = list(_named(token.children, laws, problems))
    sections = tuple(_sections(tokens))
    return Written(
        tuple(_pieces(tokens, problems)),
        sections,
        tuple(dict.fromkeys(laws)),
        "\n".join(_plain(tokens)),
        tuple(problems),
    )


def _dress(token: Token) -> None:
    name = _CLASSES.get(token.tag) if token.type == "heading_open" else _CLASSES.get(token.type)
    if name:
        token.attrJoin("class", name)
    for child in token.children or ():
        _dress(child)


def _named(children: Sequence[Token], laws: list[str], problems: list[str]) -> Iterator[Token]:
    """The inline words with our own names, `<number:…>` and `<law:…>`, put in."""
    inside = None
    for token in children:
        if token.type == "link_open" and token.markup == "autolink":
            inside = _named_link(token, laws, problems)
        elif token.type == "text" and inside is not None:
            token.content, inside = inside, None
        yield token


def _named_link(token: Token, laws: list[str], problems: list[str]) -> str | None:
    kind, _, key = str(token.attrs["href"]).partition(":")
    if kind == "number":
        if key not in HELPLINES:
            problems.append(f"There is no helpline called “{key}”")
            return key
        token.attrs["href"] = f"tel:{HELPLINES[key].dial}"
        token.attrJoin("class", "govuk-link--no-visited-state")
        return HELPLINES[key].number
    if kind == "law":
        if key not in LAWS:
            problems.append(f"There is no law called “{key}”")
            return key
        laws.append(key)
        token.attrs["href"] = LAWS[key].address
        return LAWS[key].title
    return None


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    taken: set[str] = set()
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            key = re.sub(r"[^a-z0-9]+", "-", words.content.lower()).strip("-") or "part"
            while key in taken:
                key += "-more"
            taken.add(key)
            opening.attrs["id"] = key
            yield Section(key, words.content)


def _pieces(tokens: Sequence[Token], problems: list[str]) -> Iterator[Piece]:
    """The runs and parts in order; the list of contents has its place before the first heading."""
    parser = _Parser()
    run: list[Token] = []
    parts = [CONTENTS]
    for part, block in _blocks(tokens):
        if part and part not in PARTS:
            problems.append(f"There is no part called “{part}”. The parts are: {', '.join(PARTS)}")
        here = part if part in PARTS else parts.pop() if parts and block[0].type == "heading_open" else ""
        if here:
            yield from _html(parser, run)
            run = []
            yield Piece(part=here)
        if part not in PARTS:
            run += block
    yield from _html(parser, run)


def _html(parser: MarkdownIt, run: Sequence[Token]) -> Iterator[Piece]:
    if run:
        # The library escapes what was typed: raw HTML is off.
        yield Piece(Markup(parser.renderer.render(run, parser.options, {})))  # noqa: S704


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The blocks of the page, each with the name of the part that it is (or nothing)."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            words = next((each.content for each in block if each.type == "inline"), "")
            match = _PART.fullmatch(words.strip()) if block[0].type == "paragraph_open" else None
            yield (match[1].strip() if match else ""), block
            block = []


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline" and not _PART.fullmatch(token.content.strip()):
            yield "".join(each.content if each.type == "text" else " " for each in token.children or ())


def _wrong_headings(tokens: Sequence[Token]) -> Iterator[str]:
    last = 1
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            if level not in (2, 3) or level > last + 1:
                yield "Begin headings with ## and headings below them with ###, and no other way"
                return
            last = level


def _left_over(tokens: Sequence[Token]) -> Iterator[str]:
    words = " ".join(each.content for token in tokens for each in token.children or () if each.type == "text")
    if re.search(r"</?[a-z][^>]*>", words):
        yield "Write words and signs only: tags such as <b> are shown as they are typed"
    if "](" in words:
        yield "A link leads to a page here, such as /safety, or to an address that begins with https://"
