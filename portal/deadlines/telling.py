"""Who is told of what: every line of a diary leaves its message in the same transaction, whoever wrote the line.

It listens to the records and not to the actions, so that no step can be forgotten.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event, select

from directory_data.models import Service
from directory_data.vocabulary import Role, Step
from portal.accounts.models import User
from portal.cases.models import Case
from portal.messages import actions as messages
from portal.partner_support.models import HandOff, News
from portal.referrals.models import DiaryEntry, Referral

UNTOLD = frozenset({"prepare", "tell-court", "file-report"})
"""Steps that are nobody's news on the other side."""
CAFCASS = (Role.OFFICER, Role.MANAGER)


@event.listens_for(DiaryEntry, "after_insert")
def _a_step_was_taken(_mapper: Any, connection: Connection, entry: DiaryEntry) -> None:
    if entry.step.value in UNTOLD:
        return
    whose = connection.execute(
        select(Case.officer_id, Service.provider_id)
        .select_from(Referral)
        .join(Case, Case.id == Referral.case_id)
        .join(Service, Service.id == Referral.service_id)
        .where(Referral.id == entry.referral_id)
    ).one()
    by_role = connection.execute(select(User.role).where(User.id == entry.by_id)).scalar_one()
    people = {whose.officer_id}
    if by_role in CAFCASS and _was_sent(connection, entry):
        people |= _staff(connection, Role.PROGRAMME, whose.provider_id)
    messages.tell(connection, f"diary|{entry.id}", people - {entry.by_id}, at=entry.at)


@event.listens_for(News, "after_insert")
def _partner_support_has_news(_mapper: Any, connection: Connection, news: News) -> None:
    provider = select(Service.provider_id).join(HandOff, HandOff.service_id == Service.id)
    provider_id = connection.execute(provider.where(HandOff.id == news.hand_off_id)).scalar_one()
    people = _staff(connection, Role.PARTNER_SUPPORT, provider_id)
    messages.tell(connection, f"news|{news.id}", people, at=news.at)


def _was_sent(connection: Connection, entry: DiaryEntry) -> bool:
    sent = select(DiaryEntry.id).where(
        DiaryEntry.referral_id == entry.referral_id, DiaryEntry.step == Step.SEND
    )
    return connection.execute(sent.limit(1)).first() is not None


def _staff(connection: Connection, role: Role, provider_id: int) -> set[int]:
    wanted = select(User.id).where(User.role == role, User.provider_id == provider_id, User.active)
    return set(connection.execute(wanted).scalars())
