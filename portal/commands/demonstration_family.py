"""What an invented family of a demonstration has beside its referral: ways of contact, contact, a correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from directory_data.database import db
from directory_data.fairness_vocabulary import Asker, CorrectionDecision
from directory_data.risk_vocabulary import ContactDecider, ContactLevel, ContactPhase
from directory_data.support_vocabulary import Channel, ConsentPurpose, Safety
from portal.accounts.models import User
from portal.cases.models import ProtectedPerson
from portal.clock import day_of
from portal.contact import actions as contact
from portal.fairness import actions as fairness
from portal.fairness import papers
from portal.partner_support import recording
from portal.partner_support.models import HandOff
from portal.referrals.models import Referral

WAYS = (
    (Channel.TELEPHONE, Safety.SAFE, "01632 960 114", "Invented. Weekdays before 2pm", "Nobody else answers"),
    (Channel.EMAIL, Safety.UNSAFE, "invented@family.example", "", ""),
)
CONTACT = (
    (ContactPhase.BEFORE, ContactLevel.NONE, "", "Invented. Until the first review."),
    (
        ContactPhase.DURING,
        ContactLevel.SUPERVISED,
        "Invented contact centre, Leeds",
        "Two hours on Saturdays.",
    ),
)
WRONG = "Invented. The referral says that there were two occasions. The court found one."
RIGHT = "Invented. The court found that it happened once, on 3 May 2026."


def add_to_family(referral: Referral, staff: Mapping[str, User], *, at: datetime) -> None:
    """Fill in what people of three rooms recorded two days ago about the family of a referral."""
    then, officer, worker = (
        at - timedelta(days=2),
        staff["officer@demo.example"],
        staff["support@demo.example"],
    )
    handed = db.session.scalars(
        select(HandOff)
        .join(ProtectedPerson, ProtectedPerson.id == HandOff.protected_person_id)
        .where(ProtectedPerson.case_id == referral.case_id)
        .limit(1)
    ).one()
    _add_ways(handed, by=worker, at=then)
    _add_contact(referral, by=officer, at=then)
    _add_correction(referral, by=officer, at=then)


def _add_ways(handed: HandOff, *, by: User, at: datetime) -> None:
    day = day_of(at)
    for channel, safety, address, times, answered_by in WAYS:
        recording.describe_way(
            handed,
            channel,
            safety=safety,
            address=address,
            times=times,
            answered_by=answered_by,
            may_leave_message=False,
            by=by,
            at=at,
        )
    recording.agree(
        handed,
        ConsentPurpose.SAFETY,
        what="Invented. That she no longer lives where she did",
        to_whom="the officer of the case",
        until_on=day + timedelta(days=180),
        form_key="e" * 32,
        by=by,
        at=at,
    )


def _add_contact(referral: Referral, *, by: User, at: datetime) -> None:
    day = day_of(at)
    for number, (phase, level, venue, conditions) in enumerate(CONTACT):
        values = {
            "phase": phase,
            "level": level,
            "venue": venue,
            "conditions": conditions,
            "decider": ContactDecider.COURT,
            "decided_on": day - timedelta(days=60),
            "review_on": day + timedelta(days=30),
        }
        contact.record(referral.case, values, form_key=f"{number:0>32}", by=by, at=at)


def _add_correction(referral: Referral, *, by: User, at: datetime) -> None:
    """Asked for and granted; neither the person nor the programme has read the answer yet."""
    case = referral.case
    asked = fairness.ask(case, Asker.PARTICIPANT, WRONG, day_of(at), form_key="f" * 32, by=by, at=at)
    wrong = [papers.of_referral(referral)]
    reason = "Invented. The judgment finds one occasion."
    fairness.decide(asked, CorrectionDecision.PUT_RIGHT, reason, RIGHT, wrong, by=by, at=at)
