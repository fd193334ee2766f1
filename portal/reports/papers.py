"""What each report says on paper: facts first, with their source; words as they were written; opinion kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from directory_data.availability import in_full
from directory_data.vocabulary import Step
from portal.documents.paper import Block, Bullets, Facts, Heading, Paper, Table, Text
from portal.programme.sheets import PersonRecord
from portal.referrals.models import Referral
from portal.reports.facts import Event, Quoted, data_as_at
from portal.reports.models import Report
from portal.rules.report_parts import AIMS, PARTS, Part
from portal.template_filters import moment, paragraphs

ATTENDANCE_IS_NOT_CHANGE = (
    "Attendance shows which sessions a person came to. It does not show by itself that the person has changed, or that "
    "anybody is safe."
)
NO_CONTACT = (
    "Finishing a programme does not by itself change any arrangement for a child. The court decides that."
)
SUPPORT_UNSAID = (
    "Whether anybody takes partner support is not known to the programme and is not in this paper."
)
FALLEN = "Recorded before, and not relied on any more"
OPINION = "What follows is the writer’s opinion. The facts it rests on stand above, with their sources."
OPINIONS = frozenset({"view", "proposal"})


def programme_report(report: Report, referral: Referral, record: PersonRecord | None) -> Paper:
    """The provider's interim or final report on one person."""
    blocks: list[Block] = [
        Facts(
            (
                ("Case", report.case.court_case_number),
                ("About", report.case.participant.name),
                ("Programme", f"{referral.service.name}, {referral.service.provider.name}"),
                ("Group", referral.group.name),
                ("Written by", report.author.name),
            )
        ),
        Heading("Attendance"),
        *_attendance([record] if record else []),
        Heading("The five aims of the programme"),
    ]
    parts = PARTS[report.kind]
    blocks += [block for part in parts if part in AIMS for block in _part(part, report.words, level=3)]
    blocks += [block for part in parts if part not in AIMS for block in _part(part, report.words)]
    caveats = (ATTENDANCE_IS_NOT_CHANGE, NO_CONTACT, SUPPORT_UNSAID)
    return Paper(report.kind.label, tuple(blocks), caveats=caveats)


def court_report(
    report: Report,
    *,
    findings: Sequence[Quoted],
    fallen: Sequence[Quoted] = (),
    events: Sequence[Event],
    corrections: Sequence[str] = (),
    records: Sequence[PersonRecord],
    programme: Sequence[Sequence[Report]],
) -> Paper:
    """A report or letter of Cafcass to the court."""
    case = report.case
    blocks: list[Block] = [
        Facts(
            (
                ("Case", case.court_case_number),
                ("Court", case.court),
                ("About", case.participant.name),
                ("Next hearing", in_full(case.next_hearing_on)),
                ("Written by", report.author.name),
            )
        )
    ]
    parts = PARTS[report.kind]
    blocks += [block for part in parts if part.key == "asked" for block in _part(part, report.words)]
    blocks += [Heading("What was found or admitted"), *_findings(findings), *_fallen(fallen)]
    blocks += [Heading("What happened, in order"), *_chronology(events)]
    blocks += [Heading("What was put right in earlier papers"), *_corrections(corrections)]
    blocks += [Heading("Attendance"), *_attendance(records)]
    blocks += [block for each in programme for block in _quoted_report(each)]
    facts = [part for part in parts if part.key not in OPINIONS and part.key != "asked"]
    blocks += [block for part in facts for block in _part(part, report.words)]
    blocks.append(Text(OPINION, is_note=True))
    blocks += [block for part in parts if part.key in OPINIONS for block in _part(part, report.words)]
    return Paper(report.kind.label, tuple(blocks), caveats=(ATTENDANCE_IS_NOT_CHANGE, NO_CONTACT))


