"""flask create-user: somebody new, with a link that works once."""

from __future__ import annotations

import re

import pytest

NEW_PASSWORD = "correct horse battery staple"


def create(app, *arguments: str):
    return app.test_cli_runner().invoke(args=["create-user", *arguments])


def test_a_new_person_sets_a_password_with_the_link_and_comes_in(app, client):
    answer = create(
        app, "new.person@provider.example", "--role", "programme", "--provider", "Aire Valley Change"
    )
    link = re.search(r"/\S+", answer.output.split("password:")[1])
    assert link, answer.output

    page = client.get(link.group(0), follow_redirects=True)
    fields = [field.get("name", "") for field in client.page.all("input") if field.get("type") == "password"]
    client.submit(page, dict.fromkeys(fields, NEW_PASSWORD))

    assert client.get(link.group(0), follow_redirects=True).status_code in (200, 404, 410)
    assert not [field for field in client.page.all("input") if field.get("type") == "password"] or (
        client.page.path.startswith("/sign-in")
    )
    client.sign_out()
    answer = client.submit("/sign-in", email="new.person@provider.example", password=NEW_PASSWORD)
    assert answer.request.path != "/sign-in", client.page.errors()


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-address", "--role", "officer", "--area", "Leeds"),
        ("a@b.example", "--role", "king"),
        ("a@b.example", "--role", "programme"),
        ("a@b.example", "--role", "programme", "--provider", "Nobody"),
        ("a@b.example", "--role", "manager"),
        ("officer@demo.example", "--role", "officer", "--area", "Leeds"),
    ],
    ids=["no address", "no role", "no provider", "unknown provider", "no area", "there already"],
)
def test_somebody_who_cannot_be_gets_a_sentence(app, arguments):
    answer = create(app, *arguments)

    assert answer.exit_code in (1, 2)
    assert "Traceback" not in answer.output
    assert "Error:" in answer.output
