"""The top level of the checkout holds what the plan of the house names, and nothing written names a machine."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.house.test_imports import ROOT

ALLOWED = {
    *("portal", "directory_data", "search_index", "templates", "tests", "docs"),
    *("pyproject.toml", "wsgi.py", "Makefile", "requirements.lock", "requirements-dev.lock"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"),
}
LARGEST_FILE_BYTES = 2_000_000


@pytest.fixture(scope="module")
def kept_files() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("This is not a git checkout.")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_top_level_is_as_planned(kept_files):
    top = {name.split("/")[0] for name in kept_files}

    assert sorted(name for name in top - ALLOWED if not name.startswith(".")) == []


def test_nothing_large_and_nothing_secret_is_kept(kept_files):
    large = [name for name in kept_files if (ROOT / name).stat().st_size > LARGEST_FILE_BYTES]
    secret = [
        name
        for name in kept_files
        if re.search(r"(^|/)(instance/|secrets\.env|\.env|.*\.sqlite|.*\.pem)$", name)
    ]

    assert (large, secret) == ([], [])


def test_the_locks_name_no_registry_and_pin_every_package(kept_files):
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()

        assert [line for line in lines if "://" in line or line.startswith("--index")] == []
        assert [line for line in lines if re.match(r"[a-z]", line) and "==" not in line] == []


@pytest.mark.parametrize("floor", ["portal/", "search_index/", "directory_data/"])
def test_every_file_says_in_its_first_line_what_it_is(kept_files, floor):
    silent = []
    for name in kept_files:
        if name.startswith(floor) and name.endswith(".py"):
            text = (ROOT / name).read_text()
            if text.strip() and not re.match(r'r?"""\S', text):
                silent.append(name)

    assert silent == []


def test_no_file_grows_for_ever(kept_files):
    long = {
        name: lines
        for name in kept_files
        if name.endswith(".py") and not name.startswith("tests/") and "/migrations/versions/" not in name
        if (lines := len((ROOT / name).read_text().splitlines())) > 400
    }

    assert long == {}
