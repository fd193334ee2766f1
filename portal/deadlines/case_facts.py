"""The facts of a case for its clocks: its orders, what the court is to have and got, what its referrals led to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.vocabulary import OrderStage
from portal.rules.clocks import Fact

BY_STEPS = {
    "referral-sent": ("send",),
    "referral-declined": ("decline",),
    "court-told": ("tell-court", "file-report"),
    "report-filed": ("file-report",),
    "final-report-received": ("receive-report",),
}
"""Fact of a case -> the steps of any of its referrals that bring it about."""


@dataclass(frozen=True)
class RecordedOrder:
    """What the clocks ask of a court order."""

    number: int
    made_on: date
    stage: OrderStage
    directs_cafcass_to_refer: bool
    is_sealed_copy_held: bool
    report_due_on: date | None


@dataclass(frozen=True)
class AtCourt:
    """What a case has before the court: since when it is open, its hearings on both sides of today, and the last day on
    which a note was issued, a report was filed, or contact after the programme was decided about."""

    opened_on: date
    next_hearing_on: date | None = None
    last_hearing_on: date | None = None
    note_issued_on: date | None = None
    report_filed_on: date | None = None
    contact_decided_on: date | None = None


def of_case(
    orders: Sequence[RecordedOrder],
    referrals: Iterable[Fact],
    told_on: Iterable[date],
    at_court: AtCourt | None = None,
) -> tuple[Fact, ...]:
    """The orders of a case, its next hearing, what its referrals led to, and what the court got; in order of days.

    A report is due under the order in force alone, the last one recorded: what an earlier one asked for went with it.
    """
    facts = [fact for order in orders for fact in _of_order(order, is_in_force=order is orders[-1])]
    facts += _to_hearing(orders, at_court) if at_court else []
    for fact in referrals:
        names = {name for name, steps in BY_STEPS.items() if fact.names & set(steps)}
        if names:
            facts.append(Fact(frozenset(names), fact.on, f"referral {fact.mark}"))
    facts += [Fact(frozenset({"court-told"}), day, "letter") for day in told_on]
    facts += _done_at_court(at_court) if at_court else []
    # Python keeps the order of equals: an order stands before what was done on its day.
    return tuple(sorted(facts, key=lambda fact: fact.on))


def _to_hearing(orders: Sequence[RecordedOrder], at_court: AtCourt) -> list[Fact]:
    """What the court is to have before its next hearing: a note, then, under an order without a day, a report."""
    hearing = at_court.next_hearing_on
    if hearing is None:
        return []
    if not orders:
        return [_before(hearing, "hearing-to-advise", at_court.opened_on)]
    order = orders[-1]
    if order.stage is OrderStage.FINAL or not order.directs_cafcass_to_refer or order.report_due_on:
        return []
    # What was filed for an earlier hearing does not answer this one.
    since = max(order.made_on, at_court.last_hearing_on or order.made_on)
    return [_before(hearing, "hearing-to-report", since)]


def _before(hearing: date, name: str, on: date) -> Fact:
    return Fact(frozenset({name}), on, f"hearing {hearing:%Y%m%d}", counts_from=hearing)


def _done_at_court(at_court: AtCourt) -> list[Fact]:
    done = {
        "note-issued": at_court.note_issued_on,
        "report-filed": at_court.report_filed_on,
        "contact-decided": at_court.contact_decided_on,
    }
    return [Fact(frozenset({name}), on, name) for name, on in done.items() if on]


def _of_order(order: RecordedOrder, *, is_in_force: bool) -> list[Fact]:
    names = {"order-made"}
    if order.stage is OrderStage.FINAL:
        names.add("order-ends")
    elif order.directs_cafcass_to_refer:
        names.add("order-asks")
    facts = [Fact(frozenset(names), order.made_on, f"order {order.number}")]
    if order.is_sealed_copy_held:
        facts.append(Fact(frozenset({"order-sealed"}), order.made_on, f"sealed {order.number}"))
    if order.report_due_on and is_in_force:
        due = frozenset({"report-due"})
        mark = f"report {order.number}"
        facts.append(Fact(due, order.made_on, mark, counts_from=order.report_due_on))
    return facts
