"""What an operator types after `flask` (contract, section 2). One file per subject."""

from __future__ import annotations

from flask import Flask

from portal.commands import (
    audit,
    chasing,
    group_places,
    keeping,
    keys,
    listings,
    messages,
    people,
    places,
    setting_up,
)


def init_app(app: Flask) -> None:
    """Give the flask command its words."""
    for command in (
        setting_up.setup,
        setting_up.demo,
        setting_up.check,
        setting_up.new_migration,
        listings.load_directory,
        listings.rebuild_index,
        places.load_postcodes,
        places.load_areas,
        places.where,
        places.build_facts,
        people.create_user,
        people.renew_link,
        people.close_account,
        messages.send_messages,
        chasing.chase,
        group_places.release_places,
        audit.verify_audit,
        keys.rotate_keys,
        keeping.backup,
        keeping.restore,
    ):
        app.cli.add_command(command)
