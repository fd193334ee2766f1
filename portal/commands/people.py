"""flask create-user: the first administrator, and anybody after."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import or_, select

from directory_data.database import db
from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.accounts import actions
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


def _provider(name: str | None) -> Provider | None:
    if name is None:
        return None
    wanted = select(Provider).where(or_(Provider.name == name, Provider.slug == name))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise click.ClickException(f"There is no provider called {name!r}.")
    return found
