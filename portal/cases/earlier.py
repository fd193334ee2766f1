"""A returning family: which earlier cases may be about the same person, and the link that somebody makes on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort
from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from portal.accounts.models import User
from portal.cases.models import Case, CaseLink, Participant
from portal.errors import Refused
from portal.rules import references, returning
from portal.rules.returning import Likeness

MOST_LOOKED_AT = 500


@dataclass(frozen=True)
class EarlierCase:
    """An earlier case, how alike its person is, and the link where one has been made."""

    case: Case
    likeness: Likeness
    link: CaseLink | None


@dataclass(frozen=True)
class Earlier:
    """What somebody is shown: the cases of their own area, and how many other areas hold."""

    own: tuple[EarlierCase, ...]
    elsewhere: int

    @property
    def open_questions(self) -> int:
        """How many cases nobody has linked yet."""
        return sum(each.link is None for each in self.own) + self.elsewhere


def earlier_cases(case: Case, person: User) -> Earlier:
    """The earlier cases that may be about the same person, the likeliest first, and those linked to this one."""
    found = sorted(_alike(case), key=lambda each: (-each.likeness.score, -each.case.id))
    own = tuple(each for each in found if each.case.cafcass_area == person.cafcass_area)
    return Earlier(own, len(found) - len(own))


def earlier_case_for(case: Case, person: User, reference: str) -> Case:
    """The earlier case of that reference in the person's own area, or 404."""
    meant = references.parse_reference(reference, references.ReferenceKind.CASE)
    wanted = select(Case).where(
        Case.reference == meant, Case.id < case.id, Case.cafcass_area == person.cafcass_area
    )
    found = wanted.options(joinedload(Case.participant), joinedload(Case.officer))
    return db.session.scalars(found).one_or_none() or abort(404)


def link(case: Case, earlier: Case, *, by: User, at: datetime) -> None:
    """Record that both cases are about the same person. Nothing is merged."""
    wanted = select(CaseLink.id).where(CaseLink.case_id == case.id, CaseLink.earlier_case_id == earlier.id)
    if db.session.scalar(wanted) is not None:
        raise Refused(["These two cases are linked already."])
    db.session.add(CaseLink(case_id=case.id, earlier_case_id=earlier.id, at=at, by_id=by.id))


def _alike(case: Case) -> Sequence[EarlierCase]:
    """A first look by name, date and number in the store, a second one by the rule."""
    person = case.participant
    names = returning.names_to_look_for(person)
    wanted = (
        select(Case, CaseLink)
        .join(Case.participant)
        .outerjoin(CaseLink, (CaseLink.case_id == case.id) & (CaseLink.earlier_case_id == Case.id))
        .where(Case.id < case.id)
        .where(
            or_(
                Participant.date_of_birth.in_(returning.dates_to_look_for(person.date_of_birth)),
                func.lower(Participant.name).in_(names),
                func.lower(Participant.known_as).in_(names),
                func.lower(Case.court_case_number) == case.court_case_number.lower(),
                CaseLink.id.is_not(None),
            )
        )
        .order_by(Case.id.desc())
        .limit(MOST_LOOKED_AT)
        .options(joinedload(Case.participant), joinedload(Case.officer), joinedload(CaseLink.by))
    )
    looked_at = [
        EarlierCase(each, _likeness(case, each), made) for each, made in db.session.execute(wanted).unique()
    ]
    return [each for each in looked_at if each.likeness.is_enough or each.link]


def _likeness(case: Case, earlier: Case) -> Likeness:
    is_same = case.court_case_number.casefold() == earlier.court_case_number.casefold()
    return returning.likeness(case.participant, earlier.participant, has_same_number=is_same)
