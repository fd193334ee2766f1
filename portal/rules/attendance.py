"""What attendance says of a person: the figures with their denominator, and what missed sessions call for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.register_vocabulary import Attendance, MissedResponse

PRESENT = frozenset({Attendance.ATTENDED, Attendance.LATE, Attendance.LEFT_EARLY})
MISSED = frozenset({Attendance.ABSENT_AUTHORISED, Attendance.ABSENT_UNAUTHORISED})
NOT_OFFERED = frozenset({Attendance.CANCELLED, Attendance.EXCLUDED})
"""The person could not have come: such a session is in no denominator."""


@dataclass(frozen=True)
class Mark:
    """What a register says of one person at one session, as it stands."""

    on: date
    attendance: Attendance
    minutes: int = 0


@dataclass(frozen=True)
class MissedRule:
    """Sessions missed, `at_least` so many by one way of counting, call for a response: their `count` in words, and what
    it calls for."""

    response: MissedResponse
    counted: str
    at_least: int
    count: str
    call: str


MISSED_RULES = (
    MissedRule(MissedResponse.REVIEW, "in a row", 3, "{n} sessions missed in a row.", "The place may end."),
    MissedRule(MissedResponse.REVIEW, "in all", 4, "{n} sessions missed in all.", "The place may end."),
    MissedRule(
        MissedResponse.ALERT, "in a row", 2, "{n} sessions missed in a row.", "The officer has to know why."
    ),
    MissedRule(MissedResponse.CALL, "unexplained", 1, "The last session was missed and not explained.", ""),
)
"""The missed-session rule (domain, section 4, step 12), gravest first: the first that fits holds."""


@dataclass(frozen=True)
class Missed:
    """What missed sessions call for now, and why."""

    response: MissedResponse
    count: str
    call: str

    @property
    def sentence(self) -> str:
        """What was missed, and what that calls for."""
        return f"{self.count} {self.call}".strip()


@dataclass(frozen=True)
class Figures:
    """A person's attendance in numbers. `offered` are sessions held and recorded to which the person could come."""

    offered: int
    attended: int
    late: int
    left_early: int
    missed: Mapping[Attendance, int]
    not_offered: Mapping[Attendance, int]
    not_recorded: int

    @property
    def percentage(self) -> int | None:
        """Attended of offered, in whole per cent rounded down; None where none was offered."""
        return 100 * self.attended // self.offered if self.offered else None

    @property
    def sentence(self) -> str:
        """The figures with their denominator."""
        if not self.offered:
            return "No session has been held and recorded for this person yet."
        came = f"Attended {self.attended} of the {self.offered} sessions held and recorded for this person"
        if self.offered == 1:
            came = f"Attended {self.attended} of the 1 session held and recorded for this person"
        return f"{came} ({self.percentage}%)."


def missed_response(marks: Iterable[Mark]) -> Missed | None:
    """What the sessions a person missed call for now; None where nothing. A session not offered breaks no row."""
    offered = sorted((mark for mark in marks if mark.attendance not in NOT_OFFERED), key=lambda mark: mark.on)
    row = 0
    for mark in reversed(offered):
        if mark.attendance not in MISSED:
            break
        row += 1
    is_unexplained = bool(offered) and offered[-1].attendance is Attendance.ABSENT_UNAUTHORISED
    counts = {
        "in a row": row,
        "in all": sum(mark.attendance in MISSED for mark in offered),
        "unexplained": int(is_unexplained),
    }
    for rule in MISSED_RULES:
        if counts[rule.counted] >= rule.at_least:
            return Missed(rule.response, rule.count.format(n=counts[rule.counted]), rule.call)
    return None


def last_missed_on(marks: Iterable[Mark]) -> date | None:
    """The day of the last session that was missed; None where none was."""
    return max((mark.on for mark in marks if mark.attendance in MISSED), default=None)


def figures(marks: Sequence[Mark], held: int) -> Figures:
    """The numbers of one person; `held` counts the sessions held since the person was on the register."""
    counted = Counter(mark.attendance for mark in marks)
    return Figures(
        offered=sum(counted[each] for each in PRESENT | MISSED),
        attended=sum(counted[each] for each in PRESENT),
        late=counted[Attendance.LATE],
        left_early=counted[Attendance.LEFT_EARLY],
        missed={each: counted[each] for each in Attendance if each in MISSED},
        not_offered={each: counted[each] for each in Attendance if each in NOT_OFFERED},
        not_recorded=max(0, held - len(marks)),
    )
