"""A page as a careful reader sees it: its parts by name, and what is wrong with it in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, TreeBuilder

import html5lib
from html5lib.constants import E as PARSE_ERRORS
from lxml import etree

FIELDS = ("input", "select", "textarea")
NAMELESS_INPUTS = ("hidden", "submit", "button", "image", "reset")
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers", "list", "form")


VALUE = re.compile(r'="[^"]*"')
TAG = re.compile(r"<[^>]*>")
FAULTLESS: set[tuple[str, str]] = set()
"""Each two tags in a row of the pages in which a strict parser, which takes its time, found nothing wrong."""


class Page:
    """One HTML page, parsed as a browser parses it."""

    def __init__(self, html: str, path: str = "") -> None:
        self.html = html
        self.path = path
        self.root: Element = etree.fromstring(
            html.encode(), etree.HTMLParser(target=_Tree(), encoding="utf-8")
        )
        self.parse_errors = _parse_errors(html)

    @cached_property
    def parent(self) -> dict[Element, Element]:
        """The element round each element."""
        return {child: element for element in self.root.iter() for child in element}

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id stands in the page."""
        return Counter(element.get("id", "") for element in self.root.iter() if element.get("id") is not None)

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return words(next(self.all("title")))

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return words(next(self.all("h1")))

    @property
    def text(self) -> str:
        """Everything there is to read in the page's own part, spaces evened out."""
        return words(next(self.all("main"), self.root))

    def all(self, *tags: str, within: Element | None = None) -> Iterator[Element]:
        """The elements with one of these names, in the order of the page."""
        return (
            element for element in (self.root if within is None else within).iter() if element.tag in tags
        )

    def around(self, element: Element) -> Iterator[Element]:
        """The elements round this one, from the inside out."""
        while element in self.parent:
            element = self.parent[element]
            yield element

    def links(self, text: str = "") -> list[str]:
        """Where the links lead whose words hold this text."""
        return [link.get("href", "") for link in self.all("a") if text in words(link)]

    def errors(self) -> list[str]:
        """What the error summary says."""
        return [
            words(item)
            for box in self.all("div")
            if "govuk-error-summary" in box.get("class", "").split()
            for item in self.all("li", within=box)
        ]

    def faults(self) -> list[str]:
        """What is wrong with the page; empty for a good one."""
        return [*self.parse_errors, *(fault for check in CHECKS for fault in check(self))]


