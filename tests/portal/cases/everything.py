"""A case in which every room has something to show, put straight into the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

import sqlalchemy as sa

from directory_data.database import Record, db
from directory_data.fairness_vocabulary import Asker, ComplaintStep, Holder
from directory_data.listing_vocabulary import Unpairing
from directory_data.register_vocabulary import Attendance, SessionKind
from directory_data.risk_vocabulary import ContactDecider, ContactLevel, ContactPhase
from directory_data.vocabulary import CaseStep, DocumentKind
from portal.cases.models import Case, CaseEntry
from portal.clock import now
from portal.contact.models import ContactArrangement, ContactReview
from portal.court.models import CourtRequest, GapDecision
from portal.documents.models import Document
from portal.fairness.models import Complaint, ComplaintEntry, CorrectionNotice, CorrectionRequest
from portal.programme.models import AttendanceEntry, GroupSession, MissedSeen
from portal.referrals.models import Referral, SupportChange
from portal.reports.models import Report


def add_everything(case_id: int, turn: int, today: date) -> None:
    """One more record of each kind that hangs on a case or on its referral; `turn` tells the rounds apart."""
    case = db.session.get_one(Case, case_id)
    referral = db.session.scalars(sa.select(Referral).where(Referral.case_id == case_id)).one()
    for record in _records(case, referral, turn, today):
        db.session.add(record)
        db.session.flush()
    db.session.commit()


def _records(case: Case, referral: Referral, turn: int, today: date) -> Iterator[Record]:
    mine = {"case_id": case.id, "at": now(), "by_id": case.officer_id}
    yield CaseEntry(**mine, step=CaseStep.CLOSED, words=f"Line {turn}.")
    yield from _papers(case, referral, turn, today)
    yield from _fairness(mine, referral, turn, today)
    yield ContactArrangement(
        **mine,
        form_key=f"arrangement {turn}",
        phase=list(ContactPhase)[turn % 3],
        level=ContactLevel.SUPERVISED,
        venue=f"Centre {turn}",
        conditions="",
        decider=ContactDecider.COURT,
        decided_on=today,
        review_on=today,
    )
    yield ContactReview(case_id=case.id, asked_at=now())
    yield from _of_the_referral(case, referral, turn, today)


def _papers(case: Case, referral: Referral, turn: int, today: date) -> Iterator[Record]:
    letter = Document(
        key=f"letter{turn}",
        case_id=case.id,
        kind=DocumentKind.LETTER_TO_COURT,
        version=100 + turn,
        author_id=case.officer_id,
        issued_at=now(),
        content={},
        pdf=b"",
        digest=f"{turn}",
    )
    yield letter
    yield CourtRequest(
        case_id=case.id, document_id=letter.id, sent_on=today, sent_by_id=case.officer_id, answer=""
    )
    yield Report(
        key=f"report{turn}",
        form_key=f"report {turn}",
        case_id=case.id,
        referral_id=referral.id,
        kind=DocumentKind.INTERIM_REPORT,
        about="",
        author_id=case.officer_id,
        last_writer_id=case.officer_id,
        started_at=now(),
        signed_at=now(),
        signed_by_id=case.officer_id,
        document_id=letter.id,
    )
    yield GapDecision(
        order_id=case.orders[-1].id,
        order_mark=f"mark {turn}",
        since=today,
        sentences="",
        reason="",
        at=now(),
        by_id=case.officer_id,
    )


def _fairness(mine: Mapping[str, Any], referral: Referral, turn: int, today: date) -> Iterator[Record]:
    correction = CorrectionRequest(
        **mine,
        key=f"correction{turn}",
        form_key=f"correction {turn}",
        wrong=f"Wrong {turn}.",
        asked_on=today,
        decide_by=today,
    )
    yield correction
    for number in range(2):
        yield CorrectionNotice(
            key=f"notice{turn}-{number}",
            correction_id=correction.id,
            holder=Holder.PROGRAMME,
            words=f"Reader {turn}-{number}",
            paper="",
            referral_id=referral.id,
        )
    complaint = Complaint(
        **mine,
        key=f"complaint{turn}",
        form_key=f"complaint {turn}",
        sender=Asker.PARTICIPANT,
        words="Too slow.",
        received_on=today,
        reply_due_on=today,
    )
    yield complaint
    for number in range(2):
        yield ComplaintEntry(
            complaint_id=complaint.id,
            form_key=f"entry {turn}-{number}",
            step=ComplaintStep.EVIDENCE,
            on=today,
            words="More.",
            at=now(),
            by_id=mine["by_id"],
        )


def _of_the_referral(case: Case, referral: Referral, turn: int, today: date) -> Iterator[Record]:
    service = referral.service_id
    yield SupportChange(
        referral_id=referral.id,
        protected_person_id=case.protected_people[0].id,
        service_id=service,
        taken_over_by_id=service,
        answer=Unpairing.MOVES,
        at=now(),
        due_on=today,
    )
    session = GroupSession(
        group_id=referral.group_id,
        number=100 + turn,
        kind=SessionKind.WEEKLY,
        held_on=today - timedelta(days=7 * turn),
        starts_at=time(18, 30),
        minutes=120,
    )
    yield session
    yield AttendanceEntry(
        session_id=session.id,
        referral_id=referral.id,
        number=1,
        attendance=Attendance.ABSENT_UNAUTHORISED,
        minutes=0,
        at=now(),
        by_id=case.officer_id,
    )
    yield MissedSeen(
        referral_id=referral.id, missed_until=session.held_on, note="Ill.", at=now(), by_id=case.officer_id
    )
