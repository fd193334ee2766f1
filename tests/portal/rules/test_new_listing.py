"""What a new listing has to say before anybody reads it."""

from __future__ import annotations

import pytest

from directory_data.vocabulary import ServiceType
from portal.rules import new_listing

ALL = {field: "Something" for wanted in new_listing.WANTED for field in wanted.fields}


@pytest.mark.parametrize("kind", ServiceType)
def test_a_listing_that_says_everything_lacks_nothing(kind):
    assert new_listing.missing(kind, ALL) == []


@pytest.mark.parametrize("wanted", new_listing.WANTED)
def test_each_thing_is_asked_for_where_it_is_said(wanted):
    kind = wanted.only_for or ServiceType.HELPLINE

    missing = new_listing.missing(kind, ALL | dict.fromkeys(wanted.fields, ""))

    assert [(each.section, each.sentence) for each in missing] == [(wanted.section, wanted.sentence)]


def test_one_way_to_make_contact_is_enough():
    assert new_listing.missing(ServiceType.HELPLINE, ALL | {"phone": ""}) == []


def test_only_a_programme_is_asked_for_partner_support_and_an_admission_rule():
    asked = {each.section for each in new_listing.missing(ServiceType.HELPLINE, {})}

    assert asked == {"about", "contact", "referral", "area"}
