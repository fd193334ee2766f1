"""What the feed tells, our own loader reads: another directory that loads it has the same listings."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.loading import load, read_hsds, slugs_of
from directory_data.models import Service
from directory_data.queries import PUBLIC_AUDIENCES
from directory_data.vocabulary import AreaKind
from portal.feed.queries import is_listed
from tests.directory_data.loading.conftest import store
from tests.sample_portal import TODAY

__all__ = ["store"]

OWN = ("name", "type", "how_to_refer", "cost", "languages", "confirmed_on", "is_protected")
FROM_THE_PROVIDER = ("phone", "email", "website")
"""Where a listing has none of its own, its page shows the provider's."""


def listings(session, *, is_ours: bool) -> list[dict[str, object]]:
    """What the standard can carry of every listing, in one order."""
    rows = sa.select(Service).where(Service.audience.in_(PUBLIC_AUDIENCES))
    return sorted((_told(each, is_ours=is_ours) for each in session.scalars(rows)), key=str)


def _told(service: Service, *, is_ours: bool) -> dict[str, object]:
    met = [place.venue for place in service.meeting_places]
    if is_ours and not service.is_protected:
        met += [group.venue for group in service.groups if group.venue and is_listed(group, TODAY)]
    return {
        "provider": service.provider.name,
        **{name: getattr(service, name) for name in OWN},
        **{name: getattr(service, name) or getattr(service.provider, name) for name in FROM_THE_PROVIDER},
        "venues": sorted({(each.name, each.address) for each in met if not each.is_address_withheld}),
    }


def fetch(client, folder, form: str) -> None:
    """The whole feed as files: one of lines, or one for each page."""
    address = "/api/hsds/3.2/services?full=true"
    if form == "ndjson":
        (folder / "services.ndjson").write_text(client.get(f"{address}&format=ndjson").text)
        return
    for number in range(1, client.get(f"{address}&per_page=100").json["total_pages"] + 1):
        page = client.get(f"{address}&per_page=100&page={number}").text
        (folder / f"services-{number}.json").write_text(page)


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_listings_that_are_loaded_from_the_feed_are_the_same(app, client, store, tmp_path, today, form):
    folder = tmp_path / "feed"
    folder.mkdir()
    fetch(client, folder, form)
    with app.app_context():
        ours = listings(db.session, is_ours=True)

    feed = read_hsds(folder, slugs_in_use=slugs_of(store))
    report = load(feed, store, today=today, known_areas={kind: set() for kind in AreaKind})
    store.commit()

    assert not report.is_refused, report.sentences()
    theirs = listings(store, is_ours=False)
    assert len(theirs) == len(ours) > 0
    differing = [(a[k], b[k]) for a, b in zip(ours, theirs, strict=True) for k in a if a[k] != b[k]]
    assert differing == []
