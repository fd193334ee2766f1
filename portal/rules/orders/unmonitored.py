"""Who goes through a programme while nobody may report on it to the court: the monitoring gap of one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.rules.orders.checker import Finding, OrderCheck

GAP_RULES = ("R3", "R4", "R6", "R8", "R9")
"""Findings after which nobody may tell the court how the programme goes (domain, section 3)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """From when, and until when if it is known, nobody may report; and why, in the order checker's sentences."""

    since: date
    until: date | None
    sentences: tuple[str, ...]


def gap_of(check: OrderCheck, made_on: date) -> Gap | None:
    """The gap that this order leaves for somebody on a programme; None where somebody may report to the end."""
    found: Sequence[Finding] = [finding for finding in check.findings if finding.rule in GAP_RULES]
    if not found:
        return None
    only_too_short = all(finding.rule == "R8" for finding in found)
    since = check.monitoring_ends_on if only_too_short and check.monitoring_ends_on else made_on
    until = check.cover.final_report_on if check.cover else None
    return Gap(since, until, tuple(finding.sentence for finding in found))
