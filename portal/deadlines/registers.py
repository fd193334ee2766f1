"""Registers of groups that are to be marked, as diaries: one for each session, without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from directory_data.database import db
from directory_data.models import Group
from portal.cases.models import Case
from portal.deadlines import facts
from portal.deadlines.facts import Diary, Whose
from portal.programme import marking
from portal.programme import queries as programme
from portal.programme.marking import Marking
from portal.programme.models import GroupSession
from portal.referrals.models import Referral
from portal.rules.clocks import Subject


def to_post(which: ColumnElement[bool], today: date) -> list[Diary]:
    """A diary for each session that was held and is not wholly marked, in as many statements for all as for one."""
    groups = programme.with_sessions(which & Group.id.in_(select(Referral.group_id)))
    if not groups:
        return []
    sessions = {group.id: held for group, held in groups.items()}
    markings = marking.markings_of(groups, sessions, today)
    to_mark = [(group, each) for group in groups for each in marking.to_mark(markings[group.id])]
    answering = _who_answers({key for _, each in to_mark for key in each.expected})
    return [_diary(group, each, [answering[key] for key in each.expected]) for group, each in to_mark]


def of_listed(referrals: Sequence[Referral], today: date) -> list[tuple[Group, GroupSession, Diary]]:
    """The same for the groups of these referrals, which are all that were sent to them: in two statements more."""
    people: dict[int, list[Referral]] = defaultdict(list)
    for referral in referrals:
        people[referral.group_id].append(referral)
    groups = [of_group[0].group for of_group in people.values()]
    if not groups:
        return []
    markings = marking.markings_of(groups, programme.sessions_of(groups), today, people)
    return [
        (group, each.session, _diary(group, each, []))
        for group in groups
        for each in marking.to_mark(markings[group.id])
    ]


def _who_answers(referral_ids: set[int]) -> dict[int, tuple[int, str | None]]:
    if not referral_ids:
        return {}
    wanted = select(Referral.id, Case.officer_id, Case.cafcass_area).join(Referral.case)
    rows = db.session.execute(wanted.where(Referral.id.in_(referral_ids)))
    return {row.id: (row.officer_id, row.cafcass_area) for row in rows}


def _diary(group: Group, each: Marking, answering: Iterable[tuple[int, str | None]]) -> Diary:
    who = list(answering)
    return Diary(
        Subject.GROUP,
        group.id,
        f"{group.name}, {each.session.label.lower()}",
        Whose(frozenset(officer for officer, _ in who), frozenset(area for _, area in who)),
        group.service.provider_id,
        facts.of_register(each.session.number, each.session.held_on),
    )
