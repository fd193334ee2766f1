"""What rooms above show on a case's page and in the rows of work lists. They register; cases imports none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from flask import Flask, current_app

from directory_data.listing_vocabulary import Unpairing
from directory_data.models import Service
from directory_data.vocabulary import OrderVerdict
from portal.accounts.models import User
from portal.cases.models import Case, Finding, FindingVersion, Order
from portal.cases.reading import OfCase, Records, records_of
from portal.rules.orders import checker
from portal.rules.work_lists import Row, Standing, ToDo, Urgency


@dataclass(frozen=True)
class Panel:
    """A part of a case's page: the template that shows it and the values it needs. `is_next` stands on top:
    it says what the officer does next. The others stand below the order. A `warning` stands above them all."""

    template: str
    values: Mapping[str, Any]
    is_next: bool = False
    warning: str = ""


PanelOf = Callable[[Case, Records], Panel]


@dataclass(frozen=True)
class Shown:
    """A part of the page as a room registers it: what draws it, and the kinds of records that it wants read for it."""

    panel_of: PanelOf
    wants: tuple[OfCase[Any], ...]


ORDER_WANTED_BEFORE = timedelta(days=28)
"""How long before a hearing a case without an order is among the first to be looked at."""

HEARING_NEAR = timedelta(days=14)
"""How long before a hearing a case is among those to be looked at, whatever else is true of it."""

NO_ORDER = Standing("No order recorded", "grey", Urgency.NEW)
NEW = Standing("No referral yet", "blue", Urgency.NEW)


@dataclass(frozen=True)
class Tally:
    """A number on the oversight page, and where its cases are listed."""

    label: str
    number: int
    endpoint: str


StandingsOf = Callable[[Sequence[Case], Records], Mapping[int, Standing]]
StandingsById = Callable[[Sequence[int]], Mapping[int, Standing]]
ToDosOf = Callable[[User, Sequence[Any], date], Sequence[Row[ToDo]]]
LinesOf = Callable[[Sequence[Case]], Mapping[int, list[str]]]
TallyOf = Callable[[User, date], Tally]
RestingOn = Callable[[Order], list[str]]
Unpaired = Callable[[Service, Collection[Service], Unpairing, datetime, date], None]


class FollowChange(Protocol):
    """What a room above does when a finding is changed, in the same transaction."""

    def __call__(self, finding: Finding, before: FindingVersion, *, by: User, at: datetime) -> None: ...


class FollowRegister(Protocol):
    """What a room above does when what a register said of these people (referrals, by id) is changed afterwards."""

    def __call__(self, referral_ids: Collection[int], *, by: User, at: datetime) -> None: ...


@dataclass(frozen=True)
class Said:
    """What a room says of the cases on a list: what says it, and the kinds of records that it wants read for it."""

    standings_of: StandingsOf
    wants: tuple[OfCase[Any], ...]


class Board:
    """What has been registered with one application.

    `whereabouts` say where a case stands and take the place of what its order alone says. `said` is what
    presses, for whoever is signed in: everything said of a case is shown, and the most urgent decides its place in the
    list. `on_referrals` and `on_hand_offs` do the same for the lists of programme staff and of partner support; they
    are asked with ids, and answer only what that side may see. `on_unpaired` are told of services that no longer run
    beside a programme, and what its provider answered about live referrals. `to_dos` are what
    stands in somebody's list beside its records; they are asked with these records, so that they need not read them
    again. `corrections` are what was put right in papers that left: a report to the court says so.
    """

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.whereabouts: list[Said] = []
        self.said: list[Said] = []
        self.on_referrals: list[StandingsById] = []
        self.on_hand_offs: list[StandingsById] = []
        self.to_dos: list[ToDosOf] = []
        self.outcomes: list[LinesOf] = []
        self.under_way: list[LinesOf] = []
        self.resting: list[RestingOn] = []
        self.tallies: list[TallyOf] = []
        self.finding_changes: list[FollowChange] = []
        self.register_changes: list[FollowRegister] = []
        self.corrections: list[LinesOf] = []
        self.on_unpaired: list[Unpaired] = []

    def show(self, panel_of: PanelOf, *wants: OfCase[Any]) -> None:
        """Show this part on each case's page. What several parts want is read once, all of it in one statement."""
        self.shown.append(Shown(panel_of, wants))

    def say_where(self, standings_of: StandingsOf, *wants: OfCase[Any]) -> None:
        """Say where the cases on a list stand, in place of what their orders alone say."""
        self.whereabouts.append(Said(standings_of, wants))

    def say(self, standings_of: StandingsOf, *wants: OfCase[Any]) -> None:
        """Say this of the cases on a list. What several rooms want is read once, all of it in one statement."""
        self.said.append(Said(standings_of, wants))


