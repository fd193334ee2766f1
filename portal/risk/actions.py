"""Everything that changes a change in risk: raising it, passing it on, deciding about it, doing what follows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory_data.database import db
from directory_data.risk_vocabulary import RiskDecision, RiskSide
from directory_data.turns import set_once
from portal.accounts.models import User
from portal.cases.models import Case
from portal.clock import day_of
from portal.contact import actions as contact
from portal.errors import Refused
from portal.messages import actions as messages
from portal.partner_support import actions as partner_support
from portal.risk import climbing, queries
from portal.risk.models import RiskReport, RiskTask
from portal.rules import risk_decisions, risk_readers

NEWS_RAISED = {
    RiskSide.PROGRAMME: "The programme reported a change in risk. It stands on top of this page until it is settled.",
    RiskSide.CAFCASS: "The officer reported a change in risk. It stands on top of this page until it is settled.",
}
NEWS_DECIDED = "The officer decided about the change in risk that was reported."


@dataclass(frozen=True)
class From:
    """From which page a report comes: the case, and the referral or the hand-off where it was one of those."""

    case: Case
    side: RiskSide
    referral_id: int | None = None
    hand_off_id: int | None = None


def raise_risk(source: From, values: dict[str, Any], *, form_key: str, by: User, at: datetime) -> RiskReport:
    """File a change in risk and put it before whoever has to decide, in one transaction."""
    report = RiskReport(
        **values,
        reasons="",
        form_key=form_key,
        case_id=source.case.id,
        referral_id=source.referral_id,
        hand_off_id=source.hand_off_id,
        side=source.side,
        raised_at=at,
        raised_by_id=by.id,
    )
    report.case = source.case
    db.session.add(report)
    db.session.flush()
    climbing.pass_on(report, at=at, but=by)
    _tell_the_sides(report, "raised", by=by, at=at)
    if news := _news_for_support(report, NEWS_RAISED.get(report.side, "")):
        partner_support.tell(source.case, news, at=at, offers_support=True)
    return report


def decide(
    report: RiskReport, decisions: Collection[RiskDecision], reasons: str, *, by: User, at: datetime
) -> None:
    """Record the decision, with what it leaves to do; contact has to be looked at again. A report is decided once."""
    if why := risk_decisions.objections(decisions):
        raise Refused(why)
    if not set_once(report, decided_at=at, decided_by_id=by.id):
        raise Refused(["This change in risk has been decided already. Open it to read what was decided."])
    report.reasons = reasons
    report.decisions = [each.value for each in RiskDecision if each in decisions]
    day = day_of(at)
    report.tasks = [
        RiskTask(words="", decision=each, due_on=risk_decisions.due_on(each, day))
        for each in report.decided
        if each in risk_decisions.FOLLOWS
    ]
    contact.ask_review(report.case, at=at)
    connection = db.session.connection()
    heard = {report.raised_by_id, report.case.officer_id} - {by.id}
    messages.tell(connection, f"risk-decided|{report.id}", heard, at=at)
    if news := _news_for_support(report, NEWS_DECIDED):
        partner_support.tell(report.case, news, at=at)


def finish(task: RiskTask, words: str, *, by: User, at: datetime) -> None:
    """Record how something that a decision asked for was done."""
    if not set_once(task, done_at=at, done_by_id=by.id):
        raise Refused(["This has been recorded as done already."])
    task.words = words


def _news_for_support(report: RiskReport, words: str) -> str:
    is_theirs = risk_readers.reads(
        RiskSide.PARTNER_SUPPORT, report.side, is_source_protected=report.is_source_protected
    )
    return words if is_theirs and report.side is not RiskSide.PARTNER_SUPPORT else ""


def _tell_the_sides(report: RiskReport, what: str, *, by: User, at: datetime) -> None:
    """Programme staff who may read what Cafcass reports hear of it; partner support hears by its own news."""
    if report.side is not RiskSide.CAFCASS or report.is_source_protected:
        return
    people = set(queries.programme_staff_with(report))
    messages.tell(db.session.connection(), f"risk-{what}|{report.id}", people - {by.id}, at=at)
