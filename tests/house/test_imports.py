"""The arrows of the house run one way, and each outside library comes in by its own door."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOREIGN_TO_RULES = ("flask", "sqlalchemy", "wtforms", "whoosh", "jinja2", "werkzeug")

DOORS = {
    "whoosh": ("search_index/",),
    "geopy": ("directory_data/places.py", "directory_data/gazetteer/"),
    "cryptography": ("portal/sealing/keys.py", "portal/directory/"),
    "flask_security": ("portal/accounts/",),
    "alembic": ("directory_data/migrations/",),
    "icalendar": ("portal/programme/calendar.py",),
    "holidays": ("portal/rules/working_days.py",),
    "gunicorn": ("portal/serving.py",),
    "requests": (),
    "urllib.request": (),
    "pickle": (),
    "smtplib": ("portal/messages/posting.py",),
    "notifications_python_client": ("portal/messages/notify.py",),
}
"""Library -> the only files that may import it."""


def run(code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_every_arrow_between_rooms_runs_the_way_the_plan_says():
    done = run("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_load_without_web_store_forms_or_search():
    done = run(
        "import importlib, pkgutil, sys, portal.rules\n"
        "for part in pkgutil.walk_packages(portal.rules.__path__, 'portal.rules.'):\n"
        "    importlib.import_module(part.name)\n"
        f"print(*[name for name in {FOREIGN_TO_RULES} if name in sys.modules])"
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize("library", DOORS)
def test_a_library_comes_in_by_its_door_only(library):
    elsewhere = [
        f"{path}:{number}"
        for path in source_files()
        if not path.startswith(DOORS[library])
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if line.strip().startswith((f"import {library}", f"from {library}"))
    ]

    assert elsewhere == []


def test_imports_stand_at_the_top():
    # A type only imported for checking may stand indented; an import in a function hides an arrow.
    hidden = [
        f"{path}:{number}"
        for path in source_files()
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if line.startswith("        ")
        and line.strip().startswith(("import ", "from "))
        and " import " in f"{line} "
    ]

    assert hidden == []


def source_files() -> list[str]:
    floors = ("portal", "search_index", "directory_data")
    return sorted(
        str(path.relative_to(ROOT))
        for floor in floors
        for path in (ROOT / floor).rglob("*.py")
        if "node_modules" not in path.parts
    )
