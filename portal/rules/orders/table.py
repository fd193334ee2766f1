"""The order checker's rules as one table of dated rows (domain, section 3), and what each asks the court."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from directory_data.vocabulary import OrderVerdict
from portal.rules.orders import activities, contradictions, dates, final, gaps
from portal.rules.orders.facts import OrderableService, OrderFacts, ProgrammeEstimate


@dataclass(frozen=True, slots=True)
class Question:
    """An order to be checked, with the service and the programme where they are known."""

    order: OrderFacts
    service: OrderableService | None
    programme: ProgrammeEstimate | None
    today: date


@dataclass(frozen=True, kw_only=True)
class OrderRule:
    """One row: what it is called, what it rests on, what to ask for, and the sentences it says of an order.

    `wording` holds the letters of the draft paragraphs (wording.toml) that would mend it. `open_question` is what
    somebody still has to look up in the law; empty means the row has been verified. The row holds for orders made
    from `in_force_from` until the day before `in_force_until`.
    """

    code: str
    verdict: OrderVerdict
    title: str
    basis: str
    ask: str
    says: Callable[[Question], list[str]]
    wording: str = ""
    open_question: str = ""
    in_force_from: date = date.min
    in_force_until: date = date.max

    @property
    def is_verified(self) -> bool:
        """Whether the law it rests on has been looked up."""
        return not self.open_question


GREEN, AMBER, RED, BLOCK = OrderVerdict.GREEN, OrderVerdict.AMBER, OrderVerdict.RED, OrderVerdict.BLOCK
ACT = "Children Act 1989"
LETTER = "Cafcass’s letter to the courts of 23 December 2016"
NUMBERING = "Do the paragraph numbers of Practice Direction 12J still stand after the changes since 2024?"

DATE_RULES: tuple[OrderRule, ...] = (
    OrderRule(
        code="X1",
        verdict=BLOCK,
        title="The order is dated in the future",
        basis="Cafcass refers only after an order has been made",
        ask="Look at the date on the sealed order and correct it here.",
        says=lambda q: dates.future_date(q.order, q.today),
    ),
    OrderRule(
        code="X2",
        verdict=BLOCK,
        title="The order is older than the power to make it",
        basis=f"{ACT}, sections 11A to 11P",
        ask="Look at the date on the sealed order and correct it here.",
        says=lambda q: dates.date_before_the_act(q.order),
        open_question="On which day did sections 11A to 11P come into force?",
    ),
    OrderRule(
        code="X3",
        verdict=BLOCK,
        title="Two dates in the order contradict each other",
        basis="The order as recorded",
        ask="Look at the sealed order and correct the dates here. If the order itself is wrong, ask the "
        "court.",
        says=lambda q: dates.reversed_dates(q.order),
    ),
)
"""Looked at first. While a date cannot be right, nothing that is worked out from it would be."""

RULES: tuple[OrderRule, ...] = (
    OrderRule(
        code="R0",
        verdict=BLOCK,
        title="No court order for an activity",
        basis=f"{ACT}, sections 11A and 11C; Cafcass refers only after an order",
        ask="Ask the court for an activity direction. Nothing can be sent to a provider before it is made.",
        says=lambda q: activities.nothing_ordered(q.order),
    ),
    OrderRule(
        code="R1",
        verdict=GREEN,
        title="Ready to refer",
        basis=f"{ACT}, sections 11A and 11B; {LETTER}",
        ask="",
        says=lambda q: gaps.open_and_whole(q.order),
    ),
    OrderRule(
        code="R2",
        verdict=AMBER,
        title="The order does not name the activity or the provider",
        basis=f"{ACT}, section 11A(3) to (5)",
        ask="Ask the court to name the programme and the provider in the order.",
        wording="A",
        says=lambda q: gaps.nameless(q.order),
    ),
    OrderRule(
        code="R2",
        verdict=AMBER,
        title="Cafcass is not directed to refer",
        basis=LETTER,
        ask="Ask the court to add that Cafcass shall refer the person through its commissioned services, by "
        "a date.",
        wording="B",
        says=lambda q: gaps.not_told_to_refer(q.order),
    ),
    OrderRule(
        code="R2",
        verdict=AMBER,
        title="No suitability assessment",
        basis=f"{LETTER}; Practice Direction 12J, paragraph 34",
        ask="Ask the court to begin with the provider's suitability assessment, and to say what happens if "
        "the person is not accepted.",
        wording="AD",
        says=lambda q: gaps.without_assessment(q.order),
        open_question=NUMBERING,
    ),
    OrderRule(
        code="R2",
        verdict=AMBER,
        title="No date for reporting back",
        basis=f"{LETTER}; Practice Direction 12J, paragraph 38",
        ask="Ask the court to list a review hearing and to set dates for the reports.",
        wording="BC",
        says=lambda q: gaps.without_report_date(q.order, q.today),
        open_question=NUMBERING,
    ),
    OrderRule(
        code="R2",
        verdict=AMBER,
        title="Nothing may be passed to the provider",
        basis="Family Procedure Rules 2010, rule 12.73 and Practice Direction 12G",
        ask="Ask the court to permit disclosure of the order, the findings and the redacted report to the "
        "provider, and of what its partner-support service needs to that service alone.",
        wording="E",
        says=lambda q: gaps.without_disclosure(q.order),
        open_question="Does Practice Direction 12G already permit disclosure to a programme provider?",
    ),
    OrderRule(
        code="R2",
        verdict=AMBER,
        title="A condition where a direction is meant",
        basis=f"{ACT}, sections 11A and 11C; {LETTER}",
        ask="Ask the court to make an activity direction instead.",
        wording="A",
        says=lambda q: gaps.condition_while_open(q.order),
    ),
    OrderRule(
        code="R3",
        verdict=RED,
        title="A direction in a final order",
        basis=f"{ACT}, section 11A(7) and (7A)",
        ask="Return the order to the court. Ask it to keep the case open with a review hearing, or to make "
        "the programme a condition with monitoring.",
        wording="AC",
        says=lambda q: final.direction_in_final_order(q.order),
    ),
    OrderRule(
        code="R4",
        verdict=RED,
        title="Nobody may monitor the programme",
        basis=f"{ACT}, sections 11C and 11G; {LETTER}",
        ask="Ask the court to vary the order or to keep Cafcass involved: monitoring under section 11G, "
        "with a family assistance order that directs reports or a review hearing.",
        wording="FHI",
        says=lambda q: final.condition_alone(q.order),
    ),
    OrderRule(
        code="R5",
        verdict=AMBER,
        title="Only a failure to attend can be reported",
        basis=f"{ACT}, section 11G",
        ask="Ask the court to add a family assistance order with reports under section 16(6), or a review "
        "hearing with liberty to return the case to court.",
        wording="HI",
        says=lambda q: final.failure_reports_only(q.order),
        open_question="Does section 11G provide for reports on compliance, or on a failure to comply only?",
    ),
    OrderRule(
        code="R6",
        verdict=AMBER,
        title="Only contact is monitored, not the programme",
        basis=f"{ACT}, section 11H(4)",
        ask="Ask the court to add monitoring of the activity under section 11G.",
        wording="F",
        says=lambda q: final.contact_monitoring_only(q.order),
        open_question="Does section 11H(4) keep the activity condition outside the monitoring of contact?",
    ),
    OrderRule(
        code="R6",
        verdict=AMBER,
        title="Family assistance without monitoring of the programme",
        basis=f"{ACT}, sections 11G and 16",
        ask="Ask the court to add monitoring of the activity under section 11G, and to direct reports.",
        wording="FH",
        says=lambda q: final.assistance_without_monitoring(q.order),
        open_question="Can a family assistance order be made where only indirect contact is ordered?",
    ),
    OrderRule(
        code="R7",
        verdict=GREEN,
        title="Ready to refer after a final order",
        basis=f"{ACT}, sections 11C, 11G and 16(6)",
        ask="",
        says=lambda q: final.final_and_covered(q.order),
        open_question="Can a family assistance order be made where only indirect contact is ordered?",
    ),
    OrderRule(
        code="R7",
        verdict=AMBER,
        title="Consents to family assistance are not recorded",
        basis=f"{ACT}, section 16",
        ask="Record that each adult named in the family assistance order consents, or ask the court to "
        "confirm it.",
        wording="H",
        says=lambda q: final.without_consents(q.order),
    ),
    OrderRule(
        code="R8",
        verdict=RED,
        title="Monitoring ends before the programme does",
        basis="The cover test: monitoring has to outlast the programme by the two weeks its final report "
        "takes",
        ask="Ask the court to extend the monitoring, or to list a review hearing after the final report.",
        wording="I",
        says=lambda q: final.uncovered(q.order, q.programme, q.today),
    ),
    OrderRule(
        code="R8",
        verdict=RED,
        title="Monitoring ends before the programme does, while the case goes on",
        basis="The cover test: monitoring has to outlast the programme by the two weeks its final report "
        "takes",
        ask="Ask the court, at a hearing before that day, to extend the monitoring or to list a review hearing after "
        "the final report.",
        wording="BC",
        says=lambda q: final.uncovered_while_open(q.order, q.programme, q.today),
    ),
    OrderRule(
        code="R8",
        verdict=AMBER,
        title="The end of monitoring is not stated",
        basis="The cover test: monitoring has to outlast the programme by the two weeks its final report "
        "takes",
        ask="Record until when Cafcass is asked to monitor. If the order does not say, ask the court.",
        wording="FI",
        says=lambda q: final.endless_monitoring(q.order),
        open_question="How long does monitoring under section 11G last when the order does not say?",
    ),
    OrderRule(
        code="R9",
        verdict=AMBER,
        title="By consent, or by a condition other than an activity condition",
        basis=f"{ACT}, sections 11(7) and 11G; Practice Direction 12J, paragraph 33",
        ask="Record on what authority Cafcass stays involved and reports. If there is none, ask for a "
        "direction.",
        wording="AB",
        says=lambda q: activities.by_consent(q.order),
        open_question=NUMBERING,
    ),
    OrderRule(
        code="R10",
        verdict=BLOCK,
        title="The service takes no referrals",
        basis="A service takes referrals only while its listing is open and its contract runs",
        ask="Tell the court, and look for another service in the matches.",
        says=lambda q: activities.service_not_open(q.service, q.order.made_on, q.today),
    ),
    OrderRule(
        code="X4",
        verdict=BLOCK,
        title="Not something the court can order",
        basis=f"{ACT}, section 11A(6)",
        ask="Return the order to the court. Mediation and treatment can be suggested, but not ordered.",
        says=lambda q: activities.not_orderable(q.order, q.service),
    ),
    OrderRule(
        code="X7",
        verdict=AMBER,
        title="What is recorded contradicts itself",
        basis="The orders as recorded on this case",
        ask="Look at the sealed orders and correct what is recorded here. If they do contradict each other, ask "
        "the court which one stands.",
        says=lambda q: contradictions.contradictions(q.order),
    ),
    OrderRule(
        code="X5",
        verdict=AMBER,
        title="Longer than the Act allows",
        basis=f"{ACT}, sections 11H and 16",
        ask="Ask the court to correct the end date.",
        wording="GH",
        says=lambda q: dates.longer_than_a_year(q.order),
    ),
    OrderRule(
        code="X6",
        verdict=AMBER,
        title="The sealed order is not on file",
        basis="A referral rests on the sealed order, not on a note of it",
        ask="Ask the court office for the sealed order and compare it with what is recorded here.",
        says=lambda q: gaps.without_sealed_copy(q.order),
    ),
)
