"""The invented change in risk of a demonstration, so that a new reader sees how one looks."""

from __future__ import annotations

from datetime import date, datetime

from directory_data.database import db
from directory_data.risk_vocabulary import AtRisk, RiskBasis, RiskCategory, RiskDirection, RiskSide
from portal.accounts.models import User
from portal.cases.models import Case
from portal.risk import actions
from portal.risk.actions import From

WHAT = """Invented. The school rang: on Friday at 3:15pm the father stood at the gate for half an hour and \
asked two parents when the children come out."""


def add_demonstration_risk(case: Case, *, by: User, day: date, at: datetime) -> None:
    """A manager's report that the officer of the case has to decide about."""
    db.session.flush()
    values = {
        "what": WHAT,
        "done": "Invented. The school keeps the children inside until they are collected.",
        "category": RiskCategory.STALKING,
        "direction": RiskDirection.UP,
        "basis": RiskBasis.SOMEBODY_ELSE,
        "at_risk": [AtRisk.CHILD.value, AtRisk.OTHER_PARENT.value],
        "known_on": day,
        "is_danger": False,
        "is_source_protected": False,
    }
    actions.raise_risk(From(case, RiskSide.CAFCASS), values, form_key="d" * 32, by=by, at=at)
