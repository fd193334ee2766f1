"""Keeping people apart (H9): whether a group must not be offered, worked out where nothing of the reason is kept.

Only the answer leaves this file. It holds no distance, no place and no name, and every candidate is looked at in full,
so that neither a page, nor its order, nor the time it takes says where anybody is to be kept safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from directory_data.places import Point, miles_between
from directory_data.vocabulary import Word
from portal.rules.matching.outcomes import Outcome, asks, fails, passes

NOT_AVAILABLE = "Not available for this case."
"""All that anybody is told, whatever the reason."""

WHERE_IT_MEETS = "The venue’s position is not recorded. Ask the provider where the group meets."
PASSED = "Nothing recorded on the case keeps this group from being offered."
WHERE_SUPPORT_MEETS = (
    "Ask partner support directly whether it meets at another place and time than this group. "
    "It never publishes where."
)
"""Asked of every group that meets somewhere: the store holds no place of partner support, so nobody can look it up."""

PLACE_LOST = (
    "A place that the other parent must be safe at can no longer be found. Record those places again."
)


@dataclass(frozen=True, slots=True)
class SafePlace:
    """A place that somebody must be safe at, and how close to it no group may meet. Neither shows in a repr."""

    point: Point = field(repr=False)
    within_miles: float = field(repr=False)


class Separation(Word):
    """What is known of a candidate."""

    CLEAR = "clear", "Nothing keeps it from being offered"
    APART = "apart", "Not available for this case"
    NOT_KNOWN = "not-known", "Where it meets is not known"
    PLACE_LOST = "place-lost", "A recorded place can no longer be found"


def separation(
    venue: Point | None,
    places: Sequence[SafePlace | None],
    *,
    is_shared: bool,
    is_remote: bool = False,
) -> Separation:
    """Whether the group has to be kept apart. `is_shared`: somebody connected with the case has a place in it.

    `places` are None where one that was recorded cannot be found any more. Every place is measured, always.
    """
    is_lost = None in places
    near = [miles_between(venue, place.point) <= place.within_miles for place in places if venue and place]
    if is_shared or (any(near) and not is_remote):
        return Separation.APART
    if is_lost:
        return Separation.PLACE_LOST
    return Separation.NOT_KNOWN if places and venue is None and not is_remote else Separation.CLEAR


def judge(found: Separation, *, is_remote: bool = False) -> Outcome:
    """H9 in words. What would change it is never said."""
    return MEETS_NOWHERE if is_remote and found is Separation.CLEAR else OUTCOMES[found]


MEETS_NOWHERE = passes(PASSED)
OUTCOMES = {
    Separation.CLEAR: asks(WHERE_SUPPORT_MEETS),
    Separation.APART: fails(NOT_AVAILABLE, ""),
    Separation.NOT_KNOWN: asks(WHERE_IT_MEETS),
    Separation.PLACE_LOST: asks(PLACE_LOST),
}
