"""The columns of postcode files: which one is which, by the names that Code-Point Open, ONSPD and NSPL gave them.

Code-Point Open has no header row; the others carry the year in their names and were renamed in 2025 (places study,
section 3.4). What is no table at all is refused here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

COLUMN_NAMES = {
    "postcode": (r"pcds|postcode|pc", r"pcd2|pcd8", r"pcd7?"),
    "authority": (r"lad\d\dcd|oslaua|laua|ladcd|dc|admin_district_code", r"lad|lad_active"),
    "easting": (r"oseast1m|east1m|eastings?",),
    "northing": (r"osnrth1m|north1m|northings?",),
    "lat": (r"lat|latitude",),
    "lon": (r"long|lon|lng|longitude",),
    "quality": (r"osgrdind|gridind|pqi?|positional_quality_indicator",),
    "ended": (r"doterm",),
    "country": (r"ctry(\d\dcd)?|cy", r"country_code", r"country"),
}
CODE_POINT_COLUMNS = {"postcode": 0, "quality": 1, "easting": 2, "northing": 3, "country": 4, "authority": 8}


class UnusableFile(Exception):
    """A file that cannot be loaded; the message is one sentence that says why."""


def named_columns(header: Sequence[str], name: str) -> dict[str, int]:
    """Where each known column stands. Raises UnusableFile where one is missing, or could be two."""
    words = column_words(header)
    columns = {}
    for column, patterns in COLUMN_NAMES.items():
        answering = ([at for at, word in enumerate(words) if re.fullmatch(p, word)] for p in patterns)
        places = next(filter(None, answering), [])
        if len(places) > 1:
            both = " and ".join(words[place] for place in places)
            raise UnusableFile(f"{name} has more than one column of one kind ({both}): leave one out.")
        if places:
            columns[column] = places[0]
    if "postcode" not in columns:
        raise UnusableFile(f"{name} has no column of postcodes.")
    if not {"easting", "northing"} <= set(columns) and not {"lat", "lon"} <= set(columns):
        raise UnusableFile(f"{name} has postcodes but no coordinates: use Code-Point Open, ONSPD or NSPL.")
    return columns


def column_words(header: Sequence[str]) -> list[str]:
    """The names of columns as they are compared."""
    return [word.strip().lower() for word in header]


def refuse_what_is_no_table(start: str, name: str) -> None:
    """Raise UnusableFile where a file begins as a web page, a Git-LFS pointer or something that is not text."""
    opening = start.lstrip().lower()
    if opening.startswith("<"):
        raise UnusableFile(f"{name} is a web page, not a table: download the file again.")
    if opening.startswith("version https://git-lfs"):
        raise UnusableFile(f"{name} is a pointer to a large file, not the file itself: fetch the real file.")
    if not opening or "\x00" in start[:200]:
        raise UnusableFile(f"{name} is empty or is not text.")
