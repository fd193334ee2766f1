"""What a worker does before its first request."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from portal import serving


@pytest.fixture(autouse=True)
def _collector_as_it_was() -> Iterator[None]:
    """The collector belongs to the whole process."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_every_worker_lets_the_collector_pass_over_what_stays() -> None:
    serving.post_worker_init(SimpleNamespace(age=2))

    assert gc.get_threshold()[0] == serving.OBJECTS_PER_COLLECTION
    assert gc.get_freeze_count() > 10_000
