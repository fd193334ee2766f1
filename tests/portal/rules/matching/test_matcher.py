"""Matching: each hard rule, the ranking with its reasons, and an obvious matcher that has to agree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.vocabulary import (
    Accreditation,
    CoverageVerdict,
    DeliveryMode,
    Intake,
    OrderVerdict,
    ServiceStatus,
    ServiceType,
)
from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService
from portal.rules.matching.hard_rules import HARD_RULES
from portal.rules.matching.matcher import match

TODAY = date(2027, 3, 8)
ASSESSED_BY = date(2027, 4, 21)  # 30 working days on: Good Friday and Easter Monday do not count
IN_MAY = date(2027, 5, 5)
WAKEFIELD = "E08000036"
SERVES, PART, NOT_STATED, NOT_SERVED = (
    CoverageVerdict.SERVES,
    CoverageVerdict.PART,
    CoverageVerdict.NOT_STATED,
    CoverageVerdict.DOES_NOT_SERVE,
)


@dataclass(frozen=True)
class AService:
    slug: str = "aire-valley-dvpp"
    name: str = "Aire Valley programme"
    type: ServiceType = ServiceType.DVPP
    status: ServiceStatus = ServiceStatus.OPEN
    status_from: date | None = None
    status_until: date | None = None
    commissioned_from: date | None = None
    commissioned_until: date | None = None
    confirmed_on: date | None = TODAY


@dataclass(frozen=True)
class AGroup:
    name: str = "Wednesday evening"
    intake: Intake = Intake.CLOSED
    first_session_on: date = IN_MAY
    next_intake_on: date | None = None
    sessions_total: int = 26
    paused_from: date | None = None
    paused_until: date | None = None
    places_free: int = 3
    delivery: DeliveryMode = DeliveryMode.IN_PERSON
    language: str = "English"


@dataclass(frozen=True)
class ARule:
    version: int = 2
    alternatives: str = "One-to-one work is available."
    minimum_age: int | None = 18
    admits_genders: str = "male, man"
    disqualifiers: str = ""


SUPPORT = PartnerService("aire-valley-support", "Aire Valley partner support", (SERVES,))


def a_candidate(
    *, service: AService | None = None, group: AGroup | None = None, without_group: bool = False, **facts: Any
) -> Candidate:
    values: dict[str, Any] = {
        "service": service or AService(),
        "provider_name": "Aire Valley Change",
        "group": None if without_group else group or AGroup(),
        "coverage": SERVES,
        "coverage_sentence": "Serves all of Leeds.",
        "miles": 4.2,
        "partner_services": (SUPPORT,),
        "accreditation": Accreditation.RESPECT,
        "accreditation_expires_on": date(2028, 1, 1),
        "admission": ARule(),
    }
    return Candidate(**(values | facts))


def needs(**facts: Any) -> CaseNeeds:
    values: dict[str, Any] = {
        "refer_on": TODAY,
        "court_area": "WEST_YORKSHIRE",
        "protected_authorities": (WAKEFIELD,),
        "order_verdict": OrderVerdict.GREEN,
        "date_of_birth": date(1990, 6, 1),
        "participant_gender": "male",
        "next_hearing_on": date(2027, 7, 7),
    }
    return CaseNeeds(**(values | facts))


def left_out_by(candidate: Candidate, case: CaseNeeds | None = None) -> str | None:
    left_out = match(case or needs(), [candidate]).left_out
    return left_out[0].rule.code if left_out else None


def asks_of(candidate: Candidate, case: CaseNeeds | None = None) -> Sequence[str]:
    return match(case or needs(), [candidate]).offered[0].asks


def test_a_whole_candidate_is_offered_without_a_question() -> None:
    answer = match(needs(), [a_candidate()])

    (offered,) = answer.offered
    assert (offered.asks, answer.left_out, answer.assessed_by) == ((), (), ASSESSED_BY)
    assert (offered.starts_on, offered.weeks_before_hearing) == (IN_MAY, 9)
    assert offered.partner_support == (SUPPORT,)
    assert (
        offered.because
        == "The only one that can be offered. It starts on 5 May 2027, 9 weeks before the hearing."
    )
    assert len(offered.reasons) == len(HARD_RULES)


@pytest.mark.parametrize(
    "rule, candidate",
    [
        ("H1", a_candidate(service=AService(status=ServiceStatus.CLOSED))),
        ("H1", a_candidate(service=AService(status=ServiceStatus.LEGACY))),
        ("H1", a_candidate(service=AService(status=ServiceStatus.PAUSED, status_until=date(2027, 4, 1)))),
        ("H1", a_candidate(service=AService(commissioned_until=date(2027, 3, 7)))),
        ("H1", a_candidate(service=AService(confirmed_on=TODAY - timedelta(days=181)))),
        ("H1", a_candidate(coverage=NOT_SERVED, coverage_sentence="Does not serve Leeds; serves Hull.")),
        ("H2", a_candidate(accreditation=Accreditation.NONE)),
        ("H2", a_candidate(accreditation_expires_on=date(2027, 3, 7))),
        ("H3", a_candidate(miles=25.01)),
        ("H4", a_candidate(partner_services=())),
        ("H4", a_candidate(partner_services=(replace(SUPPORT, objections=("Paused.",)),))),
        ("H4", a_candidate(partner_services=(replace(SUPPORT, verdicts=(NOT_SERVED,)),))),
        ("H5", a_candidate(admission=ARule(minimum_age=40))),
        ("H5", a_candidate(admission=ARule(admits_genders="women"))),
        ("H7", a_candidate(service=AService(type=ServiceType.MEDIATION_INFORMATION))),
        ("H8", a_candidate(group=AGroup(places_free=0))),
        ("H8", a_candidate(group=AGroup(first_session_on=ASSESSED_BY - timedelta(days=1)))),
        ("H8", a_candidate(group=AGroup(first_session_on=date(2027, 1, 6)))),
        ("H8", a_candidate(group=AGroup(paused_from=date(2027, 4, 1)))),
        ("H8", a_candidate(group=AGroup(paused_from=date(2027, 5, 1), paused_until=date(2027, 6, 1)))),
    ],
)
def test_each_hard_rule_leaves_out_what_fails_it_and_says_why(rule: str, candidate: Candidate) -> None:
    (left_out,) = match(needs(), [candidate]).left_out

    assert left_out.rule.code == rule
    assert left_out.sentence.endswith(".")
    assert left_out.would_change


@pytest.mark.parametrize(
    "candidate, question",
    [
        (
            a_candidate(coverage=PART, coverage_sentence="Serves part of Leeds."),
            "takes people from this area",
        ),
        (a_candidate(coverage=NOT_STATED, coverage_sentence="Not stated."), "takes people from this area"),
        (a_candidate(service=AService(confirmed_on=None)), "Nobody has confirmed"),
        (a_candidate(service=AService(confirmed_on=TODAY - timedelta(days=91))), "whether it is still right"),
        (a_candidate(accreditation_expires_on=None), "no end date is recorded"),
        (a_candidate(miles=None), "where the group meets"),
        (a_candidate(group=AGroup(delivery=DeliveryMode.REMOTE), miles=None), "was approved"),
        (a_candidate(partner_services=(replace(SUPPORT, verdicts=(PART,)),)), "never programme staff"),
        (a_candidate(admission=None), "published no admission rule"),
        (a_candidate(without_group=True), "when the next one starts"),
        (a_candidate(group=AGroup(sessions_total=0)), "how many sessions"),
        (
            a_candidate(group=AGroup(intake=Intake.ROLLING, first_session_on=date(2027, 1, 6))),
            "Ask the provider for the first intake from 21 April 2027",
        ),
        (
            a_candidate(
                group=AGroup(
                    intake=Intake.ROLLING, first_session_on=date(2027, 1, 6), next_intake_on=date(2027, 4, 7)
                )
            ),
            "The next intake on record, 7 April 2027, is before",
        ),
    ],
)
def test_what_the_directory_does_not_know_is_asked(candidate: Candidate, question: str) -> None:
    (ask,) = asks_of(candidate)

    assert question in ask


@pytest.mark.parametrize(
    "case, question",
    [
        (needs(order_verdict=None), "no order yet"),
        (needs(order_verdict=OrderVerdict.AMBER), "record why it is accepted"),
        (needs(date_of_birth=None), "Record the date of birth"),
        (needs(participant_gender=None), "turns on gender"),
        (needs(participant_gender="non-binary"), "turns on gender"),
        (needs(protected_authorities=()), "anybody to support"),
        (needs(protected_authorities=("",)), "Record the other parent’s local authority"),
    ],
)
def test_what_the_case_does_not_say_is_asked(case: CaseNeeds, question: str) -> None:
    (ask,) = asks_of(a_candidate(), case)

    assert question in ask


def test_a_place_to_live_that_is_not_known_is_asked_of_the_officer() -> None:
    (ask,) = asks_of(a_candidate(miles=None), needs(participant_place_known=False))

    assert ask == "Record where the participant lives, to measure the journey."


def test_a_child_is_asked_about_even_where_the_programme_admits_them() -> None:
    case = needs(date_of_birth=date(2010, 6, 1))

    (ask,) = asks_of(a_candidate(admission=ARule(minimum_age=16)), case)

    assert "child’s parent" in ask


def test_somebody_is_eighteen_on_the_birthday_and_not_before() -> None:
    assert left_out_by(a_candidate(), needs(date_of_birth=date(2009, 3, 9))) == "H5"
    assert left_out_by(a_candidate(), needs(date_of_birth=date(2009, 3, 8))) is None


def test_gender_is_looked_at_only_where_a_published_rule_turns_on_it() -> None:
    open_to_all = a_candidate(admission=ARule(admits_genders=""))

    assert asks_of(open_to_all, needs(participant_gender=None)) == ()
    assert left_out_by(open_to_all, needs(participant_gender="female")) is None
    assert left_out_by(a_candidate(), needs(participant_gender="Female")) == "H5"


@pytest.mark.parametrize("verdict", [OrderVerdict.RED, OrderVerdict.BLOCK])
def test_an_order_that_goes_back_to_court_keeps_everything_back(verdict: OrderVerdict) -> None:
    assert left_out_by(a_candidate(), needs(order_verdict=verdict)) == "H6"


def test_an_amber_order_that_was_accepted_asks_nothing_more() -> None:
    assert asks_of(a_candidate(), needs(order_verdict=OrderVerdict.AMBER, is_amber_accepted=True)) == ()


def test_what_would_not_fit_anyway_is_not_put_down_to_the_order() -> None:
    assert left_out_by(a_candidate(miles=80), needs(order_verdict=OrderVerdict.RED)) == "H3"


def test_safe_minimum_practice_is_shown_for_what_it_is() -> None:
    (offered,) = match(needs(), [a_candidate(accreditation=Accreditation.SAFE_MINIMUM_PRACTICE)]).offered

    assert any("This is not accreditation." in reason for reason in offered.reasons)


def test_monitoring_has_to_cover_the_programme_and_its_final_report() -> None:
    (offered,) = match(needs(), [a_candidate()]).offered
    assert offered.ends_on == date(2027, 10, 27)
    in_time = date(2027, 11, 10)

    assert left_out_by(a_candidate(), needs(monitoring_ends_on=in_time)) is None
    (late,) = match(needs(monitoring_ends_on=in_time - timedelta(days=1)), [a_candidate()]).left_out
    assert late.rule.code == "H8"
    assert "a gap of one week" in late.sentence
    assert late.would_change == "Monitoring that lasts until 10 November 2027."


def test_a_group_that_starts_on_the_day_the_assessment_is_done_can_be_joined() -> None:
    (offered,) = match(needs(), [a_candidate(group=AGroup(first_session_on=ASSESSED_BY))]).offered

    assert offered.starts_on == ASSESSED_BY


def test_a_listing_confirmed_half_a_year_ago_is_still_asked_about() -> None:
    (ask,) = asks_of(a_candidate(service=AService(confirmed_on=TODAY - timedelta(days=180))))

    assert "9 September 2026" in ask


def test_a_sooner_start_outweighs_a_sooner_end() -> None:
    long = a_candidate(service=AService(name="Long"), group=AGroup(sessions_total=32))
    short = a_candidate(
        service=AService(name="Short"), group=AGroup(sessions_total=24, first_session_on=date(2027, 5, 12))
    )

    first, _ = match(needs(), [short, long]).offered

    assert first.candidate is long
    assert first.because.endswith("; the second ends sooner.")


def test_a_rolling_group_is_joined_on_its_next_intake_and_ends_later() -> None:
    rolling = AGroup(
        intake=Intake.ROLLING, first_session_on=date(2027, 1, 6), next_intake_on=date(2027, 6, 2)
    )

    (offered,) = match(needs(), [a_candidate(group=rolling)]).offered

    assert (offered.starts_on, offered.ends_on) == (date(2027, 6, 2), date(2027, 11, 24))


def test_each_person_to_protect_gets_the_surest_open_service() -> None:
    narrow = PartnerService("narrow", "Narrow", (NOT_SERVED, SERVES))
    unsure = PartnerService("unsure", "Unsure", (PART, PART))
    shut = PartnerService("shut", "Shut", (SERVES, SERVES), ("Paused.",))
    wide = PartnerService("wide", "Wide", (SERVES, PART))
    case = needs(protected_authorities=(WAKEFIELD, "E08000035"))

    (offered,) = match(case, [a_candidate(partner_services=(shut, unsure, narrow, wide))]).offered

    assert [service.slug for service in offered.partner_support] == ["wide", "narrow"]


def test_one_person_without_support_is_enough_to_leave_a_programme_out() -> None:
    half = PartnerService("half", "Half", (SERVES, NOT_SERVED))
    case = needs(protected_authorities=(WAKEFIELD, "E08000035"))

    assert left_out_by(a_candidate(partner_services=(half,)), case) == "H4"


def test_the_soonest_start_comes_first_and_says_why() -> None:
    sooner = a_candidate(service=AService(name="Sooner"), miles=20)
    nearer = a_candidate(
        service=AService(name="Nearer"), group=AGroup(first_session_on=date(2027, 5, 12)), miles=2
    )

    first, second = match(needs(), [nearer, sooner]).offered

    assert first.because == (
        "First because it starts on 5 May 2027, 9 weeks before the hearing; the second is nearer."
    )
    assert second.because == (
        "Second because the first starts sooner. It starts on 12 May 2027, 8 weeks before the hearing."
    )


def test_an_unknown_start_stands_last_and_equals_stand_by_name() -> None:
    unknown = a_candidate(service=AService(name="A"), without_group=True)
    beta, alpha = (a_candidate(service=AService(name=name, slug=name)) for name in ("Beta", "Alpha"))

    answer = match(needs(), [unknown, beta, alpha])

    assert [offered.candidate.service.name for offered in answer.offered] == ["Alpha", "Beta", "A"]
    assert "order of their names" in answer.offered[0].because


@pytest.mark.parametrize(
    "hearing_on, weeks, words",
    [
        (IN_MAY + timedelta(days=6), 0, "within a week of the hearing"),
        (IN_MAY + timedelta(days=7), 1, "one week before the hearing"),
        (IN_MAY - timedelta(days=15), -2, "2 weeks after the hearing"),
        (None, None, "starts on 5 May 2027."),
    ],
)
def test_a_start_is_held_against_the_hearing(hearing_on: date | None, weeks: int | None, words: str) -> None:
    (offered,) = match(needs(next_hearing_on=hearing_on), [a_candidate()]).offered

    assert offered.weeks_before_hearing == weeks
    assert words in offered.because


def test_where_nothing_fits_there_is_a_sentence_for_the_court() -> None:
    far, full = a_candidate(miles=60), a_candidate(group=AGroup(places_free=0))
    uncovered = a_candidate(partner_services=(replace(SUPPORT, verdicts=(NOT_SERVED,)),))

    sentence = match(needs(), [far, far, full, uncovered]).sentence

    assert sentence == (
        "On 8 March 2027 none of the groups in the directory could be offered for this case. Of 4 looked at, these"
        " were left out: 2 because they are too far away; 1 because they have no place in time;"
        " 1 because they are not available for this case."
    )
    assert "lists no group" in match(needs(), []).sentence


def test_nothing_that_is_shown_or_kept_tells_where_the_other_parent_lives() -> None:
    candidates = [
        a_candidate(),
        a_candidate(partner_services=(replace(SUPPORT, verdicts=(PART,)),)),
        a_candidate(partner_services=(replace(SUPPORT, verdicts=(NOT_SERVED,)),)),
    ]
    here, there = (
        match(needs(protected_authorities=(code,)), candidates) for code in (WAKEFIELD, "E06000010")
    )

    assert here.as_record() == there.as_record()
    assert WAKEFIELD not in repr(here)
    assert "1990" not in repr(here) + json.dumps(here.as_record())


def test_a_matching_can_be_kept_as_plain_values() -> None:
    record = match(needs(), [a_candidate(), a_candidate(miles=90)]).as_record()

    assert json.loads(json.dumps(record)) == record
    assert (record["offered"][0]["starts_on"], record["left_out"][0]["rule"]) == ("2027-05-05", "H3")
    assert record["needs"]["people_to_protect"] == 1


def test_the_table_names_each_rule_once() -> None:
    assert sorted(int(rule.code[1:]) for rule in HARD_RULES) == list(range(1, 12))
    assert all(rule.name and rule.source and rule.for_court for rule in HARD_RULES)


def test_a_thousand_candidates_are_matched_at_once() -> None:
    candidates = [a_candidate(service=AService(slug=f"s{n}"), miles=n % 40) for n in range(1000)]
    match(needs(), candidates)

    started = perf_counter()
    match(needs(), candidates)

    assert perf_counter() - started < 0.5  # about 20 ms alone; room for a busy machine


# --- An independent matcher: slow, obvious, written from the text of the rules and not from the code. ---


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    """The usual value four times in five, so that the later rules get something to judge."""
    return st.integers(0, 4).flatmap(lambda throw: st.sampled_from(others) if throw == 0 else st.just(usual))


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
)
partners = st.lists(
    st.builds(
        PartnerService,
        slug=st.sampled_from("xyz"),
        name=st.just("Support"),
        verdicts=st.tuples(mostly(SERVES, *CoverageVerdict), mostly(SERVES, *CoverageVerdict)),
        objections=mostly((), ("Paused.",)),
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
    admission=st.none() | st.builds(ARule, admits_genders=mostly("man", "", "woman")),
)
cases = st.builds(
    needs,
    protected_authorities=st.sampled_from([(), (WAKEFIELD,), (WAKEFIELD, ""), (WAKEFIELD, "E08000035")]),
    order_verdict=mostly(OrderVerdict.GREEN, None, *OrderVerdict),
    participant_gender=st.none() | st.sampled_from(["man", "woman", "my own word"]),
    monitoring_ends_on=st.none() | st.dates(date(2027, 10, 1), date(2028, 6, 1)),
)


def is_offered_by_hand(case: CaseNeeds, candidate: Candidate) -> bool:
    service, group, rule = candidate.service, candidate.group, candidate.admission
    assert isinstance(service, AService)
    if service.status is not ServiceStatus.OPEN or candidate.coverage is NOT_SERVED:
        return False
    if service.confirmed_on is not None and service.confirmed_on < TODAY - timedelta(days=180):
        return False
    if candidate.accreditation is Accreditation.NONE:
        return False
    if candidate.accreditation_expires_on and candidate.accreditation_expires_on < TODAY:
        return False
    if candidate.miles is not None and candidate.miles > 25:
        return False
    judged = {"man", "woman"}
    if rule and rule.admits_genders in judged and case.participant_gender in judged - {rule.admits_genders}:
        return False
    if case.order_verdict in (OrderVerdict.RED, OrderVerdict.BLOCK):
        return False
    return is_supported_by_hand(case, candidate) and (group is None or is_in_time_by_hand(case, group))


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


@given(case=cases, candidates=st.lists(candidates_of_all_kinds, max_size=6))
def test_an_obvious_matcher_offers_the_same(case: CaseNeeds, candidates: list[Candidate]) -> None:
    answer = match(case, candidates)

    offered = [id(each.candidate) for each in answer.offered]
    assert sorted(offered) == sorted(id(each) for each in candidates if is_offered_by_hand(case, each))
    assert len(answer.offered) + len(answer.left_out) == len(candidates)
    assert all(each.starts_on is None or each.starts_on >= ASSESSED_BY for each in answer.offered)


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
