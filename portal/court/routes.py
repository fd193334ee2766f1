"""The addresses below /cases/<reference>/court, where papers are issued, and the register /oversight/gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import DocumentKind
from portal.cases import queries as cases
from portal.cases.lookalikes import Lookalike, lookalikes
from portal.cases.models import Case
from portal.clock import day_of, now, today
from portal.court import actions, filling, papers, queries
from portal.court.forms import AnswerForm, ConsiderationsForm, DecisionForm, IssueForm, ReasonForm, SentForm
from portal.documents import actions as documents
from portal.documents import queries as issued
from portal.documents.paper import Paper
from portal.errors import Refused
from portal.rules.matching.answers import Matching
from portal.rules.orders import letters
from portal.rules.orders.wording import WordingFacts
from portal.text_fields import TypedForm

blueprint = Blueprint("court", __name__)

ANSWERED = "The court’s answer is recorded. If it made a new order, record the order next."


@blueprint.route("/cases/<reference>/court/note", methods=["GET", "POST"])
def note(reference: str) -> ResponseReturnValue:
    """Issue the information note under section 11E, with what the Act asks about."""
    case = cases.case_for(g.person, reference)
    form = ConsiderationsForm(obj=queries.considerations_of(case))
    version = issued.last_version(case, DocumentKind.INFORMATION_NOTE)
    if version == 0:
        del form.reason
    others = _others(case)
    if _may_issue(form, case, others):
        put = actions.put(case, form.words())
        paper = papers.information_note(case, _matching(case), put, today())
        reason = form.reason.data if form.reason else ""
        return _issued(case, DocumentKind.INFORMATION_NOTE, paper, reason)
    page = render_template("court/note.html", form=form, case=case, version=version, lookalikes=others)
    return page, _status(form)


@blueprint.route("/cases/<reference>/court/wording", methods=["GET", "POST"])
def wording(reference: str) -> ResponseReturnValue:
    """Issue the draft order wording."""
    case = cases.case_for(g.person, reference)
    return _issue(case, DocumentKind.ORDER_WORDING, lambda: papers.order_wording(_facts(case)))


@blueprint.route("/cases/<reference>/court/letter", methods=["GET", "POST"])
def letter(reference: str) -> ResponseReturnValue:
    """Issue the letter that asks the court to amend its order, where the order checker finds something amiss."""
    case = cases.case_for(g.person, reference)
    if why := letters.objections(queries.check_of_case(case, today()) if case.order else None):
        raise Refused(why)
    return _issue(case, DocumentKind.LETTER_TO_COURT, lambda: papers.letter(case, _facts(case), today()))


@blueprint.route("/cases/<reference>/court/reasons", methods=["GET", "POST"])
def reasons(reference: str) -> ResponseReturnValue:
    """Issue the letter that gives the person the reasons."""
    case = cases.case_for(g.person, reference)
    referral = queries.referral_under_way(case)
    if referral is None:
        raise Refused(["No referral is under way, so there are no reasons to give."])
    return _issue(case, DocumentKind.REASONS_LETTER, lambda: papers.reasons_letter(case, referral, today()))


@blueprint.route("/cases/<reference>/court/letters/<key>/sent", methods=["GET", "POST"])
def sent(reference: str, key: str) -> ResponseReturnValue:
    """Record the day on which a letter went to the court."""
    case = cases.case_for(g.person, reference)
    document = issued.document_of(case, key)
    form = SentForm()
    recorded = queries.request_by(document)
    if recorded is not None and form.is_submitted() and form.sent_on.data == recorded.sent_on:
        return _back_to(case, "The letter is recorded as sent.")
    if why := actions.sending_objections(document):
        raise Refused(why)
    if form.check(issued_on=day_of(document.issued_at), today=today()):
        actions.record_sending(case, document, sent_on=form.sent_on.given, by=g.person)
        return _back_to(case, "The letter is recorded as sent.")
    return render_template("court/sent.html", form=form, case=case, document=document), _status(form)


@blueprint.route("/cases/<reference>/court/requests/<int:number>/answer", methods=["GET", "POST"])
def answer(reference: str, number: int) -> ResponseReturnValue:
    """Record what the court answered."""
    case = cases.case_for(g.person, reference)
    request_made = queries.request_of(case, number)
    form = AnswerForm()
    said = (form.answered_on.data, form.answer.data)
    if form.is_submitted() and said == (request_made.answered_on, request_made.answer):
        return _back_to(case, ANSWERED)
    if form.check(sent_on=request_made.sent_on, today=today()):
        actions.record_answer(request_made, answered_on=form.answered_on.given, answer=form.answer.data)
        return _back_to(case, ANSWERED)
    return render_template("court/answer.html", form=form, case=case, request_made=request_made), _status(
        form
    )


@blueprint.get("/oversight/gaps")
def gaps() -> ResponseReturnValue:
    """Everybody on a programme on whom nobody may report, and what was decided about others."""
    return render_template(
        "court/gaps.html",
        gaps=queries.open_gaps(g.person, today()),
        decisions=queries.decisions_of(g.person),
    )


@blueprint.route("/oversight/gaps/<reference>", methods=["GET", "POST"])
def decide(reference: str) -> ResponseReturnValue:
    """A manager's decision that a gap is accepted."""
    case = cases.case_for(g.person, reference)
    if case.order is None:
        raise Refused(["No order is recorded, so there is no gap to decide about."])
    gap = queries.gap_of_case(case, today())
    if why := actions.decision_objections(case.order, gap, by=g.person):
        raise Refused(why)
    form = DecisionForm()
    if form.validate_on_submit():
        actions.accept_gap(case.order, gap, reason=form.reason.data, by=g.person, at=now())
        db.session.commit()
        flash("Your decision is recorded.", "success")
        return redirect(url_for(".gaps"), 303)
    return render_template("court/decide.html", form=form, case=case, gap=gap), _status(form)


