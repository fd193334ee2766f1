"""The public page about the quality of the directory, and the counts behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from directory_data.database import db
from directory_data.models import CoverageArea, Group, MeetingPlace, Service, Venue
from directory_data.queries import visible
from directory_data.vocabulary import Intake, ServiceStatus, ServiceType
from portal.clock import today
from portal.rules.freshness import FRESH_FOR, OUT_AFTER
from portal.rules.quality import Measure

blueprint = Blueprint("quality", __name__)


@blueprint.get("/quality")
def index() -> ResponseReturnValue:
    """How much of what the directory says is there, and how fresh it is."""
    return render_template("quality/index.html", measures=measures(today()), today=today())


def measures(day: date) -> list[Measure]:
    """The shares of what the public may find, on that day: one statement."""
    lines = _lines(day)
    columns = []
    for line in lines:
        concerns = line.concerns
        columns += [_number(line.has if concerns is None else and_(line.has, concerns)), _number(concerns)]
    found = db.session.execute(select(*columns).where(visible(is_for_staff=False))).one()
    return [
        Measure(line.label, found[2 * place], found[2 * place + 1], line.what)
        for place, line in enumerate(lines)
    ]


@dataclass(frozen=True)
class _Line:
    """What is counted, of which listings (None: of all), and what those are called."""

    label: str
    has: ColumnElement[bool]
    concerns: ColumnElement[bool] | None = None
    what: str = "listings"


def _lines(day: date) -> tuple[_Line, ...]:
    is_programme = and_(Service.type == ServiceType.DVPP, Service.status == ServiceStatus.OPEN)
    has_place = exists().where(MeetingPlace.service_id == Service.id)
    mapped = _at_venue(Venue.lat.is_not(None))
    knows_steps = _at_venue(Venue.has_step_free_access.is_not(None))
    held = "listings held at a venue"
    return (
        _Line("Confirmed by their provider in the last 90 days", _confirmed_since(day - FRESH_FOR)),
        _Line("Confirmed in the last 180 days", _confirmed_since(day - OUT_AFTER)),
        _Line("Say which areas they serve", _states_areas()),
        _Line("Give a telephone number or an email address", _has_contact()),
        _Line("Can be measured to on a map", mapped, has_place, held),
        _Line("Say whether people can come in without steps", knows_steps, has_place, held),
        _Line("Have a start to come", _has_start(day), is_programme, "open perpetrator programmes"),
    )


def _number(condition: ColumnElement[bool] | None) -> ColumnElement[int]:
    if condition is None:
        return func.count(Service.id)
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _confirmed_since(first: date) -> ColumnElement[bool]:
    return Service.confirmed_on >= first


def _has_contact() -> ColumnElement[bool]:
    return or_(func.coalesce(Service.phone, "") != "", func.coalesce(Service.email, "") != "")


def _states_areas() -> ColumnElement[bool]:
    return exists().where(CoverageArea.service_id == Service.id, CoverageArea.is_excluded.is_(False))


def _at_venue(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(MeetingPlace.service_id == Service.id, MeetingPlace.venue_id == Venue.id, condition)


def _has_start(day: date) -> ColumnElement[bool]:
    starts = or_(
        Group.first_session_on > day, and_(Group.intake == Intake.ROLLING, Group.next_intake_on >= day)
    )
    return exists().where(Group.service_id == Service.id, starts)
