"""The words that a page puts beside its fields, read from the page itself, so that what was typed can be read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

UNSEEN = ("hidden", "password", "file")
TICKED = ("radio", "checkbox")
BUTTONS = ("button", "submit")
PRESSED = "You chose"


@dataclass(frozen=True)
class _Control:
    """A field or a button; `legend` is what is asked by the group that it stands in."""

    id: str
    kind: str
    value: str
    legend: str


def readable(fields: Iterable[tuple[str, str]], html: str) -> list[tuple[str, str]]:
    """What was sent as questions and answers, in the words of the page that asked; without blanks and hidden fields."""
    page = _Reading(html)
    answers: dict[str, list[str]] = {}
    for name, value in fields:
        if value.strip() and not page.is_unseen(name):
            key, line = page.in_words(name, value)
            answers.setdefault(key, []).append(line)
    return [(key, "\n".join(lines)) for key, lines in answers.items()]


class _Reading(HTMLParser):
    """One page, read once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.controls: dict[str, list[_Control]] = {}
        self.words: dict[tuple[str, ...], str] = {}
        """What is said at a label (by the id it is for), an option (by its field and value), a button (by both)."""
        self._legends: list[str] = []
        self._select = ""
        self._says: list[str] = []
        self._said_at: tuple[str, ...] = ()
        self.feed(html)

    def is_unseen(self, name: str) -> bool:
        """Whether the page holds this field without showing it."""
        found = self.controls.get(name, [])
        return bool(found) and all(each.kind in UNSEEN for each in found)

    def in_words(self, name: str, value: str) -> tuple[str, str]:
        """One answer with its question. A field that the page does not know speaks for itself, as well as it can."""
        found = self.controls.get(name, [])
        control = next((each for each in found if each.value == value), found[0] if found else None)
        if control is None:
            return _plain(name), value
        label = self.words.get(("label", control.id), "") or _plain(name)
        if control.kind in BUTTONS:
            return PRESSED, self.words.get(("button", name, value), value)
        if control.kind in TICKED:
            return control.legend or label, label
        said = self.words.get(("option", name, value), value)
        return (control.legend, f"{label}: {said}") if control.legend else (label, said)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the field, and that words begin."""
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "fieldset":
            self._legends.append("")
        if tag == "select":
            self._select = name
        if tag in ("input", "select", "textarea", "button") and name:
            kind = given.get("type", "text") if tag == "input" else tag
            legend = self._legends[-1] if self._legends else ""
            self.controls.setdefault(name, []).append(_Control(given.get("id", ""), kind, value, legend))
        places = {
            "legend": ("legend",),
            "label": ("label", given.get("for", "")),
            "option": ("option", self._select, value),
            "button": ("button", name, value),
        }
        if tag in places:
            self._says, self._said_at = [], places[tag]

    def handle_endtag(self, tag: str) -> None:
        """Keep the words that have ended."""
        if tag == "fieldset" and self._legends:
            self._legends.pop()
        if not self._said_at or tag != self._said_at[0]:
            return
        said = " ".join("".join(self._says).split())
        if tag == "legend" and self._legends:
            self._legends[-1] = said
        self.words[self._said_at] = said
        self._said_at = ()

    def handle_data(self, data: str) -> None:
        """Gather words."""
        self._says.append(data)


def _plain(name: str) -> str:
    """The last part of a field's name, for want of anything better: `conditions-0-review_on` is "Review on"."""
    return (name.rpartition("-")[2].replace("_", " ").strip() or name).capitalize()
