"""Everything that changes a correction. A changed finding opens one by itself. Complaints stand in complaining.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import uuid4

from directory_data.database import db
from directory_data.fairness_vocabulary import Asker, CorrectionDecision, Holder
from directory_data.turns import set_once
from portal.accounts.models import User
from portal.cases.models import Case, Finding, FindingVersion
from portal.clock import day_of
from portal.errors import Refused
from portal.fairness import papers, queries
from portal.fairness.models import CorrectionNotice, CorrectionRequest
from portal.messages import actions as messages
from portal.rules import fairness
from portal.rules.fairness import Given, Had

IN_THE_PORTAL = "in the portal"
COUNTED = "The register of sessions was corrected after these papers had counted it: {papers}."
REGISTER_CHANGED = "The programme corrected its register."
COUNT_ANEW = (
    "The register of sessions was corrected. The numbers of sessions attended and missed in the papers named here must "
    "no longer be relied on. The next version of each counts them anew."
)
CHANGED = "What stood there as “{words}” must no longer be relied on. It now stands as: {status}."


def ask(
    case: Case, asker: Asker | None, wrong: str, asked_on: date, *, form_key: str, by: User, at: datetime
) -> CorrectionRequest:
    """Record that somebody says something is wrong; the same form sent twice is one request."""
    if already := queries.made(CorrectionRequest, form_key):
        return already
    correction = CorrectionRequest(
        key=uuid4().hex,
        form_key=form_key,
        case_id=case.id,
        asker=asker,
        wrong=wrong,
        asked_on=asked_on,
        decide_by=fairness.correction_due_on(asked_on),
        at=at,
        by_id=by.id,
    )
    correction.case = case
    db.session.add(correction)
    return correction


def decide(
    correction: CorrectionRequest,
    decision: CorrectionDecision,
    reason: str,
    what_is_right: str,
    wrong_papers: Iterable[Given],
    *,
    by: User,
    at: datetime,
    has_read: bool = True,
) -> None:
    """Decide once, with the reason. Everybody who had a wrong paper is to be told, and whoever asked is to be answered;
    who works in the portal is told there at once. `has_read`: whether who decides has read what they are told."""
    if not set_once(correction, decision=decision, decided_at=at, decided_by_id=by.id):
        raise Refused(["This has been decided already. Open it to read what was decided."])
    correction.reason = reason
    if correction.asker:
        asker = Had(Holder.ASKER, f"Whoever asked: {correction.asker.label.lower()}")
        correction.notices.append(_notice(asker, None))
    if decision is not CorrectionDecision.STANDS:
        correction.what_is_right = what_is_right
        correction.notices += [
            _notice(had, paper) for paper in wrong_papers for had in fairness.holders(paper)
        ]
        db.session.flush()
        _tell_in_the_portal(correction, by=by, at=at, has_read=has_read)


def tell(notice: CorrectionNotice, told_on: date, how: str, *, by: User) -> None:
    """Record that somebody who had the wrong version was told."""
    if not set_once(notice, told_on=told_on, told_by_id=by.id):
        raise Refused(["It is recorded already that they were told."])
    notice.told_how = how


def confirm(notice: CorrectionNotice, read_on: date, *, by: User) -> None:
    """Record that they have read it: by themselves in the portal, or as they said to the officer. Once is enough."""
    if notice.told_on is None:
        raise Refused(["They have not been told yet. Record that first."])
    if notice.read_on is None:
        notice.read_on, notice.read_by_id = read_on, by.id


def follow_change(finding: Finding, before: FindingVersion, *, by: User, at: datetime) -> None:
    """Open a correction where papers that left quote the finding as it stood before."""
    case = db.session.get_one(Case, finding.case_id)
    wrong_papers = papers.quoting(case, finding, before)
    if not wrong_papers:
        return
    wrong = f"A finding that was quoted has changed: “{before.words}” ({before.document})."
    key = f"finding-{finding.id}-{before.number}"
    correction = ask(case, None, wrong, day_of(at), form_key=key, by=by, at=at)
    reason = f"{finding.status.label}. {finding.reason}"
    # Only what its readers had before, and its state: what stands there now was not written for them.
    right = CHANGED.format(words=before.words, status=finding.status.label)
    decide(correction, CorrectionDecision.PUT_RIGHT, reason, right, wrong_papers, by=by, at=at)


def follow_register(referral_ids: Collection[int], *, by: User, at: datetime) -> None:
    """Open a correction where papers that left count sessions as a register had them before; once for each paper."""
    for referral in queries.referrals_with(referral_ids):
        followed = queries.papers_followed(referral.case_id)
        wrong = {key: given for key, given in papers.miscounting(referral).items() if key not in followed}
        if wrong:
            key = queries.OF_REGISTER + "-".join(str(number) for number in sorted(wrong))
            names = "; ".join(given.words for given in wrong.values())
            said = COUNTED.format(papers=names)
            correction = ask(referral.case, None, said, day_of(at), form_key=key, by=by, at=at)
            told = (CorrectionDecision.PUT_RIGHT, REGISTER_CHANGED, COUNT_ANEW, wrong.values())
            decide(correction, *told, by=by, at=at, has_read=False)


def _notice(had: Had, paper: Given | None) -> CorrectionNotice:
    is_programme = had.holder is Holder.PROGRAMME
    return CorrectionNotice(
        key=uuid4().hex,
        holder=had.holder,
        words=had.words,
        paper=paper.words if paper else "",
        referral_id=paper.referral_id if paper and is_programme else None,
    )


def _tell_in_the_portal(correction: CorrectionRequest, *, by: User, at: datetime, has_read: bool) -> None:
    """Who works here is told by the portal; whoever decides about it has mostly read it already."""
    day, heard = day_of(at), set()
    for notice in correction.notices:
        if not notice.is_in_the_portal:
            continue
        notice.told_on, notice.told_how, notice.told_by_id = day, IN_THE_PORTAL, by.id
        people = queries.readers_of(notice)
        heard |= set(people) - {by.id}
        if has_read and by.id in people:
            confirm(notice, day, by=by)
    messages.tell(db.session.connection(), f"correction|{correction.id}", heard, at=at)
