"""The compiled style sheet and scripts: what was built, nothing that belongs to somebody else, and small."""

from __future__ import annotations

import hashlib
import json
import re

from portal.config import HERE

STATIC = HERE / "portal" / "static"
MANIFEST = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))


def test_each_compiled_file_is_the_one_that_the_build_made() -> None:
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in STATIC.iterdir()
        if path.suffix != ".json"
    }

    assert found == MANIFEST["sha256"]


def test_no_crown_crest_or_font_of_the_government_is_shipped() -> None:
    style = (STATIC / "app.css").read_text(encoding="utf-8")

    assert not re.search("GDS Transport|@font-face|crest|crown|url\\(", style, re.I)


def test_the_style_sheet_stays_small() -> None:
    assert (STATIC / "app.css").stat().st_size < 95_000


def test_the_licence_of_what_we_ship_goes_with_it() -> None:
    assert "The MIT License" in (STATIC / "govuk-frontend-licence.txt").read_text(encoding="utf-8")


def test_the_lock_of_the_build_names_no_registry() -> None:
    lock = (HERE / "portal" / "assets" / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock


def test_the_scripts_and_the_library_are_of_one_version() -> None:
    script = (STATIC / "app.js").read_text(encoding="utf-8")

    assert f'from "./govuk-frontend.min.js?v={MANIFEST["govuk-frontend"]}"' in script


OF_ITS_OWN = r"""<style|\sstyle=|\son[a-z]+="|<script(?![^>]*\bsrc=)(?! type="application/ld\+json")"""
"""A block of data is no script: browsers never run it."""


def test_no_template_carries_a_style_or_a_script_of_its_own() -> None:
    for path in (HERE / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(OF_ITS_OWN, text), path.name
