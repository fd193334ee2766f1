"""Everything that closes a case, opens it again, or records by what authority Cafcass stays involved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from directory_data.vocabulary import CaseStep, ClosingReason
from portal.accounts.models import User
from portal.cases.models import Case, CaseEntry
from portal.errors import Refused
from portal.rules import closing


def close(
    case: Case,
    reason: ClosingReason,
    words: str,
    decision: str,
    live: Sequence[str],
    *,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """Close the case; refused while something goes on without authority or a manager's decision. `live` says what."""
    why = closing.decision_objections(by.role, live) if decision else []
    if why := why or closing.objections(case, live, today=today, is_decided=bool(decision)):
        raise Refused(why)
    if decision:
        case.history.append(CaseEntry(step=CaseStep.DECISION, words=decision, at=at, by_id=by.id))
    case.history.append(CaseEntry(step=CaseStep.CLOSED, reason=reason, words=words, at=at, by_id=by.id))
    case.closed_at = at


def reopen(case: Case, words: str, *, by: User, at: datetime) -> None:
    """Open a closed case again, with a reason."""
    if not case.is_closed:
        raise Refused(["This case is open."])
    case.history.append(CaseEntry(step=CaseStep.REOPENED, words=words, at=at, by_id=by.id))
    case.closed_at = None


def record_authority(case: Case, words: str, until: date, *, by: User, at: datetime) -> None:
    """Record by what authority Cafcass stays involved, and until when."""
    case.history.append(CaseEntry(step=CaseStep.AUTHORITY, words=words, until=until, at=at, by_id=by.id))
