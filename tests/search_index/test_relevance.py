"""The search gives people what they meant: held to judged searches of the sample directory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory_data import sample
from directory_data.gazetteer import Gazetteer
from directory_data.loading import load, read_csv_folder
from directory_data.models import Service
from search_index import SearchQuery, ServiceIndex, find, index_for
from tests.search_index.listings import TODAY, a_store
from tests.search_index.relevance import Judged, judged_searches, ndcg, relevance_of

NDCG_FLOOR = 0.97
"""What was reached on 22 November 2026 was 0.977. Raised when the search gets better; never lowered to let one pass."""

GAZETTEER = Gazetteer(None)


@pytest.fixture(scope="module")
def sample_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, ServiceIndex]]:
    """The sample directory and its index."""
    with a_store() as session:
        load(read_csv_folder(sample.FOLDER), session, today=TODAY)
        session.flush()
        index = index_for("whoosh", tmp_path_factory.mktemp("judged") / "index", GAZETTEER)
        index.rebuild(session)
        yield session, index


def test_the_order_is_as_good_as_it_was(sample_directory: tuple[Session, ServiceIndex]) -> None:
    session, index = sample_directory

    def search(judged: Judged) -> list[str]:
        place = GAZETTEER.resolve(judged.where) if judged.where else None
        query = SearchQuery(what=judged.what, place=place)
        return [hit.service.slug for hit in find(session, index, GAZETTEER.area_name, query, TODAY).serving]

    relevance = relevance_of(search, judged_searches())

    assert relevance.ndcg_at_10 >= NDCG_FLOOR, relevance.worst
    assert relevance.zero_result_rate == 0


def test_there_are_enough_judged_searches_and_each_names_listings_that_exist(
    sample_directory: tuple[Session, ServiceIndex],
) -> None:
    session, _ = sample_directory
    slugs = set(session.scalars(select(Service.slug)))
    searches = judged_searches()

    assert len(searches) >= 60
    assert {slug for judged in searches for slug in judged.grades} <= slugs
    assert {grade for judged in searches for grade in judged.grades.values()} == {1, 2, 3}


@pytest.mark.parametrize(
    ("slugs", "measure"),
    [(["a", "b"], 1.0), (["x", "a", "b"], 0.64), (["b", "a"], 0.71), (["x"], 0.0), ([], 0.0)],
)
def test_the_measure_falls_with_the_place_of_what_was_meant(slugs: list[str], measure: float) -> None:
    assert round(ndcg(slugs, {"a": 3, "b": 1}), 2) == measure
