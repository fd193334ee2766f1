"""The order checker: may Cafcass refer on this order, follow the programme and tell the court (domain, 3)?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory_data.vocabulary import OrderVerdict
from portal.rules.orders.facts import OrderableService, OrderFacts, ProgrammeEstimate
from portal.rules.orders.monitoring import USUAL_SESSIONS, Cover, cover, latest_safe_start, monitoring_ends_on
from portal.rules.orders.table import DATE_RULES, RULES, OrderRule, Question

NO_ORDER = "No court order is recorded. Cafcass refers to a programme only after the court has ordered it."
NO_RULE = (
    "No rule of the order checker applies to an order of this date. Ask a manager before anything is sent."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of an order: the sentence, what it rests on and what to ask the court for."""

    rule: str
    verdict: OrderVerdict
    title: str
    sentence: str
    basis: str
    ask: str
    is_verified: bool
    open_question: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """The verdict, the findings worst first, and the dates of the cover test where they can be worked out."""

    verdict: OrderVerdict
    findings: tuple[Finding, ...]
    monitoring_ends_on: date | None = None
    latest_safe_start_on: date | None = None
    cover: Cover | None = None

    def refusals(self, accepted_amber: bool = False) -> list[str]:
        """Why nothing can be sent on this order; an AMBER one can be accepted by a reason on record (H6)."""
        passing = {OrderVerdict.GREEN, OrderVerdict.AMBER} if accepted_amber else {OrderVerdict.GREEN}
        return [finding.sentence for finding in self.findings if finding.verdict not in passing]


def check(
    order: OrderFacts | None,
    service: OrderableService | None,
    programme: ProgrammeEstimate | None,
    today: date,
) -> OrderCheck:
    """Hold every rule against the order. The worst finding is the verdict; GREEN only where nothing else is found."""
    if order is None:
        return _checked([_finding(_row("R0"), NO_ORDER)])
    question = Question(order, service, programme, today)
    wrong_dates = _findings(DATE_RULES, question)
    if wrong_dates:
        return _checked(wrong_dates)
    findings = _findings(RULES, question) or [_finding(_row("R0"), NO_RULE)]
    ends_on = monitoring_ends_on(order)
    sessions = programme.sessions if programme else USUAL_SESSIONS
    return _checked(
        findings,
        ends_on=ends_on,
        start_on=latest_safe_start(ends_on, sessions) if ends_on else None,
        cover=cover(ends_on, programme),
    )


def severity(verdict: OrderVerdict) -> int:
    """How bad a verdict is: 0 for GREEN, more for worse."""
    return list(OrderVerdict).index(verdict)


def _checked(
    found: list[Finding],
    *,
    ends_on: date | None = None,
    start_on: date | None = None,
    cover: Cover | None = None,
) -> OrderCheck:
    """The answer: where anything is amiss, what is right is left unsaid."""
    amiss = [finding for finding in found if finding.verdict is not OrderVerdict.GREEN]
    findings = sorted(amiss or found, key=lambda finding: -severity(finding.verdict))
    return OrderCheck(findings[0].verdict, tuple(findings), ends_on, start_on, cover)


def _findings(rules: Iterable[OrderRule], question: Question) -> list[Finding]:
    made_on = question.order.made_on
    in_force = (rule for rule in rules if rule.in_force_from <= made_on < rule.in_force_until)
    return [_finding(rule, sentence) for rule in in_force for sentence in rule.says(question)]


def _finding(rule: OrderRule, sentence: str) -> Finding:
    return Finding(
        rule.code,
        rule.verdict,
        rule.title,
        sentence,
        rule.basis,
        rule.ask,
        rule.is_verified,
        rule.open_question,
        rule.wording,
    )


def _row(code: str) -> OrderRule:
    return next(rule for rule in RULES if rule.code == code)
