"""Draft wording for the court, paragraph by paragraph, with the names, dates and cover figures of one case.

Suggested wording, not legal advice: the court decides. Basis: domain, section 9, paragraphs A to J.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from directory_data.availability import in_full
from portal.rules.orders.monitoring import REPORT_LAG, a_year_after

CAVEAT = "Suggested wording, not legal advice. The court decides."
TELL_WITHIN = "5 working days"
BLANK = "[to be filled in]"


@dataclass(frozen=True, kw_only=True)
class WordingFacts:
    """What the paragraphs are filled with. None stands for what is not known yet and is left open in the text."""

    participant: str
    provider: str | None = None
    programme: str | None = None
    venue: str | None = None
    order_made_on: date | None = None
    refer_by: date | None = None
    assessed_by: date | None = None
    starts_by: date | None = None
    interim_report_on: date | None = None
    programme_ends_on: date | None = None
    monitoring_ends_on: date | None = None
    review_on: date | None = None
    missing: tuple[str, ...] = ()
    """What the order lacks, as the order checker asks for it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph to put to the court: its letter, what it is for, what it rests on, and the words."""

    letter: str
    title: str
    basis: str
    text: str


@dataclass(frozen=True, slots=True)
class _Draft:
    letter: str
    title: str
    basis: str
    words: Callable[[WordingFacts], str]


def paragraphs(facts: WordingFacts) -> tuple[Paragraph, ...]:
    """Paragraphs A to I with the facts of the case filled in; what is not known stands in square brackets."""
    return tuple(Paragraph(each.letter, each.title, each.basis, each.words(facts)) for each in _DRAFTS)


def letter_to_court(facts: WordingFacts) -> Paragraph:
    """Letter J: ask the court to amend its order, naming each thing that is missing and the dates that show the gap."""
    gaps = "\n".join(f"- {sentence}" for sentence in facts.missing) or f"- {BLANK}"
    return Paragraph(
        "J",
        "Letter to the court: request to amend the order",
        "Cafcass’s letter to the courts of 23 December 2016",
        f"The order of {_on(facts.order_made_on)} requires {_or_blank(facts.programme, 'the programme')}. "
        f"As it stands, this is missing:\n{gaps}\n\n"
        "Without it Cafcass cannot refer, or cannot tell the court how the programme went. "
        "Would the court consider adding paragraphs B and D of the wording enclosed, and any other that fits?\n\n"
        f"The programme is expected to end on {_on(facts.programme_ends_on)}, and its final report to follow by "
        f"{_on(_final_report_on(facts))}. Monitoring ends on {_on(facts.monitoring_ends_on)}.",
    )


def _direction(facts: WordingFacts) -> str:
    return (
        f"Until further order, {facts.participant} shall take part in {_or_blank(facts.programme, 'programme')} provided by "
        f"{_or_blank(facts.provider, 'provider')} at {_or_blank(facts.venue, 'venue')}, or at such other place within "
        "reasonable travel as Cafcass confirms in writing, starting with the provider’s suitability assessment on dates "
        "notified by Cafcass and, if accepted, attending and taking part in all sessions."
    )


def _referral(facts: WordingFacts) -> str:
    return (
        f"Cafcass shall by {_on(facts.refer_by)} refer {facts.participant} through its commissioned-services route. Under "
        "section 11G(2) Cafcass is asked to monitor compliance, or to arrange for it to be monitored, and to report any "
        f"failure to the court within {TELL_WITHIN}. Cafcass shall file (i) the outcome of the suitability assessment by "
        f"{_on(facts.assessed_by)}, (ii) an interim report by {_on(facts.interim_report_on)}, and (iii) a report under "
        "section 7 on completion, participation and any significant change in risk by "
        f"{_on(_final_report_on(facts))}."
    )


def _timetable(facts: WordingFacts) -> str:
    return (
        f"Listed for review on {_on(_review_on(facts))} [time estimate]. No final order as to time spent with the child is "
        "made today. Pending review, [contact: none, indirect, or supervised at … by …]."
    )


def _ended_early(facts: WordingFacts) -> str:
    return (
        f"If {facts.participant} is not accepted, has not begun by {_on(facts.starts_by)}, or leaves the programme, Cafcass "
        f"shall tell the court and the parties within {TELL_WITHIN}, with proposals, and the matter shall be listed on the "
        "first open date after 7 days without a further application."
    )


def _disclosure(facts: WordingFacts) -> str:
    return (
        "Cafcass may give the provider this order, the [schedule of findings dated …] and the [redacted report under "
        "section 7]; and may give the provider’s partner-support service the details it needs to offer support to [the "
        f"other parent] and any current partner. Those details shall not be disclosed to {facts.participant} or to "
        "programme staff."
    )


def _condition(facts: WordingFacts) -> str:
    return (
        f"It is a condition of paragraph [x] that {facts.participant} takes part in {_or_blank(facts.programme, 'activity')} "
        f"provided by {_or_blank(facts.provider, 'provider')}. Cafcass is asked under section 11G(2) to monitor and to "
        "report failure. (On its own this gives reports of failure only.)"
    )


def _contact(facts: WordingFacts) -> str:
    return (
        "Cafcass is asked to monitor [names]’ compliance with paragraphs [y to z] for [n, at most 12] months from today and "
        "to report on [matters] by [date]; [names] shall [keep Cafcass informed of their address and attend appointments] "
        "to enable this. (This does not cover the programme itself.)"
    )


def _assistance(facts: WordingFacts) -> str:
    made_on = facts.order_made_on
    until = _on(a_year_after(made_on) if made_on else None)
    return (
        "With the consent of [each adult named], a Cafcass officer shall be made available until "
        f"{until} to advise and assist [names], including as to [safe] time with the child (section 16(4A)), and shall "
        "report to the court under section 16(6) by [dates] on [the progress of the child arrangements, attendance at the "
        "programme and whether paragraph [x] should be varied or discharged]."
    )


def _return(facts: WordingFacts) -> str:
    until = _on(_review_on(facts))
    return (
        "Liberty to Cafcass and the parties to restore on [48] hours’ notice if risk changes. This order shall be reviewed "
        f"on {until}. The court records that Cafcass’s involvement continues until {until} for these purposes only."
    )


_DRAFTS = (
    _Draft(
        "A",
        "Activity direction (preferred)",
        "Children Act 1989, sections 11A and 11B; Practice Direction 12J, paragraph 34",
        _direction,
    ),
    _Draft("B", "Cafcass to refer and stay involved", "Children Act 1989, sections 7 and 11G", _referral),
    _Draft("C", "Timetable", "Practice Direction 12J, paragraph 38", _timetable),
    _Draft("D", "If unsuitable, not started or ended early", "Practice Direction 12J", _ended_early),
    _Draft("E", "Disclosure", "Family Procedure Rules 2010, rule 12.73; Practice Direction 12G", _disclosure),
    _Draft(
        "F",
        "If a final order is made all the same: activity condition",
        "Children Act 1989, sections 11C and 11G",
        _condition,
    ),
    _Draft(
        "G", "Monitoring contact", "Children Act 1989, section 11H (section 11H(4) to be verified)", _contact
    ),
    _Draft("H", "Family assistance order", "Children Act 1989, section 16", _assistance),
    _Draft("I", "Return to court", "Practice Direction 12J, paragraph 38", _return),
)


def _final_report_on(facts: WordingFacts) -> date | None:
    return None if facts.programme_ends_on is None else facts.programme_ends_on + REPORT_LAG


def _review_on(facts: WordingFacts) -> date | None:
    report_on = _final_report_on(facts)
    return facts.review_on or (None if report_on is None else report_on + timedelta(days=14))


def _on(day: date | None) -> str:
    return "[date]" if day is None else in_full(day)


def _or_blank(words: str | None, what: str) -> str:
    return words or f"[{what}]"
