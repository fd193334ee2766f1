"""How the tests walk through the front door."""

from __future__ import annotations

import re
import time

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from directory_data.database import db
from portal.accounts.models import User

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_in(page: TestResponse) -> str:
    """The form token of a page."""
    found = TOKEN.search(page.text)
    assert found, page.text
    return found.group(1)


def send(browser: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Open the page and send its form."""
    secure = (
        "https://localhost" if browser.application.config["SESSION_COOKIE_SECURE"] else "http://localhost"
    )
    page = browser.get(path, base_url=secure)
    return browser.post(
        path,
        data={"csrf_token": token_in(page), **fields},
        base_url=secure,
        headers={"Referer": secure + path},
    )


def see(browser: FlaskClient, path: str) -> TestResponse:
    """Open a page at the door's own scheme."""
    secure = browser.application.config["SESSION_COOKIE_SECURE"]
    return browser.get(path, base_url="https://localhost" if secure else "http://localhost")


def sign_in(
    browser: FlaskClient,
    email: str = "officer@demo.example",
    password: str = "demonstration",
    path: str = "/sign-in",
) -> TestResponse:
    """Send e-mail address and password."""
    return send(browser, path, email=email, password=password)


def person(email: str = "officer@demo.example") -> User:
    """A person from the store; inside an application context."""
    found = db.session.scalar(select(User).where(User.email == email))
    assert found
    return found


def code_for(app: Flask, secret: str, *, steps_later: int = 0) -> str:
    """What an authenticator app that holds the secret shows, now or some half-minutes later."""
    with app.app_context():
        totp = app.extensions["security"].totp_factory._totp.from_source(secret)
    return str(totp.generate(time=time.time() + 30 * steps_later).token)
