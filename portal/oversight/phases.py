"""Where referrals stand, in the few stages that an overview compares, instead of every status by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from directory_data.vocabulary import ReferralStatus as S
from portal.rules import small_counts

PHASES: dict[str, tuple[S, ...]] = {
    "Not sent": (S.DRAFT,),
    "With the provider": (S.SENT, S.ACKNOWLEDGED, S.INFO_REQUESTED),
    "Assessment": (S.ASSESSMENT_BOOKED, S.ASSESSING, S.NOT_READY),
    "Before the start": (S.SUITABLE, S.WAITING, S.PLACE_OFFERED),
    "On the programme": (S.ON_PROGRAMME, S.SUSPENDED),
    "On hold": (S.ON_HOLD,),
    "Court to be told": (
        S.NOT_SUITABLE,
        S.DID_NOT_ENGAGE,
        S.NOT_STARTED,
        S.NOT_COMPLETED,
        S.COMPLETED,
        S.FINAL_REPORT_RECEIVED,
    ),
    "Ended": (S.COURT_REPORT_FILED, S.CLOSED, S.DECLINED, S.WITHDRAWN, S.TRANSFERRED, S.ORDER_ENDED),
}


@dataclass(frozen=True)
class ProviderRow:
    """How many referrals of one provider stand in each stage, and status by status where there is any."""

    name: str
    by_phase: Mapping[str, int]
    by_status: Mapping[S, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_status.values())


@dataclass(frozen=True)
class Cells:
    """A provider's line as its reader sees it; `by_status` is empty for who reads no small counts."""

    name: str
    counts: tuple[str, ...]
    total: str
    by_status: Mapping[S, int]


def row_of(name: str, counts: Mapping[S, int]) -> ProviderRow:
    """A provider's counts in stages. What nobody stands in is left out of the single ones."""
    by_phase = {phase: sum(counts.get(each, 0) for each in within) for phase, within in PHASES.items()}
    return ProviderRow(name, by_phase, {each: counts[each] for each in S if counts.get(each)})


def cells_of(row: ProviderRow, phases: list[str], *, is_exact: bool) -> Cells:
    """The line in these stages. Whoever knows nobody of the families reads no count that could be somebody."""
    counts = {phase: row.by_phase[phase] for phase in phases}
    if is_exact:
        return Cells(
            row.name, tuple(f"{each:,}" for each in counts.values()), f"{row.total:,}", row.by_status
        )
    shown, total = small_counts.shown_row(counts)
    return Cells(row.name, tuple(shown.values()), total, {})


def phases_in(rows: list[ProviderRow]) -> list[str]:
    """The stages in which anybody stands: a column of noughts says nothing."""
    return [phase for phase in PHASES if any(row.by_phase[phase] for row in rows)]
