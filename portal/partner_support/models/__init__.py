"""The records behind the wall: hand-offs, ways of contact, the worker's diary, consents, openings out of turn."""

from __future__ import annotations

from portal.partner_support.models.diary import Consent, PassedOn, SupportEntry
from portal.partner_support.models.hand_off import HandOff, News
from portal.partner_support.models.opening import Opening
from portal.partner_support.models.way import WayToReach

__all__ = ["Consent", "HandOff", "News", "Opening", "PassedOn", "SupportEntry", "WayToReach"]
