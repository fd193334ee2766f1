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


AUTHORITY_COLUMNS = (
    "code", "name", "upper_tier", "upper_tier_name", "region", "region_name", "country", "combined_authority",
    "police_area", "police_area_name", "court_area", "other_court_area", "lat", "lon", "radius_m", "postcodes",
)  # fmt: skip


def table(name: str, own: Path | None = None) -> list[list[str]]:
    """The rows of one fact table without its header; an operator's own in the folder `own` goes before ours."""
    path = own / name if own and (own / name).exists() else FACTS_FOLDER / name
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    # Codes and names stand in many rows, and are kept as long as the process: each of them once.
    one_of_each: dict[str, str] = {}
    return [[one_of_each.setdefault(cell, cell) for cell in row] for row in csv.reader(text.splitlines())][1:]


def released_on() -> date | None:
    """The date of the postcode list that the tables were made from."""
    stated = dict(table("edition.csv")).get("released_on")
    return date.fromisoformat(stated) if stated else None
