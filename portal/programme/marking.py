"""Which registers are still to be marked, of one group or of all, without reading what any of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.models import Group
from directory_data.register_vocabulary import OnRegister
from portal.programme import queries
from portal.programme.models import GroupSession
from portal.referrals.models import Referral
from portal.rules import register_rows


@dataclass(frozen=True)
class Marking:
    """How far the register of a session that was held is marked."""

    session: GroupSession
    expected: frozenset[int]
    marked: frozenset[int]

    @property
    def left(self) -> int:
        """How many are expected and not marked."""
        return len(self.expected - self.marked)

    @property
    def due_on(self) -> date:
        """The day by which it is to be marked."""
        return register_rows.due_on(self.session.held_on)


def markings_of(
    groups: Iterable[Group],
    sessions: Mapping[int, Sequence[GroupSession]],
    today: date,
    people: Mapping[int, Sequence[Referral]] | None = None,
) -> dict[int, list[Marking]]:
    """The sessions of each group that were held by today, by its id, in as many statements for all as for one.

    `people` are the referrals that were sent to each, where they have been read already.
    """
    groups = list(groups)
    people = queries.sent_to(groups) if people is None else people
    marked: dict[int | None, set[int]] = defaultdict(set)
    for session_id, referral_id in queries.entries_in_groups(groups):
        marked[session_id].add(referral_id)
    return {
        group.id: [
            Marking(each, _expected(people[group.id], each), frozenset(marked[each.id]))
            for each in sessions[group.id]
            if each.held_on <= today and not each.is_cancelled
        ]
        for group in groups
    }


def to_mark(markings: Iterable[Marking]) -> list[Marking]:
    """Those that somebody has to mark, the oldest first."""
    return [each for each in markings if each.left]


def opened_first(
    markings: Sequence[Marking], sessions: Sequence[GroupSession], today: date
) -> GroupSession | None:
    """The register that opens when none is named: the last held and not marked, else the last held, else the next."""
    last = to_mark(markings)[-1:] or markings[-1:]
    return last[0].session if last else queries.next_session(sessions, today)


def _expected(people: Sequence[Referral], session: GroupSession) -> frozenset[int]:
    return frozenset(each.id for each in people if queries.standing_on(each, session) is OnRegister.EXPECTED)
