"""How many deadlines stand where: each kind, and each provider's, in counts that lead to the list behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory_data.vocabulary import Role
from portal.deadlines.on_pages import Owed, standing_of
from portal.rules.clocks import ClockState

COLUMNS = (
    ClockState.OVERDUE,
    ClockState.DUE_TODAY,
    ClockState.DUE_SOON,
    ClockState.NOT_DUE,
    ClockState.ON_HOLD,
)
CAFCASS = "Cafcass"


@dataclass(frozen=True)
class Line:
    """One line of a table of counts. `longest_days`: for how many
    working days the oldest of the late ones has been late."""

    label: str
    counts: dict[ClockState, int]
    longest_days: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())


def by_kind(found: Sequence[Owed]) -> list[Line]:
    """One line for each kind of deadline, as the list calls it; where most are late stands on top."""
    return _lines((standing_of(each).label, each) for each in found)


def by_provider(found: Sequence[Owed], names: Mapping[int | None, str]) -> list[Line]:
    """One line for each provider whose turn it is, and one for what Cafcass owes; where most are late on top."""
    return _lines((_who_owes(each, names), each) for each in found)


def _who_owes(each: Owed, names: Mapping[int | None, str]) -> str:
    is_ours = each.clock.rule.owes in (Role.OFFICER, Role.MANAGER)
    return CAFCASS if is_ours else names[each.diary.provider_id]


def _lines(labelled: Iterable[tuple[str, Owed]]) -> list[Line]:
    found: dict[str, list[Owed]] = defaultdict(list)
    for label, each in labelled:
        found[label].append(each)
    lines = [
        Line(
            label,
            {state: sum(each.clock.state is state for each in theirs) for state in COLUMNS},
            max(each.days_late for each in theirs),
        )
        for label, theirs in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.counts[ClockState.OVERDUE], -line.total, line.label))
