"""Reads of corrections and complaints. What is not this person’s is not found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from directory_data.database import db
from directory_data.fairness_vocabulary import CorrectionDecision, Holder
from directory_data.models import Service
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.reading import THE_CASES, OfCase
from portal.fairness.models import Complaint, ComplaintEntry, CorrectionNotice, CorrectionRequest
from portal.referrals.models import Referral
from portal.rules import references

Made = TypeVar("Made", CorrectionRequest, Complaint, ComplaintEntry)

OF_REGISTER = "register-"
"""How the key of a correction begins that a corrected register opened; the documents that were wrong follow."""

WHOLE_CORRECTION = (
    joinedload(CorrectionRequest.by),
    joinedload(CorrectionRequest.decided_by),
    selectinload(CorrectionRequest.notices).options(
        joinedload(CorrectionNotice.told_by), joinedload(CorrectionNotice.read_by)
    ),
)

CORRECTIONS = OfCase(
    CorrectionRequest,
    CorrectionRequest.case_id.in_(THE_CASES),
    options=(joinedload(CorrectionRequest.notices),),
    order_by=(CorrectionRequest.id,),
)
"""The corrections of a case, the oldest first, each with who is to be told."""
COMPLAINTS = OfCase(
    Complaint,
    Complaint.case_id.in_(THE_CASES),
    options=(joinedload(Complaint.entries),),
    order_by=(Complaint.id.desc(),),
)
"""The complaints about a case, the newest first."""


def made(kind: type[Made], form_key: str) -> Made | None:
    """What this very form has made already."""
    return db.session.scalars(select(kind).where(kind.form_key == form_key)).one_or_none()


def corrections_of(case: Case) -> Sequence[CorrectionRequest]:
    """The corrections of a case with their notices, the newest first."""
    wanted = select(CorrectionRequest).where(CorrectionRequest.case_id == case.id)
    wanted = wanted.order_by(CorrectionRequest.id.desc()).options(joinedload(CorrectionRequest.notices))
    return db.session.scalars(wanted).unique().all()


def correction_of(case: Case, key: str) -> CorrectionRequest:
    """That correction of the case, or 404."""
    wanted = select(CorrectionRequest).where(
        CorrectionRequest.case_id == case.id, CorrectionRequest.key == key
    )
    return db.session.scalars(wanted.options(*WHOLE_CORRECTION)).one_or_none() or abort(404)


def papers_followed(case_id: int) -> set[int]:
    """The documents of a case, by id, whose readers were told already that a register was corrected."""
    keys = select(CorrectionRequest.form_key).where(
        CorrectionRequest.case_id == case_id, CorrectionRequest.form_key.startswith(OF_REGISTER)
    )
    return {int(number) for key in db.session.scalars(keys) for number in key.split("-")[1:]}


def referrals_with(ids: Collection[int]) -> Sequence[Referral]:
    """These referrals, each with its case."""
    wanted = select(Referral).where(Referral.id.in_(ids)).order_by(Referral.id)
    return db.session.scalars(wanted.options(joinedload(Referral.case))).all()


def notice_of(correction: CorrectionRequest, key: str) -> CorrectionNotice:
    """That notice of the correction, or 404."""
    return next((each for each in correction.notices if each.key == key), None) or abort(404)


def corrections_left(case_ids: Collection[int]) -> list[CorrectionRequest]:
    """The corrections of these cases that wait for a decision or for somebody to be told, in one statement."""
    wanted = select(CorrectionRequest).where(CorrectionRequest.case_id.in_(case_ids))
    found = db.session.scalars(
        wanted.order_by(CorrectionRequest.id).options(joinedload(CorrectionRequest.notices))
    )
    return [each for each in found.unique() if each.is_open]


def put_right_in(case_ids: Collection[int]) -> Sequence[CorrectionRequest]:
    """The corrections of these cases by which something was put right, the oldest first, with their notices."""
    wanted = select(CorrectionRequest).where(CorrectionRequest.case_id.in_(case_ids))
    wanted = wanted.where(
        CorrectionRequest.decision.in_((CorrectionDecision.PUT_RIGHT, CorrectionDecision.PARTLY))
    )
    wanted = wanted.order_by(CorrectionRequest.id).options(joinedload(CorrectionRequest.notices))
    return db.session.scalars(wanted).unique().all()


def complaints_of(case_ids: Collection[int]) -> Sequence[Complaint]:
    """The complaints about these cases, the newest first."""
    wanted = select(Complaint).where(Complaint.case_id.in_(case_ids)).order_by(Complaint.id.desc())
    return db.session.scalars(wanted.options(joinedload(Complaint.entries))).unique().all()


def complaint_of(case: Case, key: str) -> Complaint:
    """That complaint about the case with all that was added, or 404."""
    wanted = select(Complaint).where(Complaint.case_id == case.id, Complaint.key == key)
    entries = selectinload(Complaint.entries).joinedload(ComplaintEntry.by)
    return db.session.scalars(wanted.options(entries, joinedload(Complaint.by))).one_or_none() or abort(404)


def notices_for(person: User, referral_id: int) -> Sequence[CorrectionNotice]:
    """What programme staff were told about the papers of this referral, the newest first."""
    wanted = _for_programme(person).where(CorrectionNotice.referral_id == referral_id)
    return db.session.scalars(wanted.order_by(CorrectionNotice.id.desc())).all()


def unread_by(person: User, referral_ids: Iterable[int]) -> Sequence[CorrectionNotice]:
    """What programme staff were told about these referrals and have not confirmed, in one statement."""
    wanted = _for_programme(person).where(CorrectionNotice.referral_id.in_(list(referral_ids)))
    return db.session.scalars(wanted.where(CorrectionNotice.read_on.is_(None))).all()


def unread_on(person: User, reference: str) -> Sequence[CorrectionNotice]:
    """The same for the referral of that reference."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    wanted = _for_programme(person).where(Referral.reference == meant)
    return db.session.scalars(wanted.where(CorrectionNotice.read_on.is_(None))).all()


def readers_of(notice: CorrectionNotice) -> Sequence[int]:
    """Who reads a notice in the portal, by id: the officer of the case, or the staff of the programme that had it."""
    if notice.holder is Holder.OFFICER:
        return [notice.correction.case.officer_id]
    provider = select(Service.provider_id).join(Referral).where(Referral.id == notice.referral_id)
    staff = select(User.id).where(User.role == Role.PROGRAMME, User.active)
    return db.session.scalars(staff.where(User.provider_id.in_(provider))).all()


def _for_programme(person: User) -> Select[CorrectionNotice]:
    wanted = select(CorrectionNotice).join(CorrectionNotice.correction).join(CorrectionNotice.referral)
    wanted = wanted.join(Service, Service.id == Referral.service_id)
    wanted = wanted.where(
        CorrectionNotice.holder == Holder.PROGRAMME, Service.provider_id == person.provider_id
    )
    return wanted.options(
        contains_eager(CorrectionNotice.correction).joinedload(CorrectionRequest.decided_by),
        contains_eager(CorrectionNotice.referral),
        joinedload(CorrectionNotice.read_by),
    )
