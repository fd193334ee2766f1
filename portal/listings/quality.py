"""The public page about the quality of the directory, and the counts behind it."""

from __future__ import annotations

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
    is_programme = and_(Service.type == ServiceType.DVPP, Service.status == ServiceStatus.OPEN)
    has_place = exists().where(MeetingPlace.service_id == Service.id)
    lines: tuple[tuple[str, ColumnElement[bool], ColumnElement[bool] | None, str], ...] = (
        (
            "Confirmed by their provider in the last 90 days",
            _confirmed_since(day - FRESH_FOR),
            None,
            "listings",
        ),
        ("Confirmed in the last 180 days", _confirmed_since(day - OUT_AFTER), None, "listings"),
        ("Say which areas they serve", _states_areas(), None, "listings"),
        ("Give a telephone number or an email address", _has_contact(), None, "listings"),
        (
            "Can be measured to on a map",
            _at_venue(Venue.lat.is_not(None)),
            has_place,
            "listings held at a venue",
        ),
        (
            "Say whether people can come in without steps",
            _at_venue(Venue.has_step_free_access.is_not(None)),
            has_place,
            "listings held at a venue",
        ),
        ("Have a start to come", _has_start(day), is_programme, "open perpetrator programmes"),
    )
    columns = []
    for _, has, concerns, _ in lines:
        columns += [_number(has if concerns is None else and_(has, concerns)), _number(concerns)]
    found = db.session.execute(select(*columns).where(visible(is_for_staff=False))).one()
    return [
        Measure(label, found[2 * place], found[2 * place + 1], what)
        for place, (label, _, _, what) in enumerate(lines)
    ]


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
