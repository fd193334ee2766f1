"""What several lines of a referral's life ask for in the same words."""

from __future__ import annotations

from directory_data.referral_vocabulary import EndReason, SkipReason, WithdrawReason
from portal.rules.referral_steps import Asked

APPOINTMENT = Asked(day="When is the appointment?", is_day_ahead=True, text="Anything to note? (optional)")
OFFERED = Asked(
    SkipReason,
    is_reason_needed=False,
    day="When is the person to start?",
    is_day_ahead=True,
    text="What the officer should know (optional)",
)
ENDED = Asked(EndReason, text="What happened", is_text_needed=True)
COURT_TOLD = Asked(day="When was the court told?", text="How was the court told, and of what plan?")
TAKEN_BACK = Asked(WithdrawReason, text="Anything the provider should know? (optional)")
