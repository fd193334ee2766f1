"""What a page may show of each way of contact: the record while it may be used, else the reasons why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from directory_data.support_vocabulary import Channel
from portal.accounts.models import User
from portal.partner_support import recording
from portal.partner_support.models import HandOff, WayToReach


@dataclass(frozen=True)
class WayShown:
    """One way of contact as a page shows it: its record where it may be seen, else why it may not."""

    channel: Channel
    record: WayToReach | None
    why_not: tuple[str, ...] = ()
    is_recorded: bool = False


def shown(handed: HandOff, *, to: User, at: datetime, today: date) -> list[WayShown]:
    """Every way of contact as this reader may see it now."""
    return [_shown(handed, channel, to, at, today) for channel in Channel]


def _shown(handed: HandOff, channel: Channel, to: User, at: datetime, today: date) -> WayShown:
    way = handed.way(channel)
    why = recording.contact_objections(handed, channel, by=to, at=at, today=today)
    return WayShown(channel, None if why else way, tuple(why), is_recorded=way is not None)