def init_app(app: Flask) -> None:
    """Start with an empty board."""
    app.extensions["case_board"] = Board()


def board_of(app: Flask) -> Board:
    """Where a room above registers what it shows."""
    board: Board = app.extensions["case_board"]
    return board


def panels_of(case: Case) -> list[Panel]:
    """The registered parts of this case's page."""
    shown = board_of(current_app).shown
    records = records_of([case.id], (kind for part in shown for kind in part.wants))
    return [part.panel_of(case, records) for part in shown]


def standings_of(cases: Sequence[Case], today: date) -> dict[int, list[Standing]]:
    """What is to be said of each case, by its id; of where it stands, its order speaks where no room above does."""
    board = board_of(current_app)
    where = {case.id: _by_its_order(case, today) for case in cases}
    every = (*board.whereabouts, *board.said)
    records = records_of([case.id for case in cases], (kind for said in every for kind in said.wants))
    for said in board.whereabouts:
        where.update(said.standings_of(cases, records))
    found = {case.id: [where[case.id], *_by_its_hearing(case, today)] for case in cases}
    for said in board.said:
        for case_id, standing in said.standings_of(cases, records).items():
            found[case_id].append(standing)
    return found


def standings_by_id(registered: Sequence[StandingsById], ids: Sequence[int]) -> dict[int, list[Standing]]:
    """What rooms above say of referrals or hand-offs, by their ids."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for standings in registered:
        for key, standing in standings(ids).items():
            found[key].append(standing)
    return found


def _by_its_order(case: Case, today: date) -> Standing:
    if case.order is None:
        is_pressing = case.next_hearing_on - today <= ORDER_WANTED_BEFORE
        return (
            Standing(NO_ORDER.label, "yellow", Urgency.SOON, case.next_hearing_on)
            if is_pressing
            else NO_ORDER
        )
    verdict = checker.check(case.order, None, None, today).verdict
    if verdict is OrderVerdict.GREEN or (verdict is OrderVerdict.AMBER and case.order.is_accepted):
        return NEW
    colour = "yellow" if verdict is OrderVerdict.AMBER else "red"
    return Standing(verdict.label, colour, Urgency.SOON, case.order.made_on)


def _by_its_hearing(case: Case, today: date) -> list[Standing]:
    if case.next_hearing_on < today:
        return [Standing("Enter the next hearing", "red", Urgency.OVERDUE, case.next_hearing_on)]
    if case.next_hearing_on - today <= HEARING_NEAR:
        return [Standing("Hearing near", "yellow", Urgency.SOON, case.next_hearing_on)]
    return []


def to_dos_of(person: User, listed: Sequence[Any], today: date) -> list[Row[ToDo]]:
    """What rooms above put into this person's list of work beside the records that are listed."""
    return [row for to_dos in board_of(current_app).to_dos for row in to_dos(person, listed, today)]


def outcomes_of(cases: Sequence[Case]) -> dict[int, list[str]]:
    """What became of each case, by its id, in lines that other officers of the area may read."""
    return _lines(board_of(current_app).outcomes, cases)


def under_way(case: Case) -> list[str]:
    """What still goes on in this case, in sentences; empty where nothing does."""
    return _lines(board_of(current_app).under_way, [case])[case.id]


def resting_on(order: Order) -> list[str]:
    """What goes on because of this very order, in sentences; empty where nothing does."""
    return [line for resting in board_of(current_app).resting for line in resting(order)]


def tallies_for(person: User, today: date) -> list[Tally]:
    """The numbers that rooms above put on the oversight page."""
    return [tally_of(person, today) for tally_of in board_of(current_app).tallies]


def _lines(registered: Sequence[LinesOf], cases: Sequence[Case]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {case.id: [] for case in cases}
    for lines_of in registered:
        for case_id, lines in lines_of(cases).items():
            found[case_id] += lines
    return found
