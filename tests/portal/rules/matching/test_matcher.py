"""Matching: each hard rule, the ranking with its reasons, and an obvious matcher that has to agree."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest

from directory_data.vocabulary import (
    Accreditation,
    DeliveryMode,
    Intake,
    OrderVerdict,
    ServiceStatus,
    ServiceType,
)
from portal.rules.matching.candidates import Candidate, CaseNeeds, PartnerService
from portal.rules.matching.hard_rules import HARD_RULES
from portal.rules.matching.matcher import match
from portal.rules.matching.separation import WHERE_SUPPORT_MEETS
from tests.portal.rules.matching.making import (
    ASSESSED_BY,
    IN_MAY,
    NOT_SERVED,
    NOT_STATED,
    PART,
    SERVES,
    SUPPORT,
    TODAY,
    WAKEFIELD,
    AGroup,
    ARule,
    AService,
    a_candidate,
    asks_of,
    left_out_by,
    needs,
)


def test_a_whole_candidate_is_offered_with_nothing_to_ask_but_where_partner_support_meets() -> None:
    answer = match(needs(), [a_candidate()])

    (offered,) = answer.offered
    assert (answer.left_out, answer.assessed_by) == ((), ASSESSED_BY)
    assert offered.asks == (WHERE_SUPPORT_MEETS,)
    assert (offered.starts_on, offered.weeks_before_hearing) == (IN_MAY, 9)
    assert offered.partner_support == (SUPPORT,)
    assert (
        offered.because
        == "The only one that can be offered. It starts on 5 May 2027, 9 weeks before the hearing."
    )
    assert len(offered.reasons) + len(offered.asks) == len(HARD_RULES)


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

    started = process_time()
    match(needs(), candidates)

    assert process_time() - started < 0.2  # about 20 ms alone; room for a busy machine