class _Tree(TreeBuilder):
    """Elements of the standard library from the quick parser."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> Element:
        """An element begins."""
        return super().start(tag, dict(attributes))


def _parse_errors(html: str) -> list[str]:
    """What a strict parser says; asked where two tags, with their attributes, have not stood in a row before."""
    neighbours = set(pairwise(["", *TAG.findall(VALUE.sub("", html)), ""]))
    if neighbours <= FAULTLESS:
        return []
    parser = html5lib.HTMLParser()
    parser.parse(html)
    if not parser.errors:
        FAULTLESS.update(neighbours)
    return [f"line {line}: {PARSE_ERRORS[code] % values}" for (line, _column), code, values in parser.errors]


def words(element: Element) -> str:
    """The text in an element, spaces evened out; not what only programs read."""
    return " ".join("".join(_text(element)).split())


def _text(element: Element) -> Iterator[str]:
    if element.tag in ("script", "style", "template"):
        return
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""


def _language(page: Page) -> Iterator[str]:
    if page.root.get("lang") not in ("en", "en-GB"):
        yield f"The language of the page is {page.root.get('lang')!r}, not English."


def _one_heading(page: Page) -> Iterator[str]:
    headings = [words(heading) for heading in page.all("h1")]
    titles = [words(title) for title in page.all("title") if page.parent[title].tag == "head"]
    if len(headings) != 1 or not headings[0]:
        yield f"A page has one h1; this one has {headings}."
    elif len(titles) != 1 or not (
        titles[0].removeprefix("Error: ").startswith(headings[0]) or _is_neutral(page, titles[0])
    ):
        yield f"The title {titles} does not begin with the h1 {headings[0]!r}."
    if len(list(page.all("main"))) != 1:
        yield "A page has one main part."


def _is_neutral(page: Page, title: str) -> bool:
    """A page that can be left in a hurry may say little in its tab, for whoever looks over a shoulder."""
    can_be_left = any("govuk-exit-this-page" in part.get("class", "").split() for part in page.all("div"))
    return can_be_left and title.endswith(" - Directory")


def _heading_order(page: Page) -> Iterator[str]:
    last = 1
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(str(heading.tag)[1])
        if level > last + 1:
            yield f"The heading {words(heading)!r} skips a level."
        last = level


def _unique_ids(page: Page) -> Iterator[str]:
    yield from (f"The id {name!r} stands {times} times." for name, times in page.ids.items() if times > 1)


def _references(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        targets = [name for attribute in REFERENCES for name in element.get(attribute, "").split()]
        href = element.get("href", "") if element.tag == "a" else ""
        if href.startswith("#") and href != "#":
            targets.append(href[1:])
        yield from (
            f"<{element.tag}> points to {name!r}, which is not there."
            for name in targets
            if name not in page.ids
        )


def _labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if words(label)}
    for field in page.all(*FIELDS):
        if field.tag == "input" and field.get("type", "text") in NAMELESS_INPUTS:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labelled
        if not named and not any(outer.tag == "label" and words(outer) for outer in page.around(field)):
            yield f"The field {field.get('name')!r} has no label."


def _groups(page: Page) -> Iterator[str]:
    choices = Counter(
        field.get("name") for field in page.all("input") if field.get("type") in ("radio", "checkbox")
    )
    for field in page.all("input"):
        in_set = any(
            outer.tag == "fieldset" and list(page.all("legend", within=outer)) for outer in page.around(field)
        )
        if field.get("type") in ("radio", "checkbox") and choices[field.get("name")] > 1 and not in_set:
            yield f"The choices of {field.get('name')!r} stand in no fieldset with a legend."


def _names(page: Page) -> Iterator[str]:
    for element in page.all("a", "button"):
        pictures = "".join(image.get("alt", "") for image in page.all("img", within=element))
        if not (words(element) or pictures or element.get("aria-label")):
            yield f"A <{element.tag}> has no words: {element.attrib}."
        if element.tag == "a" and not element.get("href"):
            yield f"The link {words(element)!r} leads nowhere."
    yield from (
        f"The picture {image.get('src')} has no alt." for image in page.all("img") if image.get("alt") is None
    )


def _tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if not words(next(page.all("caption", within=table), Element("caption"))):
            yield "A table has no caption."
        yield from (
            f"The table heading {words(head)!r} has no scope."
            for head in page.all("th")
            if not head.get("scope")
        )


def _nothing_inline(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        inline = [name for name in element.attrib if name == "style" or str(name).startswith("on")]
        if inline or element.tag == "style" or _is_script_in_the_page(element):
            yield f"<{element.tag} {inline}> is written into the page; the policy of the portal forbids it."
        if element.get("tabindex", "0") not in ("0", "-1"):
            yield f"<{element.tag}> changes the order of the keyboard."
        if element.get("href", "").lower().startswith("javascript:"):
            yield f"<{element.tag}> has a script for an address."


def _is_script_in_the_page(element: Element) -> bool:
    """A block of data is no script: browsers never run it (HTML, section 4.12.1)."""
    return element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json"


def _nothing_foreign(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        address = element.get("src") or element.get("action") or element.get("data") or ""
        if element.tag in ("link", "image", "use"):
            address = element.get("href") or element.get("xlink:href") or address
        if urlsplit(address).netloc:
            yield f"<{element.tag}> fetches from or sends to somebody else: {address}"


def _forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if not list(page.all("button", "input", within=form)):
            yield "A form has no button."
        if any(outer.tag == "form" for outer in page.around(form)):
            yield "A form stands in a form."


CHECKS: tuple[Callable[[Page], Iterator[str]], ...] = (
    _language,
    _one_heading,
    _heading_order,
    _unique_ids,
    _references,
    _labels,
    _groups,
    _names,
    _tables,
    _nothing_inline,
    _nothing_foreign,
    _forms,
)
