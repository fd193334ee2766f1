"""The hard rules of matching as one table, with the source of each (domain, section 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portal.rules.matching import judgements
from portal.rules.matching.candidates import Candidate
from portal.rules.matching.judgements import Situation
from portal.rules.matching.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class HardRule:
    """One line of the table. `for_court` is the reason as a note to the court may give it.

    A sealed rule is never named beside what it leaves out, not even in what is stored.
    """

    code: str
    name: str
    source: str
    judge: Callable[[Candidate, Situation], Outcome]
    for_court: str
    is_sealed: bool = False


NOT_SET_OUT = "they are not available for this case"

HARD_RULES: tuple[HardRule, ...] = (
    HardRule(
        "H1",
        "Open, and serves the case’s area",
        "Commissioning; Children Act 1989, section 11A(3) to (5)",
        judgements.judge_service,
        "they serve other areas or take no referrals",
    ),
    HardRule(
        "H2",
        "Accredited provider",
        "Children Act 1989, section 11E; Practice Direction 12J, paragraph 34",
        judgements.judge_provider,
        "their accreditation is missing or has ended",
    ),
    HardRule(
        "H3",
        "Reasonable journey",
        "Children Act 1989, section 11E(4)",
        judgements.judge_journey,
        "they are too far away",
    ),
    HardRule(
        "H4",
        "Support for the other parent",
        "Cafcass: every programme has a parallel service for partners and ex-partners",
        judgements.judge_partner_support,
        NOT_SET_OUT,
    ),
    HardRule(
        "H5",
        "Published admission rule",
        "The programme’s own rule, with its version",
        judgements.judge_admission,
        "their published admission rule is not met",
    ),
    HardRule(
        "H7",
        "Can be ordered",
        "Children Act 1989, section 11A(6)",
        judgements.judge_type,
        "a court cannot order them",
    ),
    HardRule(
        "H8",
        "A place in time",
        "Groups of 8 to 12; the cover test R8",
        judgements.judge_place,
        "they have no place in time",
    ),
    HardRule(
        "H10",
        "Access needs",
        "Equality Act 2010, sections 20 and 29",
        judgements.judge_access,
        "they cannot meet an access need",
    ),
    HardRule(
        "H11",
        "What the programme declares as a bar",
        "The programme’s own rule, with its version",
        judgements.judge_disqualifiers,
        "their published admission rule is not met",
    ),
    HardRule(
        "H9",
        "Keeping people apart",
        "Safety of everybody concerned; Practice Direction 12J",
        judgements.judge_separation,
        NOT_SET_OUT,
        is_sealed=True,
    ),
    HardRule(
        "H6",
        "An order to refer on",
        "Children Act 1989, sections 11A to 11D",
        judgements.judge_order,
        "the order does not allow a referral yet",
    ),
)
"""Looked at in this sequence; the first failure is the reason given. H9 comes after all that has to do with the group,
so that it is the reason only for what would fit otherwise: a group far away that must be kept apart is far away, and
says nothing of where anybody lives. The order (H6) comes last, so that what it alone keeps from being offered can be
told from what would not fit anyway."""
