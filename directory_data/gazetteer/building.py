"""The shipped fact tables made from the published files. See facts/SOURCES.md for what each table is made of."""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from directory_data.gazetteer.aggregating import SCOTLAND, Areas, Gathering, LocatedPostcode
from directory_data.gazetteer.facts import AUTHORITY_COLUMNS
from directory_data.gazetteer.sources import PostcodeSource, postcode_source

Cells = Sequence[object]
CODE_POINT = "postcodes/codepoint_open_2025.4_gb_compact.csv.gz"
CODE_POINT_NOTES = "postcodes/codepo_gb_sample.zip"
LOCATED_COURT_WORDS = ("Children", "Adoption", "Domestic violence")
DISTRICT_COLUMNS = ("lat", "lon", "radius_m", "postcodes", "shares")


def build_facts(source_folder: Path, target_folder: Path) -> dict[str, int]:
    """Write every fact table; gives the number of rows of each. The same sources give the same bytes."""
    target_folder.mkdir(parents=True, exist_ok=True)
    code_point = postcode_source(source_folder / CODE_POINT)
    areas = Areas(_located(code_point))
    tables: dict[str, tuple[Sequence[str], Iterable[Cells]]] = {
        "edition.csv": (("key", "value"), _edition(source_folder)),
        "outcodes.csv": (("outcode", *DISTRICT_COLUMNS), _districts(areas.outcodes)),
        "sectors.csv.gz": (("sector", *DISTRICT_COLUMNS), _districts(areas.sectors)),
        "authority_runs.csv.gz": (("from", "authority"), areas.runs()),
        "authorities.csv": (AUTHORITY_COLUMNS, _authorities(source_folder, areas)),
        "retired_authorities.csv": (("code", "name", "successor"), _retired(source_folder)),
        "court_areas.csv": (("code", "name", "region"), _court_areas(source_folder)),
        "court_area_exceptions.csv": (("authority", "outcodes", "court_area"), _exceptions(source_folder)),
        "family_courts.csv": (COURT_COLUMNS, _courts(source_folder)),
        "place_names.csv.gz": (PLACE_COLUMNS, _place_names(source_folder, areas)),
    }
    return {name: _write(target_folder / name, header, rows) for name, (header, rows) in tables.items()}


COURT_COLUMNS = ("slug", "name", "town", "lat", "lon", "authority", "court_area")
PLACE_COLUMNS = ("name", "lat", "lon", "population", "country", "authority", "outcode", "other_names")


def _located(source: PostcodeSource) -> Iterator[LocatedPostcode]:
    at = source.columns
    for row in source.rows():
        authority = SCOTLAND if row[at["country"]] == SCOTLAND else row[at["authority"]]
        easting = 0 if row[at["quality"]] == "90" else int(row[at["easting"]])
        yield LocatedPostcode(row[at["postcode"]], easting, int(row[at["northing"]]), authority)


def _edition(folder: Path) -> Iterator[Cells]:
    released_on = postcode_source(folder / CODE_POINT_NOTES).released_on
    yield "released_on", released_on.isoformat() if released_on else ""


def _districts(gathered: dict[str, Gathering]) -> Iterator[Cells]:
    for code in sorted(gathered):
        area = gathered[code]
        yield (code, *_position(area), len(area.eastings) or area.unlocated, area.shares())


def _position(area: Gathering) -> Cells:
    middle = area.middle()
    return (f"{middle.lat:.5f}", f"{middle.lon:.5f}", area.radius_m()) if middle else ("", "", "")


def _authorities(folder: Path, areas: Areas) -> Iterator[Cells]:
    for row in _read(folder / "areas/lad_ew_2025.csv"):
        area = areas.authorities[row["lad_code"]]
        yield (
            row["lad_code"], row["lad_name"], row["upper_tier_code"], row["upper_tier_name"], row["region_code"],
            row["region"], row["country"], row["combined_authority"], row["police_area_code"], row["police_area"],
            row["dfj_code"], row["dfj_alt"], *_position(area), len(area.eastings),
        )  # fmt: skip


def _retired(folder: Path) -> Iterator[Cells]:
    for row in _read(folder / "areas/lad_history_ew.csv"):
        if row["current"] != "TRUE":
            yield row["lad_code"], row["lad_name"], row["active_code"]


def _court_areas(folder: Path) -> Iterator[Cells]:
    """Areas of designated family judges that have authorities; the High Court sits for the whole nation."""
    for row in _read(folder / "areas/dfj_areas.csv"):
        if row["lads"]:
            yield row["dfj_code"], row["dfj_name"], row["hmcts_region"]


def _exceptions(folder: Path) -> Iterator[Cells]:
    """Outcodes that go to another court area; without an authority the sources differ and both areas are named."""
    for row in _read(folder / "areas/dfj_exceptions.csv"):
        if row["effect"].startswith("changes DFJ"):
            yield row["lad_code"], row["outcodes"].replace(";", " "), row["dfj_code"]


def _courts(folder: Path) -> Iterator[Cells]:
    """Courts shown to the public that hear family cases: name, town and position, no street address."""
    for row in _read(folder / "courts/family_courts_fact.csv"):
        hears = row["family_areas_of_law"].split(";")
        if row["displayed"] == "1" and row["lad_code"] and any(word in hears for word in LOCATED_COURT_WORDS):
            yield (
                row["slug"], " ".join(row["name"].split()), row["town"].strip(), f"{float(row['lat']):.5f}",
                f"{float(row['lon']):.5f}", row["lad_code"], row["dfj_code"],
            )  # fmt: skip


def _place_names(folder: Path, areas: Areas) -> Iterator[Cells]:
    nearest = _nearest_outcode(areas)
    for row in _read(folder / "places/places_gb_geonames500.csv"):
        lat, lon = float(row["lat"]), float(row["lon"])
        authority = row["lad_code"] if row["country"] in ("England", "Wales") else ""
        yield (
            row["name"], f"{lat:.4f}", f"{lon:.4f}", row["population"], row["country"], authority,
            nearest(lat, lon) if authority else "", "|".join(_other_names(row)) if authority else "",
        )  # fmt: skip


def _other_names(row: dict[str, str]) -> list[str]:
    """Other names that begin like a name and are in Latin letters: "Caerdydd", "Hull"."""
    return [name for name in row["alt_names"].split("|") if re.fullmatch(r"[A-ZÀ-Þ][\w' .-]{2,40}", name)]


def _nearest_outcode(areas: Areas) -> Callable[[float, float], str]:
    """The district of the nearest sector's middle, for telling apart places of one name in one authority."""
    middles = [(code, middle) for code, area in areas.sectors.items() if (middle := area.middle())]

    def nearest(lat: float, lon: float) -> str:
        narrow = math.cos(math.radians(lat))
        sector, _ = min(
            middles, key=lambda item: (item[1].lat - lat) ** 2 + ((item[1].lon - lon) * narrow) ** 2
        )
        return sector.split()[0]

    return nearest


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: Sequence[str], rows: Iterable[Cells]) -> int:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    lines = list(rows)
    writer.writerows(lines)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return len(lines)
