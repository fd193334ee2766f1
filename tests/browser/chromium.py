"""Where the Chromium stands that the browser tests drive; run as a program it prints the path."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def chromium() -> Path | None:
    """The program named in CHROMIUM, else the first one found; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).exists() else None
    found = (shutil.which(name) for name in NAMES)
    standing = (program for program in MAC_PROGRAMS if Path(program).exists())
    first = next((program for program in (*found, *standing) if program), None)
    return Path(first) if first else None


if __name__ == "__main__":
    program = chromium()
    sys.exit(1 if program is None else print(program))
