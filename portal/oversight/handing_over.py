"""A case given to another officer, with everything that is addressed to whoever holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from directory_data.database import db
from directory_data.turns import write_where
from directory_data.vocabulary import CaseStep
from portal.accounts.models import User
from portal.cases.models import Case, CaseEntry
from portal.cases.reading import Records
from portal.clock import day_of
from portal.errors import Refused
from portal.messages import actions as messages
from portal.partner_support import actions as partner_support
from portal.rules.work_lists import Standing, Urgency


def give(cases: Sequence[Case], officer: User, words: str, *, by: User, at: datetime) -> None:
    """Give cases of one officer to another of their area. Both hear of it once; partner support learns whom to ask."""
    former = cases[0].officer
    entries = [_give(case, former, officer, words, by=by, at=at) for case in cases]
    db.session.flush()
    people = {each.id for each in (former, officer) if each.active} - {by.id}
    messages.tell(db.session.connection(), f"case-officer|{entries[0].id}", people, at=at)


def _give(case: Case, former: User, officer: User, words: str, *, by: User, at: datetime) -> CaseEntry:
    if officer.cafcass_area != case.cafcass_area or not officer.active or officer.id == former.id:
        raise Refused(["Choose another officer who works in the area of the case."])
    if not write_where(case, {"officer_id": former.id}, {"officer_id": officer.id}):
        raise Refused(
            ["Somebody gave this case to another officer a moment ago. Open it again to see to whom."]
        )
    told = f"From {former.name} to {officer.name}. {words}"
    entry = CaseEntry(step=CaseStep.HANDED_OVER, words=told, at=at, by_id=by.id)
    case.history.append(entry)
    partner_support.name_officer(case, officer, at=at)
    return entry


def standings_of(cases: Sequence[Case], _records: Records) -> Mapping[int, Standing]:
    """The cases whose officer can no longer sign in: for the manager, who gives them to somebody else."""
    return {
        case.id: Standing("The officer has left", "red", Urgency.OVERDUE, day_of(case.created_at))
        for case in cases
        if not case.officer.active
    }
