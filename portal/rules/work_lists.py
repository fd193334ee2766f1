"""In which order work is looked at: by the harm that waiting does. One order for the lists of every role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from directory_data.vocabulary import Word

ROWS_PER_PAGE = 50
LONGEST = 200

T = TypeVar("T")


class Urgency(Word):
    """Why something stands where it does in a list; the first is looked at first."""

    RISK = "risk", "Open risk"
    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "To do soon"
    NEW = "new", "New or waiting for you"
    REST = "rest", "All others"

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(Urgency).index(self)


@dataclass(frozen=True)
class Standing:
    """What is to be said of a row: words, the colour of its tag, how urgent it is, and the day that makes it so.

    `state` stands on the tag, with the day beside it, where the words say what there is to do: "Overdue".
    """

    label: str
    colour: str
    urgency: Urgency
    by: date | None = None
    state: str = ""


@dataclass(frozen=True)
class Row(Generic[T]):
    """One thing in a list, all that is to be said of it, the most urgent first, and what it belongs to."""

    item: T
    standings: tuple[Standing, ...]
    under: str = ""

    @property
    def urgency(self) -> Urgency:
        """That of the most urgent thing said of it."""
        return self.standings[0].urgency if self.standings else Urgency.REST


@dataclass(frozen=True)
class ToDo:
    """Something in a list that is no record of the list's own: what it is, where it is done, what stands beside it."""

    name: str
    href: str
    detail: str = ""


@dataclass(frozen=True)
class Asked:
    """What the address asks of a list; it stands there, so that a reload, a bookmark and the way back keep it."""

    show: Urgency | None = None
    said: str = ""
    under: str = ""
    page: int = 1

    def address(self, **changed: str | int | None) -> dict[str, str | int]:
        """What a link carries that changes this; a change goes to the first page unless it names one."""
        kept = {"show": self.show and self.show.value, "said": self.said, "under": self.under}
        return {name: value for name, value in (kept | changed).items() if value}


@dataclass(frozen=True)
class Section(Generic[T]):
    """The rows of one urgency that stand on this page, of so many in the whole list."""

    urgency: Urgency
    number: int
    rows: tuple[Row[T], ...]
    is_continued: bool


@dataclass(frozen=True)
class WorkList(Generic[T]):
    """One page of a list, how many there are of each urgency, and what the list can be narrowed to."""

    sections: tuple[Section[T], ...]
    counts: dict[Urgency, int]
    asked: Asked
    pages: int
    everything: int
    all_said: tuple[str, ...]
    all_under: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many there are of every urgency, of what was asked for."""
        return sum(self.counts.values())

    @property
    def pressing(self) -> int:
        """How many of these stand before the rest."""
        return self.total - self.counts[Urgency.REST]


def row_of(item: T, standings: Iterable[Standing], under: str = "") -> Row[T]:
    """A row with what is said of it in order of urgency; of two alike the one whose day comes first."""
    return Row(item, tuple(sorted(standings, key=_of_standing)), under)


def asked_of(arguments: Mapping[str, str]) -> Asked:
    """What an address asks for. What names nothing asks for nothing, so that a list is shown and no error."""
    page = arguments.get("page", "")
    return Asked(
        show=next((each for each in Urgency if each.value == arguments.get("show")), None),
        said=arguments.get("said", "")[:LONGEST],
        under=arguments.get("under", "")[:LONGEST],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def work_list(rows: Sequence[Row[T]], asked: Asked, *, rows_per_page: int = ROWS_PER_PAGE) -> WorkList[T]:
    """The page that was asked for; the last there is where it has run out.

    Rows come in the order in which equals are to stand: those with a day go before those without.
    """
    narrowed = [row for row in rows if _is_asked_for(row, asked)]
    wanted = sorted((row for row in narrowed if asked.show in (None, row.urgency)), key=_of_row)
    pages = max(1, -(-len(wanted) // rows_per_page))
    page = min(max(1, asked.page), pages)
    counts = {each: sum(row.urgency is each for row in narrowed) for each in Urgency}
    shown = slice((page - 1) * rows_per_page, page * rows_per_page)
    said = sorted({(each.urgency.rank, each.label) for row in rows for each in row.standings})
    return WorkList(
        sections=_sections(wanted, shown, counts),
        counts=counts,
        asked=Asked(asked.show, asked.said, asked.under, page),
        pages=pages,
        everything=len(rows),
        all_said=tuple(dict.fromkeys(label for _, label in said)),
        all_under=tuple(sorted({row.under for row in rows if row.under})),
    )


def _sections(
    wanted: Sequence[Row[T]], shown: slice, counts: Mapping[Urgency, int]
) -> tuple[Section[T], ...]:
    earlier = {row.urgency for row in wanted[: shown.start]}
    on_page = wanted[shown]
    return tuple(
        Section(each, counts[each], found, is_continued=each in earlier)
        for each in Urgency
        if (found := tuple(row for row in on_page if row.urgency is each))
    )


def _is_asked_for(row: Row[T], asked: Asked) -> bool:
    is_said = not asked.said or any(each.label == asked.said for each in row.standings)
    return is_said and asked.under in ("", row.under)


def _of_row(row: Row[T]) -> tuple[int, date]:
    return _of_standing(row.standings[0]) if row.standings else (Urgency.REST.rank, date.max)


def _of_standing(standing: Standing) -> tuple[int, date]:
    return standing.urgency.rank, standing.by or date.max
