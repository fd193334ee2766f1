"""flask verify-audit: is the audit log as it was written?"""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from portal.audit import queries
from portal.rules.audit_chain import Head, break_in


def _noted(_context: click.Context, _option: click.Parameter, value: str | None) -> Head | None:
    if value is None:
        return None
    number, _, digest = value.partition(":")
    if not (number.isascii() and number.isdigit() and len(digest) == 64):
        raise click.BadParameter(
            "It must be a number, a colon and 64 characters, as this command printed it."
        )
    return Head(int(number), digest.lower())


@click.command("verify-audit")
@click.option(
    "--noted",
    callback=_noted,
    help="What an earlier run printed, such as 120:9f86…: the log must still lead through it.",
)
@with_appcontext
def verify_audit(noted: Head | None) -> None:
    """Verify the chain of the audit log. Exit 0 where it is whole, 1 where it is not, with the first broken link."""
    # First: what is added while the chain is read is only more than the head says.
    head = queries.head()
    links = (link for link in queries.chain() if link.number <= head.number)
    if why := break_in(links, head, noted):
        click.echo(why, err=True)
        raise SystemExit(1)
    click.echo(f"The audit log is whole: {head.number:,} entries. Write this down outside the store:")
    click.echo(f"{head.number}:{head.digest}")
