"""Everything that changes a report: it is started, written, finished, sent back, signed, commented on and filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select

from directory_data.database import db
from directory_data.turns import step_on
from directory_data.vocabulary import DocumentKind, ReferralStatus, Role
from portal.accounts.models import User
from portal.cases.models import Case
from portal.documents import actions as documents
from portal.documents.models import Document
from portal.documents.paper import Paper
from portal.errors import Refused
from portal.messages import actions as messages
from portal.referrals.models import Referral
from portal.reports import counting, queries
from portal.reports.models import ParticipantComment, QuotedFinding, Report, ReportPart
from portal.rules import reports as rules
from portal.rules import returning
from portal.rules.report_parts import PROGRAMME_REPORTS
from portal.rules.reports import Checked

OVERTAKEN = "Somebody else saved this report while you were writing. Your words are below and are not lost."

PUT_RIGHT = "what the programme recorded was corrected."


def start(
    case: Case, kind: DocumentKind, *, referral: Referral | None, by: User, at: datetime, form_key: str
) -> Report:
    """Begin a report; the same form sent twice begins one."""
    if already := queries.started_with(form_key):
        return already
    key = uuid4().hex
    about = f"{referral.reference}" if referral else key[:8]
    return _begin(case, kind, referral, about, by=by, at=at, key=key, form_key=form_key)


def correct(report: Report, reason: str, *, by: User, at: datetime, form_key: str) -> Report:
    """Begin the next version of a signed report, with its words to start from."""
    if already := queries.started_with(form_key):
        return already
    if report.signed_at is None:
        raise Refused(["The report has not been signed yet: change it as it is."])
    begun = _begin(
        report.case,
        report.kind,
        report.referral,
        report.about,
        by=by,
        at=at,
        key=uuid4().hex,
        form_key=form_key,
    )
    begun.correction_reason = reason
    begun.parts = [ReportPart(part=part.part, words=part.words) for part in report.parts]
    return begun


def write(report: Report, words: Mapping[str, str], *, revision: str, by: User) -> bool:
    """Keep what was written. False where somebody saved it in between, with nothing changed; Refused once signed."""
    if report.signed_at:
        raise Refused(["The report is signed and does not change any more. Write a correction."])
    if not step_on(report, "revision", _number(revision)):
        return False
    known = {part.part: part for part in report.parts}
    for key, text in words.items():
        if key in known:
            known[key].words = text
        else:
            report.parts.append(ReportPart(part=key, words=text))
    report.ready_at, report.last_writer_id = None, by.id
    return True


def finish(
    report: Report, *, sessions_recorded: int, status: ReferralStatus | None, by: User, at: datetime
) -> None:
    """Say that it is ready to be signed, and tell those who can. `status` is the referral's, where there is one."""
    if why := rules.finishing_objections(
        report.kind, report.words, sessions_recorded=sessions_recorded, status=status
    ):
        raise Refused(why)
    report.ready_at = report.ready_at or at
    report.returned_reason = ""
    _tell(report, "ready", _signers(report, by), at=at)


def give_back(report: Report, reason: str, *, at: datetime) -> None:
    """Send it back to its author with what has to change."""
    if report.signed_at or not report.ready_at:
        raise Refused(["The report does not wait to be signed."])
    report.ready_at = None
    report.returned_reason = reason
    _tell(report, "returned", {report.author_id}, at=at)


