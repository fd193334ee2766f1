"""The second factor: an authenticator app's code, its set-up, and the recovery codes for when the app is gone."""

from __future__ import annotations

import base64
from http import HTTPStatus

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.accounts import actions, attempts, sessions, signing_in
from portal.accounts.forms import CodeForm, RecoveryCodeForm
from portal.accounts.landing import landing
from portal.accounts.models import User
from portal.accounts.routes import arrive, blueprint, too_many_tries
from portal.accounts.unsent import FIELD
from portal.rules.audit_words import SignInFailure

INSTEAD = "instead"
"""The button of the code's page that asks for a recovery code, and takes along what was typed before."""


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def check_code() -> ResponseReturnValue:
    """Ask for the code that the person's app shows."""
    held = signing_in.half_signed_in()
    if held is None or not held.person.has_second_factor:
        return _start_again()
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(form), _status()

    counted = attempts.begin([attempts.of_code(held.person.fs_uniquifier)], sessions.real_now())
    if counted.wait:
        return too_many_tries(counted.wait)
    if not signing_in.code_is_right(held.person, held.person.tf_totp_secret, str(form.code.data)):
        _note_failure(held.person, SignInFailure.CODE)
        form.refuse()
        return _code_page(form), _status()
    attempts.forget_all(attempts.of_code(held.person.fs_uniquifier))
    return arrive(held.person, held.next_path)


@blueprint.route("/sign-in/recovery-code", methods=["GET", "POST"])
def use_recovery_code() -> ResponseReturnValue:
    """Take a recovery code in place of the app's."""
    held = signing_in.half_signed_in()
    if held is None or not held.person.has_second_factor:
        return _start_again()
    form = RecoveryCodeForm()
    if INSTEAD in request.form:
        return _recovery_page(RecoveryCodeForm(formdata=None))
    if not form.validate_on_submit():
        return _recovery_page(form), _status()

    counted = attempts.begin([attempts.of_code(held.person.fs_uniquifier)], sessions.real_now())
    if counted.wait:
        return too_many_tries(counted.wait)
    if not actions.use_recovery_code(held.person, str(form.code.data)):
        _note_failure(held.person, SignInFailure.RECOVERY_CODE)
        form.refuse()
        return _recovery_page(form), _status()
    attempts.forget_all(attempts.of_code(held.person.fs_uniquifier))
    left = len(held.person.recovery_code_hashes)
    answer = arrive(held.person, held.next_path)
    flash(
        f"That recovery code is now used. You have {left} left. If your app is gone, ask for a new sign-in link."
    )
    return answer


@blueprint.route("/sign-in/set-up", methods=["GET", "POST"])
def set_up_code() -> ResponseReturnValue:
    """Tie an authenticator app to the account at the first sign-in, then show the recovery codes once."""
    held = signing_in.half_signed_in()
    if held is None or held.person.has_second_factor:
        return _start_again()
    secret = held.new_secret or signing_in.offer_secret()
    form = CodeForm()
    if not form.validate_on_submit():
        return _set_up_page(form, secret)

    if not signing_in.code_is_right(held.person, held.new_secret, str(form.code.data)):
        form.refuse()
        return _set_up_page(form, secret)
    codes = actions.set_second_factor(held.person, secret)
    path = held.next_path or landing(held.person.role)
    sessions.start(held.person, sessions.real_now())
    db.session.commit()
    return render_template("accounts/recovery_codes.html", codes=codes, path=path)


@blueprint.get("/sign-in/set-up/picture")
def picture() -> ResponseReturnValue:
    """The square that an app scans. Its own address, because pages may show no picture from anywhere else."""
    held = signing_in.half_signed_in()
    if held is None or not held.new_secret:
        abort(HTTPStatus.NOT_FOUND)
    totp = current_app.extensions["security"].totp_factory
    encoded = totp.generate_qrcode(held.person.email, held.new_secret).partition(",")[2]
    return Response(base64.b64decode(encoded), mimetype="image/svg+xml")


def _code_page(form: CodeForm) -> str:
    return render_template("accounts/check_code.html", form=form, sealed=request.form.get(FIELD, ""))


def _recovery_page(form: RecoveryCodeForm) -> str:
    return render_template("accounts/use_recovery_code.html", form=form, sealed=request.form.get(FIELD, ""))


def _set_up_page(form: CodeForm, secret: str) -> ResponseReturnValue:
    key = current_app.extensions["security"].totp_factory.get_totp_pretty_key(secret)
    return render_template("accounts/set_up_code.html", form=form, key=key), _status()


def _note_failure(person: User, why: SignInFailure) -> None:
    signing_in.note_failure(person, why, at=sessions.real_now())
    db.session.commit()


def _start_again() -> ResponseReturnValue:
    return redirect(url_for("accounts.sign_in"), HTTPStatus.SEE_OTHER)


def _status() -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
