"""People for whom the person of a case could be taken: shown before anything about the person leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from directory_data.database import db
from portal.cases.models import Case, CaseLink, Participant
from portal.rules import returning


@dataclass(frozen=True)
class Lookalike:
    """Somebody else, in another case."""

    reference: str
    name: str
    known_as: str
    date_of_birth: date


def lookalikes(case: Case, among: ColumnElement[bool]) -> list[Lookalike]:
    """The people of other cases who could be taken for this one. Cases that are linked are about the same person.

    `among` says of which cases the reader may know.
    """
    linked = select(CaseLink.id).where(
        or_(
            (CaseLink.case_id == case.id) & (CaseLink.earlier_case_id == Case.id),
            (CaseLink.earlier_case_id == case.id) & (CaseLink.case_id == Case.id),
        )
    )
    columns = (Case.reference, Participant.name, Participant.known_as, Participant.date_of_birth)
    wanted = select(*columns).join(Participant, Participant.case_id == Case.id)
    wanted = wanted.where(Case.id != case.id, among, ~linked.exists()).order_by(Participant.name, Case.id)
    found = (Lookalike(*row) for row in db.session.execute(wanted))
    return [each for each in found if returning.is_mistakable(case.participant, each)]
