"""The people who keep listings, signed in."""

from __future__ import annotations

import pytest

from tests.portal.referral_walk import ADMIN, LISTINGS


@pytest.fixture
def provider(client):
    """The provider administrator of Aire Valley Change."""
    return client.sign_in(LISTINGS)


@pytest.fixture
def administrator(new_client):
    """A directory administrator."""
    return new_client().sign_in(ADMIN)
