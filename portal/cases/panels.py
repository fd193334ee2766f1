"""What rooms above show on a case's page and in its row of the list. They register here; cases imports none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import Flask, current_app

from directory_data.vocabulary import OrderVerdict
from portal.accounts.models import User
from portal.cases.models import Case
from portal.rules.orders import checker


@dataclass(frozen=True)
class Panel:
    """A part of a case's page: the template that shows it and the values it needs. `is_next` stands on top:
    it says what the officer does next. The others stand below the order."""

    template: str
    values: Mapping[str, Any]
    is_next: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a case stands, in its row of the list. Lower `urgency` comes first."""

    label: str
    colour: str
    urgency: int


ORDER_WANTED_BEFORE = timedelta(days=28)
"""How long before a hearing a case without an order is among the first to be looked at."""

NO_ORDER = Standing("No order recorded", "grey", 5)
NEW = Standing("No referral yet", "blue", 5)


@dataclass(frozen=True)
class Tally:
    """A number on the oversight page, and where its cases are listed."""

    label: str
    number: int
    endpoint: str


PanelOf = Callable[[Case], Panel]
StandingsOf = Callable[[Sequence[Case]], Mapping[int, Standing]]
LinesOf = Callable[[Sequence[Case]], Mapping[int, list[str]]]
TallyOf = Callable[[User, date], Tally]


class Board:
    """What has been registered with one application."""

    def __init__(self) -> None:
        self.panels: list[PanelOf] = []
        self.standings: list[StandingsOf] = []
        self.outcomes: list[LinesOf] = []
        self.under_way: list[LinesOf] = []
        self.tallies: list[TallyOf] = []


def init_app(app: Flask) -> None:
    """Start with an empty board."""
    app.extensions["case_board"] = Board()


def board_of(app: Flask) -> Board:
    """Where a room above registers what it shows."""
    board: Board = app.extensions["case_board"]
    return board


def panels_of(case: Case) -> list[Panel]:
    """The registered parts of this case's page."""
    return [panel_of(case) for panel_of in board_of(current_app).panels]


def standings_of(cases: Sequence[Case], today: date) -> dict[int, Standing]:
    """Where each case stands, by its id; by its order alone where no room has a word on it."""
    found = {case.id: _by_its_order(case, today) for case in cases}
    for standings in board_of(current_app).standings:
        found.update(standings(cases))
    return found


def _by_its_order(case: Case, today: date) -> Standing:
    if case.order is None:
        is_pressing = case.next_hearing_on - today <= ORDER_WANTED_BEFORE
        return replace(NO_ORDER, urgency=1) if is_pressing else NO_ORDER
    verdict = checker.check(case.order, None, None, today).verdict
    if verdict is OrderVerdict.GREEN or (verdict is OrderVerdict.AMBER and case.order.is_accepted):
        return NEW
    return Standing(verdict.label, "yellow" if verdict is OrderVerdict.AMBER else "red", 1)


def outcomes_of(cases: Sequence[Case]) -> dict[int, list[str]]:
    """What became of each case, by its id, in lines that other officers of the area may read."""
    return _lines(board_of(current_app).outcomes, cases)


def under_way(case: Case) -> list[str]:
    """What still goes on in this case, in sentences; empty where nothing does."""
    return _lines(board_of(current_app).under_way, [case])[case.id]


def tallies_for(person: User, today: date) -> list[Tally]:
    """The numbers that rooms above put on the oversight page."""
    return [tally_of(person, today) for tally_of in board_of(current_app).tallies]


def _lines(registered: Sequence[LinesOf], cases: Sequence[Case]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {case.id: [] for case in cases}
    for lines_of in registered:
        for case_id, lines in lines_of(cases).items():
            found[case_id] += lines
    return found
