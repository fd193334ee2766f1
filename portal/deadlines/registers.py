"""Registers of groups that are to be marked, as diaries: one for each session, without a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from directory_data.database import db
from directory_data.models import Group, Service
from portal.cases.models import Case
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
    markings = marking.markings_of(groups, programme.sessions_of(groups), today)
    to_mark = [(group, each) for group in groups for each in marking.to_mark(markings[group.id])]
    answering = _who_answers({key for _, each in to_mark for key in each.expected})
    return [_diary(group, each, [answering[key] for key in each.expected]) for group, each in to_mark]


def _under_way(which: ColumnElement[bool]) -> list[Group]:
    is_referred_to = Group.id.in_(select(Referral.group_id))
    wanted = select(Group).join(Group.service).where(which, is_referred_to).order_by(Service.name, Group.name)
    return list(db.session.scalars(wanted.options(contains_eager(Group.service))))


def _who_answers(referral_ids: set[int]) -> dict[int, tuple[int, str | None]]:
    wanted = select(Referral.id, Case.officer_id, Case.cafcass_area).join(Referral.case)
    rows = db.session.execute(wanted.where(Referral.id.in_(referral_ids)))
    return {row.id: (row.officer_id, row.cafcass_area) for row in rows}


def _diary(group: Group, each: Marking, answering: Iterable[tuple[int, str | None]]) -> Diary:
    officers, areas = zip(*answering, strict=True)
    return Diary(
        Subject.GROUP,
        group.id,
        f"{group.name}, {each.session.label.lower()}",
        Whose(frozenset(officers), frozenset(areas)),
        group.service.provider_id,
        facts.of_register(each.session.number, each.session.held_on),
    )
