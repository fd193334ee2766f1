"""Which groups can be offered to a case, in which order and why, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from directory_data.availability import in_full
from portal.rules.matching.access import speaks
from portal.rules.matching.admission import age_on
from portal.rules.matching.answers import LeftOut, Match, Matching
from portal.rules.matching.candidates import Candidate, CaseNeeds
from portal.rules.matching.fallback import NeedsMonitoring, Rung, ladder
from portal.rules.matching.hard_rules import HARD_RULES
from portal.rules.matching.judgements import Situation
from portal.rules.matching.outcomes import Outcome, Result
from portal.rules.matching.partner_pairing import chosen
from portal.rules.matching.programme_dates import ProgrammeDates, Timings, lead_of, programme_dates
from portal.rules.matching.ranking import ranked, start_words
from portal.rules.orders.monitoring import Cover

USUAL_TIMINGS = Timings()


def match(needs: CaseNeeds, candidates: Iterable[Candidate], timings: Timings = USUAL_TIMINGS) -> Matching:
    """Hold every hard rule against every candidate; rank what is left. Missing data asks, it never refuses."""
    situation = _situation(needs, timings)
    offered: list[Match] = []
    left_out: list[LeftOut] = []
    for candidate in candidates:
        answer = _judged(candidate, situation)
        if isinstance(answer, Match):
            offered.append(answer)
        else:
            left_out.append(answer)
    if offered:
        matches = ranked(offered, needs.refer_on)
        return Matching(
            needs, situation.assessed_by, matches, tuple(left_out), offer_sentence(matches, len(left_out))
        )
    return _nothing(situation, left_out)


def offer_sentence(offered: Sequence[Match], left_out: int) -> str:
    """How many can be offered, and when the first of them starts."""
    others = f" {_groups(left_out)} left out." if left_out else ""
    return f"{_groups(len(offered)).capitalize()} offered.{others} The first {start_words(offered[0])}."


def court_sentence(on: date, left_out: Sequence[LeftOut], rungs: Sequence[Rung] = ()) -> str:
    """That nothing can be offered, and why, in words that give away nothing about anybody who is protected."""
    if not left_out:
        return f"On {in_full(on)} the directory lists no group of a programme that could be offered."
    counts = Counter(each.rule.for_court for each in left_out)
    reasons = "; ".join(f"{count} because {reason}" for reason, count in counts.most_common())
    soonest = "".join(f" {rung.sentences[0]}" for rung in rungs if rung.is_dated)
    return (
        f"On {in_full(on)} none of the groups in the directory could be offered for this case. "
        f"Of {len(left_out)} looked at, these were left out: {reasons}.{soonest}"
    )


def _situation(needs: CaseNeeds, timings: Timings) -> Situation:
    born_on = needs.date_of_birth
    age = None if born_on is None else age_on(needs.refer_on, born_on)
    return Situation(needs, lead_of(needs.refer_on, timings), age)


def _nothing(situation: Situation, left_out: Sequence[LeftOut]) -> Matching:
    """Nothing can be offered: why, in words for the court, and where to look next."""
    needs = situation.needs
    by_place = _left_out_by_alone("H8", left_out, situation)
    by_monitoring = [each for each in map(partial(_only_monitored_too_shortly, situation), by_place) if each]
    monitored_longer = [each.candidate for each in by_monitoring]
    rungs = ladder(
        _left_out_by_alone("H1", left_out, situation),
        [each for each in by_place if each not in monitored_longer],
        by_monitoring,
        _left_out_by_alone("H3", left_out, situation),
        _left_out_by_alone("H1", left_out, situation, "H3", "H4"),
        needs.refer_on,
    )
    sentence = court_sentence(needs.refer_on, left_out, rungs)
    return Matching(needs, situation.assessed_by, (), tuple(left_out), sentence, rungs)


def _left_out_by_alone(
    code: str, left_out: Sequence[LeftOut], situation: Situation, *besides: str
) -> list[Candidate]:
    """What no hard rule but this one, and those besides, keeps from being offered. The order (H6) may be put right."""
    others = [rule for rule in HARD_RULES if rule.code not in (code, "H6", *besides)]
    return [
        each.candidate
        for each in left_out
        if each.rule.code == code
        and all(rule.judge(each.candidate, situation).result is not Result.FAIL for rule in others)
    ]


def _only_monitored_too_shortly(situation: Situation, candidate: Candidate) -> NeedsMonitoring | None:
    """Until when monitoring has to last for a group with a place in time; None where a place itself is missing."""
    if candidate.group is None or situation.needs.monitoring_ends_on is None:
        return None
    dates = programme_dates(candidate.group, situation.assessed_by, candidate.waiting)
    if dates.refusal or dates.ends_on is None:
        return None
    cover = Cover(situation.needs.monitoring_ends_on, dates.ends_on)
    return NeedsMonitoring(candidate, cover.final_report_on) if cover.gap_weeks else None


def _judged(candidate: Candidate, situation: Situation) -> Match | LeftOut:
    met: list[Outcome] = []
    for rule in HARD_RULES:
        outcome = rule.judge(candidate, situation)
        if outcome.result is Result.FAIL:
            return LeftOut(candidate, rule, outcome)
        met.append(outcome)
    return _match(candidate, situation, met)


def _match(candidate: Candidate, situation: Situation, outcomes: Sequence[Outcome]) -> Match:
    group, needs = candidate.group, situation.needs
    dates = ProgrammeDates() if group is None else programme_dates(group, situation.assessed_by)
    asks = [outcome.sentence for outcome in outcomes if outcome.result is Result.ASK]
    return Match(
        candidate=candidate,
        partner_support=chosen(candidate.partner_services, needs.protected_authorities) or (),
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
        needs=needs,
        lead=situation.lead,
        asks=tuple(dict.fromkeys(asks)),
        reasons=tuple([outcome.sentence for outcome in outcomes if outcome.result is Result.PASS]),
        is_in_language=speaks(candidate, needs.language),
    )


def _groups(count: int) -> str:
    return "one group is" if count == 1 else f"{count} groups are"
