"""Taking a partner-support service away from a programme: what then happens to the referrals under way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from directory_data.database import db
from directory_data.listing_vocabulary import Unpairing
from directory_data.models import Service
from directory_data.vocabulary import Step
from portal.cases.panels import board_of
from portal.referrals.models import Referral
from portal.text_fields import WordRadioField

UNPAIRING = "unpairing"
QUESTION = "What happens to the referrals under way?"


def referrals_under_way(service: Service) -> int:
    """How many referrals to the programme somebody still has in hand."""
    wanted = select(Referral).where(Referral.service_id == service.id).options(selectinload(Referral.diary))
    found = db.session.scalars(wanted)
    return sum(referral.is_live and referral.entry(Step.SEND) is not None for referral in found)


def question(number: int, *, when: str = "Answer only if you take a service away.") -> WordRadioField:
    """The question, with how many referrals it is about, and when it is to be answered."""
    about = "1 referral is" if number == 1 else f"{number} referrals are"
    return WordRadioField(
        QUESTION,
        Unpairing,
        required="Say what happens to the referrals under way",
        description=f"{about} under way to this programme. {when}",
    )


def with_answer(answer: Unpairing | None, why: str) -> str:
    """Why something changes, with what was answered before it, for whoever decides."""
    return " ".join(filter(None, (f"{answer.label}." if answer else "", why)))


def takes_away(before: str, after: str) -> bool:
    """Whether a paired service would go; both are slugs as the template for listings writes them."""
    return bool(set(filter(None, before.split(","))) - set(after.split(",")))


def follow(
    programme: Service,
    before: Collection[Service],
    answer: Unpairing | None,
    *,
    at: datetime,
    today: date,
) -> None:
    """Let what was answered happen to live referrals, once services that were paired before are no longer so.

    Where nobody was asked, because no referral was under way then, each officer arranges support.
    """
    removed = [service for service in before if service not in programme.partner_services]
    if removed:
        for follow_up in board_of(current_app).on_unpaired:
            follow_up(programme, removed, answer or Unpairing.OFFICERS, at, today)