def sign(
    report: Report,
    paper: Paper,
    facts: Iterable[Checked],
    *,
    by: User,
    at: datetime,
    today: date,
    is_demonstration: bool,
    read: str,
    naming: Iterable[str] = (),
    mistakable: int = 0,
    is_confirmed: bool = False,
) -> Document:
    """Sign the report as its reader saw it and issue its document; the officer or the author is told.

    `read` is the digest of the paper that the reader had open: what was changed since is not signed unread. `naming`
    says which quoted words may not be printed.
    """
    if report.signed_at or not report.ready_at:
        raise Refused(["The report does not wait to be signed."])
    why = rules.signing_objections(
        report.kind,
        is_writer=by.id in report.writers,
        is_manager=by.role is Role.MANAGER,
        facts=list(facts),
        today=today,
    )
    why = [*why, *naming, *returning.confirming_objections(mistakable, is_confirmed=is_confirmed)]
    if why:
        raise Refused(why)
    if read != paper.digest or not step_on(report, "revision", report.revision):
        raise Refused(["The report changed after you opened it. Read it again before you sign it."])
    document = documents.issue(
        report.case,
        report.kind,
        paper,
        by=by,
        at=at,
        reason=report.correction_reason,
        about=report.about,
        is_demonstration=is_demonstration,
    )
    report.document, report.signed_by, report.signed_at = document, by, at
    if report.kind not in PROGRAMME_REPORTS:
        report.quotes = [
            QuotedFinding(finding_id=each.id, number=each.number) for each in report.case.current_findings
        ]
    _tell(report, "signed", {report.case.officer_id, report.author_id} - {by.id}, at=at)
    return document


def comment(report: Report, words: str, *, shown_on: date, by: User, at: datetime) -> None:
    """Keep what the person said of the report, as they said it. A later comment stands beside the earlier one."""
    if not report.signed_at:
        raise Refused(["The report has not been signed yet. Show it to the person when it is."])
    report.comments.append(ParticipantComment(words=words, shown_on=shown_on, by=by, at=at))
    db.session.flush()
    _tell(report, "comment", {report.case.officer_id} - {by.id}, at=at)


def record_filing(
    report: Report,
    facts: Iterable[Checked],
    changed: Mapping[str, date],
    *,
    filed_on: date,
    served_on: date | None,
    served_to: str,
) -> None:
    """Record when the court got it, and who else did. Refused where a fact in it was old or changed by that day."""
    if not report.signed_at or report.kind in PROGRAMME_REPORTS:
        raise Refused(["Only a signed report to the court is filed."])
    if why := rules.filing_objections(facts, changed, filed_on=filed_on):
        raise Refused(why)
    report.filed_on, report.served_on, report.served_to = filed_on, served_on, served_to


def certify(
    referral: Referral,
    paper: Paper,
    *,
    was_completed: bool,
    mistakable: int,
    is_confirmed: bool,
    by: User,
    at: datetime,
    is_demonstration: bool,
) -> Document:
    """Issue the certificate of completion, only when it is sure whose it is; anew where the register was corrected."""
    if why := rules.certificate_objections(referral.status, was_completed=was_completed):
        raise Refused(why)
    already = queries.certificate_of(referral.case, referral)
    if already and not counting.is_overtaken(already, paper):
        return already
    if why := returning.confirming_objections(mistakable, is_confirmed=is_confirmed):
        raise Refused(why)
    return documents.issue(
        referral.case,
        DocumentKind.CERTIFICATE,
        paper,
        by=by,
        at=at,
        reason=PUT_RIGHT if already else "",
        about=referral.reference,
        is_demonstration=is_demonstration,
    )


def _begin(
    case: Case,
    kind: DocumentKind,
    referral: Referral | None,
    about: str,
    *,
    by: User,
    at: datetime,
    key: str,
    form_key: str,
) -> Report:
    report = Report(
        key=key,
        form_key=form_key,
        case=case,
        referral=referral,
        kind=kind,
        about=about,
        author=by,
        last_writer_id=by.id,
        started_at=at,
    )
    db.session.add(report)
    db.session.flush()
    return report


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _signers(report: Report, author: User) -> set[int]:
    wanted = select(User.id).where(User.active, User.id != author.id)
    if report.kind in PROGRAMME_REPORTS:
        wanted = wanted.where(User.role == Role.PROGRAMME, User.provider_id == author.provider_id)
    else:
        wanted = wanted.where(User.role == Role.MANAGER, User.cafcass_area == report.case.cafcass_area)
    return set(db.session.scalars(wanted))


def _tell(report: Report, what: str, people: set[int], *, at: datetime) -> None:
    """Leave a message; a report that is sent back and finished again, and a second comment, are events of their own."""
    event = f"report|{what}|{report.id}|{report.revision}|{len(report.comments)}"
    messages.tell(db.session.connection(), event, people, at=at)
