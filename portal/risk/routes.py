"""The addresses of risk: reporting a change from each reader's own page, the list, one report, what is decided."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.risk_vocabulary import RiskSide
from directory_data.vocabulary import Role
from portal import audit
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.clock import day_of, now, today
from portal.partner_support import queries as hand_offs
from portal.referrals import queries as referrals
from portal.risk import actions, duty, queries
from portal.risk.actions import From
from portal.risk.forms import DecisionForm, DoneForm, RiskForm, who_reads
from portal.risk.models import RiskReport
from portal.rules import risk_decisions, risk_ladder, risk_readers
from portal.rules.audit_words import Act, Thing

blueprint = Blueprint("risk", __name__)


@blueprint.get("/risk")
def index() -> ResponseReturnValue:
    """Every open change in risk that this person may read."""
    at, area = now(), g.person.cafcass_area
    return render_template(
        "risk/index.html",
        reports=queries.open_for(g.person, at),
        next_climbs=_next_climb,
        area=area,
        on_duty=duty.officer_on_duty(area, day_of(at)) if area else None,
    )


@blueprint.route("/referrals/<reference>/risk/new", methods=["GET", "POST"])
def new(reference: str) -> ResponseReturnValue:
    """Report a change from the page of a referral."""
    referral = referrals.referral_for(g.person, reference)
    source = From(referral.case, risk_readers.SIDE_OF[g.person.role], referral_id=referral.id)
    return _report(source, url_for("referrals.show", reference=referral.reference))


@blueprint.route("/cases/<reference>/risk/new", methods=["GET", "POST"])
def new_on_case(reference: str) -> ResponseReturnValue:
    """Report a change from the page of a case."""
    case = cases.case_for(g.person, reference)
    return _report(From(case, RiskSide.CAFCASS), url_for("cases.show", reference=case.reference))


@blueprint.route("/support/<reference>/risk/new", methods=["GET", "POST"])
def new_on_hand_off(reference: str) -> ResponseReturnValue:
    """Report a change from the page of a person to support."""
    handed = hand_offs.hand_off_for(g.person, reference)
    source = From(queries.case_of_hand_off(handed), RiskSide.PARTNER_SUPPORT, hand_off_id=handed.id)
    return _report(source, url_for("partner_support.show", reference=handed.reference))


@blueprint.get("/cases/<reference>/risk")
def on_case(reference: str) -> ResponseReturnValue:
    """Every change in risk that was reported on a case."""
    case = cases.case_for(g.person, reference)
    return render_template("risk/on_case.html", case=case, reports=queries.all_of_case(case))


@blueprint.get("/risk/<key>")
def show(key: str) -> ResponseReturnValue:
    """One report: what was reported, what was decided, what is left to do."""
    return _page(queries.report_for(g.person, key, now()), DecisionForm())


@blueprint.post("/risk/<key>/decide")
def decide(key: str) -> ResponseReturnValue:
    """Decide about a change in risk."""
    report = queries.report_for(g.person, key, now())
    form = DecisionForm()
    if not form.validate_on_submit():
        return _page(report, form), 422
    actions.decide(report, form.chosen, form.reasons.data, by=g.person, at=now())
    db.session.commit()
    flash("Your decision is recorded.", "success")
    return redirect(url_for(".show", key=report.key), 303)


@blueprint.route("/risk/<key>/tasks/<task>", methods=["GET", "POST"])
def finish(key: str, task: str) -> ResponseReturnValue:
    """Record how something that a decision asked for was done."""
    report = queries.report_for(g.person, key, now())
    chosen = next((each for each in report.tasks if each.key == task), None) or abort(404)
    form = DoneForm()
    if not form.validate_on_submit():
        page = {"report": report, "task": chosen, "form": form, "follows": risk_decisions.FOLLOWS}
        return render_template("risk/finish.html", **page), 422 if form.errors else 200
    actions.finish(chosen, form.words.data, by=g.person, at=now())
    db.session.commit()
    flash("It is recorded as done.", "success")
    return redirect(url_for(".show", key=report.key), 303)


def _report(source: From, back: str) -> ResponseReturnValue:
    form = RiskForm(
        data={"known_on": today(), "is_source_protected": source.side is RiskSide.PARTNER_SUPPORT}
    )
    if not form.check(source.case, source.side, today()):
        page = {"form": form, "side": source.side, "who_reads": who_reads(source.side), "back": back}
        return render_template("risk/new.html", **page), 422 if form.errors else 200
    made = queries.report_made_by_form(form.form_key.data, g.person)
    if made is None:
        made = actions.raise_risk(source, form.values(), form_key=form.form_key.data, by=g.person, at=now())
        db.session.commit()
        flash("Your report is with the officer.", "success")
    return redirect(url_for(".show", key=made.key), 303)


def _page(report: RiskReport, form: DecisionForm) -> str:
    page = render_template(
        "risk/show.html",
        report=report,
        form=form,
        follows=risk_decisions.FOLLOWS,
        next_climb=_next_climb(report),
        is_deciding=g.person.role in (Role.OFFICER, Role.MANAGER),
        is_own_case=_is_own_case(report, g.person),
        today=today(),
    )
    audit.record(Act.VIEWED, Thing.RISK, report.key, by=g.person, at=now())
    db.session.commit()
    return page


def _is_own_case(report: RiskReport, person: User) -> bool:
    if person.role is Role.MANAGER:
        return report.case.cafcass_area == person.cafcass_area
    return report.case.officer_id == person.id


def _next_climb(report: RiskReport) -> risk_ladder.Climb | None:
    return risk_ladder.next_climb(report.raised_at, now(), is_danger=report.is_danger)
