"""Invented notices for a demonstration, about the sample directory's invented services."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory_data.public_vocabulary import NoticeKind
from directory_data.vocabulary import AreaKind, Role
from portal.accounts.models import User
from portal.news.models import Notice, NoticeArea

GREATER_MANCHESTER_AND_NEAR = ("E08000004", "E08000005")
"""Oldham and Rochdale."""


def add_demonstration_notices(session: Session, at: datetime) -> None:
    """One notice for two areas and one for everywhere, by the directory administrator, where there is none yet; the
    caller commits."""
    if session.scalar(select(func.count(Notice.id))):
        return
    wanted = select(User).where(User.role == Role.DIRECTORY_ADMINISTRATOR).order_by(User.id).limit(1)
    administrator = session.scalars(wanted).one()
    session.add(
        Notice(
            kind=NoticeKind.CHANGED,
            title="Three new factsheets",
            words="You can now read how a programme is chosen, how reports are checked, and a page for children.",
            published_at=at - timedelta(days=9),
            published_by=administrator,
        )
    )
    session.add(
        Notice(
            kind=NoticeKind.PAUSED,
            title="Pennine Edge Change Programme takes a break",
            words="The programme takes nobody new while two facilitators are trained. People who are in a group now go "
            "on as before.\n\nIts listing says when it means to start again.",
            published_at=at - timedelta(days=2),
            published_by=administrator,
            areas=[
                NoticeArea(kind=AreaKind.LOCAL_AUTHORITY, code=code) for code in GREATER_MANCHESTER_AND_NEAR
            ],
        )
    )
