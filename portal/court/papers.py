"""What each paper says, from the facts of the case. Nothing here names the other parent or where anybody lives."""

from __future__ import annotations

from collections import Counter
from datetime import date

from directory_data.availability import in_full
from directory_data.places import miles_words
from directory_data.vocabulary import Accreditation, Step
from portal.cases import hearings
from portal.cases.models import Case
from portal.court.models import Considerations
from portal.documents.paper import Block, Bullets, Facts, Heading, Paper, Text
from portal.referrals.models import Referral
from portal.rules.matching.answers import LeftOut, Match, Matching
from portal.rules.matching.candidates import Candidate
from portal.rules.orders.final import weeks_words
from portal.rules.orders.monitoring import Cover
from portal.rules.orders.wording import (
    CAVEAT,
    HowFar,
    Paragraph,
    WordingFacts,
    letter_to_court,
    paragraphs,
    paragraphs_to_ask_for,
)

MOST_OFFERED = 3
ASSESSED_BY = (Step.FIND_SUITABLE, Step.START)
TO_BE_ASSESSED = (
    "The provider will invite you to an assessment. "
    "It decides whether the programme is right for you, and says why."
)
WHAT_HAPPENS_NOW = (
    "The programme is free if the family court ordered it.",
    "Cafcass is told how you attend and take part, and of significant changes in risk, and may tell the court.",
    "Finishing the programme does not by itself change any arrangement for your child. The court decides that.",
)
STANDS_AS = {
    Accreditation.RESPECT: "Its provider is accredited by Respect for this work.",
    Accreditation.SAFE_MINIMUM_PRACTICE: "Its provider works to the Respect Safe Minimum Practice standard.",
}
"""What may be said of a provider: Safe Minimum Practice is not accreditation."""
IF_WRONG = "Tell your family court adviser. What you say in writing is kept with your case."
NO_END = "The order gives no day"
GOES_ON = "No day, while the case goes on"
NO_PROMISE = (
    "Places and dates were as stated here on the day of this document. Nothing here promises a place."
)


def information_note(case: Case, matching: Matching, put: Considerations, today: date) -> Paper:
    """The note under section 11E: activity, provider, place and travel, what the Act asks about, what was not found."""
    blocks: list[Block] = [
        Facts(
            (
                ("Case", case.court_case_number),
                ("Court", case.court),
                ("About", case.participant.name),
                ("Next hearing", _or_not_recorded(hearings.next_day_of(case, today))),
            )
        ),
        Heading("What is available"),
        Text(matching.sentence),
    ]
    for match in matching.offered[:MOST_OFFERED]:
        blocks += _offered(match)
    blocks += [
        Heading("What the Act asks about"),
        Facts(
            (
                ("Religious beliefs and observance", put.religion),
                ("Times of work and education", put.work_and_education),
                ("Caring for others, and contact", put.caring),
                ("Likely effect on the person", put.likely_effect),
            )
        ),
        Heading("Cafcass’s view"),
        Text(put.opinion),
        Heading("What was not found"),
        *_not_found(matching.left_out),
        Text(f"Made from the directory as it stood on {in_full(today)}. {NO_PROMISE}", is_note=True),
    ]
    return Paper("Information note under section 11E of the Children Act 1989", tuple(blocks))


def _or_not_recorded(day: date | None) -> str:
    return in_full(day) if day else "None is recorded"


def order_wording(facts: WordingFacts) -> Paper:
    """Paragraphs A to I, each under its purpose and its legal basis."""
    return Paper(
        "Draft order wording",
        (*_cover(facts), *_paragraphs(paragraphs(facts))),
        caveats=(CAVEAT,),
    )


def letter(case: Case, facts: WordingFacts, today: date) -> Paper:
    """Letter J to the court."""
    draft = letter_to_court(facts)
    return Paper(
        "Request to amend the order",
        (
            Facts((("To", case.court), ("Case", case.court_case_number), ("Date", in_full(today)))),
            Text(draft.text),
            Text(draft.basis, is_note=True),
            *_cover(facts),
            *_paragraphs(paragraphs_to_ask_for(facts)),
        ),
        caveats=(CAVEAT,),
    )


def reasons_letter(case: Case, referral: Referral, today: date) -> Paper:
    """Why this programme was chosen, in a version that is safe to be read by anybody in the home."""
    rule = referral.service.admission_rule
    programme = f"{referral.service.name}, run by {referral.service.provider.name}"
    blocks: list[Block] = [
        Facts(
            (("To", case.participant.name), ("Date", in_full(today)), ("Your case", case.court_case_number))
        ),
        Text(f"The court ordered you to take part in a programme. Cafcass has chosen {programme}."),
        Heading("Why this group"),
        Bullets(_reasons_for_the_person(referral, today)),
        Heading("What happens now"),
        Bullets(_what_happens_now(referral)),
    ]
    if rule is not None:
        blocks += [
            Heading("Who the programme is for"),
            Text(rule.text),
            Text(f"The provider gives this reason: {rule.reason}"),
            Text(f"If this does not fit you, the provider says: {rule.alternatives}"),
            Text(
                f"Version {rule.version} of the rule, published on {in_full(rule.published_on)}.",
                is_note=True,
            ),
        ]
    blocks += [
        Heading("If something here is wrong"),
        Text(IF_WRONG),
    ]
    return Paper("Why this programme was chosen for you", tuple(blocks))


