"""What is said of the places in a group: enough to start, whose turn it is, whether waiting makes sense."""

from __future__ import annotations

from datetime import date

from directory_data.availability import in_full
from directory_data.vocabulary import Intake
from portal.rules import schedule


def quorum_sentence(filled: int, needed: int, most: int) -> str:
    """How far a group is from being able to start: "5 of 8 needed to start"."""
    if filled >= most:
        return f"Full: all {most} places are filled."
    if filled < needed:
        return f"{filled} of {needed} needed to start."
    return f"{filled} of {most} places are filled. {needed} were needed to start."


def turn_objections(ahead: int, reason: str | None) -> list[str]:
    """Why somebody cannot be offered a place before `ahead` others who wait longer; empty where a reason is given."""
    if ahead == 0 or reason:
        return []
    others = "Somebody has" if ahead == 1 else f"{ahead} others have"
    return [f"{others} waited longer for a place in this group. Choose why this person comes first."]


def start_objections(day: date, *, first_session_on: date, today: date) -> list[str]:
    """Why nobody can be offered a start on that day, in sentences; empty where they can."""
    if day < first_session_on:
        return [f"The group meets for the first time on {in_full(first_session_on)}."]
    return schedule.too_far(day, today)


def waiting_objections(
    intake: Intake, first_session_on: date, *, assessed_by: date, must_start_by: date | None
) -> list[str]:
    """Why waiting for a place in a full group makes no sense, in sentences; empty means it fits.

    `must_start_by` is the last day on which a start still leaves time to report; None where no day is known.
    """
    if intake is Intake.CLOSED and first_session_on < assessed_by:
        return [
            f"Everyone starts on {in_full(first_session_on)}, before an assessment can be finished, "
            f"about {in_full(assessed_by)}. A place that returns later cannot be used."
        ]
    starts_on = max(first_session_on, assessed_by)
    if must_start_by is not None and starts_on > must_start_by:
        return [
            f"The earliest start, {in_full(starts_on)}, is after {in_full(must_start_by)}, "
            "the last day that leaves time for the court."
        ]
    return []
