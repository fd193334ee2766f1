"""Who had a paper that turned out to be wrong, by when somebody is answered, and where a complaint stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory_data.availability import in_full
from directory_data.fairness_vocabulary import ComplaintStage, ComplaintStep, Holder
from portal.rules.working_days import add_working_days

FILE = Path(__file__).with_name("fairness.toml")

STAGE_AFTER = {
    ComplaintStep.REVIEW: ComplaintStage.REVIEW,
    ComplaintStep.OMBUDSMAN: ComplaintStage.OMBUDSMAN,
}
"""The steps that move a complaint on; the others leave it where it is."""

IN_THE_PORTAL = frozenset({Holder.OFFICER, Holder.PROGRAMME})
"""Who is told by the portal itself, and confirms there that they have read it."""


@dataclass(frozen=True)
class Given:
    """A paper that left, with what shows where it went. `referral_id` is the referral whose programme had it."""

    words: str
    officer: str = ""
    provider: str = ""
    referral_id: int | None = None
    court: str = ""
    sent_to_court_on: date | None = None
    participant: str = ""
    given_on: date | None = None
    served_to: str = ""
    served_on: date | None = None


@dataclass(frozen=True)
class Had:
    """Somebody who had a paper, in words that say by what it is known."""

    holder: Holder
    words: str


@dataclass(frozen=True)
class Answers:
    """How many working days an answer may take, for what came from a day on."""

    from_on: date
    correction_working_days: int
    complaint_working_days: int


def holders(paper: Given) -> list[Had]:
    """Everybody who had the paper."""
    found = [Had(Holder.OFFICER, f"The officer, {paper.officer}")] if paper.officer else []
    if paper.provider:
        found.append(Had(Holder.PROGRAMME, f"Programme staff of {paper.provider}"))
    if paper.sent_to_court_on:
        found.append(
            Had(Holder.COURT, f"{paper.court}, which was sent it on {in_full(paper.sent_to_court_on)}")
        )
    if paper.given_on:
        words = f"{paper.participant}, for whom it was made or who was shown it on {in_full(paper.given_on)}"
        found.append(Had(Holder.PARTICIPANT, words))
    if paper.served_on:
        served = paper.served_to or "The parties"
        found.append(Had(Holder.SERVED, f"{served}, on whom it was served on {in_full(paper.served_on)}"))
    return found


def read(path: Path = FILE) -> list[Answers]:
    """The rows of the table of answers, the earliest first; what a row lacks raises KeyError."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["answers"]
    found = [Answers(row["from"], row["correction"], row["complaint"]) for row in rows]
    return sorted(found, key=lambda row: row.from_on)


ANSWERS = read()


def correction_due_on(asked_on: date) -> date:
    """By when somebody who asks for a correction has a decision."""
    return add_working_days(asked_on, _in_force(asked_on).correction_working_days)


def complaint_due_on(received_on: date) -> date:
    """By when somebody who complains, or asks for another look, has an answer."""
    return add_working_days(received_on, _in_force(received_on).complaint_working_days)


def stage_after(steps: Iterable[ComplaintStep]) -> ComplaintStage:
    """Where a complaint stands after these steps."""
    stage = ComplaintStage.FIRST
    for step in steps:
        stage = STAGE_AFTER.get(step, stage)
    return stage


def _in_force(day: date) -> Answers:
    return next((row for row in reversed(ANSWERS) if row.from_on <= day), ANSWERS[0])
