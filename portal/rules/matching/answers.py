"""The answer of matching: what is offered, what is left out, and a plain copy of it to keep with the referral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService
from portal.rules.matching.hard_rules import HardRule
from portal.rules.matching.outcomes import Outcome

RULES_VERSION = "2026.1"
"""Kept with every stored match; changes with any rule, so that a choice can be understood years later."""

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that can be offered. `partner_support` has one service for each person to protect, in their order.

    `starts_on` and `ends_on` are None where the provider has to be asked. `because` says why it stands where it does.
    """

    candidate: Candidate
    partner_support: tuple[PartnerService, ...]
    starts_on: date | None
    ends_on: date | None
    next_hearing_on: date | None
    asks: tuple[str, ...]
    reasons: tuple[str, ...]
    because: str = ""

    @property
    def weeks_before_hearing(self) -> int | None:
        """Whole weeks from the start to the next hearing; negative when the hearing comes first."""
        if self.starts_on is None or self.next_hearing_on is None:
            return None
        return int((self.next_hearing_on - self.starts_on).days / DAYS_IN_WEEK)

    def as_record(self) -> dict[str, Any]:
        """Plain values, without a word about where anybody to protect lives."""
        return {
            **_named(self.candidate),
            "miles": None if self.candidate.miles is None else round(self.candidate.miles, 1),
            "starts_on": _iso(self.starts_on),
            "ends_on": _iso(self.ends_on),
            "weeks_before_hearing": self.weeks_before_hearing,
            "because": self.because,
            "asks": list(self.asks),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that cannot be offered: the first rule it fails, why, and what would change that."""

    candidate: Candidate
    rule: HardRule
    outcome: Outcome

    @property
    def sentence(self) -> str:
        """Why it is left out."""
        return self.outcome.sentence

    @property
    def would_change(self) -> str:
        """What would have to happen for it to be offered."""
        return self.outcome.would_change

    def as_record(self) -> dict[str, Any]:
        """Plain values."""
        return {
            **_named(self.candidate),
            "rule": self.rule.code,
            "sentence": self.sentence,
            "would_change": self.would_change,
        }


@dataclass(frozen=True, slots=True)
class Matching:
    """Everything matching found for a case. `sentence` can be read out in court."""

    needs: CaseNeeds
    assessed_by: date
    offered: tuple[Match, ...]
    left_out: tuple[LeftOut, ...]
    sentence: str

    def as_record(self) -> dict[str, Any]:
        """A plain dictionary to keep with the referral: what was asked, by which rules, and every answer.

        For Cafcass's side only. It holds neither birth date nor gender, nor where anybody to protect lives.
        """
        return {
            "rules_version": RULES_VERSION,
            "needs": _needs_record(self.needs),
            "assessed_by": self.assessed_by.isoformat(),
            "offered": [match.as_record() for match in self.offered],
            "left_out": [left_out.as_record() for left_out in self.left_out],
            "sentence": self.sentence,
        }


def _needs_record(needs: CaseNeeds) -> dict[str, Any]:
    return {
        "refer_on": needs.refer_on.isoformat(),
        "court_area": needs.court_area,
        "people_to_protect": len(needs.protected_authorities),
        "order_verdict": None if needs.order_verdict is None else needs.order_verdict.value,
        "is_amber_accepted": needs.is_amber_accepted,
        "journey_limit_miles": needs.journey_limit_miles,
        "next_hearing_on": _iso(needs.next_hearing_on),
        "report_due_on": _iso(needs.report_due_on),
        "monitoring_ends_on": _iso(needs.monitoring_ends_on),
    }


def _named(candidate: Candidate) -> dict[str, Any]:
    return {
        "service": candidate.service.slug,
        "service_name": candidate.service.name,
        "provider_name": candidate.provider_name,
        "group": candidate.group.name if candidate.group else None,
        "venue": candidate.venue_name,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
