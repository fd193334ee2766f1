"""flask create-user, renew-link and close-account: who comes, who is locked out, who leaves."""

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


def run(app, *arguments: str):
    return app.test_cli_runner().invoke(args=arguments)


def test_somebody_who_is_locked_out_gets_a_new_link_that_works(app, client):
    answer = run(app, "renew-link", "Officer@demo.example")
    link = answer.output.split("password:")[1].strip()

    page = client.get(link, follow_redirects=True)
    fields = [field.get("name", "") for field in client.page.all("input") if field.get("type") == "password"]
    client.submit(page, dict.fromkeys(fields, NEW_PASSWORD))
    client.sign_out()
    answer = client.submit("/sign-in", email="officer@demo.example", password=NEW_PASSWORD)

    assert answer.request.path == "/cases"


def test_a_new_link_ends_the_password_and_every_sign_in(app, client):
    client.sign_in("officer@demo.example")

    run(app, "renew-link", "officer@demo.example")

    assert client.get("/cases").headers["Location"].startswith("/sign-in")
    answer = client.submit("/sign-in", email="officer@demo.example", password="demonstration")
    assert answer.request.path == "/sign-in"


def test_who_leaves_is_shut_out_at_once_and_stays_in_the_record(app, client):
    client.sign_in("officer@demo.example")

    answer = run(app, "close-account", "officer@demo.example")

    assert "is closed" in answer.output
    assert client.get("/cases").headers["Location"].startswith("/sign-in")
    admin = client.sign_in("admin@demo.example").get("/admin")
    assert "Demonstration officer" in admin.text
    assert run(app, "renew-link", "officer@demo.example").exit_code == 1
    assert run(app, "close-account", "officer@demo.example").exit_code == 1


@pytest.mark.parametrize("command", ["renew-link", "close-account"])
def test_nobody_of_that_address_gets_a_sentence(app, command):
    answer = run(app, command, "nobody@example.org")

    assert answer.exit_code == 1
    assert answer.output == "Error: Nobody has an account with this e-mail address.\n"
