"""The invented people of a demonstration (contract, section 5)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.accounts import actions
from portal.accounts.models import User
from portal.accounts.queries import Store

PASSWORD = "demonstration"  # noqa: S105
"""The password of them all. It opens invented data only."""


@dataclass(frozen=True)
class DemonstrationPerson:
    """One invented person: an officer or manager has an area, somebody of a provider has its slug."""

    email: str
    name: str
    role: Role
    cafcass_area: str | None = None
    provider_slug: str | None = None


PEOPLE = (
    DemonstrationPerson(
        "officer@demo.example", "Demonstration officer", Role.OFFICER, cafcass_area="West Yorkshire"
    ),
    DemonstrationPerson(
        "officer2@demo.example",
        "Second demonstration officer",
        Role.OFFICER,
        cafcass_area="Greater Manchester",
    ),
    DemonstrationPerson(
        "officer-colleague@demo.example",
        "Demonstration officer’s colleague",
        Role.OFFICER,
        cafcass_area="West Yorkshire",
    ),
    DemonstrationPerson(
        "manager@demo.example", "Demonstration manager", Role.MANAGER, cafcass_area="West Yorkshire"
    ),
    DemonstrationPerson(
        "programme@demo.example",
        "Demonstration programme worker",
        Role.PROGRAMME,
        provider_slug="aire-valley-change",
    ),
    DemonstrationPerson(
        "programme-lead@demo.example",
        "Demonstration programme lead",
        Role.PROGRAMME,
        provider_slug="aire-valley-change",
    ),
    DemonstrationPerson(
        "programme2@demo.example",
        "Second demonstration programme worker",
        Role.PROGRAMME,
        provider_slug="mersey-change",
    ),
    DemonstrationPerson(
        "support@demo.example",
        "Demonstration partner-support worker",
        Role.PARTNER_SUPPORT,
        provider_slug="aire-valley-change",
    ),
    DemonstrationPerson(
        "listings@demo.example",
        "Demonstration provider administrator",
        Role.PROVIDER_ADMINISTRATOR,
        provider_slug="aire-valley-change",
    ),
    DemonstrationPerson(
        "admin@demo.example", "Demonstration directory administrator", Role.DIRECTORY_ADMINISTRATOR
    ),
)


class NoSuchProvider(LookupError):
    """The sample directory lacks a provider that a demonstration person belongs to; the message names it."""


def add_demonstration_people(session: Store, at: datetime) -> int:
    """Add those who are not there yet; says how many were added. Raises NoSuchProvider before the sample is loaded."""
    present = set(
        session.scalars(select(User.email).where(User.email.in_([person.email for person in PEOPLE])))
    )
    missing = [person for person in PEOPLE if person.email not in present]
    password = actions.hashed(PASSWORD) if missing else ""
    session.add_all(_account(session, person, password, at) for person in missing)
    session.flush()
    return len(missing)


def has_real_people(session: Store) -> bool:
    """Whether anybody is here who is not of the demonstration."""
    invented = [person.email for person in PEOPLE]
    return session.scalar(select(User.id).where(User.email.not_in(invented)).limit(1)) is not None


def _account(session: Store, person: DemonstrationPerson, password: str, at: datetime) -> User:
    return User(
        email=person.email,
        name=person.name,
        role=person.role,
        cafcass_area=person.cafcass_area,
        provider_id=_provider_id(session, person.provider_slug),
        password=password,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        recovery_code_hashes=[],
        created_at=at,
    )


def _provider_id(session: Store, slug: str | None) -> int | None:
    if slug is None:
        return None
    found = session.scalar(select(Provider.id).where(Provider.slug == slug))
    if found is None:
        raise NoSuchProvider(f"The sample directory has no provider {slug!r}.")
    return found
