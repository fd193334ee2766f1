"""A provider as an organisation of the standard."""

from __future__ import annotations

from datetime import date

from directory_data.availability import in_full
from directory_data.models import Provider
from directory_data.vocabulary import Accreditation
from portal.feed.identifiers import id_of
from portal.feed.records import INVENTED, Record, filled, paragraphs, phones


def organization_id(slug: str) -> str:
    """The id of the provider with this slug."""
    return id_of("organization", slug)


def organization(provider: Provider) -> Record:
    """The organisation, with what its listings show of it."""
    legal = "" if provider.legal_name == provider.name else f" Its legal name is {provider.legal_name}."
    return filled(
        {
            "id": organization_id(provider.slug),
            "name": provider.name,
            "description": paragraphs(
                f"{provider.name} provides services that are listed in this directory.{legal}",
                INVENTED if provider.is_invented else "",
            ),
            "email": provider.email,
            "website": provider.website,
            "phones": phones(provider.phone, "organization", provider.slug),
        }
    )


def accreditation(provider: Provider, today: date) -> str:
    """What the provider's practice has been checked against; empty where nothing holds that day."""
    ends = provider.accreditation_expires_on
    if provider.accreditation is Accreditation.NONE or (ends is not None and ends < today):
        return ""
    return f"{provider.accreditation.label}, until {in_full(ends)}" if ends else provider.accreditation.label
