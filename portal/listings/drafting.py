"""Everything that changes a listing before it is live: written, sent, returned, and put live as a service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from flask import current_app

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Provider, Service
from directory_data.models.service import FREE_IF_ORDERED
from directory_data.turns import set_once
from directory_data.vocabulary import Audience, ServiceType
from portal.accounts.models import User
from portal.errors import Refused
from portal.listings import actions, drafts, editing, history, told
from portal.listings.content import blank, put
from portal.listings.models import NewListing
from portal.listings.slugs import free_slug
from portal.messages import actions as messages
from portal.rules.moderation import OF_THE_DAY

WHY = "A new listing."
BEING_READ = "A directory administrator is reading this listing. Take it back before you change it."


def begin(
    provider: Provider, kind: ServiceType, audience: Audience, name: str, *, by: User, at: datetime
) -> NewListing:
    """A listing that says only its name. Partner support is protected whatever was chosen."""
    if kind is ServiceType.PARTNER_SUPPORT:
        audience = Audience.PROTECTED
    draft = NewListing(provider=provider, type=kind, audience=audience, content={}, returned={}, by=by, at=at)
    empty = blank(ListingPart.SERVICE)
    names = [field for section in drafts.sections_of(draft) for field in section.fields]
    draft.content = {field: empty[field] for field in names} | {"name": name}
    if kind is ServiceType.DVPP:
        draft.content |= {"cost": FREE_IF_ORDERED}
    db.session.add(draft)
    db.session.flush()
    return draft


def write(
    draft: NewListing, typed: Mapping[str, str], *, seen: Mapping[str, str], by: User, at: datetime
) -> None:
    """Keep what this person changed. Raises ChangedMeanwhile as a change of a live listing does, and Refused."""
    _refuse_while_read(draft)
    mine = editing.changed_by(typed, draft.content, seen)
    if not mine:
        return
    draft.content = {**draft.content, **mine}
    draft.returned = {field: why for field, why in draft.returned.items() if field not in mine}
    draft.by, draft.at = by, at


def send(draft: NewListing, *, at: datetime, today: date) -> None:
    """Ask a directory administrator to put it live. Raises Refused with what is missing."""
    if draft.is_sent:
        return
    if why := [each.sentence for each in drafts.missing(draft, today)]:
        raise Refused(why)
    draft.sent_at = at
    _tell(draft, "sent", told.directory_administrators(), at)


def take_back(draft: NewListing) -> None:
    """Write on; nobody reads it until it is sent again."""
    draft.sent_at = None


def discard(draft: NewListing) -> None:
    """Throw it away for good. Raises Refused while it is read."""
    _refuse_while_read(draft)
    db.session.delete(draft)


def put_live(draft: NewListing, *, by: User, at: datetime, today: date) -> Service:
    """Make it a service that everybody it is meant for finds from now on. Raises Refused with what is missing."""
    if why := [each.sentence for each in drafts.missing(draft, today)]:
        raise Refused([*why, "Return the listing, and say so."])
    slug = free_slug(Service, draft.name, kept_free=_words_in_addresses())
    service = Service(slug=slug, provider=draft.provider, type=draft.type, audience=draft.audience)
    with db.session.no_autoflush:
        put(service, {field: text for field, text in draft.content.items() if field not in OF_THE_DAY}, today)
    db.session.add(service)
    service.status_from = today
    actions.confirm([service], by=draft.by, today=today)
    history.begin(service, by=draft.by, at=at, why=WHY, approved_by=by)
    if not set_once(draft, service_id=service.id):
        raise Refused(["Another administrator has put this listing live a moment ago."])
    draft.decided_by_id, draft.decided_at = by.id, at
    _tell(draft, "live", told.administrators_of(draft.provider_id), at)
    return service


def send_back(draft: NewListing, reasons: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Return it with a reason for each field that has to change."""
    draft.returned = dict(reasons)
    draft.sent_at = None
    draft.decided_by_id, draft.decided_at = by.id, at
    _tell(draft, "returned", told.administrators_of(draft.provider_id), at)


def _refuse_while_read(draft: NewListing) -> None:
    if draft.is_sent:
        raise Refused([BEING_READ])


def _words_in_addresses() -> set[str]:
    """What stands where a listing's short name would, in the addresses of this portal."""
    paths = (rule.rule.split("/") for rule in current_app.url_map.iter_rules())
    return {path[2] for path in paths if len(path) > 2 and path[1] in ("listings", "services")}


def _tell(draft: NewListing, what: str, people: Iterable[int], at: datetime) -> None:
    event = f"new-listing-{what}|{draft.id}|{at:%Y%m%d%H%M%S}"
    messages.tell(db.session.connection(), event, people, at=at)
