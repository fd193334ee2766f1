"""What the store holds before a load, by the keys that feeds use. One query for each kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session, selectinload

from directory_data.models import AdmissionRule, Group, Provider, Service, Venue
from directory_data.vocabulary import ServiceType

Store: TypeAlias = Session | scoped_session[Session]
Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Stock:
    """Records by key: slug; provider slug with venue name; service slug with group name or rule version."""

    providers: Mapping[str, Provider]
    venues: Mapping[Key, Venue]
    services: Mapping[str, Service]
    groups: Mapping[Key, Group]
    admission_rules: Mapping[tuple[str, int], AdmissionRule]


def slugs_of(store: Store) -> frozenset[str]:
    """The slugs of every provider and service."""
    return frozenset(store.scalars(select(Provider.slug).union(select(Service.slug))))


def kinds_of(store: Store) -> dict[str, ServiceType]:
    """The kind of every service, by its slug."""
    return {row.slug: row.type for row in store.execute(select(Service.slug, Service.type))}


def stock_of(store: Store) -> Stock:
    """Everything that a feed may change or name."""
    providers = {provider.id: provider for provider in store.scalars(select(Provider))}
    venues = list(store.scalars(select(Venue)))
    parts = (
        selectinload(Service.coverage),
        selectinload(Service.meeting_places),
        selectinload(Service.partner_services),
    )
    services = {service.id: service for service in store.scalars(select(Service).options(*parts))}
    return Stock(
        providers={provider.slug: provider for provider in providers.values()},
        venues={(providers[v.provider_id].slug, v.name): v for v in venues},
        services={service.slug: service for service in services.values()},
        groups={(services[g.service_id].slug, g.name): g for g in store.scalars(select(Group))},
        admission_rules={
            (services[rule.service_id].slug, rule.version): rule
            for rule in store.scalars(select(AdmissionRule))
        },
    )
