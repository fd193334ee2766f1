"""An empty directory and an index for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from search_index import ServiceIndex
from tests.search_index.listings import a_store


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on an empty directory."""
    with a_store() as session:
        yield session


@pytest.fixture
def index(tmp_path: Path) -> ServiceIndex:
    """An index that has not been built."""
    return ServiceIndex(tmp_path / "index")
