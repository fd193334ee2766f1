"""A provider takes its listings away as files and brings them back changed, through the same checks and moderation."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from tests.portal.listings.walks import OWN, change, proposed, service, versions


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def written(cells: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(cells[0]))
    writer.writeheader()
    writer.writerows(cells)
    return text.getvalue().encode()


def upload(provider, step: str, **files: bytes):
    provider.get("/listings/files")
    sent = [(io.BytesIO(content), f"{kind}.csv") for kind, content in files.items()]
    return send(provider, step, sent)


def send(provider, step: str, sent):
    data = {"csrf_token": provider.token(), "step": step, "files": sent}
    return provider.post(
        "/listings/files", data=data, content_type="multipart/form-data", follow_redirects=True
    )


def groups_with(provider, **changed: str) -> bytes:
    cells = rows(provider.get("/listings/files/groups.csv"))
    cells[0] |= changed
    return written(cells)


def test_what_is_taken_away_and_brought_back_changes_nothing(app, provider):
    packed = zipfile.ZipFile(io.BytesIO(provider.get("/listings/files/everything.zip").data))
    files = {
        name.removesuffix(".csv"): packed.read(name) for name in packed.namelist() if name.endswith(".csv")
    }

    answer = upload(provider, "take", **files)

    assert "Nothing was changed" in answer.text, answer.text
    assert (proposed(app), versions(app)) == ([], [])
    assert {row["slug"] for row in json.loads(packed.read("listings.json"))["services"]} >= {OWN}


def test_a_check_says_what_would_happen_and_changes_nothing(app, provider):
    before = service(app).groups[0].language

    answer = upload(provider, "check", groups=groups_with(provider, language="Welsh"))

    assert "1 detail would be live at once" in answer.text
    (line,) = [each for each in provider.page.all("li") if "groups.csv, row 2" in "".join(each.itertext())]
    assert "".join(line.itertext()) == (
        f"groups.csv, row 2: Language of the sessions ({service(app).groups[0].name}): WelshLive at once"
    )
    assert service(app).groups[0].language == before
    assert versions(app) == []


def test_files_go_through_the_same_moderation_as_pages(app, provider):
    cells = rows(provider.get("/listings/files/services.csv"))
    own = next(row for row in cells if row["slug"] == OWN)
    own |= {"phone": "0113 496 0999", "languages": "English, Welsh"}

    upload(provider, "take", services=written(cells))

    assert service(app).languages == "English, Welsh"
    assert service(app).phone != "0113 496 0999"
    assert [each.field for each in proposed(app)] == ["phone"]


def test_what_no_file_changes_is_said_and_not_passed_over(app, provider):
    cells = rows(provider.get("/listings/files/services.csv"))
    cells[1] |= {"status": "paused", "confirmed_on": "2026-11-01"}

    checked = upload(provider, "check", services=written(cells))
    taken = upload(provider, "take", services=written(cells))

    sentence = "Left out, because it is changed on pages alone: services.confirmed_on, services.status."
    assert sentence in checked.text
    assert sentence in taken.text


def test_a_file_takes_back_nothing_that_waits(app, provider):
    files = {
        kind: written(rows(provider.get(f"/listings/files/{kind}.csv"))) for kind in ("services", "pairings")
    }
    change(provider, "contact", phone="0113 496 0999")
    change(provider, "partner-support", partner_services=["mersey-change-partner-support"])

    upload(provider, "take", groups=groups_with(provider, language="Urdu"))
    answer = upload(provider, "take", **files)

    assert "Nothing was changed" in answer.text
    assert [each.field for each in proposed(app) if each.waits] == ["phone", "partner_services"]


def test_faults_are_named_by_file_and_row_and_nothing_is_taken(app, provider):
    cells = rows(provider.get("/listings/files/groups.csv"))
    cells[0]["language"] = "Welsh"
    cells[1]["starts_at"] = "half past six"

    answer = upload(provider, "take", groups=written(cells))

    assert answer.status_code == 422
    assert "groups.csv, row 3, starts_at" in answer.text
    assert all(group.language != "Welsh" for group in service(app).groups)


def test_rows_of_another_provider_are_refused(app, provider):
    cells = rows(provider.get("/listings/files/services.csv"))
    cells[0] |= {"slug": "mersey-change-dvpp", "provider": "mersey-change"}

    answer = upload(provider, "take", services=written(cells))

    assert answer.status_code == 422
    assert "another organisation" in answer.text
    assert proposed(app) == []


def test_no_group_meets_at_a_venue_whose_address_waits(app, provider):
    venue = {"provider": "aire-valley-change", "name": "New House", "address": "1 High Street, Leeds"}
    cells = rows(provider.get("/listings/files/venues.csv"))
    venues = written([*cells, dict.fromkeys(cells[0], "") | venue | {"is_address_withheld": "no"}])

    answer = upload(provider, "take", venues=venues, groups=groups_with(provider, venue="New House"))

    assert answer.status_code == 422
    assert "The address of this venue waits for a directory administrator" in answer.text
    assert "New House" not in provider.get("/listings/venues").text


def test_a_file_opens_no_programme(app, provider):
    provider.submit(f"/listings/{OWN}/status", status="closed-to-new-referrals", button="Save")
    cells = rows(provider.get("/listings/files/services.csv"))
    for row in cells:
        row["status"] = "open"

    upload(provider, "take", services=written(cells))

    assert service(app).status.value == "closed-to-new-referrals"


def test_areas_come_by_code_and_wait(app, provider):
    lines = [{"service": OWN, "kind": "local-authority", "code": "E08000035"}]

    upload(provider, "take", coverage=written(lines))

    assert [(each.field, each.new) for each in proposed(app)] == [("coverage", "local-authority E08000035")]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("holiday.csv", b"a,b", "holiday.csv is not called as in the template, such as groups.csv"),
        ("groups.csv", b"\xff\xfe\x00", "groups.csv is not UTF-8 text"),
        ("../../groups.csv", b"name\nX", "groups.csv, row 1: The column"),
        ("listings.json", b"{", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(provider, name, content, sentence):
    provider.get("/listings/files")

    answer = send(provider, "take", [(io.BytesIO(content), name)])

    assert answer.status_code == 422
    assert sentence in answer.text


def test_without_a_file_the_page_asks_for_one(provider):
    answer = upload(provider, "check")

    assert answer.status_code == 422
    assert "Choose at least one file" in answer.text


def test_only_the_files_of_the_template_can_be_taken_away(provider):
    assert provider.get("/listings/files/people.csv").status_code == 404
    assert "aire-valley" in provider.get("/listings/files/services.csv").text
    assert "mersey" not in provider.get("/listings/files/services.csv").text


def test_everything_holds_versions_changes_and_listings_that_are_not_live(app, provider):
    change(provider, "contact", phone="0113 496 0999", opening_hours="Mornings", why="Fewer people")
    provider.submit(
        "/listings/new", name="Talks", type="helpline", audience="public", button="Begin the listing"
    )

    packed = zipfile.ZipFile(io.BytesIO(provider.get("/listings/files/everything.zip").data))
    kept = {name: json.loads(packed.read(f"{name}.json")) for name in ("history", "changes", "new-listings")}

    assert [(each["version"], each["content"]["opening_hours"]) for each in kept["history"]][1] == (
        2,
        "Mornings",
    )
    assert kept["history"][1]["why"] == "Fewer people"
    assert [(each["field"], each["decision"]) for each in kept["changes"]] == [("phone", None)]
    assert [each["name"] for each in kept["new-listings"]] == ["Talks"]
