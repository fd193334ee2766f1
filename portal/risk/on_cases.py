"""Open risk on the pages of other rooms: on top of every page about a case, in the officer's list, before closing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import g, request

from directory_data.risk_vocabulary import RiskSide
from portal.cases.models import Case
from portal.cases.reading import Records
from portal.clock import day_of, today
from portal.layout import Notice
from portal.risk import queries
from portal.risk.models import RiskReport
from portal.rules import risk_readers
from portal.rules.references import ReferenceKind
from portal.rules.work_lists import Standing, Urgency

BEHIND = {
    "cases": (ReferenceKind.CASE, "risk.new_on_case"),
    "referrals": (ReferenceKind.REFERRAL, "risk.new"),
    "groups": (ReferenceKind.REFERRAL, "risk.new"),
    "support": (ReferenceKind.SUPPORT, "risk.new_on_hand_off"),
}
"""How the address of a page about a case begins -> whose reference it is, and where a change in risk is reported."""


def notice() -> Notice | None:
    """What stands on top of a page about a case: its open risk, and the way to report a change. None elsewhere."""
    reference = (request.view_args or {}).get("reference")
    found = BEHIND.get(request.path.split("/")[1])
    person = g.get("person")
    if not reference or not found or person is None or person.role not in risk_readers.SIDE_OF:
        return None
    kind, endpoint = found
    values = {
        "reports": queries.open_on(person, kind, reference),
        "endpoint": "" if request.endpoint == endpoint else endpoint,
        "reference": reference,
        "is_deciding": risk_readers.SIDE_OF[person.role] is RiskSide.CAFCASS,
    }
    return Notice("risk/_notice.html", values)


def standings_of(cases: Sequence[Case], _records: Records) -> Mapping[int, Standing]:
    """The cases with open risk, which come before all others."""
    reports = queries.open_of_cases(case.id for case in cases)
    return _standings((report.case_id, report) for report in reports)


def of_referrals(ids: Sequence[int]) -> Mapping[int, Standing]:
    """The referrals of people about whom there is open risk that this reader may see."""
    return _standings(queries.open_of_referrals(g.person, ids))


def of_hand_offs(ids: Sequence[int]) -> Mapping[int, Standing]:
    """The hand-offs in whose family there is open risk that this reader may see."""
    return _standings(queries.open_of_hand_offs(g.person, ids))


def under_way(cases: Sequence[Case]) -> Mapping[int, list[str]]:
    """What has to be decided or done before a case may close in silence (Children Act 1989, s.16A(2))."""
    lines: dict[int, list[str]] = {}
    for report in queries.open_of_cases(case.id for case in cases):
        words = "nobody has decided about it yet" if report.decided_at is None else "something is left to do"
        lines.setdefault(report.case_id, []).append(f"A change in risk was reported and {words}.")
    return lines


def _standings(found: Iterable[tuple[int, RiskReport]]) -> dict[int, Standing]:
    """One for each; what nobody has decided about goes before what is left to do."""
    undecided_last = sorted(found, key=lambda pair: pair[1].decided_at is None)
    return {key: _standing(report) for key, report in undecided_last}


def _standing(report: RiskReport) -> Standing:
    is_deciding = risk_readers.SIDE_OF[g.person.role] is RiskSide.CAFCASS
    to_do = "decide" if report.decided_at is None else "act on the decision"
    is_late = is_deciding and any(task.due_on < today() for task in report.left_to_do)
    words = f"Open risk: {'overdue' if is_late else to_do}" if is_deciding else "Open risk"
    return Standing(words, "red", Urgency.RISK, day_of(report.raised_at))
