"""The invented cases of a demonstration, made through the same actions as real ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from directory_data.database import db
from directory_data.vocabulary import ElementType, FindingBasis, OrderStage
from portal.accounts.models import User
from portal.cases import actions as cases
from portal.cases import findings
from portal.cases.forms import Family
from portal.cases.models import Case
from portal.commands.demonstration_risk import add_demonstration_risk


def add_demonstration_cases(*, day: date, at: datetime) -> None:
    """Three families of the West Yorkshire officer and one of the Greater Manchester officer."""
    people = {person.email: person for person in db.session.scalars(select(User))}
    officer, other = people["officer@demo.example"], people["officer2@demo.example"]
    if db.session.scalar(select(Case.id).limit(1)) is not None:
        return
    ready = open_invented(
        officer, "Daniel Okafor-Wright", "E08000035", "Priya Marlowe", "E08000035", day, at, 1, hearing_in=250
    )
    cases.record_order(ready, interim_order(day), [direction()])
    add_finding(ready, day, by=officer, at=at)
    final = open_invented(
        officer, "Martin Ellerby", "E08000034", "Joanne Castle", "E08000032", day, at, 2, hearing_in=60
    )
    cases.record_order(final, _final(day), [_condition()])
    add_finding(final, day, by=officer, at=at)
    early = open_invented(
        officer, "Tomasz Lindley", "E08000036", "Hannah Firth", "E08000036", day, at, 3, hearing_in=21
    )
    add_demonstration_risk(early, by=officer, day=day, at=at)
    away = open_invented(
        other, "Kieran Holt", "E08000003", "Louise Tanner", "E08000006", day, at, 4, hearing_in=180
    )
    cases.record_order(away, interim_order(day), [direction()])


def open_invented(
    officer: User,
    name: str,
    authority: str,
    partner: str,
    partner_authority: str,
    day: date,
    at: datetime,
    number: int,
    *,
    hearing_in: int,
) -> Case:
    """An invented family's case; `number` makes its court case number and date of birth its own."""
    is_leeds = officer.cafcass_area == "West Yorkshire"
    family = Family(
        court_case_number=f"{'LS' if is_leeds else 'MA'}26P9{number:04}",
        court="Leeds Combined Court Centre"
        if is_leeds
        else "Manchester Civil Justice Centre (Civil and Family Courts)",
        court_area="WEST_YORKSHIRE" if is_leeds else "MANCHESTER",
        next_hearing_on=day + timedelta(days=hearing_in),
        participant={
            "name": name,
            "known_as": "",
            "date_of_birth": date(1972, 3, 11) + timedelta(days=1237 * number % 9000),
            "gender": "Man",
            "postcode": "",
            "authority_code": authority,
            "journey_limit_miles": 25,
            "needs": "",
        },
        partner_name=partner,
        partner_authority=partner_authority,
        partner_contact="Invented. Ring 01632 960 001 on weekdays before 2pm. Do not leave a message. Do not write.",
    )
    return cases.open_case(family, form_key=f"{number:032x}", by=officer, at=at)


def interim_order(day: date) -> dict[str, Any]:
    """An order with which somebody can be referred."""
    return {
        "made_on": day - timedelta(days=3),
        "stage": OrderStage.INTERIM,
        "is_sealed_copy_held": True,
        "directs_cafcass_to_refer": True,
        "includes_suitability_step": True,
        "permits_disclosure": True,
        "consents_recorded": False,
        "review_hearing_on": day + timedelta(days=330),
        "report_due_on": day + timedelta(days=320),
    }


def _final(day: date) -> dict[str, Any]:
    return interim_order(day) | {"stage": OrderStage.FINAL, "review_hearing_on": None, "report_due_on": None}


def direction() -> dict[str, Any]:
    """Its activity direction."""
    return {
        "type": ElementType.DIRECTION,
        "subject": "the father",
        "provider_name": "Aire Valley Change",
        "activity": "Take part in the domestic violence perpetrator programme, starting with its assessment",
    }


def _condition() -> dict[str, Any]:
    return direction() | {"type": ElementType.CONDITION}


def add_finding(case: Case, day: date, *, by: User, at: datetime) -> None:
    """What was admitted, held against its source by the officer."""
    admitted = {
        "basis": FindingBasis.ADMISSION,
        "words": "He admitted that on two occasions he pushed the other parent while the child was in the house.",
        "source": "Response to allegations",
        "page": "page 4",
        "dated_on": day - timedelta(days=30),
    }
    finding = findings.record(case, admitted, by=by, at=at)
    db.session.flush()
    findings.check(finding, number=finding.number, by=by, at=at)
