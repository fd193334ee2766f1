"""A real address for every route: one that the person who asks may open, as far as the sample holds one."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from directory_data.database import db
from directory_data.vocabulary import Role

NOT_PAGES = ("static",)


def routes(app: Flask, method: str) -> list[str]:
    """The endpoints that answer to a method, by name; files of the page's dress are left out."""
    rules = app.url_map.iter_rules()
    return sorted(
        {rule.endpoint for rule in rules if method in (rule.methods or ()) and rule.endpoint not in NOT_PAGES}
    )


def address(app: Flask, endpoint: str, role: Role | None) -> tuple[str, bool]:
    """An address of the endpoint, and whether what it names is there and belongs to the role's demonstration person."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    with app.app_context():
        found = {name: _value(name, endpoint) for name in rule.arguments}
    with app.test_request_context():
        path = app.url_map.bind("localhost").build(
            endpoint, {name: value or _stranger(rule, name) for name, value in found.items()}
        )
    return path, all(value is not None for value in found.values())


def _value(name: str, endpoint: str) -> str | int | None:
    example = EXAMPLES.get((endpoint.split(".")[0], name)) or EXAMPLES.get((endpoint, name))
    return example() if example else None


def _stranger(rule: Rule, name: str) -> str | int:
    """A value that names nothing."""
    return 999_999 if type(rule._converters[name]).__name__ == "IntegerConverter" else "nothing-of-that-name"


def _first(statement: str, **values: object) -> Callable[[], str | int | None]:
    return lambda: db.session.execute(sa.text(statement), values).scalar()


EXAMPLES: dict[tuple[str, str], Callable[[], str | int | None]] = {
    ("directory", "slug"): _first("SELECT slug FROM service WHERE slug = 'aire-valley-dvpp'"),
}
