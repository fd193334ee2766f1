"""Signing in with a password, signing out, and setting a password from a one-time link."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from directory_data.database import db
from portal.accounts import attempts, giving_back, queries, sessions, signing_in
from portal.accounts.demonstration import PEOPLE
from portal.accounts.forms import CodeForm, PasswordForm, SignInForm
from portal.accounts.landing import landing, own_path
from portal.accounts.models import User
from portal.accounts.unsent import FIELD, Unsent
from portal.config import Settings
from portal.rules.audit_words import SignInFailure

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for e-mail address and password."""
    next_path = own_path(request.args.get("next"))
    if current_user.is_authenticated:
        return _see(next_path or landing(current_user.role))
    form = SignInForm()
    if not form.validate_on_submit():
        return sign_in_page(form), _status()

    email = str(form.email.data)
    counted = attempts.begin(
        [attempts.of_email(email), attempts.of_address(request.remote_addr)], sessions.real_now()
    )
    if counted.wait:
        return too_many_tries(counted.wait)
    person = signing_in.person_with(email, str(form.password.data))
    if person is None:
        # The same work whether or not anybody has that address.
        whose = queries.person_by_email(db.session(), email)
        signing_in.note_failure(whose, SignInFailure.PASSWORD, at=sessions.real_now())
        db.session.commit()
        form.refuse()
        return sign_in_page(form), _status()
    attempts.forget(counted.record_ids)
    attempts.forget_all(attempts.of_email(email))
    return _admit(person, next_path)


@blueprint.route("/sign-out", methods=["GET", "POST"])
def sign_out() -> ResponseReturnValue:
    """End the sign-in; the page says that it has ended."""
    if request.method == "GET":
        return render_template("accounts/sign_out.html")
    sessions.end(sessions.real_now())
    db.session.commit()
    return _see(url_for("accounts.sign_out"))


@blueprint.route("/set-password/<token>", methods=["GET", "POST"])
def set_password(token: str) -> ResponseReturnValue:
    """Let the owner of a one-time link choose a password."""
    person = signing_in.person_of_link(token)
    if person is None:
        return render_template("accounts/link_used.html"), HTTPStatus.NOT_FOUND
    form = PasswordForm()
    if not form.validate_on_submit():
        return render_template("accounts/set_password.html", form=form, person=person), _status()

    signing_in.set_password(person, str(form.password.data))
    attempts.forget_all(attempts.of_email(person.email))
    sessions.end(sessions.real_now())
    db.session.commit()
    flash("Your password is set. Sign in with it.", "success")
    return _see(url_for("accounts.sign_in"))


def too_many_tries(wait: timedelta) -> ResponseReturnValue:
    """The page for anybody who has tried too often, the same whoever they say they are."""
    db.session.commit()
    page = render_template("accounts/too_many_tries.html")
    return page, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(int(wait.total_seconds()))}


def arrive(person: User, next_path: str | None) -> ResponseReturnValue:
    """Begin the sign-in and show the person to their work, or to what they had typed before they were signed out."""
    path = next_path or landing(person.role)
    sessions.start(person, sessions.real_now())
    found = giving_back.in_sign_in(person)
    db.session.commit()
    if found is None:
        return _see(path)
    g.person = person
    return giving_back.page_of(found)


def sign_in_page(form: SignInForm | None = None, *, unsent: Unsent | None = None) -> str:
    """The page that asks who somebody is; with what they had typed, where that is to be kept for them."""
    settings: Settings = current_app.config["SETTINGS"]
    is_kept = unsent is not None and not unsent.is_too_large
    return render_template(
        "accounts/sign_in.html",
        form=form or SignInForm(formdata=None),
        ended=sessions.why_ended(),
        unsent=unsent,
        sealed=unsent.sealed(sessions.real_now()) if unsent and is_kept else request.form.get(FIELD, ""),
        demonstration_people=PEOPLE if settings.is_demo else (),
    )


def _admit(person: User, next_path: str | None) -> ResponseReturnValue:
    if not signing_in.needs_code(person):
        return arrive(person, next_path)
    signing_in.hold(person, next_path)
    db.session.commit()
    if person.has_second_factor and FIELD in request.form:
        # What was typed travels in the page, so the page has to come at once.
        return render_template(
            "accounts/check_code.html", form=CodeForm(formdata=None), sealed=request.form[FIELD]
        )
    return _see(url_for("accounts.check_code" if person.has_second_factor else "accounts.set_up_code"))


def _status() -> HTTPStatus:
    """A form that was sent and is shown again has mistakes in it."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK


def _see(path: str) -> ResponseReturnValue:
    return redirect(path, HTTPStatus.SEE_OTHER)
