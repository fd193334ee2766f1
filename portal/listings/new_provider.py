"""A provider that is new to the directory: an organisation without listings, until its administrator brings them."""

from __future__ import annotations

from directory_data.database import db
from directory_data.models import Provider
from portal.listings.slugs import free_slug


def add(name: str, legal_name: str) -> Provider:
    """The new organisation, with a name for addresses that no other has."""
    provider = Provider(slug=free_slug(Provider, name), name=name, legal_name=legal_name)
    db.session.add(provider)
    db.session.flush()
    return provider
