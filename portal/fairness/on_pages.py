"""Corrections and complaints on pages of other rooms: a case, the officer's list, and the programme's referrals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import g, request

from directory_data.availability import in_full
from directory_data.vocabulary import Role
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.clock import day_of, today
from portal.fairness import queries
from portal.fairness.models import Complaint, CorrectionRequest
from portal.layout import Notice
from portal.rules.work_lists import Standing, Urgency

UNREAD = Standing("Read a correction", "red", Urgency.SOON)


def panel_of(case: Case, records: Records) -> Panel:
    """The corrections and complaints of this case that are not finished."""
    values = {
        "left": [each for each in records[queries.CORRECTIONS] if each.is_open],
        "complaints": [each for each in records[queries.COMPLAINTS] if each.waits_for_answer],
        "reference": case.reference,
        "today": today(),
    }
    return Panel("fairness/_on_case.html", values)


def corrections_standing(_cases: Sequence[Case], records: Records) -> Mapping[int, Standing]:
    """The cases in which a correction waits for a decision, or somebody has not been told."""
    left = [each for each in records[queries.CORRECTIONS] if each.is_open]
    return {each.case_id: _of_correction(each) for each in sorted(left, key=_decided_last, reverse=True)}


def complaints_standing(_cases: Sequence[Case], records: Records) -> Mapping[int, Standing]:
    """The cases in which a complaint waits for an answer."""
    waiting = [each for each in records[queries.COMPLAINTS] if each.waits_for_answer]
    latest_first = sorted(waiting, key=lambda each: each.reply_due_on, reverse=True)
    return {each.case_id: _of_complaint(each) for each in latest_first}


def under_way(cases: Sequence[Case]) -> Mapping[int, list[str]]:
    """What has to be finished before a case may close in silence."""
    lines: dict[int, list[str]] = {}
    for each in queries.corrections_left([case.id for case in cases]):
        words = "has not been decided" if each.decision is None else "has not reached everybody"
        lines.setdefault(each.case_id, []).append(f"A correction {words}.")
    for complaint in queries.complaints_of([case.id for case in cases]):
        if complaint.waits_for_answer:
            lines.setdefault(complaint.case_id, []).append("A complaint waits for an answer.")
    return lines


def put_right(cases: Sequence[Case]) -> Mapping[int, list[str]]:
    """What was put right in papers that left, as their readers were told it: neither who asked nor why."""
    lines: dict[int, list[str]] = {}
    for each in queries.put_right_in([case.id for case in cases]):
        if each.decided_at and each.wrong_papers:
            words = (
                f"{in_full(day_of(each.decided_at))}: {each.what_is_right} ({'; '.join(each.wrong_papers)})"
            )
            lines.setdefault(each.case_id, []).append(words)
    return lines


def of_referrals(ids: Sequence[int]) -> Mapping[int, Standing]:
    """The referrals on which a programme was told of a correction and nobody there has confirmed it."""
    if g.person.role is not Role.PROGRAMME:
        return {}
    return {each.referral_id: UNREAD for each in queries.unread_by(g.person, ids) if each.referral_id}


def notice() -> Notice | None:
    """What stands on top of the programme's pages of a referral while a correction has not been read."""
    person, reference = g.get("person"), (request.view_args or {}).get("reference")
    is_theirs = person is not None and person.role is Role.PROGRAMME and request.blueprint != "corrections"
    if not is_theirs or not reference or not request.path.startswith("/referrals/"):
        return None
    unread = queries.unread_on(person, reference)
    return Notice("corrections/_notice.html", {"notices": unread, "reference": reference}) if unread else None


def _decided_last(correction: CorrectionRequest) -> tuple[bool, int]:
    return correction.decision is not None, correction.id


def _of_correction(correction: CorrectionRequest) -> Standing:
    if correction.decided_at is not None:
        return Standing("Tell who had a wrong paper", "red", Urgency.SOON, day_of(correction.decided_at))
    is_late = correction.decide_by < today()
    urgency = Urgency.OVERDUE if is_late else Urgency.SOON
    return Standing(
        "Decide about a correction", "red" if is_late else "yellow", urgency, correction.decide_by
    )


def _of_complaint(complaint: Complaint) -> Standing:
    is_late = complaint.reply_due_on < today()
    urgency = Urgency.OVERDUE if is_late else Urgency.SOON
    return Standing("Answer a complaint", "red" if is_late else "yellow", urgency, complaint.reply_due_on)
