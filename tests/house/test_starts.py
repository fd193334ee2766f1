"""A walk whose end is put there leaves what the walk itself left (tests/starts.py)."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from portal.cases.models import Case
from tests.client import PageReadingClient
from tests.portal.referral_walk import OFFICER, OTHER_OFFICER, open_case
from tests.sample_portal import SamplePortal

ALIKE = {"needs": "A place without steps."}


def cases(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Case.reference).order_by(Case.id)))


def test_the_third_walk_begins_at_the_end_of_the_second(
    app: Flask, new_client: Callable[[], PageReadingClient], sample_portal: SamplePortal
) -> None:
    before = cases(app)
    found = []
    for _ in range(3):
        client = new_client().sign_in(OFFICER)
        reference = open_case(client, **ALIKE)
        found.append((reference, cases(app), client.page and client.page.path))
        sample_portal.bring_back()

    assert found[0][0] != found[1][0]
    assert found[2] == found[1]
    assert found[1][1] == [*before, found[1][0]]
    assert cases(app) == before


def test_a_store_that_was_touched_or_another_person_takes_the_walk(
    app: Flask, new_client: Callable[[], PageReadingClient], sample_portal: SamplePortal
) -> None:
    for _ in range(2):
        kept = open_case(new_client().sign_in(OFFICER), **ALIKE)
        sample_portal.bring_back()
    client = new_client().sign_in(OFFICER)

    first, second = open_case(client, **ALIKE), open_case(client, **ALIKE)
    sample_portal.bring_back()
    of_another = open_case(new_client().sign_in(OTHER_OFFICER), **ALIKE)

    assert first == kept
    assert len({first, second, of_another}) == 3


def test_sign_ins_that_grow_old_are_made_anew_and_kept_in_the_store(
    new_client: Callable[[], PageReadingClient], sample_portal: SamplePortal
) -> None:
    old = sample_portal.cookies[OFFICER]
    sample_portal.signed_in_at = float("-inf")
    sample_portal.bring_back()

    assert sample_portal.cookies[OFFICER] != old
    for _ in range(2):
        assert new_client().sign_in(OFFICER).get("/cases").status_code == 200
        open_case(new_client().sign_in(OFFICER), **ALIKE)
        sample_portal.bring_back()
