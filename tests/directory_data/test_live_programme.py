"""Whether a programme may take referrals at all: each thing it needs, and the day on which it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory_data.live_programme import Programme, objections
from directory_data.vocabulary import Accreditation, ServiceStatus, ServiceType

TODAY = date(2026, 11, 23)
WHOLE = Programme(
    type=ServiceType.DVPP,
    partner_statuses=[ServiceStatus.OPEN],
    accreditation=Accreditation.RESPECT,
    accreditation_expires_on=TODAY,
    has_coverage=True,
)


def test_a_programme_with_support_accreditation_and_areas_may_be_live():
    assert objections(WHOLE, TODAY) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"partner_statuses": []}, "The programme is not paired with a partner-support service."),
        (
            {"partner_statuses": [ServiceStatus.PAUSED, ServiceStatus.CLOSED]},
            "No partner-support service that the programme is paired with takes referrals.",
        ),
        (
            {"accreditation": Accreditation.NONE},
            "The provider has neither accreditation nor Safe Minimum Practice.",
        ),
        (
            {"accreditation_expires_on": date(2026, 11, 22)},
            "Its standing as “Respect accredited” ended on 22 November 2026.",
        ),
        (
            {"accreditation_expires_on": None},
            "The last day of the accreditation is not recorded, so nobody can say that it still holds.",
        ),
        ({"has_coverage": False}, "The listing does not say which areas the programme serves."),
    ],
)
def test_each_thing_that_is_missing_is_said(changed, sentence):
    assert objections(replace(WHOLE, **changed), TODAY) == [sentence]


def test_one_open_partner_service_of_two_is_enough():
    paired = replace(WHOLE, partner_statuses=[ServiceStatus.PAUSED, ServiceStatus.OPEN])

    assert objections(paired, TODAY) == []


@pytest.mark.parametrize("kind", [kind for kind in ServiceType if kind is not ServiceType.DVPP])
def test_other_services_need_none_of_it(kind):
    bare = Programme(kind, [], Accreditation.NONE, None, has_coverage=False)

    assert objections(bare, TODAY) == []
