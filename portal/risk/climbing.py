"""Passing on what nobody decides or does about a change in risk: officer, duty officer, manager. Each hears once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.clock import day_of
from portal.messages import actions as messages
from portal.risk import duty
from portal.risk.models import RiskReport, RiskTask
from portal.rules import risk_ladder
from portal.rules.risk_ladder import Rung


def people_on(report: RiskReport, at: datetime) -> dict[Rung, set[int]]:
    """Who stands on each rung for this report, by id: the officer, who is on duty, the managers of the area.

    Where an area has no manager, those of every other area are told and may read it (`queries.readable_by`).
    """
    area = report.case.cafcass_area
    officer = report.case.officer
    on_duty = duty.officer_on_duty(area, day_of(at))
    managers = select(User.id).where(User.role == Role.MANAGER, User.active)
    of_area = set(db.session.scalars(managers.where(User.cafcass_area == area)))
    return {
        Rung.OFFICER: {officer.id} if officer.active else set(),
        Rung.DUTY_OFFICER: {on_duty.id} if on_duty else set(),
        Rung.MANAGER: of_area or set(db.session.scalars(managers)),
    }


def pass_on(report: RiskReport, *, at: datetime, but: User | None = None) -> int:
    """Tell everybody whom the report has reached by now and who has not heard; gives their number."""
    people = people_on(report, at)
    reached = risk_ladder.reached(report.raised_at, at, is_danger=report.is_danger)
    rungs = risk_ladder.told(reached, [rung for rung in Rung if people[rung]])
    heard = set().union(*(people[rung] for rung in rungs)) - ({but.id} if but else set())
    return messages.tell(db.session.connection(), f"risk|{report.id}", heard, at=at)


def climb(reports: Iterable[RiskReport], *, at: datetime) -> int:
    """Pass on everything that nobody has decided about; gives the number of people who were told."""
    return sum(pass_on(report, at=at, but=report.raised_by) for report in reports)


def chase_tasks(tasks: Iterable[RiskTask], *, at: datetime) -> int:
    """Remind of everything whose day is over, and pass it on; gives the number of people who were told."""
    return sum(_chase(task, at=at) for task in tasks)


def _chase(task: RiskTask, *, at: datetime) -> int:
    people = people_on(task.report, at)
    staffed = [rung for rung in risk_ladder.TASKS if people[rung]]
    rungs = risk_ladder.told(risk_ladder.reached_by_task(task.due_on, day_of(at)), staffed)
    heard = set().union(*(people[rung] for rung in rungs))
    return messages.tell(db.session.connection(), f"risk-task|{task.id}", heard, at=at)
