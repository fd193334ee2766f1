"""When a report may be signed, a certificate given and a report taken back. Answers are sentences; empty means yes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from directory_data.availability import in_full
from directory_data.vocabulary import DocumentKind, ReferralStatus
from portal.rules.report_parts import PARTS, PROGRAMME_REPORTS

FACTS_FRESH_FOR = timedelta(days=28)
"""How long a finding may go unchecked before it stands in a report to the court (domain, section 13)."""

CERTIFIED = frozenset(
    {
        ReferralStatus.COMPLETED,
        ReferralStatus.FINAL_REPORT_RECEIVED,
        ReferralStatus.COURT_REPORT_FILED,
        ReferralStatus.CLOSED,
    }
)
"""Where a referral can stand after a completed programme; whether it was completed, its diary says."""


NOT_OVER = frozenset({ReferralStatus.ON_PROGRAMME, ReferralStatus.SUSPENDED, ReferralStatus.ON_HOLD})
"""Where a person still has sessions before them, or may have."""


@dataclass(frozen=True)
class Checked:
    """A fact that a report will quote, and when somebody last held it against its source."""

    words: str
    last_checked_on: date | None


def unwritten(kind: DocumentKind, words: Mapping[str, str]) -> list[str]:
    """The parts that say nothing yet."""
    return [
        f"Write something under “{part.title}”."
        for part in PARTS[kind]
        if not words.get(part.key, "").strip()
    ]


def stale(facts: Iterable[Checked], today: date) -> list[str]:
    """The facts that must be checked before a court reads them."""
    return [
        f"The finding “{_short(fact.words)}” was {_when(fact.last_checked_on)}. Check it against its source first."
        for fact in facts
        if fact.last_checked_on is None or today - fact.last_checked_on > FACTS_FRESH_FOR
    ]


def finishing_objections(
    kind: DocumentKind, words: Mapping[str, str], *, sessions_recorded: int, status: ReferralStatus | None
) -> list[str]:
    """Why a report may not go to be signed yet."""
    if kind is DocumentKind.FINAL_REPORT and status in NOT_OVER:
        return ["The person’s place has not ended, so this cannot be final. Record how it ended first."]
    if kind in PROGRAMME_REPORTS and sessions_recorded == 0:
        return [
            "No session is recorded for this person, so there is no attendance to report. Mark the register first."
        ]
    return unwritten(kind, words)


def signing_objections(
    kind: DocumentKind, *, is_writer: bool, is_manager: bool, facts: Sequence[Checked], today: date
) -> list[str]:
    """Why this person may not sign the report today."""
    if is_writer:
        return [
            "Somebody else has to sign what you wrote: a second pair of eyes finds what the first reads over."
        ]
    if kind in PROGRAMME_REPORTS:
        return []
    if not is_manager:
        return ["A Cafcass manager has to sign a report to the court."]
    return stale(facts, today)


def filing_objections(facts: Iterable[Checked], changed: Mapping[str, date], *, filed_on: date) -> list[str]:
    """Why a signed report may not be filed on that day. `changed`: what it quotes and was changed since, with the day
    of that; on the day itself it may have been filed before."""
    return [
        *stale(facts, filed_on),
        *(
            f"The finding “{_short(words)}” was changed on {in_full(on)}, after this report was signed. Write a "
            "correction of the report, and file that."
            for words, on in changed.items()
            if on < filed_on
        ),
    ]


def certificate_objections(status: ReferralStatus, *, was_completed: bool) -> list[str]:
    """Why no certificate of completion can be given."""
    if was_completed and status in CERTIFIED:
        return []
    return ["The programme was not completed, so there is nothing to certify."]


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"


def _when(last_checked_on: date | None) -> str:
    return f"last checked on {in_full(last_checked_on)}" if last_checked_on else "never checked"
