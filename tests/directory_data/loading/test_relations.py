"""What must be true between the rows of a feed."""

from __future__ import annotations

from datetime import date

import pytest

from directory_data.loading import load, read_csv_folder
from directory_data.vocabulary import AreaKind

TODAY = date(2026, 11, 23)
AREAS = {
    AreaKind.COURT_AREA: {"WEST_YORKSHIRE"},
    AreaKind.LOCAL_AUTHORITY: {"E08000035"},
    AreaKind.OUTCODE: {"LS6"},
}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"venues": [{}, {"provider": "nobody", "name": "Hall"}]}, "provider", "no provider nobody"),
        ({"services": [{"venue": "Town Hall"}]}, "venue", "no venue called “Town Hall”"),
        ({"services": [{}, {"venue": "Old Library"}]}, "venue", "its place is never published"),
        ({"groups": [{}, {"service": "vale-support"}]}, "venue", "its place is never published"),
        ({"groups": [{"service": "lost"}]}, "service", "no service lost"),
        ({"groups": [{"ends_at": "18:00"}]}, "ends_at", "ends after it starts"),
        ({"groups": [{"first_session_on": "2027-01-06"}]}, "first_session_on", "meets on Tuesdays"),
        ({"groups": [{"next_intake_on": "+60"}]}, "next_intake_on", "Only a rolling group"),
        (
            {"groups": [{"intake": "rolling", "next_intake_on": "+7"}]},
            "next_intake_on",
            "before the first session",
        ),
        ({"groups": [{"places_min": "13"}]}, "places_min", "fewest people"),
        ({"groups": [{"places_taken": "13"}]}, "places_taken", "13 places are taken, but the group has 12"),
        ({"groups": [{"paused_from": "+9", "paused_until": "+2"}]}, "paused_until", "ends before it begins"),
        ({"services": [{"commissioned_from": "2027-01-01", "commissioned_until": "2026-01-01"}]},
         "commissioned_until", "contract ends before"),
        ({"services": [{"confirmed_on": "+1"}]}, "confirmed_on", "still to come"),
        ({"venues": [{"lon": ""}]}, "lat", "both latitude and longitude"),
        ({"venues": [{"authority_code": "E00000000"}]}, "authority_code", "no local authority E00000000"),
        ({"coverage": [{"code": "NARNIA"}]}, "code", "no court area with this code"),
        ({"coverage": [{"code": ""}]}, "code", "Give the code"),
        ({"coverage": [{"kind": "outcode", "code": "LS6 1AA"}]}, "code", "never a whole postcode"),
        ({"coverage": [{"kind": "outcode", "code": "ZZ9"}]}, "code", "no postcode district"),
        ({"coverage": [{"kind": "radius", "code": "", "lat": "53.8"}]}, "kind", "latitude, longitude and miles"),
        ({"coverage": [{}, {}]}, "lon", "An earlier row already says this"),
        ({"pairings": [{"partner_service": "vale-dvpp"}]}, "partner_service", "is not a partner-support service"),
        ({"pairings": [{"programme": "vale-support"}]}, "programme", "is not a domestic violence perpetrator"),
        ({"providers": [{}, {}]}, "slug", "An earlier row already says this"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_refused_in_words(store, folder, changes, field, words):
    report = load(read_csv_folder(folder(**changes)), store, today=TODAY, known_areas=AREAS)

    assert [(refusal.field, words in refusal.sentence) for refusal in report.refusals] == [(field, True)]


def test_a_protected_service_gives_its_place_away_by_no_radius(store, folder):
    circle = {
        "service": "vale-support",
        "kind": "radius",
        "code": "",
        "lat": "53.8",
        "lon": "-1.5",
        "miles": "10",
    }

    report = load(read_csv_folder(folder(coverage=[{}, circle])), store, today=TODAY)

    assert "would give the place away" in report.refusals[0].sentence


def test_a_whole_postcode_in_coverage_is_not_repeated(store, folder):
    path = folder(coverage=[{"kind": "outcode", "code": "LS6 1AA"}])

    report = load(read_csv_folder(path), store, today=TODAY)

    assert "1AA" not in " ".join(report.sentences())


def test_rows_that_name_a_refused_row_are_not_refused_for_that(store, folder):
    report = load(read_csv_folder(folder(providers=[{"phone": "ring us"}])), store, today=TODAY)

    assert [refusal.file for refusal in report.refusals] == ["providers.csv"]


def test_a_sector_is_known_by_its_district(store, folder):
    path = folder(coverage=[{"kind": "outcode", "code": "LS6 1"}])

    assert not load(read_csv_folder(path), store, today=TODAY, known_areas=AREAS).is_refused


def test_a_kind_of_area_without_any_known_code_is_not_checked(store, folder):
    path = folder(coverage=[{"kind": "outcode", "code": "LS6"}])

    assert not load(read_csv_folder(path), store, today=TODAY, known_areas={AreaKind.OUTCODE: {}}).is_refused


def test_a_later_feed_may_name_what_the_store_already_holds(store, folder):
    load(read_csv_folder(folder()), store, today=TODAY)
    path = folder()
    (path / "providers.csv").write_text("slug,name,legal_name\n", encoding="utf-8")

    report = load(read_csv_folder(path), store, today=TODAY)

    assert not report.is_refused
