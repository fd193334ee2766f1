"""What the portal keeps of a provider's listings beside what they say now: versions, changes, listings not yet live."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, Provider, Service, Venue
from portal.accounts.models import User
from portal.listings import drafts
from portal.listings.evidence import evidence_of
from portal.listings.models import ListingVersion, ProposedChange


def kept_of(provider: Provider) -> dict[str, list[Mapping[str, Any]]]:
    """Each kind by the name of its file, as plain values."""
    return {
        "history": [_version(each) for each in _versions(provider)],
        "changes": [_change(each) for each in _changes(provider)],
        "new-listings": [
            {"type": each.type.value, "at": each.at.isoformat(), "by": each.by.name, **each.content}
            for each in drafts.drafts_of(provider.id)
        ],
        "evidence": [
            {
                "file": f"{each.id}-{each.name}",
                "sha256": each.digest,
                "at": each.at.isoformat(),
                "by": each.by.name,
            }
            for each in evidence_of(provider.id)
        ],
    }


def _versions(provider: Provider) -> Collection[ListingVersion]:
    own = Service.provider_id == provider.id
    ids = {
        ListingPart.SERVICE: select(Service.id).where(own),
        ListingPart.GROUP: select(Group.id).join(Group.service).where(own),
        ListingPart.VENUE: select(Venue.id).where(Venue.provider_id == provider.id),
        ListingPart.PROVIDER: select(Provider.id).where(Provider.id == provider.id),
    }
    of_provider = or_(
        *(
            and_(ListingVersion.part == part, ListingVersion.part_id.in_(wanted))
            for part, wanted in ids.items()
        )
    )
    people = joinedload(ListingVersion.by), joinedload(ListingVersion.approved_by)
    rows = select(ListingVersion).where(of_provider).options(*people)
    return db.session.scalars(rows.order_by(ListingVersion.id)).all()


def _changes(provider: Provider) -> Collection[ProposedChange]:
    people = joinedload(ProposedChange.by), joinedload(ProposedChange.decided_by)
    rows = select(ProposedChange).where(ProposedChange.provider_id == provider.id).options(*people)
    return db.session.scalars(rows.order_by(ProposedChange.id)).all()


def _version(version: ListingVersion) -> Mapping[str, Any]:
    return {
        "part": version.part.value,
        "number_of_part": version.part_id,
        "version": version.number,
        "at": version.at.isoformat(),
        "by": _name(version.by),
        "approved_by": _name(version.approved_by),
        "why": version.why,
        "content": version.content,
    }


def _change(change: ProposedChange) -> Mapping[str, Any]:
    return {
        "part": change.part.value,
        "number_of_part": change.part_id,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "at": change.at.isoformat(),
        "by": change.by.name,
        "why": change.why,
        "starts_on": change.starts_on.isoformat() if change.starts_on else None,
        "decision": change.decision.value if change.decision else None,
        "decided_by": _name(change.decided_by),
        "reason": change.reason,
        "live_at": change.live_at.isoformat() if change.live_at else None,
    }


def _name(person: User | None) -> str | None:
    return person.name if person else None
