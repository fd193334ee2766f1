"""What rooms above show on a case's page and in its row of the list. They register here; cases imports none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from portal.cases.models import Case


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


NEW = Standing("No referral yet", "blue", 5)

PanelOf = Callable[[Case], Panel]
StandingsOf = Callable[[Sequence[Case]], Mapping[int, Standing]]


class Board:
    """What has been registered with one application."""

    def __init__(self) -> None:
        self.panels: list[PanelOf] = []
        self.standings: list[StandingsOf] = []


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


def standings_of(cases: Sequence[Case]) -> dict[int, Standing]:
    """Where each case stands, by its id; NEW where no room has a word on it."""
    found = {case.id: NEW for case in cases}
    for standings in board_of(current_app).standings:
        found.update(standings(cases))
    return found
