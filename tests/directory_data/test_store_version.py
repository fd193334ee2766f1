"""Whether anything was committed to the store since: every commit of anybody shows, and a look changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from directory_data.database import db
from directory_data.models import Provider
from directory_data.store_version import version_of
from tests.search_index.listings import a_store


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session on the sample directory."""
    with app.app_context():
        yield db.session()
        db.session.rollback()


def _rename(session: Session, name: str) -> None:
    session.scalars(sa.select(Provider).order_by(Provider.id)).first().name = name  # type: ignore[union-attr]


def test_a_look_at_the_store_leaves_its_version(session: Session) -> None:
    before = version_of(session)
    session.scalars(sa.select(Provider)).all()
    session.rollback()

    assert version_of(session) == before is not None


def test_a_commit_of_this_session_is_another_version(session: Session) -> None:
    before = version_of(session)
    _rename(session, "Another name")
    session.commit()

    assert version_of(session) not in (before, None)


def test_a_commit_of_somebody_else_is_another_version(session: Session) -> None:
    before = version_of(session)
    session.rollback()
    with Session(session.get_bind()) as other:
        _rename(other, "Another name")
        other.commit()

    assert version_of(session) not in (before, None)


def test_what_is_put_back_as_it_was_is_another_version_all_the_same(session: Session) -> None:
    kept = session.scalars(sa.select(Provider.name).order_by(Provider.id)).first() or ""
    versions = [version_of(session)]
    for name in ("Another name", kept):
        _rename(session, name)
        session.commit()
        versions.append(version_of(session))

    assert len(set(versions)) == 3


def test_somebody_who_has_changed_something_is_told_no_version(session: Session) -> None:
    _rename(session, "Another name")
    session.flush()

    assert version_of(session) is None


def test_after_a_change_that_was_not_kept_there_is_a_version_again(session: Session) -> None:
    _rename(session, "Another name")
    session.flush()
    session.rollback()

    assert version_of(session) is not None


def test_a_store_that_no_second_connection_sees_has_no_version() -> None:
    with a_store() as session:
        assert version_of(session) is None
