"""What follows for a live referral when its programme and a partner-support service part: who is told what, by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from directory_data.availability import in_full
from directory_data.listing_vocabulary import Unpairing
from portal.rules.working_days import add_working_days

DUE_AFTER_WORKING_DAYS: Mapping[Unpairing, int] = {
    Unpairing.STAYS: 5,
    Unpairing.MOVES: 5,
    Unpairing.OFFICERS: 2,
}
"""How soon the officer has seen to it. Nobody supported is the most pressing. The days are ours."""

TO_THE_OLD_SERVICE: Mapping[Unpairing, str] = {
    Unpairing.STAYS: "The programme is no longer paired with your service. You go on supporting this person until the "
    "referral ends.",
    Unpairing.MOVES: "The programme is no longer paired with your service. {new} takes over. Agree with it when, and "
    "tell the person before you stop.",
    Unpairing.OFFICERS: "The programme is no longer paired with your service, and nobody takes over yet. Go on "
    "supporting this person until the officer has arranged who does.",
}
TO_THE_NEW_SERVICE = "You take over from {old}, which is no longer paired with the programme. Ring it first."
TO_THE_OFFICER: Mapping[Unpairing, str] = {
    Unpairing.STAYS: "{old} is no longer paired with the programme. It has said that it goes on until the referral "
    "ends. Confirm that with it by {day}.",
    Unpairing.MOVES: "{old} is no longer paired with the programme. {new} takes over, and has the hand-off. Make sure "
    "by {day} that it has made contact.",
    Unpairing.OFFICERS: "{old} is no longer paired with the programme, and nobody takes over. By {day} arrange who "
    "supports the other parent, or put the referral on hold.",
}


def due_on(answer: Unpairing, today: date) -> date:
    """By when the officer has seen to it."""
    return add_working_days(today, DUE_AFTER_WORKING_DAYS[answer])


def sentence_for_officer(answer: Unpairing, *, old: str, new: str, due: date) -> str:
    """What the officer has to do."""
    return TO_THE_OFFICER[answer].format(old=old, new=new, day=in_full(due))
