"""The clock: moments in UTC, dates in England, and the date that a test or a demonstration believes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from portal.clock import day_of, midnight, now, today


@pytest.fixture
def believing() -> Flask:
    """An application that believes in 1 July 2027."""
    app = Flask(__name__)
    app.config["TODAY"] = date(2027, 7, 1)
    return app


def test_the_believed_date_is_the_date_in_england_whatever_the_hour(believing):
    with believing.app_context():
        assert today() == date(2027, 7, 1)
        assert now().tzinfo is UTC
        assert day_of(now()) == date(2027, 7, 1)


def test_without_a_believed_date_it_is_now(believing):
    believing.config["TODAY"] = None

    with believing.app_context():
        assert abs(now() - datetime.now(UTC)).total_seconds() < 5


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 6, 30, 23, 30, tzinfo=UTC), date(2027, 7, 1)),
        (datetime(2027, 1, 11, 23, 30, tzinfo=UTC), date(2027, 1, 11)),
    ],
    ids=["in summer", "in winter"],
)
def test_a_day_begins_at_midnight_in_england(moment, day):
    assert day_of(moment) == day
    assert day_of(midnight(day)) == day
