"""The words of H3: whether a journey is within what the person can reasonably make, and what to check about it."""

from __future__ import annotations

from directory_data.places import miles_words
from portal.rules.matching.candidates import Candidate, CaseNeeds

A_LONGER_ONE = "A longer journey that the person agrees is reasonable, recorded with the reason."
ROUGHLY = 1.5
"""Minutes are estimated from a straight line. Up to half as long again as the limit is asked about, not refused."""


def too_far(candidate: Candidate, needs: CaseNeeds) -> str:
    """Why the venue is too far away, in a sentence; empty where it is not or cannot be said."""
    if candidate.miles is not None and candidate.miles > needs.journey_limit_miles:
        away = f"The venue is {miles_words(candidate.miles)} away in a straight line"
        return f"{away}, and the limit is {_limit(needs)}."
    limit_minutes = needs.journey_limit_minutes
    minutes = candidate.minutes
    if limit_minutes and minutes is not None and minutes > limit_minutes * ROUGHLY:
        return f"The journey takes about {minutes} minutes {_by(needs)}, and the limit is {limit_minutes} minutes."
    return ""


def doubts(candidate: Candidate, needs: CaseNeeds) -> list[str]:
    """What has to be checked about a journey whose straight line is known."""
    found = []
    if candidate.water:
        found.append(f"The straight line crosses {candidate.water}. Check the journey.")
    limit, minutes = needs.journey_limit_minutes, candidate.minutes
    if limit and minutes is not None and limit < minutes <= limit * ROUGHLY:
        found.append(
            f"The journey may take {minutes} minutes {_by(needs)}, and the limit is {limit} minutes. Check the journey."
        )
    elif needs.has_car is False and not limit:
        found.append("The person has no car. Check the journey by bus or train.")
    return found


def within(candidate: Candidate, needs: CaseNeeds) -> str:
    """That it is near enough."""
    limit = f"within {_limit(needs)}"
    if needs.journey_limit_minutes and candidate.minutes is not None:
        limit = f"about {candidate.minutes} minutes {_by(needs)}"
    return f"The venue is {miles_words(candidate.miles or 0)} away in a straight line, {limit}."


def _limit(needs: CaseNeeds) -> str:
    return "1 mile" if needs.journey_limit_miles == 1 else f"{needs.journey_limit_miles:g} miles"


def _by(needs: CaseNeeds) -> str:
    return "by bus or train" if needs.has_car is False else "by car"
