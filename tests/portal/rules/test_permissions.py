"""The table of who may open what is closed by default."""

from __future__ import annotations

import pytest

from directory_data.vocabulary import Role
from portal.rules.permissions import EVERYBODY, OPENS_FOR, is_public, may_open


@pytest.mark.parametrize("role", [*Role, None])
def test_a_route_that_is_not_in_the_table_opens_for_nobody(role):
    assert not may_open(role, "cases.secret")
    assert not is_public("cases.secret")


@pytest.mark.parametrize("endpoint", [name for name, roles in OPENS_FOR.items() if roles == EVERYBODY])
def test_what_is_public_opens_for_every_role_and_for_strangers(endpoint):
    assert all(may_open(role, endpoint) for role in [*Role, None])


@pytest.mark.parametrize("endpoint", [name for name, roles in OPENS_FOR.items() if roles != EVERYBODY])
def test_what_is_not_public_opens_for_no_stranger(endpoint):
    assert not may_open(None, endpoint)


def test_programme_staff_never_open_what_is_partner_supports():
    both = {
        name
        for name, roles in OPENS_FOR.items()
        if roles != EVERYBODY and {Role.PROGRAMME, Role.PARTNER_SUPPORT} <= roles
    }

    assert [name for name in OPENS_FOR if name.startswith("partner_support.")]
    assert not [name for name in both if name.startswith(("partner_support.", "referrals.", "cases."))]


def test_an_administrator_of_the_directory_opens_no_case():
    opened = {name for name in OPENS_FOR if may_open(Role.DIRECTORY_ADMINISTRATOR, name)}

    assert not [
        name for name in opened if name.startswith(("cases.", "referrals.", "partner_support.", "matches."))
    ]
