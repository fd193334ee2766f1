"""When a case may be closed: never in silence while somebody is on a programme."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from directory_data.vocabulary import CaseStep, Role
from portal.rules import closing

TODAY = date(2027, 3, 8)
LIVE = ["Referral R-347XYZ to Aire Valley is under way: sent."]


@dataclass
class Entry:
    step: CaseStep
    until: date | None = None


@dataclass
class ACase:
    is_closed: bool = False
    history: list[Entry] = field(default_factory=list)


def authority(until: date | None) -> ACase:
    return ACase(history=[Entry(CaseStep.AUTHORITY, until)])


def test_a_case_with_nothing_under_way_can_be_closed():
    assert closing.objections(ACase(), [], today=TODAY) == []


def test_a_referral_under_way_keeps_a_case_open_and_says_what_it_takes():
    assert closing.objections(ACase(), LIVE, today=TODAY) == [*LIVE, closing.WHAT_IT_TAKES]


def test_an_authority_lets_a_case_close_to_its_last_day():
    assert closing.objections(authority(TODAY), LIVE, today=TODAY) == []
    assert closing.objections(authority(date(2027, 3, 7)), LIVE, today=TODAY) != []
    assert closing.objections(authority(None), LIVE, today=TODAY) == []


def test_a_decision_lets_a_case_close_and_is_a_managers_alone():
    assert closing.objections(ACase(), LIVE, today=TODAY, is_decided=True) == []
    assert closing.decision_objections(Role.MANAGER, LIVE) == []
    assert closing.decision_objections(Role.MANAGER, []) != []
    for role in set(Role) - {Role.MANAGER}:
        assert closing.decision_objections(role, LIVE) != []


def test_a_closed_case_is_not_closed_again_and_not_changed():
    assert closing.objections(ACase(is_closed=True), [], today=TODAY) == ["This case is closed already."]
    assert closing.change_objections(ACase(is_closed=True)) == [closing.CLOSED]
    assert closing.change_objections(ACase()) == []
