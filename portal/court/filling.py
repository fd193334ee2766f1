"""What the draft wording is filled with: the programme it names, how far somebody is with it, and the dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from directory_data.vocabulary import Step
from portal.cases.models import Case
from portal.clock import day_of
from portal.referrals.models import Referral
from portal.rules.matching.answers import Match
from portal.rules.matching.programme_dates import Timings, assessed_on
from portal.rules.orders.checker import OrderCheck
from portal.rules.orders.facts import ACTIVITIES, ProgrammeEstimate, of_type, reporting_dates, review_dates
from portal.rules.orders.monitoring import USUAL_SESSIONS, begin_by
from portal.rules.orders.wording import HowFar, WordingFacts
from portal.rules.working_days import add_working_days

REFER_WITHIN_WORKING_DAYS = 5
"""From the order to the referral (domain, section 4, step 4)."""
INTERIM_REPORT_AFTER = timedelta(weeks=14)
"""The interim report is written at week 13 and due a week later (domain, section 4, step 13)."""

ACCEPTED_BY = (Step.FIND_SUITABLE, Step.FIND_READY)
ENDED_BY = (Step.COMPLETE, Step.END_PLACE)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The programme that the wording names: the one that somebody was referred to, else the first match.

    `so_far` is how far they are with it; the last three are the days on which they were referred, began and ended.
    """

    provider: str
    name: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    sessions: int = USUAL_SESSIONS
    so_far: HowFar = HowFar.NOT_REFERRED
    referred_on: date | None = None
    began_on: date | None = None
    ended_on: date | None = None


def programme_to_name(case: Case, offered: Sequence[Match]) -> Programme | None:
    """The first match, of the provider that the order names where that is among them; None where nothing is offered."""
    named = _provider_named(case).casefold()
    of_provider = [each for each in offered if each.candidate.provider_name.casefold() == named]
    return next(map(programme_of_match, of_provider or offered), None)


def programme_of_match(match: Match) -> Programme:
    """What a match says of it."""
    candidate = match.candidate
    group = candidate.group
    return Programme(
        provider=candidate.provider_name,
        name=candidate.service.name,
        venue=candidate.venue_name,
        starts_on=match.starts_on,
        ends_on=match.ends_on,
        sessions=group.sessions_total if group else USUAL_SESSIONS,
    )


def is_named_by(referral: Referral) -> bool:
    """Whether papers name the programme of this referral: the provider has the person in hand, or had to the end.

    After a decline, or an assessment that did not accept them, another programme is to be named.
    """
    return referral.is_under_way or any(map(referral.entry, ENDED_BY))


def programme_of_referral(referral: Referral, estimate: ProgrammeEstimate | None) -> Programme:
    """What the referral says of it: the start as it was matched until there was one."""
    matched = referral.match["chosen"].get("starts_on")
    venue, began_on, ended_on = (
        referral.group.venue,
        _day(referral, Step.START),
        _day(referral, *ENDED_BY),
    )
    return Programme(
        provider=referral.service.provider.name,
        name=referral.service.name,
        venue=venue.name if venue else "",
        starts_on=began_on or (date.fromisoformat(matched) if matched else None),
        ends_on=ended_on or (estimate.ends_on if estimate else None),
        sessions=referral.group.sessions_total,
        so_far=_how_far(referral),
        referred_on=referral.sent_on,
        began_on=began_on,
        ended_on=ended_on,
    )


def wording_facts(case: Case, check: OrderCheck, programme: Programme | None, today: date) -> WordingFacts:
    """What the draft wording is filled with: the programme where there is one, and the figures of the cover test."""
    starts_on = programme.starts_on if programme else None
    referred_on = programme.referred_on if programme else None
    return WordingFacts(
        today=today,
        participant=case.participant.name,
        provider=programme.provider if programme else _provider_named(case) or None,
        programme=programme.name if programme else None,
        venue=programme.venue or None if programme else None,
        so_far=programme.so_far if programme else HowFar.NOT_REFERRED,
        referred_on=referred_on,
        began_on=programme.began_on if programme else None,
        ended_on=programme.ended_on if programme else None,
        order_made_on=case.order.made_on if case.order else None,
        refer_by=add_working_days(today, REFER_WITHIN_WORKING_DAYS),
        assessed_by=assessed_on(referred_on or today, Timings()),
        starts_by=begin_by(
            starts_on,
            check.monitoring_ends_on or _hears_back_on(case),
            programme.sessions if programme else USUAL_SESSIONS,
            today=today,
        ),
        interim_report_on=starts_on + INTERIM_REPORT_AFTER if starts_on else None,
        programme_ends_on=programme.ends_on if programme else None,
        monitoring_ends_on=check.monitoring_ends_on,
        review_on=_review_to_come(case, today),
        is_final=case.order is not None and case.order.is_final_disposal,
        missing=tuple(finding.sentence for finding in check.findings),
        letters="".join(finding.wording for finding in check.findings),
    )


def _how_far(referral: Referral) -> HowFar:
    reached = {
        HowFar.ENDED: any(map(referral.entry, ENDED_BY)),
        HowFar.BEGUN: referral.entry(Step.START),
        HowFar.ACCEPTED: any(map(referral.entry, ACCEPTED_BY)),
    }
    return next((stage for stage, is_so in reached.items() if is_so), HowFar.REFERRED)


def _day(referral: Referral, *steps: Step) -> date | None:
    """The day that was given with the step, else the day on which it was recorded; None where it was never taken."""
    entry = next(filter(None, map(referral.entry, steps)), None)
    return (entry.day or day_of(entry.at)) if entry else None


def _provider_named(case: Case) -> str:
    """The provider that the order in force names for the activity; empty where it names none."""
    activities = of_type(case.order, *ACTIVITIES) if case.order else []
    return next((name for each in activities if (name := each.provider_name.strip())), "")


def _hears_back_on(case: Case) -> date | None:
    """The last day on which the court that goes on with the case is to hear back."""
    return max(reporting_dates(case.order), default=None) if case.order else None


def _review_to_come(case: Case, today: date) -> date | None:
    """The next review hearing that the order lists."""
    listed = review_dates(case.order) if case.order else []
    return next((day for day in listed if day >= today), None)
