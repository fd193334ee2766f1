"""What a programme has to fit: reading it in a few statements, and everything that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import CaseStep, PersonalLink
from portal.accounts.models import User
from portal.cases.models import (
    Case,
    CaseEntry,
    Circumstances,
    KeptApart,
    LongerJourney,
    ProtectedPerson,
    SafePlaces,
)


@dataclass(frozen=True)
class Fitting:
    """What is recorded of a case beside the case itself. `postcodes` are opened, for measuring and nothing else."""

    circumstances: Circumstances
    longer_journeys: Sequence[LongerJourney]
    postcodes: tuple[str, ...] = field(repr=False)


def fitting_of(case: Case) -> Fitting:
    """What a programme has to fit in this case, in one statement whatever there is."""
    rows = db.session.execute(
        select(ProtectedPerson, SafePlaces, Circumstances, LongerJourney)
        .select_from(ProtectedPerson)
        .outerjoin(SafePlaces, SafePlaces.protected_person_id == ProtectedPerson.id)
        .outerjoin(Circumstances, Circumstances.case_id == ProtectedPerson.case_id)
        .outerjoin(LongerJourney, LongerJourney.case_id == ProtectedPerson.case_id)
        .where(ProtectedPerson.case_id == case.id)
        .order_by(LongerJourney.id)
        .options(joinedload(LongerJourney.by), joinedload(LongerJourney.service))
    ).all()
    recorded = dict.fromkeys(row[1] for row in rows if row[1])
    postcodes = [postcode for each in recorded for postcode in each.places.split("\n")]
    circumstances = next((row[2] for row in rows if row[2]), None) or nothing_known(case)
    journeys = dict.fromkeys(row[3] for row in rows if row[3])
    return Fitting(circumstances, tuple(journeys), tuple(postcodes))


def circumstances_of(case: Case) -> Circumstances:
    """What is recorded of the person's circumstances; an empty record, not in the store, where nothing is."""
    return db.session.get(Circumstances, case.id) or nothing_known(case)


def nothing_known(case: Case) -> Circumstances:
    """A record in which nothing has been asked yet."""
    return Circumstances(
        case_id=case.id, access_needs="", language="", has_car=None, journey_limit_minutes=None, answers={}
    )


def longer_journeys_of(case: Case) -> Sequence[LongerJourney]:
    """The reasons for longer journeys, the oldest first."""
    wanted = select(LongerJourney).where(LongerJourney.case_id == case.id).order_by(LongerJourney.id)
    return db.session.scalars(
        wanted.options(joinedload(LongerJourney.by), joinedload(LongerJourney.service))
    ).all()


def kept_apart_by(case: Case) -> Sequence[KeptApart]:
    """The cases that this case names, in the order of their references."""
    wanted = select(KeptApart).where(KeptApart.case_id == case.id).options(joinedload(KeptApart.other_case))
    return sorted(db.session.scalars(wanted), key=lambda each: each.other_case.reference)


def has_safe_places(case: Case) -> bool:
    """Whether places are recorded that no group may meet close to. Which, nobody is shown."""
    people = [person.id for person in case.protected_people]
    wanted = select(SafePlaces.protected_person_id).where(SafePlaces.protected_person_id.in_(people))
    return db.session.scalars(wanted).first() is not None


def record_circumstances(case: Case, values: dict[str, Any]) -> None:
    """The person's circumstances as they are known now."""
    record = circumstances_of(case)
    for name, value in values.items():
        setattr(record, name, value)
    db.session.add(record)


def accept_longer_journey(
    case: Case, service: Service | None, *, reason: str, by: User, at: datetime
) -> None:
    """Keep an officer's reason for a journey beyond the limit; the same reason sent again is the same one."""
    service_id = service.id if service else None
    if any((each.service_id, each.reason) == (service_id, reason) for each in longer_journeys_of(case)):
        return
    db.session.add(LongerJourney(case_id=case.id, service_id=service_id, reason=reason, at=at, by_id=by.id))


def keep_apart(case: Case, other: Case, link: PersonalLink, *, by: User, at: datetime) -> None:
    """Two people who must never sit in one group. Said again, it is said once."""
    record = db.session.get(KeptApart, (case.id, other.id))
    if record is not None and record.link is link:
        return
    record = record or KeptApart(case_id=case.id, other_case_id=other.id)
    record.link, record.at, record.by_id = link, at, by.id
    db.session.add(record)
    _note(case, CaseStep.KEPT_APART, f"{other.reference}: {link.label}.", by=by, at=at)


def stop_keeping_apart(case: Case, other_reference: str, *, by: User, at: datetime) -> None:
    """What was said about another case was a mistake, or holds no more."""
    for each in kept_apart_by(case):
        if each.other_case.reference == other_reference:
            db.session.delete(each)
            _note(case, CaseStep.NOT_APART, f"{other_reference}: {each.link.label}.", by=by, at=at)


def seal_safe_places(case: Case, postcodes: list[str], *, by: User, at: datetime) -> None:
    """The places that no group may meet close to, in place of what stood there; none takes them away."""
    person = case.protected_people[0]
    if earlier := db.session.get(SafePlaces, person.id):
        db.session.delete(earlier)
        db.session.flush()
    if postcodes:
        db.session.add(SafePlaces(person=person, places="\n".join(postcodes), at=at, by_id=by.id))
        _note(case, CaseStep.SAFE_PLACES, "", by=by, at=at)
    elif earlier:
        _note(case, CaseStep.NO_SAFE_PLACES, "", by=by, at=at)


def _note(case: Case, step: CaseStep, words: str, *, by: User, at: datetime) -> None:
    """A line of the case's history. Of the places it says neither which nor how many."""
    case.history.append(CaseEntry(step=step, words=words, at=at, by_id=by.id))
