"""The door in the wall: hand_off and tell bring in what partner support may know. What comes in here does not go out.

What workers record stands in recording.py, openings out of turn in opening.py.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Service
from directory_data.turns import set_once
from portal.accounts.models import User
from portal.cases.models import Case, ProtectedPerson
from portal.errors import Refused
from portal.partner_support.models import HandOff, News
from portal.rules import references

SENT = "A referral to the programme was sent."


def hand_off(
    person: ProtectedPerson, case: Case, service: Service, *, at: datetime, words: str = SENT
) -> None:
    """Hand a protected person to a partner-support service; a second referral renews the first hand-off."""
    told = {"name": person.name, "contact": person.contact, "participant": case.participant.name}
    earlier = db.session.scalars(
        select(HandOff).where(HandOff.protected_person_id == person.id, HandOff.service_id == service.id)
    ).one_or_none()
    if earlier is None:
        earlier = HandOff(
            **told,
            reference=references.new_reference(references.ReferenceKind.SUPPORT, secrets.choice),
            protected_person_id=person.id,
            service_id=service.id,
            officer_id=case.officer_id,
            authority_code=person.authority_code,
            made_at=at,
        )
        db.session.add(earlier)
    else:
        earlier.name, earlier.contact, earlier.participant = told.values()
        earlier.authority_code = person.authority_code
        earlier.acknowledged_at = earlier.acknowledged_by_id = None
        earlier.renewed_at = at
    earlier.news.append(News(at=at, words=words, offers_support=True))


def tell(case: Case, words: str, *, at: datetime, offers_support: bool = False) -> None:
    """Tell every worker who supports somebody of this case what happened on the programme side.

    With `offers_support` whoever is not in support is offered it anew.
    """
    people = [person.id for person in case.protected_people]
    for handed in db.session.scalars(select(HandOff).where(HandOff.protected_person_id.in_(people))):
        handed.news.append(News(at=at, words=words, offers_support=offers_support))


def name_officer(case: Case, officer: User, *, at: datetime) -> None:
    """Another officer holds the case: whoever supports somebody of it sees the new name, and is told."""
    people = [person.id for person in case.protected_people]
    for handed in db.session.scalars(select(HandOff).where(HandOff.protected_person_id.in_(people))):
        handed.officer_id = officer.id
    tell(case, f"Another officer holds the case now: {officer.name}.", at=at)


def tell_service(person: ProtectedPerson, service: Service, words: str, *, at: datetime) -> None:
    """Tell the workers of one service what concerns its support of one person."""
    own = HandOff.protected_person_id == person.id, HandOff.service_id == service.id
    for handed in db.session.scalars(select(HandOff).where(*own)):
        handed.news.append(News(at=at, words=words))


def acknowledge(handed: HandOff, *, by: User, at: datetime) -> None:
    """Say that the hand-off has been read and somebody will act on it."""
    if not set_once(handed, acknowledged_at=at, acknowledged_by_id=by.id):
        raise Refused(["This hand-off has already been acknowledged."])
