"""What the rooms above show or say of cases, read in one statement for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, literal, select, union_all
from sqlalchemy.orm.interfaces import ORMOption

from directory_data.database import db

Made = TypeVar("Made")

THE_CASES = bindparam("the_cases", type_=Integer, expanding=True)
"""Stands for the ids of the cases in the condition of a kind of record."""


class ReadTwice(Exception):
    """Two rooms ask for the same kind of record in two ways; one of them has to take what the other one asks for."""


@dataclass(frozen=True, eq=False)
class OfCase(Generic[Made]):
    """A kind of record that hangs on a case: `which` of them are the cases' (it names THE_CASES), what is loaded with
    each, and in what order."""

    kind: type[Made]
    which: ColumnElement[bool]
    options: tuple[ORMOption, ...] = ()
    order_by: tuple[Any, ...] = ()


class Records:
    """What was read of one case or of several, by the kind that was asked for: `records[DOCUMENTS]`."""

    def __init__(self, found: Mapping[OfCase[Any], list[Any]]) -> None:
        self._found = found

    def __getitem__(self, kind: OfCase[Made]) -> Sequence[Made]:
        return cast(list[Made], self._found[kind])


def records_of(case_ids: Collection[int], kinds: Iterable[OfCase[Any]]) -> Records:
    """The records of these kinds that hang on these cases, in one statement. Several rooms may ask for one kind."""
    asked = tuple(dict.fromkeys(kinds))
    found: dict[OfCase[Any], list[Any]] = {kind: [] for kind in asked}
    if not asked or not case_ids:
        return Records(found)
    for turn, *records in db.session.execute(_statement(asked), {THE_CASES.key: list(case_ids)}).unique():
        if records[turn] is not None:
            found[asked[turn]].append(records[turn])
    return Records(found)


@lru_cache(maxsize=32)
def _statement(asked: tuple[OfCase[Any], ...]) -> Select[Any]:
    """One row for each record of each kind, never one for each pair of them: the kinds take turns."""
    if len({kind.kind for kind in asked}) < len(asked):
        raise ReadTwice([kind.kind.__name__ for kind in asked])
    turns = union_all(*(select(literal(turn).label("turn")) for turn in range(len(asked)))).subquery("turns")
    wanted: Select[Any] = select(turns.c.turn, *(kind.kind for kind in asked)).select_from(turns)
    for turn, kind in enumerate(asked):
        wanted = wanted.outerjoin(kind.kind, and_(turns.c.turn == turn, kind.which)).options(*kind.options)
    return wanted.order_by(turns.c.turn, *(each for kind in asked for each in kind.order_by))
