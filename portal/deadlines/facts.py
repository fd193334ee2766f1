"""From what is recorded to what a clock reads: the facts of a case, of a referral's diary, of a hand-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from directory_data.support_vocabulary import SupportStep
from directory_data.vocabulary import DocumentKind, OrderStage, ReferralStatus, Step
from portal.clock import day_of
from portal.rules import lifecycle, support
from portal.rules.clocks import HOLD, OVER, RESUME, Clock, Fact, Subject, clocks

BY_STEPS = {
    "referral-sent": ("send",),
    "referral-declined": ("decline",),
    "court-told": ("tell-court", "file-report"),
    "report-filed": ("file-report",),
    "final-report-received": ("receive-report",),
}
"""Fact of a case -> the steps of any of its referrals that bring it about."""

INTERIM_AFTER = timedelta(weeks=13)
"""After how much of a programme an interim report is due (domain, section 4, step 13)."""
ENDS_PROGRAMME = frozenset({Step.COMPLETE.value, Step.END_PLACE.value}) | OVER


@dataclass(frozen=True)
class Whose:
    """Who answers for a diary at Cafcass, and the case it belongs to; a group has people of several cases and none."""

    officer_ids: frozenset[int]
    areas: frozenset[str | None]
    case_id: int | None = None
    case_reference: str = ""


@dataclass(frozen=True)
class Diary:
    """What one clock-face hangs on: a case, a referral, a hand-off, a session. A case has no `provider_id`."""

    subject: Subject
    id: int
    reference: str
    whose: Whose
    provider_id: int | None = None
    facts: tuple[Fact, ...] = field(default=())

    def clocks(self, today: date) -> list[Clock]:
        """Its started deadlines as they stand."""
        return clocks(self.subject, self.facts, today)

    def run_of(self, clock: Clock) -> str:
        """One start of one clock of this diary, by numbers alone."""
        return f"{self.subject}|{self.id}|{clock.run}"


@dataclass(frozen=True)
class Offer:
    """What was done about an offer of support last, how the last one ended, and when support was to be offered last;
    when the programme was over, and when it was last recorded how support goes on."""

    done_at: datetime | None = None
    ended_by: SupportStep | None = None
    trigger_at: datetime | None = None
    over_at: datetime | None = None
    planned_at: datetime | None = None

    @property
    def is_due_again(self) -> bool:
        """Whether something happened since the offer ended, after which it is made anew."""
        is_ended = self.ended_by in support.ENDS_THE_OFFER
        return bool(is_ended and self.done_at and self.trigger_at and self.trigger_at > self.done_at)


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


def of_referral(entries: Iterable[tuple[int, Step, datetime, date | None]]) -> tuple[Fact, ...]:
    """Each step, with where it led; on the day that was given with it, unless that is an appointment still to come."""
    facts, steps = [], []
    for number, step, at, day in entries:
        steps.append(step)
        names = {step.value, f"is {_status(steps)}"}
        facts.append(Fact(frozenset(names), min(day or day_of(at), day_of(at)), str(number)))
    return tuple(facts)


def with_reports(facts: Sequence[Fact], signed: Mapping[DocumentKind, date]) -> tuple[Fact, ...]:
    """A referral's facts with the 13th week of its programme, and with the programme's reports by the day of signing.

    Each stands after the last step of its day or before; the order of the steps themselves does not change.
    """
    found = list(facts)
    week_13 = _week_13(facts)
    interim_on = signed.get(DocumentKind.INTERIM_REPORT)
    if week_13 and (interim_on is None or interim_on >= week_13.on):
        _insert(found, week_13)
    for kind, on in signed.items():
        _insert(found, Fact(frozenset({kind.value}), on, kind.value))
    return tuple(found)


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


def of_hand_off(
    made_at: datetime,
    renewed_at: datetime | None,
    acknowledged_at: datetime | None,
    offer: Offer | None = None,
) -> tuple[Fact, ...]:
    """Handed over, the last time it was, and, once it is, acknowledged; the offer, and what was done about it."""
    mark = f"renewed {renewed_at:%Y%m%d%H%M%S}" if renewed_at else "1"
    facts = [Fact(frozenset({"handed-over"}), day_of(renewed_at or made_at), mark)]
    if acknowledged_at:
        facts.append(Fact(frozenset({"support-acknowledged"}), day_of(acknowledged_at), "acknowledged"))
    return (*facts, *_of_offer(made_at, offer or Offer()), *_of_end(offer or Offer()))


def of_register(number: int, held_on: date) -> tuple[Fact, ...]:
    """A session was held, and its register has rows that nobody has marked."""
    return (Fact(frozenset({"session-held"}), held_on, f"session {number}"),)


def _of_offer(made_at: datetime, offer: Offer) -> list[Fact]:
    facts = [Fact(frozenset({"support-due"}), day_of(made_at), "offer 1")]
    if offer.done_at:
        facts.append(Fact(frozenset({"support-tried"}), day_of(offer.done_at), "tried"))
    if offer.is_due_again and offer.trigger_at:
        due = frozenset({"support-due"})
        facts.append(Fact(due, day_of(offer.trigger_at), f"offer {offer.trigger_at:%Y%m%d%H%M%S}"))
    return facts


def _of_end(offer: Offer) -> list[Fact]:
    """That the programme is over, for everybody who was handed over: it must not show who takes up support."""
    if offer.over_at is None:
        return []
    facts = [Fact(frozenset({"programme-over"}), day_of(offer.over_at), f"over {offer.over_at:%Y%m%d%H%M%S}")]
    if offer.planned_at and offer.planned_at >= offer.over_at:
        facts.append(Fact(frozenset({"support-planned"}), day_of(offer.planned_at), "planned"))
    return facts


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


def _status(steps: list[Step]) -> ReferralStatus | None:
    return lifecycle.status_after(steps)


def _week_13(facts: Sequence[Fact]) -> Fact | None:
    """The day on which 13 weeks of the programme are over, days on hold not counted; None where it is not reached."""
    started = next((fact for fact in facts if Step.START.value in fact.names), None)
    if started is None:
        return None
    day, held_since = started.on + INTERIM_AFTER, None
    for fact in facts[facts.index(started) :]:
        if fact.on > day:
            break
        if fact.names & ENDS_PROGRAMME:
            return None
        if HOLD in fact.names:
            held_since = fact.on
        elif RESUME in fact.names and held_since:
            day, held_since = day + (fact.on - held_since), None
    return None if held_since else Fact(frozenset({"week-13"}), day, "week 13")


def _insert(facts: list[Fact], new: Fact) -> None:
    earlier = [place for place, fact in enumerate(facts, start=1) if fact.on <= new.on]
    facts.insert(max(earlier, default=0), new)
