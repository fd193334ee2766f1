"""Taking a partner-support service away from a programme: what then happens to the referrals under way."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from directory_data.database import db
from directory_data.listing_vocabulary import Unpairing
from directory_data.models import Service
from portal.referrals.models import Referral
from portal.text_fields import WordRadioField

QUESTION = "What happens to the referrals under way?"


def referrals_under_way(service: Service) -> int:
    """How many referrals to the programme somebody still has in hand."""
    wanted = select(Referral).where(Referral.service_id == service.id).options(selectinload(Referral.diary))
    return sum(referral.is_under_way for referral in db.session.scalars(wanted))


def question(number: int) -> WordRadioField:
    """The question, with how many referrals it is about."""
    about = "1 referral is" if number == 1 else f"{number} referrals are"
    return WordRadioField(
        QUESTION,
        Unpairing,
        required="Say what happens to the referrals under way",
        description=f"{about} under way to this programme. Answer only if you take a service away.",
    )


def takes_away(before: str, after: str) -> bool:
    """Whether a paired service would go; both are slugs as the template for listings writes them."""
    return bool(set(filter(None, before.split(","))) - set(after.split(",")))
