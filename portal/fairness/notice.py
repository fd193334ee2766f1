"""The notice of a correction on paper: what was wrong, what is right, and which papers it concerns."""

from __future__ import annotations

from datetime import datetime

from directory_data.availability import in_full
from directory_data.vocabulary import DocumentKind
from portal.accounts.models import User
from portal.clock import day_of
from portal.documents import actions as documents
from portal.documents import queries as issued
from portal.documents.models import Document
from portal.documents.paper import Bullets, Facts, Heading, Paper, Text
from portal.errors import Refused
from portal.fairness.models import CorrectionRequest

KIND = DocumentKind.CORRECTION_NOTICE
WHAT_TO_DO = (
    "Keep this notice with the papers named above, and do not rely on what was wrong. "
    "If you gave a paper to somebody else, tell them too. Then tell the officer that you have read this."
)


def paper(correction: CorrectionRequest, by: User, at: datetime) -> Paper:
    """What those are told who had a wrong paper. It says neither who asked nor why it was decided so."""
    case = correction.case
    facts = (("Case", case.court_case_number), ("Court", case.court), ("Date", in_full(day_of(at))))
    return Paper(
        "Notice of a correction",
        (
            Facts((*facts, ("From", f"{by.name}, Cafcass"))),
            Heading("What is right"),
            Text(correction.what_is_right),
            Heading("Papers that were wrong"),
            Bullets(tuple(correction.wrong_papers)),
            Heading("What to do"),
            Text(WHAT_TO_DO),
        ),
    )


def issued_for(correction: CorrectionRequest) -> Document | None:
    """The notice that was issued for this correction, if one was."""
    return issued.latest(correction.case, KIND, correction.key) if correction.wrong_papers else None


def issue(correction: CorrectionRequest, *, by: User, at: datetime, is_demonstration: bool) -> Document:
    """Issue the notice of a correction that found papers wrong."""
    if not correction.wrong_papers:
        raise Refused(["No paper that left was wrong, so there is no notice to issue."])
    return documents.issue(
        correction.case,
        KIND,
        paper(correction, by, at),
        by=by,
        at=at,
        about=correction.key,
        is_demonstration=is_demonstration,
    )
