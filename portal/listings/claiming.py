"""Claiming listings: a provider administrator looks through what stands, and answers for it from then on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.listings import actions
from portal.listings.models import ListingClaim


def claims() -> dict[int, ListingClaim]:
    """Who answers for the listings of each provider, by its id: the last one who claimed them and is still there."""
    wanted = (
        select(ListingClaim)
        .join(ListingClaim.by)
        .where(
            User.active,
            User.role == Role.PROVIDER_ADMINISTRATOR,
            User.provider_id == ListingClaim.provider_id,
        )
        .options(contains_eager(ListingClaim.by))
    )
    return {claim.provider_id: claim for claim in db.session.scalars(wanted.order_by(ListingClaim.id))}


def claim(
    services: Sequence[Service], right: Collection[str], *, by: User, at: datetime, today: date
) -> list[Service]:
    """Answer for these listings; those in `right` (by slug) are confirmed as true today. Gives those to correct."""
    assert by.provider_id is not None
    if (last := claims().get(by.provider_id)) is None or last.by_id != by.id:
        db.session.add(ListingClaim(provider_id=by.provider_id, by_id=by.id, at=at))
    actions.confirm([each for each in services if each.slug in right], by=by, today=today)
    return [each for each in services if each.slug not in right]
