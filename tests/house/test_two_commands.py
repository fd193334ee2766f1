"""make run and make test say in one sentence what is missing, and end with 2."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_imports import ROOT

LOCK = "requirements.lock"


def prepare(folder: Path, *arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", ".ci/prepare", LOCK, *arguments]
    return subprocess.run(
        command, cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def bare_clone(tmp_path) -> Path:
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    shutil.copy(ROOT / LOCK, tmp_path)
    return tmp_path


@pytest.fixture
def programs(tmp_path) -> Path:
    """A folder of programs that holds what every machine has, and this Python."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "cat", "cmp", "cp"):
        (folder / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    (folder / "python3").symlink_to(sys.executable)
    return folder


def test_a_python_that_is_too_old_is_named_before_anything_is_made(bare_clone, programs):
    (programs / "python3").unlink()
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)

    done = prepare(bare_clone, path=str(programs))

    assert done.returncode == 2
    assert "Python 3.11 or newer is needed" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (bare_clone / ".venv").exists()


def test_a_port_in_use_is_named_before_anything_is_made(bare_clone, programs):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        done = prepare(bare_clone, port, path=str(programs))

    assert done.returncode == 2
    assert done.stderr.startswith(f"Port {port} cannot be used")
    assert len(done.stderr.splitlines()) == 1
    assert not (bare_clone / ".venv").exists()


@pytest.mark.parametrize("port", ["", "0", "70000", "http", "-1"])
def test_what_is_no_port_is_refused(bare_clone, programs, port):
    done = prepare(bare_clone, port, path=str(programs))

    assert done.returncode == 2
    assert "is not a port" in done.stderr


def test_help_names_every_command():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    for command in ("run", "test", "lint", "bench", "assets", "lock"):
        assert f"make {command} " in said