def _issue(case: Case, kind: DocumentKind, paper_of: Callable[[], Paper]) -> ResponseReturnValue:
    """Issue a paper by a press of a button; a second version is asked for its reason first."""
    version = issued.last_version(case, kind)
    form = ReasonForm()
    if version == 0:
        del form.reason
    others = _others(case)
    is_asked = version == 0 or "reason" in request.form
    if is_asked and _may_issue(form, case, others):
        return _issued(case, kind, paper_of(), form.reason.data if form.reason else "")
    shown = form if is_asked else ReasonForm(formdata=None)
    values = {"case": case, "kind": kind, "version": version, "lookalikes": others}
    return render_template("court/wording.html", form=shown, **values), _status(shown)


def _may_issue(form: IssueForm, case: Case, others: Sequence[Lookalike]) -> bool:
    """Whether it was sent, is about the right person and names nobody who is protected: each is looked at."""
    right = form.validate_on_submit()
    return right and form.is_sure(len(others)) and form.keeps_the_wall(case)


def _others(case: Case) -> Sequence[Lookalike]:
    return lookalikes(case, Case.cafcass_area == case.cafcass_area)


def _issued(case: Case, kind: DocumentKind, paper: Paper, reason: str) -> ResponseReturnValue:
    is_demonstration = current_app.config["SETTINGS"].is_demo
    document = documents.issue(
        case, kind, paper, by=g.person, at=now(), reason=reason, is_demonstration=is_demonstration
    )
    db.session.commit()
    flash(f"{kind.label}: version {document.version} is issued.", "success")
    return redirect(url_for("documents.show", reference=case.reference, key=document.key), 303)


def _back_to(case: Case, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("cases.show", reference=case.reference), 303)


def _status(form: TypedForm) -> int:
    return 422 if form.errors else 200


def _matching(case: Case) -> Matching:
    return queries.offered_whatever_the_order(case, current_app.extensions["gazetteer"], today())


def _facts(case: Case) -> WordingFacts:
    referral = queries.referral_under_way(case)
    if referral is not None and filling.is_named_by(referral):
        programme: filling.Programme | None = filling.programme_of_referral(
            referral, queries.estimate_for(referral)
        )
    else:
        programme = filling.programme_to_name(case, _matching(case).offered)
    return filling.wording_facts(case, queries.check_of_case(case, today()), programme, today())
