"""The addresses below /cases: the officer's list, one case, its orders."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.vocabulary import HearingKind
from portal import audit
from portal.cases import actions, panels, queries
from portal.cases import earlier as earlier_cases
from portal.cases.forms import AcceptOrderForm, CaseForm, OrderForm, family_of, typed_order
from portal.cases.models import Case, Order
from portal.clock import now, today
from portal.layout import asked_of_list
from portal.rules import court_case_number
from portal.rules.audit_words import Act, Thing
from portal.rules.orders import checker
from portal.rules.work_lists import Urgency, row_of, work_list

blueprint = Blueprint("cases", __name__, url_prefix="/cases")

HINTS = {
    Urgency.RISK: "Somebody reported a change in risk and it has not been decided. Decide these before anything else.",
    Urgency.OVERDUE: "A day has passed. The one that passed longest ago stands on top.",
    Urgency.SOON: "A day is near, a hearing is no more than 14 days away, or the order must go back to the court.",
    Urgency.NEW: "These wait for you, and no day is near. The next hearing stands on top.",
    Urgency.REST: "Nothing waits for you here. The next hearing stands on top.",
}
"""What stands below each heading of the list."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The cases of this officer, or of this manager's area, in the order in which waiting does harm."""
    cases = queries.cases_of(g.person)
    said = panels.standings_of(cases, today())
    rows = [row_of(case, said[case.id], case.officer.name) for case in cases]
    return render_template(
        "cases/index.html",
        work=work_list(rows, asked_of_list()),
        hints=HINTS,
        today=today(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Open a case. The same form sent twice opens one."""
    form = CaseForm()
    form.offer(_gazetteer())
    if request.method == "POST" and form.check(_gazetteer(), today()):
        if made := queries.case_made_by_form(form.form_key.data, g.person):
            return redirect(url_for(".show", reference=made.reference), 303)
        case = actions.open_case(
            family_of(form, _gazetteer()), form_key=form.form_key.data, by=g.person, at=now()
        )
        db.session.commit()
        if earlier_cases.earlier_cases(case, g.person).open_questions:
            flash("An earlier case may be about the same person. Look at it before you go on.", "important")
        _warn_of_number(case)
        flash("The case is open. Record the court’s order next.", "success")
        return redirect(url_for(".show", reference=case.reference), 303)
    return _form("cases/new.html", form)


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    """One case: its people, its order and the checker's verdict, and what other rooms know of it."""
    case = queries.case_for(g.person, reference, queries.WITH_HEARINGS_AND_HISTORY)
    page = render_template(
        "cases/show.html",
        case=case,
        verdict=checker.check(case.order, None, None, today()),
        panels=panels.panels_of(case),
        authority=_gazetteer().authority,
        earlier=earlier_cases.earlier_cases(case, g.person),
        accept=AcceptOrderForm(),
        number_doubt=court_case_number.doubt(case.court_case_number, today()),
        today=today(),
    )
    _note_look(case)
    return page


@blueprint.route("/<reference>/edit", methods=["GET", "POST"])
def edit(reference: str) -> ResponseReturnValue:
    """Change what is known of the family."""
    case = queries.case_to_change(g.person, reference)
    form = CaseForm(data=_family_as_typed(case))
    form.offer(_gazetteer())
    if request.method == "POST" and form.check(_gazetteer(), today()):
        actions.change_case(case, family_of(form, _gazetteer()), today=today())
        db.session.commit()
        _warn_of_number(case)
        flash("The case is changed.", "success")
        return redirect(url_for(".show", reference=case.reference), 303)
    page = _form("cases/edit.html", form, case=case)
    # What the page says of the case is read: what was typed into a wrong form is in no record.
    _note_look(case)
    return page


@blueprint.route("/<reference>/orders/new", methods=["GET", "POST"])
def new_order(reference: str) -> ResponseReturnValue:
    """Record an order, part by part."""
    case = queries.case_to_change(g.person, reference)
    return _order_page(case, None)


@blueprint.route("/<reference>/orders/<int:number>", methods=["GET", "POST"])
def edit_order(reference: str, number: int) -> ResponseReturnValue:
    """Correct how an order was recorded."""
    case = queries.case_to_change(g.person, reference)
    return _order_page(case, queries.order_of(case, number))


@blueprint.post("/<reference>/orders/<int:number>/accept")
def accept_order(reference: str, number: int) -> ResponseReturnValue:
    """Go on with an AMBER order, with a reason that is kept."""
    case = queries.case_to_change(g.person, reference)
    order = queries.order_of(case, number)
    form = AcceptOrderForm()
    if not form.validate_on_submit():
        check = checker.check(order, None, None, today())
        page = {"case": case, "order": order, "verdict": check, "today": today()}
        return _form("cases/accept_order.html", form, **page)
    check = checker.check(order, None, None, today())
    actions.accept_order(order, check, reason=form.reason.data, by=g.person, at=now())
    db.session.commit()
    flash("Your reason is kept with the order.", "success")
    return redirect(url_for(".show", reference=case.reference), 303)


def _order_page(case: Case, order: Order | None) -> ResponseReturnValue:
    form = OrderForm(obj=order)
    form.offer(case.hearings)
    page = {"form": form, "case": case, "order": order, "today": today()}
    if "another" in request.form:
        form.add_part()
        return render_template("cases/order.html", **page, verdict=None)
    if request.method == "GET" or not form.check(today()):
        return _form("cases/order.html", **page, verdict=None)
    if "check" in request.form:
        typed = typed_order(form.values(), form.element_values(), case, order)
        return render_template("cases/order.html", **page, verdict=checker.check(typed, None, None, today()))
    if order is None:
        actions.record_order(case, form.values(), form.element_values())
    else:
        actions.change_order(order, form.values(), form.element_values())
    db.session.commit()
    flash("The order is recorded. The check below says what it allows.", "success")
    return redirect(url_for(".show", reference=case.reference), 303)


def _note_look(case: Case) -> None:
    """The page names the other parent: who read it is in the audit log before it is sent."""
    audit.record(Act.VIEWED, Thing.PROTECTED_PERSON, case.reference, by=g.person, at=now())
    db.session.commit()


def _form(template: str, form: object, **values: Any) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return render_template(template, form=form, **values), status


def _warn_of_number(case: Case) -> None:
    if doubt := court_case_number.doubt(case.court_case_number, today()):
        flash(doubt, "important")


def _family_as_typed(case: Case) -> dict[str, object]:
    person, other = case.participant, case.protected_people[0]
    return {
        "form_key": case.form_key,
        "court_case_number": case.court_case_number,
        "court": case.court,
        "next_hearing_on": case.next_hearing_on,
        "hearing_kind": _kind_of_next_hearing(case),
        "participant_name": person.name,
        "known_as": person.known_as,
        "date_of_birth": person.date_of_birth,
        "gender": person.gender,
        "postcode": person.postcode,
        "participant_authority": person.authority_code,
        "journey_limit_miles": person.journey_limit_miles,
        "needs": person.needs,
        "contact": person.contact,
        "partner_name": other.name,
        "partner_authority": other.authority_code,
        "partner_contact": other.contact,
    }


def _kind_of_next_hearing(case: Case) -> HearingKind:
    kinds = (each.kind for each in case.hearings if each.held_on == case.next_hearing_on)
    return next(kinds, HearingKind.OTHER)


def _gazetteer() -> Gazetteer:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    return gazetteer
