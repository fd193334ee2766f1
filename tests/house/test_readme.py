"""The README says what is so."""

from __future__ import annotations

import re

import pytest

from portal.rules import lifecycle
from tests.house.test_imports import ROOT

CONFIG = (ROOT / "portal" / "config.py").read_text()
COMMANDS = ("make run", "make test")


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text()


def test_the_diagram_of_a_referral_is_drawn_from_the_table_of_its_steps(readme):
    drawn = re.findall(r"```mermaid\n(.*?)```", readme, re.DOTALL)

    assert lifecycle.mermaid().strip() in [diagram.strip() for diagram in drawn]


def test_every_setting_stands_in_the_readme_and_no_other(readme):
    read = set(re.findall(r"PORTAL_[A-Z_]+", CONFIG))
    explained = set(re.findall(r"PORTAL_[A-Z_]+", readme))

    assert explained == read


def test_the_two_commands_stand_in_the_readme(readme):
    assert [command for command in COMMANDS if command not in readme] == []


def test_every_picture_and_page_that_the_readme_points_to_is_there(readme):
    targets = [target for target in re.findall(r"\]\(([^)#]+)", readme) if "://" not in target]

    assert [target for target in targets if not (ROOT / target).exists()] == []
