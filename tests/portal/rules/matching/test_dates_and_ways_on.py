"""The dates of a match against those of the court, what would change a refusal, and where to look when nothing fits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directory_data.vocabulary import Accreditation, Intake, OrderVerdict, ServiceStatus
from portal.rules.matching.candidates import CaseNeeds, PeopleWaiting
from portal.rules.matching.matcher import match
from portal.rules.matching.ranking import PREFERENCES
from portal.rules.matching.separation import Separation
from tests.portal.rules.matching.making import (
    NOT_SERVED,
    SUPPORT,
    AGroup,
    AService,
    PartnerService,
    a_candidate,
    needs,
)

APRIL = date(2027, 4, 1)


def days_of(**court: date) -> dict[str, Any]:
    (offered,) = match(needs(**court), [a_candidate()]).offered
    return {each.what: (each.on, each.note) for each in offered.timeline}


def test_a_match_says_every_day_from_the_referral_to_the_final_report_in_order() -> None:
    (offered,) = match(needs(next_hearing_on=None), [a_candidate()]).offered

    assert [(each.on.isoformat(), each.what) for each in offered.timeline] == [
        ("2027-03-08", "Referral"),
        ("2027-03-10", "The provider acknowledges it by"),
        ("2027-03-22", "First appointment by"),
        ("2027-04-21", "Assessment done by"),
        ("2027-05-05", "The programme starts"),
        ("2027-10-27", "The programme ends"),
        ("2027-11-10", "Final report by"),
    ]


@pytest.mark.parametrize(
    "day, note",
    [
        (date(2027, 4, 14), "3 weeks before the programme starts."),
        (date(2027, 5, 4), "Less than a week before the programme starts."),
        (date(2027, 10, 27), "2 weeks before the final report: an interim report is what there can be."),
        (date(2027, 11, 10), "After the final report."),
    ],
)
def test_each_day_of_the_court_is_held_against_the_programme(day: date, note: str) -> None:
    assert days_of(next_hearing_on=day)["Next hearing"] == (day, note)
    assert days_of(report_due_on=day)["Report to the court due"] == (day, note)


def test_the_timeline_is_kept_with_the_match() -> None:
    record = match(needs(), [a_candidate()]).as_record()

    assert record["offered"][0]["timeline"][0] == {"on": "2027-03-08", "what": "Referral", "note": ""}


def would_change(case: CaseNeeds | None = None, **facts: Any) -> str:
    (left_out,) = match(case or needs(), [a_candidate(**facts)]).left_out
    return left_out.would_change


@pytest.mark.parametrize(
    "service, words",
    [
        (AService(commissioned_from=APRIL), "Its contract: it serves this area from 1 April 2027."),
        (
            AService(status=ServiceStatus.PAUSED, status_until=date(2028, 1, 1)),
            "The day it opens again: 1 January 2028.",
        ),
        (
            AService(status=ServiceStatus.PAUSED, status_until=APRIL, commissioned_until=date(2027, 3, 20)),
            "The service opening to referrals.",
        ),
        (AService(status=ServiceStatus.CLOSED), "The service opening to referrals."),
    ],
)
def test_a_closed_service_says_the_day_that_would_change_it_where_there_is_one(
    service: AService, words: str
) -> None:
    assert would_change(service=service) == words


@pytest.mark.parametrize(
    "group, waiting, words",
    [
        (
            AGroup(places_free=0),
            PeopleWaiting(),
            "This one ends about 27 October 2027. Ask the provider how many people wait.",
        ),
        (AGroup(places_free=0), PeopleWaiting(1), "The provider says that 1 person waits."),
        (
            AGroup(places_free=0),
            PeopleWaiting(None, 2),
            "2 people wait on the list in this portal. Ask the provider how many people wait.",
        ),
        (
            AGroup(places_free=0),
            PeopleWaiting(0, 1),
            "1 person waits on the list in this portal. The provider says that nobody waits.",
        ),
        (
            AGroup(places_free=0, intake=Intake.ROLLING, next_intake_on=date(2027, 6, 2)),
            PeopleWaiting(4),
            "The next intake is on 2 June 2027. The provider says that 4 people wait.",
        ),
        (
            AGroup(paused_from=date(2027, 5, 1), paused_until=date(2027, 6, 1)),
            PeopleWaiting(),
            "A start from 1 June 2027 on.",
        ),
    ],
)
def test_a_full_or_paused_group_says_when_a_place_may_come(
    group: AGroup, waiting: PeopleWaiting, words: str
) -> None:
    assert would_change(group=group, waiting=waiting).endswith(words)


def test_where_nothing_fits_the_ladder_says_where_to_look() -> None:
    paused = a_candidate(
        service=AService(slug="p", name="Paused", status=ServiceStatus.PAUSED, status_until=APRIL)
    )
    rolling = a_candidate(
        service=AService(slug="r", name="Rolling"), group=AGroup("Evening", Intake.ROLLING, places_free=0)
    )
    elsewhere = a_candidate(
        service=AService(slug="e", name="Elsewhere"),
        coverage=NOT_SERVED,
        coverage_sentence="Serves Hull.",
        miles=9,
    )

    answer = match(needs(), [elsewhere, rolling, paused])

    assert [rung.sentences for rung in answer.fallback] == [
        ("Paused opens on 1 April 2027.",),
        ("Rolling, Evening: ask the provider for the next intake with a free place.",),
        (
            "Elsewhere, Aire Valley Change, 9.0 miles away. Serves Hull. "
            "It has to agree first, and so has partner support for the other parent.",
        ),
    ]
    assert answer.sentence.endswith("Paused opens on 1 April 2027.")
    assert answer.as_record()["fallback"][0]["sentences"] == ["Paused opens on 1 April 2027."]


def test_the_nearest_of_other_areas_are_named_though_they_are_far_and_their_partner_support_works_there() -> (
    None
):
    far = a_candidate(service=AService(slug="f", name="Far"), coverage=NOT_SERVED, miles=60)
    near = a_candidate(
        service=AService(slug="n", name="Near"), coverage=NOT_SERVED, miles=20, partner_services=()
    )

    (rung,) = match(needs(), [far, near]).fallback

    assert [sentence.split(",")[0] for sentence in rung.sentences] == ["Near", "Far"]
    said = {sentence.partition(" It has to agree")[2] for sentence in rung.sentences}
    assert said == {" first, and so has partner support for the other parent."}, "the same of every one"


def test_what_a_longer_journey_would_let_in_stands_on_top_of_the_ladder() -> None:
    far = a_candidate(service=AService(slug="f", name="Far"), group=AGroup("Monday"), miles=31)
    farther = a_candidate(service=AService(slug="g", name="Farther"), group=AGroup("Friday"), miles=45)
    elsewhere = a_candidate(service=AService(slug="n", name="Near"), coverage=NOT_SERVED, miles=3)

    first, second = match(needs(), [farther, elsewhere, far]).fallback

    assert first.title == "Could be offered, if the person agrees to a longer journey"
    assert first.sentences == ("Far, Monday, 31 miles away.", "Farther, Friday, 45 miles away.")
    assert second.title == "The nearest programmes of other areas"


def test_a_group_that_only_the_end_of_monitoring_keeps_out_says_until_when_it_would_have_to_last() -> None:
    rolling = a_candidate(
        service=AService(name="Rolling"),
        group=AGroup(
            "Evening", Intake.ROLLING, first_session_on=date(2027, 1, 4), next_intake_on=date(2027, 5, 5)
        ),
    )
    full = a_candidate(service=AService(name="Full"), group=AGroup(places_free=0))

    answer = match(needs(monitoring_ends_on=date(2027, 9, 1)), [rolling, full])

    (rung,) = answer.fallback
    assert rung.title == "Could be offered, if the court extends the monitoring"
    assert rung.sentences == (
        "Rolling, Evening, could be offered if the court extends the monitoring to 10 November 2027.",
    )
    assert answer.sentence.endswith(rung.sentences[0]), "it can be said in court"


def test_the_ladder_names_nothing_that_is_kept_apart_closed_or_full() -> None:
    kept_apart = a_candidate(coverage=NOT_SERVED, separation=Separation.APART)
    full = a_candidate(coverage=NOT_SERVED, group=AGroup(places_free=0))
    not_accredited = a_candidate(coverage=NOT_SERVED, accreditation=Accreditation.NONE)

    assert match(needs(), [kept_apart, full, not_accredited]).fallback == ()


def test_an_order_that_goes_back_to_court_does_not_empty_the_ladder() -> None:
    elsewhere = a_candidate(coverage=NOT_SERVED)

    assert match(needs(order_verdict=OrderVerdict.RED), [elsewhere]).fallback


def test_where_something_is_offered_no_ladder_is_shown() -> None:
    assert match(needs(), [a_candidate(), a_candidate(coverage=NOT_SERVED)]).fallback == ()


OWN = PartnerService("s", "S", (a_candidate().coverage,), is_of_provider=True)
SOONER = {
    "starts on 28 April 2027, 10 weeks before the hearing; the second ends sooner": {
        "group": AGroup(first_session_on=date(2027, 4, 28), sessions_total=40)
    },
    "ends sooner": {"group": AGroup(sessions_total=20), "miles": 9},
    "is nearer": {"miles": 1, "languages": ""},
    "is in the person’s language": {"languages": "Urdu", "waiting": PeopleWaiting(9)},
    "has fewer people waiting": {"waiting": PeopleWaiting(2), "partner_services": (SUPPORT,)},
    "has a provider that says how many people wait": {"waiting": PeopleWaiting(9)},
    "is run by the provider that runs its partner support": {"partner_services": (OWN,)},
    "was confirmed more recently": {},
}
"""Why the first stands before the second -> what of it is so; in what comes after that it is the worse one."""
WORSE: dict[str, dict[str, Any]] = {
    "has a provider that says how many people wait": {"waiting": PeopleWaiting(None)},
    "was confirmed more recently": {"service": AService(name="B", confirmed_on=date(2026, 11, 1))},
}


@pytest.mark.parametrize("words", SOONER)
def test_every_preference_decides_where_those_before_it_are_equal(words: str) -> None:
    common: dict[str, Any] = {"waiting": PeopleWaiting(3)}
    worse = a_candidate(**{**common, "service": AService(name="B"), **WORSE.get(words, {})})
    better = a_candidate(**{**common, "service": AService(name="Z"), **SOONER[words]})

    first, second = match(needs(language="Urdu"), [worse, better]).offered

    assert first.candidate is better
    assert words in first.because
    assert second.because.startswith("Second because the first ")


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"group": AGroup(intake=Intake.ROLLING, first_session_on=date(2027, 1, 4))}, "has a start date"),
        ({"group": AGroup(sessions_total=0)}, "has an end date"),
        ({"miles": None}, "has a known distance"),
    ],
)
def test_what_is_not_known_is_not_called_later_or_farther(facts: dict[str, Any], words: str) -> None:
    known, unknown = a_candidate(service=AService(name="Z")), a_candidate(**facts)

    _, second = match(needs(), [unknown, known]).offered

    assert second.because.startswith(f"Second because the first {words}.")


def test_nothing_ranks_by_price_religion_ethnicity_or_what_is_put_to_the_court() -> None:
    assert [each.code for each in PREFERENCES] == ["R14", "P1", "P2", "P3", "P4", "P5", "P6", "P7"]
    fields = set(CaseNeeds.__dataclass_fields__) | set(type(a_candidate()).__dataclass_fields__)
    words = ("religio", "ethnic", "work", "education", "caring", "effect", "cost", "price", "fee")
    assert [name for name in fields if any(word in name for word in words)] == []
