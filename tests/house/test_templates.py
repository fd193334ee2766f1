"""Templates mirror endpoints, hold nothing that the portal's policy forbids, and none lies about unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.house.test_imports import ROOT, source_files

TEMPLATES = ROOT / "templates"
SHARED_ROOMS = ("components", "errors")

SHOWN_BY = {
    "home/index.html": "directory.home",
    "documents/check.html": "checking.check",
    "accounts/link_used.html": "accounts.set_password",
    "accounts/recovery_codes.html": "accounts.set_up_code",
    "accounts/send_again.html": "accounts.sign_in",
    "accounts/too_many_tries.html": "accounts.sign_in",
    "cases/hearing.html": "cases.new_hearing",
    "cases/order.html": "cases.new_order",
    "directory/map.html": "directory.index",
    "directory/print.html": "directory.index",
    "factsheets/not_written.html": "factsheets.show",
    "listings/new_part.html": "listings.new_group",
    "referrals/answer.html": "referrals.decline",
    "referrals/kept_match.html": "matches.kept",
    "referrals/matches.html": "matches.index",
    "referrals/show_to_provider.html": "referrals.show",
}
"""Templates that are not called after the endpoint that shows them."""

FORBIDDEN = {
    r"\sstyle\s*=": "an inline style",
    r"\son[a-z]+\s*=\s*[\"']": "an inline handler",
    r"<style": "a style sheet in the page",
    r"<script(?![^>]*\ssrc=)(?! type=\"application/ld\+json\">)": "a script in the page",
    r"javascript:": "a script as an address",
    r"\|\s*safe\b": "text that is not escaped",
    r"autoescape\s+false": "text that is not escaped",
    r"(src|action)=[\"']https?://": "something fetched from or sent to somebody else",
    r"\.strftime\(": "a date format; there is a filter",
    r"\.query\b|db\.session": "a query",
}


def names() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def source(name: str) -> str:
    return (TEMPLATES / name).read_text()


@pytest.mark.parametrize("name", names())
def test_a_template_holds_no_style_script_or_unescaped_text(name):
    text = re.sub(r"\{#.*?#\}", "", source(name), flags=re.DOTALL)

    assert [what for pattern, what in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("name", names())
def test_a_template_says_its_words_without_escaped_entities_for_dashes(name):
    # &nbsp; and &copy; hide from whoever searches for a word; the characters themselves are plain UTF-8.
    assert re.findall(r"&(?!amp;|lt;|gt;|quot;|nbsp;)[a-z]+;", source(name)) == []


def test_every_template_is_called_after_the_endpoint_that_shows_it(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    strangers = [
        name
        for name in names()
        if "/" in name
        and not Path(name).name.startswith("_")
        and Path(name).parts[0] not in SHARED_ROOMS
        and SHOWN_BY.get(name, name.removesuffix(".html").replace("/", ".")) not in endpoints
    ]

    assert strangers == []


def test_no_exception_from_the_mirror_is_stale():
    assert [name for name in SHOWN_BY if name not in names()] == []


def test_every_template_that_is_named_is_there_and_no_other(app):
    python = "\n".join((ROOT / path).read_text() for path in source_files())
    asked_for = set(re.findall(r"[\"']([a-z_]+/[a-z_0-9]+\.html)[\"']", python))
    for name in names():
        tree = app.jinja_env.parse(source(name))
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            if isinstance(node.template, nodes.Const):
                asked_for.add(node.template.value)

    assert sorted(asked_for - set(names())) == []
    assert sorted(set(names()) - asked_for - made_up_names(python)) == []


def made_up_names(python: str) -> set[str]:
    """Templates whose name is put together: f"factsheets/{sheet}.html" asks for any of that folder."""
    folders = re.findall(r"f[\"']([a-z_]+)/\{[^}]+\}\.html[\"']", python)
    return {name for name in names() if name.split("/")[0] in folders}
