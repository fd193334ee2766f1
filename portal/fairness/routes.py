"""The addresses below /cases/<reference>: corrections, who was told of them, and who has read it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import queries as cases
from portal.cases.lookalikes import Lookalike, lookalikes
from portal.cases.models import Case
from portal.clock import day_of, now, today
from portal.court.forms import IssueForm
from portal.errors import Refused
from portal.fairness import actions, notice, papers, queries
from portal.fairness.forms import CorrectionForm, DecisionForm, ReadForm, ToldForm
from portal.rules import returning
from portal.text_fields import TypedForm

blueprint = Blueprint("fairness", __name__, url_prefix="/cases/<reference>")


@blueprint.get("/fairness")
def index(reference: str) -> ResponseReturnValue:
    """The corrections and complaints of a case."""
    case = cases.case_for(g.person, reference)
    return render_template(
        "fairness/index.html",
        case=case,
        corrections=queries.corrections_of(case),
        complaints=queries.complaints_of([case.id]),
        today=today(),
    )


@blueprint.route("/corrections/new", methods=["GET", "POST"])
def new_correction(reference: str) -> ResponseReturnValue:
    """Record that somebody says something is wrong."""
    case = cases.case_for(g.person, reference)
    form = CorrectionForm()
    if not form.check(today()):
        return render_template("fairness/new_correction.html", case=case, form=form), _status(form)
    asker, wrong, asked_on = form.asker.data, form.wrong.data, form.asked_on.given
    made = actions.ask(case, asker, wrong, asked_on, form_key=form.form_key.data, by=g.person, at=now())
    return _to_correction(case, made.key, "The request is recorded. Decide about it next.")


@blueprint.route("/corrections/<key>", methods=["GET", "POST"])
def correction(reference: str, key: str) -> ResponseReturnValue:
    """One correction: decide about it, and see who has to be told and who has read it."""
    case = cases.case_for(g.person, reference)
    found = queries.correction_of(case, key)
    form = DecisionForm() if found.decision is None or request.method == "POST" else None
    if form is not None:
        issued = {each.key: each.given for each in papers.issued_on(case)}
        form.papers.choices = [(name, given.words) for name, given in issued.items()]
        if form.check() and form.keeps_the_wall(case):
            wrong = [issued[each] for each in form.papers.data or []]
            said = (form.decision.data, form.reason.data, form.what_is_right.data or "")
            actions.decide(found, *said, wrong, by=g.person, at=now())
            return _to_correction(case, key, "Your decision is recorded.")
    issued_notice = notice.issued_for(found)
    page = render_template(
        "fairness/correction.html",
        case=case,
        correction=found,
        form=form,
        issued=issued_notice,
        lookalikes=_others(case) if found.wrong_papers and issued_notice is None else [],
        issue_form=IssueForm(formdata=None),
        today=today(),
    )
    return page, _status(form)


@blueprint.route("/corrections/<key>/told/<told>", methods=["GET", "POST"])
def told(reference: str, key: str, told: str) -> ResponseReturnValue:
    """Record that somebody who had the wrong version was told."""
    case = cases.case_for(g.person, reference)
    found = queries.correction_of(case, key)
    to = queries.notice_of(found, told)
    form = ToldForm()
    if found.decided_at and form.check(day_of(found.decided_at), today()):
        actions.tell(to, form.told_on.given, form.told_how.data, by=g.person)
        return _to_correction(case, key, "It is recorded that they were told.")
    page = render_template("fairness/told.html", case=case, correction=found, notice=to, form=form)
    return page, _status(form)


@blueprint.route("/corrections/<key>/read/<told>", methods=["GET", "POST"])
def read(reference: str, key: str, told: str) -> ResponseReturnValue:
    """Record that somebody outside the portal said they had read it."""
    case = cases.case_for(g.person, reference)
    found = queries.correction_of(case, key)
    to = queries.notice_of(found, told)
    if to.told_on is None:
        raise Refused(["They have not been told yet. Record that first."])
    form = ReadForm()
    if form.check(to.told_on, today()):
        actions.confirm(to, form.read_on.given, by=g.person)
        return _to_correction(case, key, "It is recorded that they have read it.")
    page = render_template("fairness/read.html", case=case, correction=found, notice=to, form=form)
    return page, _status(form)


@blueprint.post("/corrections/<key>/notice")
def issue(reference: str, key: str) -> ResponseReturnValue:
    """Issue the notice that goes to the court and to the person, once."""
    case = cases.case_for(g.person, reference)
    found = queries.correction_of(case, key)
    document = notice.issued_for(found)
    if document is None:
        is_sure = bool(IssueForm().is_right_person.data)
        if why := returning.confirming_objections(len(_others(case)), is_confirmed=is_sure):
            raise Refused(why)
        is_demonstration = current_app.config["SETTINGS"].is_demo
        document = notice.issue(found, by=g.person, at=now(), is_demonstration=is_demonstration)
        db.session.commit()
        flash("The notice of the correction is issued.", "success")
    return redirect(url_for("documents.show", reference=case.reference, key=document.key), 303)


def _others(case: Case) -> Sequence[Lookalike]:
    return lookalikes(case, Case.cafcass_area == case.cafcass_area)


def _status(form: TypedForm | None) -> int:
    return 422 if form is not None and form.errors else 200


def _to_correction(case: Case, key: str, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".correction", reference=case.reference, key=key), 303)
