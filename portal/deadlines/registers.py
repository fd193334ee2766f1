"""Registers of groups that are to be marked, as diaries: one for each session, without a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from directory_data.database import db
from directory_data.models import Group, Service
from portal.deadlines import facts
from portal.deadlines.facts import Diary, Whose
from portal.programme import marking
from portal.programme import queries as programme
from portal.programme.marking import Marking
from portal.referrals.models import Referral
from portal.rules.clocks import Subject


def to_post(which: ColumnElement[bool], today: date) -> list[Diary]:
    """A diary for each session that was held and is not wholly marked, in as many statements for all as for one."""
    groups = _under_way(which)
    if not groups:
        return []
    people = {each.id: each for found in programme.sent_to(groups).values() for each in found}
    markings = marking.markings_of(groups, programme.sessions_of(groups), today)
    return [
        _diary(group, each, (people[key] for key in each.expected))
        for group in groups
        for each in marking.to_mark(markings[group.id])
    ]


def _under_way(which: ColumnElement[bool]) -> list[Group]:
    is_referred_to = Group.id.in_(select(Referral.group_id))
    wanted = select(Group).join(Group.service).where(which, is_referred_to).order_by(Service.name, Group.name)
    return list(db.session.scalars(wanted.options(contains_eager(Group.service))))


def _diary(group: Group, each: Marking, people: Iterable[Referral]) -> Diary:
    cases = [referral.case for referral in people]
    return Diary(
        Subject.GROUP,
        group.id,
        f"{group.name}, {each.session.label.lower()}",
        Whose(frozenset(case.officer_id for case in cases), frozenset(case.cafcass_area for case in cases)),
        group.service.provider_id,
        facts.of_register(each.session.number, each.session.held_on),
    )
