"""The address /admin/audit: the audit log, searched by who, what, which record and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select
from wtforms import SelectField

from directory_data.database import db
from directory_data.support_vocabulary import Channel, ConsentPurpose, GlassReason, RevealReason
from directory_data.vocabulary import Word
from portal.accounts.models import User
from portal.audit import queries
from portal.audit.models import AuditEntry
from portal.fields import DateField3
from portal.oversight.routes import blueprint
from portal.rules.audit_words import Act, SignInFailure, Thing
from portal.text_fields import LineField, TypedForm, word_choices

CODES: tuple[type[Word], ...] = (SignInFailure, GlassReason, RevealReason, Channel, ConsentPurpose)
"""Every list of codes from which a reason in the log is taken."""
REASONS: Mapping[str, str] = {word.value: word.label for codes in CODES for word in codes}
"""Reason code -> its words."""


class AuditForm(TypedForm):
    """What to look for; everything may be left open."""

    class Meta(TypedForm.Meta):
        """It changes nothing, so that it needs no token."""

        csrf = False

    who = LineField(
        "Who", longest=100, description="Name or e-mail address of somebody who works with the portal"
    )
    act = SelectField("What was done", choices=word_choices(Act, first="Anything"), validate_choice=False)
    thing = SelectField("To what", choices=word_choices(Thing, first="Anything"), validate_choice=False)
    reference = LineField(
        "Reference", longest=64, description="Such as C-7KM2QP, exactly as it stands in the log"
    )
    since = DateField3("From", what="the first day", required=False)
    until = DateField3("To", what="the last day", required=False)

    def asked(self) -> queries.Asked:
        """What was asked for, as a query reads it."""
        return queries.Asked(
            actor_ids=_people_called(self.who.data) if self.who.data else None,
            act=next((act for act in Act if act.value == self.act.data), None),
            thing=next((thing for thing in Thing if thing.value == self.thing.data), None),
            reference=(self.reference.data or "").strip(),
            since=self.since.data,
            until=self.until.data,
        )


@blueprint.get("/admin/audit")
def audit() -> ResponseReturnValue:
    """A page of the log, the newest entry first."""
    form = AuditForm(formdata=request.args)
    is_right = form.validate()
    page = request.args.get("page", 1, type=int)
    found = queries.entries(form.asked() if is_right else queries.Asked(), page)
    shown = render_template(
        "oversight/audit.html",
        form=form,
        found=found,
        names=_names_in(found.entries),
        reasons=REASONS,
        href=_href,
    )
    return shown, 200 if is_right else 422


def _people_called(who: str) -> list[int]:
    """The accounts whose e-mail address this is, or whose name holds it."""
    wanted = select(User.id).where(
        or_(User.email == who.strip().lower(), User.name.icontains(who.strip(), autoescape=True))
    )
    return list(db.session.scalars(wanted))


def _names_in(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """The names of the accounts in these entries: those who acted, and those that were acted on."""
    numbers = {entry.actor_id for entry in entries if entry.actor_id is not None}
    accounts = (entry.reference for entry in entries if entry.thing is Thing.ACCOUNT)
    numbers |= {int(reference) for reference in accounts if reference.isdigit()}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(numbers)))
    return {row.id: row.name for row in rows}


def _href(number: int) -> str:
    asked: dict[str, Any] = {name: value for name, value in request.args.items() if value and name != "page"}
    return url_for(".audit", **asked, page=number)
