"""The answer of matching: what is offered, what is left out, and a plain copy of it to keep with the referral."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService
from portal.rules.matching.fallback import Rung
from portal.rules.matching.hard_rules import HardRule
from portal.rules.matching.outcomes import Outcome
from portal.rules.matching.timeline import Lead, Milestone, timeline

RULES_VERSION = "2026.5"
"""Kept with every stored match; changes with any rule, so that a choice can be understood years later."""

DAYS_IN_WEEK = 7


class Match(NamedTuple):
    """A candidate that can be offered. `partner_support` has one service for each person to protect, in their order.

    `starts_on` and `ends_on` are None where the provider has to be asked. `because` says why it stands where it does.
    `needs` and `lead` are those of the whole matching.
    """

    candidate: Candidate
    partner_support: tuple[PartnerService, ...]
    starts_on: date | None
    ends_on: date | None
    needs: CaseNeeds
    lead: Lead
    asks: tuple[str, ...]
    reasons: tuple[str, ...]
    because: str = ""
    is_in_language: bool = True

    @property
    def timeline(self) -> tuple[Milestone, ...]:
        """Every day from the referral to the final report, with the court's days between."""
        return timeline(self.needs, self.lead, self.starts_on, self.ends_on)

    @property
    def is_support_of_provider(self) -> bool:
        """Whether the provider runs all of the partner support itself, so that each side knows the other."""
        return bool(self.partner_support) and all(each.is_of_provider for each in self.partner_support)

    @property
    def weeks_before_hearing(self) -> int | None:
        """Whole weeks from the start to the next hearing; negative when the hearing comes first."""
        if self.starts_on is None or self.needs.next_hearing_on is None:
            return None
        return int((self.needs.next_hearing_on - self.starts_on).days / DAYS_IN_WEEK)

    def as_record(self) -> dict[str, Any]:
        """Plain values, without a word about where anybody to protect lives."""
        return {
            **_named(self.candidate),
            "miles": None if self.candidate.miles is None else round(self.candidate.miles, 1),
            "minutes": self.candidate.minutes,
            "starts_on": _iso(self.starts_on),
            "ends_on": _iso(self.ends_on),
            "weeks_before_hearing": self.weeks_before_hearing,
            "because": self.because,
            "asks": list(self.asks),
            "reasons": list(self.reasons),
            "timeline": [
                {"on": each.on.isoformat(), "what": each.what, "note": each.note} for each in self.timeline
            ],
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that cannot be offered: the first rule it fails, why, and what would change that.

    The rule shows in no repr, and a sealed one in no record.
    """

    candidate: Candidate
    rule: HardRule = field(repr=False)
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
            "rule": "" if self.rule.is_sealed else self.rule.code,
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
    fallback: tuple[Rung, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """A plain dictionary to keep with the referral: what was asked, by which rules, and every answer.

        For Cafcass's side only. It holds neither birth date nor gender, nor what was answered about the person's health
        or proceedings, nor where anybody to protect lives.
        """
        return {
            "rules_version": RULES_VERSION,
            "needs": _needs_record(self.needs),
            "assessed_by": self.assessed_by.isoformat(),
            "offered": [match.as_record() for match in self.offered],
            "left_out": [left_out.as_record() for left_out in self.left_out],
            "sentence": self.sentence,
            "fallback": [{"title": rung.title, "sentences": list(rung.sentences)} for rung in self.fallback],
        }


def _needs_record(needs: CaseNeeds) -> dict[str, Any]:
    return {
        "refer_on": needs.refer_on.isoformat(),
        "court_area": needs.court_area,
        "people_to_protect": len(needs.protected_authorities),
        "order_verdict": None if needs.order_verdict is None else needs.order_verdict.value,
        "is_amber_accepted": needs.is_amber_accepted,
        "journey_limit_miles": needs.journey_limit_miles,
        "journey_limit_minutes": needs.journey_limit_minutes,
        "has_car": needs.has_car,
        "longer_journeys": [
            {"service": each.service, "sentence": each.sentence} for each in needs.longer_journeys
        ],
        "access_needs": sorted(need.value for need in needs.access_needs),
        "language": needs.language,
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
