"""Full groups for which somebody could wait: what nothing but the missing place keeps from being offered (H8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from directory_data.availability import in_full
from portal.rules.matching.answers import LeftOut, Match
from portal.rules.matching.candidates import Candidate, CaseNeeds, ListedGroup
from portal.rules.matching.matcher import USUAL_TIMINGS, match
from portal.rules.matching.programme_dates import Timings
from portal.rules.places_in_group import waiting_objections


class AWait(NamedTuple):
    """A full group that can be waited for, and the match it would be with a place."""

    left_out: LeftOut
    match: Match

    @property
    def sentence(self) -> str:
        """When it could start at the earliest, and what that hangs on."""
        if self.match.starts_on is None:
            return "Ask the provider when somebody who waits could start."
        return f"If a place becomes free, the earliest start is {in_full(self.match.starts_on)}."


def can_be_waited_for(
    left_out: Iterable[LeftOut], needs: CaseNeeds, timings: Timings = USUAL_TIMINGS
) -> list[AWait]:
    """The full groups that would be offered with one place more, and that start late enough to be waited for."""
    full = [each for each in left_out if each.rule.code == "H8" and _is_full(each.candidate)]
    found = []
    for each in full:
        offered = match(needs, [replace(each.candidate, group=_AsIfFree(each.candidate.group))], timings)
        found += [AWait(each, one) for one in offered.offered if not _objections(one, needs)]
    return found


@dataclass(frozen=True, slots=True)
class _AsIfFree:
    """A group with one free place; all else is as it is listed."""

    listed: Any
    places_free: int = 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self.listed, name)


def _is_full(candidate: Candidate) -> bool:
    return candidate.group is not None and candidate.group.places_free <= 0


def _objections(found: Match, needs: CaseNeeds) -> list[str]:
    group: ListedGroup | None = found.candidate.group
    assert group is not None
    return waiting_objections(
        group.intake,
        group.first_session_on,
        assessed_by=found.lead.assessed_by,
        must_start_by=needs.next_hearing_on,
    )
