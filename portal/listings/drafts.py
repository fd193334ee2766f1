"""Reads of listings that a provider is writing, and of what they have yet to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from directory_data import live_programme
from directory_data.availability import status_on
from directory_data.database import db
from portal.accounts.models import User
from portal.listings import partners
from portal.listings.models import NewListing
from portal.listings.sections import Section, of_service
from portal.rules import new_listing
from portal.rules.new_listing import Missing


def drafts_of(provider_id: int) -> Sequence[NewListing]:
    """What the provider is writing or has sent, the oldest first."""
    own = NewListing.provider_id == provider_id
    wanted = select(NewListing).where(own, NewListing.service_id.is_(None)).options(joinedload(NewListing.by))
    return db.session.scalars(wanted.order_by(NewListing.id)).all()


def draft_for(person: User, number: int) -> NewListing:
    """The provider's own listing of that number, or 404."""
    found = db.session.get(NewListing, number)
    if found is None or found.service_id is not None or found.provider_id != person.provider_id:
        abort(404)
    return _in_todays_fields(found)


def sent() -> Sequence[NewListing]:
    """What waits for a directory administrator, of every provider, the oldest first."""
    wanted = select(NewListing).where(NewListing.sent_at.is_not(None), NewListing.service_id.is_(None))
    parts = joinedload(NewListing.provider), joinedload(NewListing.by)
    return db.session.scalars(wanted.options(*parts).order_by(NewListing.sent_at)).all()


def sent_one(number: int) -> NewListing:
    """The listing of that number while it waits for a directory administrator, or 404."""
    found = db.session.get(NewListing, number)
    if found is None or found.service_id is not None or not found.is_sent:
        abort(404)
    return _in_todays_fields(found)


def sections_of(draft: NewListing) -> list[Section]:
    """The pages that a listing of its kind has."""
    return of_service(draft.type, is_protected=draft.is_protected)


def missing(draft: NewListing, today: date) -> list[Missing]:
    """What it has yet to say before it can be sent, and what stands against a programme of this provider."""
    found = new_listing.missing(draft.type, draft.content)
    said = {each.section for each in found}
    if not said & {"area", "partner-support"}:
        found += [Missing("", sentence) for sentence in _live_objections(draft, today)]
    return found


def _in_todays_fields(draft: NewListing) -> NewListing:
    """A listing that was begun before a field was asked for says nothing there."""
    asked = {field: "" for section in sections_of(draft) for field in section.fields}
    set_committed_value(draft, "content", {**asked, **draft.content})
    return draft


def _live_objections(draft: NewListing, today: date) -> list[str]:
    slugs = draft.content.get("partner_services", "").split(",")
    programme = live_programme.Programme(
        type=draft.type,
        partner_statuses=[status_on(each, today) for each in partners.services_with_slugs(slugs)],
        accreditation=draft.provider.accreditation,
        accreditation_expires_on=draft.provider.accreditation_expires_on,
        has_coverage=any(not line.startswith("not ") for line in draft.content["coverage"].splitlines()),
    )
    return live_programme.objections(programme, today)
