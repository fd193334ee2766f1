"""flask create-user, renew-link, close-account: who comes, who is locked out, who leaves."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import or_, select

from directory_data.database import db
from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.accounts import actions, queries
from portal.accounts.models import User
from portal.clock import now
from portal.errors import Refused


@click.command("create-user")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--provider", help="The provider's name, for people who work for one.")
@click.option("--area", help="The Cafcass area, for officers and managers.")
@click.option(
    "--name", help="The person's name; the part of the e-mail address before the @ where it is not given."
)
@with_appcontext
def create_user(email: str, role: str, provider: str | None, area: str | None, name: str | None) -> None:
    """Add a person and print the one-time link with which they set a password."""
    if Role(role) in (Role.OFFICER, Role.MANAGER) and not area:
        raise click.ClickException("An officer or a manager works in an area: name it with --area.")
    try:
        invitation = actions.create_user(
            db.session(),
            email=email,
            name=name or email.partition("@")[0],
            role=Role(role),
            provider=_provider(provider),
            cafcass_area=area,
            at=now(),
        )
    except Refused as refused:
        raise click.ClickException(" ".join(refused.reasons)) from None
    db.session.commit()
    click.echo(f"Within 48 hours, open this address on the portal to set a password: {invitation.path}")


@click.command("renew-link")
@click.argument("email")
@with_appcontext
def renew_link(email: str) -> None:
    """Print a new one-time link for somebody who has lost theirs, the password or the phone.

    It ends their sign-ins, password and second factor.
    """
    person = _person(email)
    if not person.active:
        raise click.ClickException("This account is closed.")
    invitation = actions.renew(db.session(), person)
    db.session.commit()
    click.echo(f"Within 48 hours, open this address on the portal to set a password: {invitation.path}")


@click.command("close-account")
@click.argument("email")
@with_appcontext
def close_account(email: str) -> None:
    """Shut somebody out at once who leaves. What they did, and what was theirs to do, stays under their name."""
    person = _person(email)
    if not person.active:
        raise click.ClickException("This account is closed already.")
    actions.deactivate(person)
    db.session.commit()
    click.echo(f"The account of {person.name} is closed. Their sign-ins and links have ended.")


def _person(email: str) -> User:
    person = queries.person_by_email(db.session(), email)
    if person is None:
        raise click.ClickException("Nobody has an account with this e-mail address.")
    return person


def _provider(name: str | None) -> Provider | None:
    if name is None:
        return None
    wanted = select(Provider).where(or_(Provider.name == name, Provider.slug == name))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise click.ClickException(f"There is no provider called {name!r}.")
    return found
