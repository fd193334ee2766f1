"""Chasing: who owes something is told before and after the day, and then who is above; each once, whoever runs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.deadlines.facts import Diary
from portal.deadlines.models import DeadlineChase
from portal.messages import actions as messages
from portal.messages.once import insert_once
from portal.rules.clocks import ChaseStage, Clock, roles_chased, stages_due


@dataclass
class Chased:
    """What one run did: deadlines chased, people told, and deadlines about which there was nobody to tell."""

    deadlines: int = 0
    people: int = 0
    unheard: int = 0


def chase(diaries: Iterable[Diary], *, today: date, at: datetime) -> Chased:
    """Chase what is due and was not chased at this stage yet. Two runs at once chase each thing once."""
    staff = db.session.scalars(select(User).where(User.active).order_by(User.id)).all()
    done = Chased()
    for diary in diaries:
        for clock in diary.clocks(today):
            for stage in stages_due(clock, today):
                _chase(diary, clock, stage, staff, done, at)
    return done


def people_chased(diary: Diary, roles: Iterable[Role], staff: Sequence[User]) -> set[int]:
    """Who in these roles answers for this diary, by id."""
    return {
        person.id for role in roles for person in staff if person.role is role and _answers(person, diary)
    }


def _chase(
    diary: Diary, clock: Clock, stage: ChaseStage, staff: Sequence[User], done: Chased, at: datetime
) -> None:
    connection = db.session.connection()
    run = diary.run_of(clock)
    if not insert_once(connection, DeadlineChase, deadline=clock.rule.key, run=run, stage=stage, at=at):
        return
    people = people_chased(diary, roles_chased(clock.rule, stage), staff)
    event = f"deadline|{clock.rule.key}|{run}|{stage}"
    done.deadlines += 1
    done.people += messages.tell(connection, event, people, at=at)
    done.unheard += not people


def _answers(person: User, diary: Diary) -> bool:
    if person.role is Role.OFFICER:
        return person.id in diary.whose.officer_ids
    if person.role is Role.MANAGER:
        return person.cafcass_area in diary.whose.areas
    return diary.provider_id is not None and person.provider_id == diary.provider_id
