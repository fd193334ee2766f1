"""A form that is sent when its sign-in is over: it is not saved, and what was typed is not lost."""

from __future__ import annotations

from http import HTTPStatus

from flask import g, request
from flask.typing import ResponseReturnValue

from portal.accounts import giving_back, unsent
from portal.accounts.routes import sign_in_page
from portal.accounts.unsent import Unsent
from portal.rules import permissions


def keep() -> ResponseReturnValue | None:
    """Ask whoever sent it to sign in, and take along what they typed; once they are back, let them send it again.

    None where there is nothing to keep, or where it is not of the person who is signed in: the door goes on as ever.
    """
    found = _typed()
    if found is None:
        return None
    if g.person is None:
        return sign_in_page(unsent=found), HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": "Form"}
    return (giving_back.page_of(found), HTTPStatus.CONFLICT) if found.is_of(g.person) else None


def _typed() -> Unsent | None:
    if permissions.is_public(str(request.endpoint)):
        # The sign-in page of one window, sent when its person has signed in by another.
        return giving_back.in_sign_in(g.person) if g.person else None
    return unsent.in_request()