def certificate(referral: Referral, record: PersonRecord) -> Paper:
    """That somebody completed the programme, in the register's numbers, with what that does not mean."""
    completed = referral.entry(Step.COMPLETE)
    begun = referral.entry(Step.START)
    rows = [
        ("Name", referral.case.participant.name),
        ("Programme", f"{referral.service.name}, {referral.service.provider.name}"),
        ("First session", in_full(begun.day) if begun and begun.day else "Not recorded"),
        ("Last session", in_full(completed.day) if completed and completed.day else "Not recorded"),
        ("Sessions in a whole programme", str(referral.group.sessions_total)),
    ]
    blocks: list[Block] = [Facts(tuple(rows)), Heading("Attendance"), *_attendance([record])]
    return Paper("Certificate of completion", tuple(blocks), caveats=(ATTENDANCE_IS_NOT_CHANGE, NO_CONTACT))


def sessions_of(referral: Referral) -> str:
    """The caption of the table that counts somebody's sessions, on every paper."""
    return f"Sessions of {referral.reference}"


def sessions_table(record: PersonRecord) -> Table:
    """How many of somebody's sessions were recorded as what."""
    figures = record.figures
    missed = [(each.label, str(number)) for each, number in figures.missed.items()]
    other = [(each.label, str(number)) for each, number in figures.not_offered.items() if number]
    rows = [("Attended", str(figures.attended)), ("of these, late", str(figures.late))]
    rows += [("of these, left early", str(figures.left_early)), *missed, *other]
    if figures.not_recorded:
        rows.append(("Held, and not recorded yet", str(figures.not_recorded)))
    return Table(sessions_of(record.referral), ("Recorded as", "Sessions"), tuple(rows))


def _attendance(records: Sequence[PersonRecord]) -> Iterable[Block]:
    if not records:
        yield Text("No session has been recorded for this person.")
        return
    for record in records:
        yield Text(record.figures.sentence)
        yield sessions_table(record)
    if as_at := data_as_at(records):
        yield Text(f"From the register as it stood on {moment(as_at)}.", is_note=True)


def _findings(findings: Sequence[Quoted]) -> Iterable[Block]:
    if not findings:
        yield Text("Nothing is recorded as found or admitted.")
        return
    rows = tuple(
        (
            f"“{each.words}”",
            each.basis,
            f"{each.source}, {in_full(each.dated_on)}",
            in_full(each.last_checked_on) if each.last_checked_on else "Never",
        )
        for each in findings
    )
    yield Table(
        "Findings and admissions, in their own words", ("Words", "Basis", "Source", "Last checked"), rows
    )


def _fallen(findings: Sequence[Quoted]) -> Iterable[Block]:
    if not findings:
        return
    rows = tuple(
        (f"“{each.words}”", each.basis, f"{each.source}, {in_full(each.dated_on)}", each.standing)
        for each in findings
    )
    yield Table(FALLEN, ("Words", "Basis", "Source", "Where it stands"), rows)


def _chronology(events: Sequence[Event]) -> Iterable[Block]:
    if not events:
        yield Text("Nothing is recorded.")
        return
    rows = tuple((in_full(each.on), each.words, each.source) for each in events)
    yield Table("Chronology", ("Date", "What happened", "Source"), rows)


def _corrections(lines: Sequence[str]) -> Iterable[Block]:
    yield Bullets(tuple(lines)) if lines else Text("Nothing in a paper that left had to be put right.")


def _quoted_report(versions: Sequence[Report]) -> Iterable[Block]:
    """The last version in its own words, and the person's comments on each as they were given."""
    report = versions[-1]
    signed = moment(report.signed_at)
    yield Heading(f"From the programme’s {report.kind.label.split()[0].lower()} report")
    for part in PARTS[report.kind]:
        if part not in AIMS:
            yield from _part(part, report.words, level=3)
    yield Text(f"Quoted from the report signed on {signed}.", is_note=True)
    for version in versions:
        which = "this report" if version is report else "an earlier version of this report"
        for comment in version.comments:
            yield Heading(f"What the person says about {which}, unedited", 3)
            yield from (Text(text) for text in paragraphs(comment.words))


def _part(part: Part, words: dict[str, str], level: int = 2) -> Iterable[Block]:
    yield Heading(part.title, level)
    yield from (Text(text) for text in paragraphs(words.get(part.key, "")))
