"""What a provider is asked to do next: the most pressing thing first, and nothing where nothing is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.rules.listing_tasks import ListingFacts, Remedy, tasks
from portal.rules.work_lists import Urgency

TODAY = date(2026, 11, 23)
WELL = ListingFacts(
    live_objections=(),
    confirmed_on=TODAY,
    accreditation_expires_on=TODAY + timedelta(days=400),
    is_paired=True,
    has_coverage=True,
    starts=True,
    missing={},
    returned=0,
)


def test_a_listing_that_is_whole_and_fresh_asks_for_nothing():
    assert tasks(WELL, TODAY) == []


@pytest.mark.parametrize(
    ("changed", "remedy", "is_pressing"),
    [
        ({"live_objections": ["Not paired."], "is_paired": False}, Remedy.PARTNER_SUPPORT, True),
        ({"live_objections": ["No areas."], "has_coverage": False}, Remedy.AREA, True),
        ({"live_objections": ["Accreditation ended."]}, Remedy.ORGANISATION, True),
        ({"confirmed_on": None}, Remedy.CONFIRM, True),
        ({"confirmed_on": TODAY - timedelta(days=91)}, Remedy.CONFIRM, True),
        ({"confirmed_on": TODAY - timedelta(days=60)}, Remedy.CONFIRM, False),
        ({"returned": 2}, Remedy.RETURNED, False),
        ({"accreditation_expires_on": TODAY + timedelta(days=60)}, Remedy.ORGANISATION, False),
        ({"starts": False}, Remedy.GROUPS, False),
        *(({"missing": {remedy: ["this"]}}, remedy, False) for remedy in (Remedy.CONTACT, Remedy.EVIDENCE)),
        ({"quorum_warnings": ["Too few people."]}, Remedy.GROUPS, False),
    ],
)
def test_each_thing_that_is_missing_or_old_leads_to_where_it_is_put_right(changed, remedy, is_pressing):
    (task,) = tasks(replace(WELL, **changed), TODAY)

    assert (task.remedy, task.is_pressing) == (remedy, is_pressing)


def test_what_keeps_people_from_being_referred_stands_first():
    worst = replace(
        WELL,
        missing={Remedy.CONTACT: ["opening hours"]},
        confirmed_on=TODAY - timedelta(days=181),
        returned=1,
        live_objections=["Not paired."],
        is_paired=False,
    )

    assert [task.remedy for task in tasks(worst, TODAY)] == [
        Remedy.PARTNER_SUPPORT,
        Remedy.CONFIRM,
        Remedy.RETURNED,
        Remedy.CONTACT,
    ]


def test_each_thing_stands_in_the_order_of_harm_that_all_lists_share():
    worst = replace(
        WELL,
        missing={Remedy.CONTACT: ["opening hours"]},
        confirmed_on=TODAY - timedelta(days=91),
        accreditation_expires_on=TODAY + timedelta(days=30),
    )

    found = [(task.urgency, task.by) for task in tasks(worst, TODAY)]

    assert found == [
        (Urgency.OVERDUE, TODAY - timedelta(days=1)),
        (Urgency.SOON, TODAY + timedelta(days=30)),
        (Urgency.NEW, None),
    ]