def _cover(facts: WordingFacts) -> list[Block]:
    """The cover test: every draft says until when somebody may report, beside the end of the programme."""
    rows = (
        (
            "Programme ended" if facts.ended_on else "Programme expected to end",
            facts.programme_ends_on,
            "Not known",
        ),
        ("Final report expected by", facts.final_report_on, "Not known"),
        ("Monitoring ends on", facts.monitoring_ends_on, NO_END if facts.is_final else GOES_ON),
        _beginning(facts),
    )
    said = [(name, in_full(day) if day else otherwise) for name, day, otherwise in rows]
    return [Heading("The dates this rests on"), Facts((*said, *_gap(facts)))]


def _beginning(facts: WordingFacts) -> tuple[str, date | None, str]:
    """When it began, where it has: nobody is told by when it is to begin then."""
    if facts.so_far in (HowFar.BEGUN, HowFar.ENDED):
        return "Programme began", facts.began_on, "It did not begin"
    return "Programme to begin by", facts.starts_by, "Not known"


def _gap(facts: WordingFacts) -> list[tuple[str, str]]:
    """The weeks in which nobody could report, where there are any."""
    if facts.monitoring_ends_on is None or facts.programme_ends_on is None:
        return []
    weeks = Cover(facts.monitoring_ends_on, facts.programme_ends_on).gap_weeks
    return [("From the end of monitoring to the final report", weeks_words(weeks))] if weeks else []


def _paragraphs(drafts: tuple[Paragraph, ...]) -> list[Block]:
    blocks: list[Block] = []
    for each in drafts:
        blocks += [Heading(f"{each.letter}. {each.title}"), Text(each.text), Text(each.basis, is_note=True)]
    return blocks


def _offered(match: Match) -> list[Block]:
    candidate = match.candidate
    group = candidate.group
    rows = [
        ("Provider", candidate.provider_name),
        ("Standing", f"{candidate.accreditation.label}{_until(candidate.accreditation_expires_on)}"),
        ("Place", candidate.venue_name or "Told to people who are offered a place"),
        ("Travel", _travel(candidate)),
        ("Places free", str(candidate.group.places_free) if candidate.group else "To be asked"),
        ("Earliest start", in_full(match.starts_on) if match.starts_on else "To be asked"),
        ("Expected end", in_full(match.ends_on) if match.ends_on else "To be asked"),
        ("Support for the other parent", "Runs beside the programme, and is offered separately"),
        ("Cost to the person", "None, if the family court orders it"),
    ]
    title = f"{candidate.service.name}{f', {group.name}' if group else ''}"
    return [Heading(title, 3), Text(match.because), Facts(tuple(rows))]


def _travel(candidate: Candidate) -> str:
    """How far it is, and that a straight line over water says too little."""
    if candidate.miles is None:
        return "To be measured"
    line = f"{miles_words(candidate.miles)} in a straight line"
    return (
        f"{line}, which crosses {candidate.water}: the journey has to be checked" if candidate.water else line
    )


def _not_found(left_out: tuple[LeftOut, ...]) -> list[Block]:
    """How many groups were left out for which reason; two rules that share their words to the court are one reason."""
    counts = Counter(each.rule.for_court for each in left_out)
    items = tuple(f"{number} because {reason}" for reason, number in counts.most_common())
    return (
        [Text("Groups looked at and left out:"), Bullets(items)]
        if items
        else [Text("No group was left out.")]
    )


def _what_happens_now(referral: Referral) -> tuple[str, ...]:
    is_assessed = any(referral.entry(step) for step in ASSESSED_BY)
    return WHAT_HAPPENS_NOW if is_assessed else (TO_BE_ASSESSED, *WHAT_HAPPENS_NOW)


def _starts(day: date, today: date) -> str:
    return f"It {'started' if day < today else 'starts'} on {in_full(day)}."


def _reasons_for_the_person(referral: Referral, today: date) -> tuple[str, ...]:
    """Reasons that concern the person alone. The matching's own sentences stay with Cafcass: they weigh groups that
    were left out, and why one was left out can say where somebody lives."""
    chosen, group = referral.match["chosen"], referral.group
    starts_on, miles = chosen.get("starts_on"), chosen.get("miles")
    reasons = [
        _starts(date.fromisoformat(starts_on), today) if starts_on else "",
        f"It is {miles_words(miles)} from where you live, in a straight line."
        if miles is not None and referral.case.participant.postcode
        else "",
        f"It meets on {group.day.label} at {group.venue.name}." if group.venue else "",
        "It is open to you under its published rule, which stands below."
        if referral.service.admission_rule
        else "",
        STANDS_AS.get(referral.service.provider.accreditation, ""),
    ]
    return tuple(reason for reason in reasons if reason)


def _until(day: date | None) -> str:
    return f" until {in_full(day)}" if day else ""
