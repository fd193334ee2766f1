"""Reading the shipped fact tables."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path

FACTS_FOLDER = Path(__file__).parent / "facts"

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025.",
    "Contains Royal Mail data © Royal Mail copyright and database right 2025.",
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.",
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Place names: GeoNames (geonames.org), licensed under CC BY 4.0, with areas added.",
)


def table(name: str) -> list[list[str]]:
    """The rows of one fact table without its header."""
    path = FACTS_FOLDER / name
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.reader(text.splitlines()))[1:]


def released_on() -> date | None:
    """The date of the postcode list that the tables were made from."""
    stated = dict(table("edition.csv")).get("released_on")
    return date.fromisoformat(stated) if stated else None
