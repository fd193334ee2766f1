"""What whoever watches over the portal can count, and that nobody can be recognised by it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from directory_data.database import db
from portal.metrics.counting import RequestCounts
from tests.sample_portal import new_app


@pytest.fixture
def counting(app):
    """The sample portal with its counts switched on."""
    settings = replace(app.config["SETTINGS"], has_metrics=True)
    counting = new_app(settings)
    yield counting
    (settings.instance / "metrics.sqlite").unlink(missing_ok=True)
    with counting.app_context():
        db.session.remove()
        db.engine.dispose()


def _values(client) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    lines = [line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_nothing_is_counted_unless_the_operator_wants_it(client):
    assert client.get("/metrics").status_code == 404


def test_requests_are_counted_by_endpoint_and_status(counting):
    client = counting.test_client()
    for path in ("/", "/", "/services/nothing-like-it", "/no/such/place"):
        client.get(path)

    values = _values(client)

    assert values['portal_requests_total{endpoint="directory.home",status="200"}'] == 2
    assert values['portal_requests_total{endpoint="directory.show",status="404"}'] == 1
    assert values['portal_requests_total{endpoint="none",status="404"}'] == 1
    assert values["portal_request_seconds_count"] == 4
    assert values['portal_request_seconds_bucket{le="+Inf"}'] == 4
    assert 0 < values["portal_request_seconds_sum"] < 60
    buckets = [value for name, value in values.items() if name.startswith("portal_request_seconds_bucket")]
    assert buckets == sorted(buckets)


def test_the_state_of_the_outbox_the_deadlines_and_the_index_is_told(counting):
    values = _values(counting.test_client())

    assert values['portal_outbox_messages{state="waiting"}'] >= 0
    assert values['portal_deadlines{state="overdue"}'] >= 0
    assert values["portal_index_lag_changes"] == 0
    assert values["portal_outbox_oldest_seconds"] >= 0


def test_no_label_holds_what_somebody_asked_for(counting):
    client = counting.test_client()
    for path in ("/services?what=secret&where=LS6", "/cases/C-SECRET", "/LS6%203AA", '/"} 1'):
        client.get(path)

    text = client.get("/metrics").text

    assert not re.search(r"secret|LS6|C-", text, re.IGNORECASE)
    assert set(re.findall(r"([a-z]+)=", text)) == {"endpoint", "status", "le", "state"}


def test_two_processes_add_up_and_a_busy_file_loses_nothing(tmp_path):
    one, other = RequestCounts(tmp_path / "counts"), RequestCounts(tmp_path / "counts")
    one.add("home", 200, 0.02)
    store = one._open()
    store.execute("BEGIN IMMEDIATE")
    other.add("home", 200, 0.02)
    store.rollback()
    store.close()

    other.add("home", 200, 3.0)

    assert one.read()['portal_requests_total{endpoint="home",status="200"}'] == 3
    assert one.read()['portal_request_seconds_bucket{le="0.025"}'] == 2


def test_the_counts_take_few_statements(counting, statements):
    client = counting.test_client()
    client.get("/metrics")

    with statements(counting) as sent:
        client.get("/metrics")

    assert len(sent) <= 12
