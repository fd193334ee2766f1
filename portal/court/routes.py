"""The addresses below /cases/<reference>/court, where papers are issued, and the register /oversight/gaps."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import DocumentKind
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.clock import now, today
from portal.court import actions, papers, queries
from portal.court.forms import AnswerForm, ConsiderationsForm, DecisionForm, SentForm
from portal.documents import actions as documents
from portal.documents import queries as issued
from portal.documents.paper import Paper
from portal.errors import Refused
from portal.referrals import offers
from portal.rules.matching.answers import Matching
from portal.rules.orders import checker
from portal.rules.orders.wording import WordingFacts

blueprint = Blueprint("court", __name__)


@blueprint.route("/cases/<reference>/court/note", methods=["GET", "POST"])
def note(reference: str) -> ResponseReturnValue:
    """Issue the information note under section 11E, with what the Act asks about."""
    case = cases.case_for(g.person, reference)
    form = ConsiderationsForm(obj=queries.considerations_of(case))
    if form.validate_on_submit():
        put = actions.put(case, form.words())
        paper = papers.information_note(case, _matching(case), put, today())
        return _issued(case, DocumentKind.INFORMATION_NOTE, paper)
    return render_template("court/note.html", form=form, case=case), 422 if form.errors else 200


@blueprint.post("/cases/<reference>/court/wording")
def wording(reference: str) -> ResponseReturnValue:
    """Issue the draft order wording."""
    case = cases.case_for(g.person, reference)
    return _issued(case, DocumentKind.ORDER_WORDING, papers.order_wording(_facts(case)))


@blueprint.post("/cases/<reference>/court/letter")
def letter(reference: str) -> ResponseReturnValue:
    """Issue the letter that asks the court to amend its order."""
    case = cases.case_for(g.person, reference)
    if case.order is None:
        raise Refused(["No order is recorded, so there is nothing to ask the court to amend."])
    return _issued(case, DocumentKind.LETTER_TO_COURT, papers.letter(case, _facts(case), today()))


@blueprint.post("/cases/<reference>/court/reasons")
def reasons(reference: str) -> ResponseReturnValue:
    """Issue the letter that gives the person the reasons."""
    case = cases.case_for(g.person, reference)
    referral = queries.referral_sent_for(case)
    if referral is None:
        raise Refused(["No referral has been sent yet, so there are no reasons to give."])
    return _issued(case, DocumentKind.REASONS_LETTER, papers.reasons_letter(case, referral, today()))


@blueprint.route("/cases/<reference>/court/letters/<key>/sent", methods=["GET", "POST"])
def sent(reference: str, key: str) -> ResponseReturnValue:
    """Record the day on which a letter went to the court."""
    case = cases.case_for(g.person, reference)
    document = issued.document_of(case, key)
    form = SentForm()
    if form.check(today()):
        actions.record_sending(case, document, sent_on=form.sent_on.given, by=g.person)
        return _back_to(case, "The letter is recorded as sent.")
    return render_template(
        "court/sent.html", form=form, case=case, document=document
    ), 422 if form.errors else 200


@blueprint.route("/cases/<reference>/court/requests/<int:number>/answer", methods=["GET", "POST"])
def answer(reference: str, number: int) -> ResponseReturnValue:
    """Record what the court answered."""
    case = cases.case_for(g.person, reference)
    request = queries.request_of(case, number)
    form = AnswerForm()
    if form.validate_on_submit():
        actions.record_answer(request, answered_on=form.answered_on.given, answer=form.answer.data)
        return _back_to(
            case, "The court’s answer is recorded. If it made a new order, record the order next."
        )
    return render_template(
        "court/answer.html", form=form, case=case, request_made=request
    ), 422 if form.errors else 200


@blueprint.get("/oversight/gaps")
def gaps() -> ResponseReturnValue:
    """Everybody on a programme on whom nobody may report."""
    return render_template("court/gaps.html", gaps=queries.open_gaps(g.person, today()))


@blueprint.route("/oversight/gaps/<reference>", methods=["GET", "POST"])
def decide(reference: str) -> ResponseReturnValue:
    """A manager's decision that a gap is accepted."""
    case = cases.case_for(g.person, reference)
    if case.order is None:
        raise Refused(["No order is recorded, so there is no gap to decide about."])
    form = DecisionForm()
    if form.validate_on_submit():
        actions.accept_gap(case.order, reason=form.reason.data, by=g.person, at=now())
        db.session.commit()
        flash("Your decision is recorded.", "success")
        return redirect(url_for(".gaps"), 303)
    return render_template("court/decide.html", form=form, case=case), 422 if form.errors else 200


def _issued(case: Case, kind: DocumentKind, paper: Paper) -> ResponseReturnValue:
    is_demonstration = current_app.config["SETTINGS"].is_demo
    document = documents.issue(case, kind, paper, by=g.person, at=now(), is_demonstration=is_demonstration)
    db.session.commit()
    flash(f"{kind.label}: version {document.version} is issued.", "success")
    return redirect(url_for("documents.show", reference=case.reference, key=document.key), 303)


def _back_to(case: Case, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("cases.show", reference=case.reference), 303)


def _matching(case: Case) -> Matching:
    matching, _ = offers.matching_for(case, current_app.extensions["gazetteer"], today())
    return matching


def _facts(case: Case) -> WordingFacts:
    matching = _matching(case)
    best = matching.offered[0] if matching.offered else None
    check = checker.check(case.order, None, None, today())
    return papers.wording_facts(case, check, best, matching.assessed_by, today())
