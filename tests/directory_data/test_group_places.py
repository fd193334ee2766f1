"""Places in a group: given once, returned once, and never more than there are."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data import group_places
from directory_data.database import db
from directory_data.models import Group


@pytest.fixture
def group(app) -> int:
    """A group with one place left."""
    with app.app_context():
        found = db.session.scalars(sa.select(Group).order_by(Group.id)).first()
        found.places_min, found.places_max, found.places_taken, found.places_held = 8, 12, 11, 0
        db.session.commit()
        return found.id


def test_the_last_place_is_given_once(app, group):
    with app.app_context():
        assert group_places.take(db.session, group)
        assert not group_places.take(db.session, group)
        assert db.session.get_one(Group, group).places_free == 0


def test_a_place_is_returned_once(app, group):
    with app.app_context():
        group_places.take(db.session, group)

        assert group_places.give_back(db.session, group)
        assert not group_places.give_back(db.session, group)
        assert db.session.get_one(Group, group).places_held == 0


def test_a_group_that_was_read_before_shows_what_was_given(app, group):
    with app.app_context():
        read_before = db.session.get_one(Group, group)
        assert read_before.places_free == 1

        group_places.take(db.session, group)

        assert read_before.places_free == 0


def test_a_place_that_is_taken_back_by_the_store_was_never_given(app, group):
    with app.app_context():
        group_places.take(db.session, group)
        db.session.rollback()

        assert db.session.get_one(Group, group).places_free == 1


@pytest.mark.parametrize(
    ("places_max", "places_taken", "fits"), [(12, 11, True), (12, 12, False), (8, 7, True)]
)
def test_sizes_leave_room_for_the_places_that_are_held(app, group, places_max, places_taken, fits):
    with app.app_context():
        group_places.take(db.session, group)

        changed = group_places.set_sizes(db.session, group, places_max=places_max, places_taken=places_taken)

        assert changed is fits


def test_a_group_that_is_gone_gives_no_place(app):
    with app.app_context():
        assert not group_places.take(db.session, 999_999_999)
