"""The drawn map: what is near is on it, what is served is shaded, pins stand where places are, nobody else is asked."""

from __future__ import annotations

import gzip

import pytest

from directory_data.gazetteer.outlines import outlines, position_of
from directory_data.places import Point
from portal.directory.chart import Mark, drawing

LEEDS, CORNWALL = "E08000035", "E06000052"
LEEDS_STATION = Mark("1", "Aire Valley", "/services/aire-valley-dvpp", Point(53.7955, -1.5491))
NAMES = {LEEDS: "Leeds", CORNWALL: "Cornwall"}


def test_every_authority_has_an_outline_that_is_closed_and_has_an_area():
    assert len(outlines()) == 318
    assert all(len(ring) >= 3 for rings in outlines().values() for ring in rings)


def test_the_map_shows_what_is_near_and_leaves_out_what_is_not():
    drawn = drawing(NAMES, shaded={LEEDS}, marks=[LEEDS_STATION])

    names = {shape.name for shape in drawn.shapes}
    assert "Leeds" in names
    assert "Cornwall" not in names


def test_only_what_is_served_is_shaded_and_lies_on_top():
    drawn = drawing(NAMES, shaded={LEEDS}, marks=[])

    assert [shape.name for shape in drawn.shapes if shape.is_shaded] == ["Leeds"]
    assert drawn.shapes[-1].is_shaded


def test_a_pin_stands_within_the_outline_of_its_authority():
    drawn = drawing(NAMES, shaded=(), marks=[LEEDS_STATION])

    assert _is_inside((drawn.pins[0].x, drawn.pins[0].y), outlines()[LEEDS][0])
    assert drawn.box.x < drawn.pins[0].x < drawn.box.x + drawn.box.width


def test_places_on_top_of_each_other_share_a_pin_with_both_numbers():
    beside = Mark("2", "Next door", "/services/next-door", Point(53.7956, -1.5490))
    away = Mark("3", "Bradford", "/services/bradford", Point(53.795, -1.7594))

    drawn = drawing(NAMES, shaded={LEEDS}, marks=[LEEDS_STATION, beside, away])

    assert [pin.label for pin in drawn.pins] == ["1,2", "3"]


def test_nothing_to_show_is_no_map():
    assert drawing(NAMES, shaded=(), marks=[]) is None


def test_no_picture_comes_from_elsewhere_unless_an_operator_names_it():
    drawn = drawing(NAMES, shaded={LEEDS}, marks=[])

    assert drawn.tiles == ()


def test_an_operators_tiles_cover_the_whole_map():
    drawn = drawing(NAMES, shaded={LEEDS}, marks=[], tiles="https://tiles.example/{z}/{x}/{y}.png")

    left, top = min(tile.x for tile in drawn.tiles), min(tile.y for tile in drawn.tiles)
    right, bottom = (
        max(tile.x + tile.size for tile in drawn.tiles),
        max(tile.y + tile.size for tile in drawn.tiles),
    )
    assert left <= drawn.box.x
    assert top <= drawn.box.y
    assert right >= drawn.box.x + drawn.box.width
    assert bottom >= drawn.box.y + drawn.box.height
    assert len(drawn.tiles) <= 30


def test_north_is_up():
    assert position_of(Point(54.0, 0.0))[1] < position_of(Point(51.0, 0.0))[1]


@pytest.mark.shared
def test_the_shipped_outlines_are_made_from_the_published_boundaries(shared, tmp_path):
    from directory_data.gazetteer.facts import FACTS_FOLDER
    from directory_data.gazetteer.outlines import FILE, build_outlines

    count = build_outlines(shared / "geo/areas/lad_ew_2024_generalised_4dp.geojson", tmp_path / FILE)

    assert count == 318
    made, shipped = (gzip.decompress((folder / FILE).read_bytes()) for folder in (tmp_path, FACTS_FOLDER))
    assert made == shipped


def _is_inside(point: tuple[float, float], ring: tuple[tuple[int, int], ...]) -> bool:
    (x, y), inside = point, False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
