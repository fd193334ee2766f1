"""The addresses /listings/people, for provider administrators, and /admin/providers, for directory administrators."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.clock import now
from portal.errors import Refused
from portal.listings import claiming, editing, new_provider, people, queries
from portal.listings import providers as organisations
from portal.listings.people_forms import ColleagueForm, PersonForm, ProviderForm
from portal.listings.routes import blueprint
from portal.rules import leaving

providers = Blueprint("providers", __name__, url_prefix="/admin/providers")


@blueprint.route("/people", methods=["GET", "POST"], endpoint="people")
def invite_colleague() -> ResponseReturnValue:
    """Who works for the provider; invite somebody more."""
    form = ColleagueForm()
    if form.validate_on_submit():
        role = Role(form.role.data.value)
        if _invited(form, lambda: queries.provider_of(g.person), role):
            return _done(f"{form.name.data} is invited. A link is on its way.", url_for(".people"))
    colleagues = people.colleagues_of(g.person.provider_id)
    page = render_template(
        "listings/people.html",
        form=form,
        colleagues=[(each, leaving.objections(each, colleagues)) for each in colleagues],
    )
    return page, 422 if form.errors else 200


@blueprint.post("/people/<int:person_id>/link")
def new_link(person_id: int) -> ResponseReturnValue:
    """Send a new link to somebody whose own ran out."""
    person = people.colleague(g.person.provider_id, person_id)
    people.renew(person, by=g.person, at=now())
    return _done(f"A new link for {person.name} is on its way.", url_for(".people"))


@blueprint.route("/people/<int:person_id>/close", methods=["GET", "POST"])
def close_account(person_id: int) -> ResponseReturnValue:
    """Close the account of somebody who leaves."""
    # Two administrators who close each other at one moment: the second one is the last.
    editing.take_turn(g.person.provider_id)
    person = people.colleague(g.person.provider_id, person_id)
    form = FlaskForm()
    if form.validate_on_submit():
        people.close(person, by=g.person, at=now())
        return _done(f"The account of {person.name} is closed.", url_for(".people"))
    why = leaving.objections(person, people.colleagues_of(g.person.provider_id))
    return render_template("listings/close_account.html", colleague=person, why=why, form=form)


@providers.get("")
def index() -> ResponseReturnValue:
    """Every provider: whether somebody keeps its listings."""
    return render_template(
        "providers/index.html",
        providers=organisations.all_by_name(),
        claims=claiming.claims(),
        keepers=people.keepers(),
        invited=people.invited(),
    )


@providers.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add a provider that has no listings here yet, and invite its first administrator."""
    form = ProviderForm()
    if form.validate_on_submit():
        made = _invited(
            form,
            lambda: new_provider.add(form.provider_name.data or "", form.legal_name.data or ""),
            Role.PROVIDER_ADMINISTRATOR,
        )
        if made:
            return _done(f"{form.provider_name.data} is added and invited.", url_for(".index"))
    return render_template("providers/new.html", form=form), 422 if form.errors else 200


@providers.route("/<slug>/invite", methods=["GET", "POST"])
def invite(slug: str) -> ResponseReturnValue:
    """Invite somebody to claim a provider's listings."""
    provider = organisations.called(slug) or abort(404)
    form = PersonForm()
    if form.validate_on_submit() and _invited(form, lambda: provider, Role.PROVIDER_ADMINISTRATOR):
        return _done(f"{form.name.data} is invited to keep these listings.", url_for(".index"))
    return render_template("providers/invite.html", form=form, provider=provider), 422 if form.errors else 200


def _invited(form: PersonForm, provider_of: Callable[[], Provider], role: Role) -> bool:
    """Whether the person could be added; what stands against it is said at the e-mail address."""
    try:
        people.invite(
            provider_of(),
            email=form.email.data or "",
            name=form.name.data or "",
            role=role,
            by=g.person,
            at=now(),
        )
    except Refused as refused:
        db.session.rollback()
        form.email.errors = [" ".join(refused.reasons).removesuffix(".")]
        return False
    return True


def _done(words: str, to: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(to, 303)
