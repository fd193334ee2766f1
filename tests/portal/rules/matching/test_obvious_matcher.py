"""An independent matcher, slow and obvious, written from the text of the rules: it has to agree with the real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from directory_data.vocabulary import (
    AccessNeed,
    Accreditation,
    CoverageVerdict,
    Disqualifier,
    ElementType,
    Intake,
    OrderVerdict,
    ServiceStatus,
    StandingInLaw,
)
from portal.rules.matching.answers import Match
from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService, PeopleWaiting
from portal.rules.matching.matcher import match
from portal.rules.matching.overrides import LongerJourney
from portal.rules.matching.separation import Separation
from tests.portal.rules.matching.making import (
    ASSESSED_BY,
    NOT_SERVED,
    PART,
    SERVES,
    TODAY,
    WAKEFIELD,
    AGroup,
    ARule,
    AService,
    a_candidate,
    needs,
)


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    """The usual value four times in five, so that the later rules get something to judge."""
    return st.integers(0, 4).flatmap(lambda throw: st.sampled_from(others) if throw == 0 else st.just(usual))


LONGER = LongerJourney(reason="He drives.", accepted_on=TODAY, accepted_by="An officer")

services = st.builds(
    AService,
    slug=st.sampled_from("abcdef"),
    status=mostly(ServiceStatus.OPEN, *ServiceStatus),
    confirmed_on=mostly(TODAY, None, TODAY - timedelta(days=120), TODAY - timedelta(days=200)),
)
groups = st.builds(
    AGroup,
    intake=st.sampled_from(Intake),
    first_session_on=st.dates(date(2027, 3, 15), date(2027, 9, 1)),
    next_intake_on=st.none() | st.dates(date(2027, 3, 1), date(2027, 7, 1)),
    sessions_total=st.integers(20, 32),
    places_free=mostly(2, 0, 1),
    language=mostly("English", "Urdu"),
)
partners = st.lists(
    st.builds(
        PartnerService,
        slug=st.sampled_from("xyz"),
        name=st.just("Support"),
        verdicts=st.tuples(mostly(SERVES, *CoverageVerdict), mostly(SERVES, *CoverageVerdict)),
        objections=mostly((), ("Paused.",)),
        is_of_provider=st.booleans(),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
candidates_of_all_kinds = st.builds(
    lambda service, group, **facts: a_candidate(
        service=service, group=group, without_group=group is None, **facts
    ),
    service=services,
    group=groups | groups | st.none(),
    coverage=mostly(SERVES, PART, NOT_SERVED),
    miles=mostly(12.0, None, 25.0, 25.1, 40.0),
    partner_services=partners | partners | st.just(()),
    accreditation=mostly(Accreditation.RESPECT, *Accreditation),
    accreditation_expires_on=mostly(date(2028, 1, 1), None, TODAY, TODAY - timedelta(days=1)),
    admission=st.none()
    | st.builds(
        ARule,
        admits_genders=mostly("man", "", "woman"),
        disqualifiers=mostly("", "illness", "dependence,completed-recently"),
    ),
    court_coverage=mostly(None, *CoverageVerdict),
    minutes=mostly(30, None, 46, 60, 61),
    water=mostly("", "the Humber"),
    has_step_free_access=mostly(True, False, None),
    languages=mostly("English", "English, Urdu", ""),
    waiting=st.builds(PeopleWaiting, st.none() | st.integers(0, 3), st.integers(0, 3)),
    separation=mostly(Separation.CLEAR, *Separation),
)
cases = st.builds(
    needs,
    protected_authorities=st.sampled_from([(), (WAKEFIELD,), (WAKEFIELD, ""), (WAKEFIELD, "E08000035")]),
    order_verdict=mostly(OrderVerdict.GREEN, None, *OrderVerdict),
    participant_gender=st.none() | st.sampled_from(["man", "woman", "my own word"]),
    monitoring_ends_on=st.none() | st.dates(date(2027, 10, 1), date(2028, 6, 1)),
    access_needs=st.frozensets(st.sampled_from(AccessNeed), max_size=2),
    language=st.sampled_from(["", "Urdu"]),
    has_car=st.none() | st.booleans(),
    journey_limit_minutes=mostly(None, 40),
    longer_journeys=mostly((), (LONGER,), (replace(LONGER, service="a"),)),
    answers=st.dictionaries(st.sampled_from(Disqualifier), st.booleans()),
    ordered_as=st.frozensets(st.sampled_from(ElementType), max_size=3),
    standing=st.dictionaries(st.sampled_from(StandingInLaw), mostly(True, False)),
)


def is_offered_by_hand(case: CaseNeeds, candidate: Candidate) -> bool:
    service, group, rule = candidate.service, candidate.group, candidate.admission
    assert isinstance(service, AService)
    if service.status is not ServiceStatus.OPEN:
        return False
    if candidate.coverage is NOT_SERVED and candidate.court_coverage is not SERVES:
        return False
    if service.confirmed_on is not None and service.confirmed_on < TODAY - timedelta(days=180):
        return False
    if candidate.accreditation is Accreditation.NONE:
        return False
    if candidate.accreditation_expires_on and candidate.accreditation_expires_on < TODAY:
        return False
    if is_too_far_by_hand(case, candidate) or is_kept_out_by_hand(case, candidate):
        return False
    judged = {"man", "woman"}
    if rule and rule.admits_genders in judged and case.participant_gender in judged - {rule.admits_genders}:
        return False
    if case.order_verdict in (OrderVerdict.RED, OrderVerdict.BLOCK) or cannot_be_ordered_by_hand(case):
        return False
    return is_supported_by_hand(case, candidate) and (group is None or is_in_time_by_hand(case, group))


def cannot_be_ordered_by_hand(case: CaseNeeds) -> bool:
    said_no = {question for question, answer in case.standing.items() if not answer}
    is_directed = not case.ordered_as or {"11A(2)", "11A(2B)"} & {each.value for each in case.ordered_as}
    is_conditioned = ElementType.CONDITION in case.ordered_as
    if is_directed and StandingInLaw.PARTY in said_no:
        return True
    if is_conditioned and StandingInLaw.PROVIDED_FOR in said_no:
        return True
    return bool((is_directed or is_conditioned) and StandingInLaw.RESIDENT in said_no)


def is_too_far_by_hand(case: CaseNeeds, candidate: Candidate) -> bool:
    if candidate.miles is None or any(
        each.service in ("", candidate.service.slug) for each in case.longer_journeys
    ):
        return False
    if candidate.miles > 25:
        return True
    limit = case.journey_limit_minutes
    return bool(limit and candidate.minutes and candidate.minutes > limit * 1.5)


def is_kept_out_by_hand(case: CaseNeeds, candidate: Candidate) -> bool:
    bars = candidate.admission.disqualifiers.split(",") if candidate.admission else []
    if any(case.answers.get(each) for each in Disqualifier if each.value in bars):
        return True
    if AccessNeed.STEP_FREE in case.access_needs and candidate.has_step_free_access is False:
        return True
    return candidate.separation is Separation.APART


def place_by_hand(case: CaseNeeds, each: Match) -> list[Any]:
    """Where a match belongs, written down the list of preferences."""
    candidate, group = each.candidate, each.candidate.group
    wanted = case.language or "English"
    spoken = [group.language if group else "", *candidate.languages.split(", ")]
    supports = each.partner_support
    return [
        candidate.coverage is NOT_SERVED,
        each.starts_on or date(9999, 12, 31),
        each.ends_on or date(9999, 12, 31),
        9999.0 if candidate.miles is None else round(candidate.miles, 1),
        wanted not in spoken,
        1 if candidate.waiting.said is None else 0,
        max(candidate.waiting.said or 0, candidate.waiting.here),
        not supports or not all(support.is_of_provider for support in supports),
        candidate.service.confirmed_on is None or (TODAY - candidate.service.confirmed_on).days > 90,
    ]


def is_supported_by_hand(case: CaseNeeds, candidate: Candidate) -> bool:
    accepting = [service for service in candidate.partner_services if not service.objections]
    for person, authority in enumerate(case.protected_authorities):
        if authority and not any(service.verdicts[person] is not NOT_SERVED for service in accepting):
            return False
    return bool(accepting)


def is_in_time_by_hand(case: CaseNeeds, group: Any) -> bool:
    if group.places_free < 1:
        return False
    dates = [group.first_session_on]
    if group.intake is Intake.ROLLING and group.next_intake_on:
        dates.append(group.next_intake_on)
    starts = sorted(day for day in dates if day >= ASSESSED_BY)
    if not starts:
        return group.intake is Intake.ROLLING
    start = group.first_session_on if group.first_session_on >= ASSESSED_BY else starts[0]
    day, held = start, 0
    while True:
        held += day not in BANK_HOLIDAYS or day == start
        if held == group.sessions_total:
            break
        day += timedelta(days=7)
    return case.monitoring_ends_on is None or day + timedelta(days=14) <= case.monitoring_ends_on


BANK_HOLIDAYS = {  # as published by the government for England and Wales
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 5, 3),
    date(2027, 5, 31),
    date(2027, 8, 30),
    date(2027, 12, 25),
    date(2027, 12, 26),
    date(2027, 12, 27),
    date(2027, 12, 28),
    date(2028, 1, 1),
    date(2028, 1, 3),
    date(2028, 4, 14),
    date(2028, 4, 17),
    date(2028, 5, 1),
}


@settings(max_examples=1_000, deadline=None)
@given(case=cases, candidates=st.lists(candidates_of_all_kinds, max_size=6))
def test_an_obvious_matcher_offers_the_same_in_the_same_order(
    case: CaseNeeds, candidates: list[Candidate]
) -> None:
    answer = match(case, candidates)

    offered = [id(each.candidate) for each in answer.offered]
    assert sorted(offered) == sorted(id(each) for each in candidates if is_offered_by_hand(case, each))
    assert len(answer.offered) + len(answer.left_out) == len(candidates)
    assert all(each.starts_on is None or each.starts_on >= ASSESSED_BY for each in answer.offered)
    places = [place_by_hand(case, each) for each in answer.offered]
    assert places == sorted(places)


@given(case=cases, candidates=st.lists(candidates_of_all_kinds, max_size=6), places=st.data())
def test_a_group_that_is_kept_apart_changes_nothing_but_its_own_line(
    case: CaseNeeds, candidates: list[Candidate], places: st.DataObject
) -> None:
    apart = [each for each in candidates if places.draw(st.booleans())]
    kept = [replace(each, separation=Separation.APART) if each in apart else each for each in candidates]

    answer = match(case, kept)

    hidden = [each for each in answer.left_out if each.rule.is_sealed]
    assert {(each.sentence, each.would_change) for each in hidden} <= {("Not available for this case.", "")}
    assert {each.as_record()["rule"] for each in hidden} <= {""}
    assert all(each.candidate.separation is not Separation.APART for each in answer.offered)


@given(case=cases, candidates=st.lists(candidates_of_all_kinds, max_size=5), closed=candidates_of_all_kinds)
def test_adding_a_closed_service_changes_nothing(
    case: CaseNeeds, candidates: list[Candidate], closed: Candidate
) -> None:
    assert isinstance(closed.service, AService)
    closed = replace(closed, service=replace(closed.service, status=ServiceStatus.CLOSED))

    before, after = match(case, candidates), match(case, [closed, *candidates])

    assert after.offered == before.offered
    assert [each for each in after.left_out if each.candidate is not closed] == list(before.left_out)


@given(case=cases, candidates=st.lists(candidates_of_all_kinds, max_size=6))
def test_the_order_in_which_the_directory_is_read_does_not_matter(
    case: CaseNeeds, candidates: list[Candidate]
) -> None:
    forward, backward = match(case, candidates), match(case, candidates[::-1])

    assert [_rank(each.starts_on, each.ends_on) for each in forward.offered] == [
        _rank(each.starts_on, each.ends_on) for each in backward.offered
    ]


def _rank(starts_on: date | None, ends_on: date | None) -> tuple[date | None, date | None]:
    return starts_on, ends_on
