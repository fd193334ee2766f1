"""Reading a folder of CSV files, with all that spreadsheets and strangers put into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory_data.loading import UnusableFeed, read_csv_folder
from directory_data.loading.csv_folder import FILES
from directory_data.loading.rows import GroupRow, ProviderRow, ServiceRow, columns_of
from directory_data.vocabulary import ServiceType, Weekday
from tests.directory_data.loading.folders import GROUP

TEMPLATE = Path(__file__).parents[3] / "directory_data" / "loading" / "TEMPLATE.md"


def sentences(path: Path) -> list[str]:
    return [str(refusal) for refusal in read_csv_folder(path).refusals]


def test_good_rows_become_typed_values(folder):
    feed = read_csv_folder(folder())

    assert feed.refusals == ()
    assert [row.type for row in feed.of(ServiceRow)] == [ServiceType.DVPP, ServiceType.PARTNER_SUPPORT]
    assert feed.of(GroupRow)[0].day is Weekday.TUESDAY
    assert feed.of(GroupRow)[0].places_max == 12


def test_a_spreadsheet_s_byte_order_mark_and_line_ends_do_no_harm(folder):
    path = folder()
    file = path / "providers.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    feed = read_csv_folder(path)

    assert [row.slug for row in feed.of(ProviderRow)] == ["vale"]


def test_labels_and_capital_letters_are_understood(folder):
    feed = read_csv_folder(folder(services=[{"status": "CLOSED to new referrals"}]))

    assert feed.refusals == ()


def test_markup_in_a_description_is_kept_as_text(folder):
    feed = read_csv_folder(folder(services=[{"description": "<script>alert(1)</script>"}]))

    assert feed.of(ServiceRow)[0].description == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("kind", "field", "cell", "words"),
    [
        ("services", "type", "juggling", "Write one of: dvpp, partner-support"),
        ("services", "name", "", "must not be empty"),
        ("services", "name", "x" * 121, "longer than 120 characters"),
        ("services", "description", "bell \x07", "a sign that cannot be printed"),
        ("services", "name", "DVPP \u202eelpoep", "a sign that cannot be printed"),
        ("services", "website", "javascript:alert(1)", "https://"),
        ("services", "email", "a@b.example, c@d.example", "one e-mail address"),
        ("services", "phone", "ring us", "telephone number"),
        ("services", "slug", "Vale DVPP", "small letters"),
        ("services", "confirmed_on", "12/01/2027", "2027-01-12"),
        ("services", "confirmed_on", "0001-01-01", "between 1990 and 2100"),
        ("services", "confirmed_on", "2027-02-30", "2027-01-12"),
        ("groups", "starts_at", "half six", "18:30"),
        ("groups", "places_taken", "-1", "a whole number from 0 to 100"),
        ("groups", "places_taken", "٣", "a whole number from 0 to 100"),
        ("venues", "lat", "nan", "the latitude in degrees"),
        ("venues", "lon", "151.2", "the longitude in degrees"),
        ("venues", "has_step_free_access", "perhaps", "yes or no"),
    ],
)
def test_a_wrong_cell_is_answered_with_file_row_column_and_a_sentence(folder, kind, field, cell, words):
    path = folder(**{kind: [{field: cell}]})

    (refusal,) = read_csv_folder(path).refusals

    assert (refusal.file, refusal.row, refusal.field) == (f"{kind}.csv", 2, field)
    assert words in refusal.sentence


def test_every_wrong_cell_of_a_row_is_named_at_once(folder):
    path = folder(groups=[{"day": "someday", "places_max": "many"}])

    assert [refusal.field for refusal in read_csv_folder(path).refusals] == ["day", "places_max"]


def test_a_wrong_postcode_is_not_repeated(folder):
    (sentence,) = sentences(folder(venues=[{"postcode": "LS1 SECRET"}]))

    assert "SECRET" not in sentence


def test_a_column_that_nobody_knows_is_refused(folder):
    assert sentences(folder(services=[{"colour": "red"}])) == [
        "services.csv, row 1: The template has no column colour."
    ]


def test_a_missing_column_is_refused(folder):
    path = folder()
    (path / "groups.csv").write_text("service,name\nvale-dvpp,Tuesday\n", encoding="utf-8")

    assert "groups.csv, row 1: The column day is missing." in sentences(path)


def test_a_row_with_too_many_cells_is_refused(folder):
    path = folder()
    with (path / "pairings.csv").open("a", encoding="utf-8") as file:
        file.write("vale-dvpp,vale-support,and more\n")

    assert sentences(path) == ["pairings.csv, row 3: The row has 3 cells, and the file has 2 columns."]


def test_a_cell_of_ten_million_letters_is_a_sentence(folder):
    path = folder(services=[{"description": "x" * 10_000_000}])

    (sentence,) = sentences(path)

    assert sentence.startswith("services.csv, row 2: A cell is longer than")


def test_a_quotation_mark_out_of_place_is_a_sentence(folder):
    path = folder()
    with (path / "services.csv").open("a", encoding="utf-8") as file:
        file.write('"never closed')

    assert "A quotation mark is out of place." in sentences(path)[0]


def test_empty_rows_are_passed_over(folder):
    path = folder()
    with (path / "pairings.csv").open("a", encoding="utf-8") as file:
        file.write(",\n\n  ,\n")

    assert sentences(path) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: (path / "services.csv").unlink(), "does not hold services.csv"),
        (lambda path: (path / "schedule.csv").write_text("a\n"), "holds schedule.csv"),
        (lambda path: (path / "services.csv").write_bytes(b"slug\n\xff\xfe"), "not UTF-8"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why_in_one_sentence(folder, spoil, words):
    path = folder()
    spoil(path)

    with pytest.raises(UnusableFeed, match=words):
        read_csv_folder(path)


def test_a_single_file_is_not_a_folder(folder):
    with pytest.raises(UnusableFeed, match="is not a folder"):
        read_csv_folder(folder() / "services.csv")


def test_the_written_template_names_every_column():
    written = TEMPLATE.read_text(encoding="utf-8")

    for file, row_type in FILES.items():
        section = written.split(f"## {file}\n")[1].split("\n## ")[0]
        for name, column in columns_of(row_type).items():
            assert f"| {name} | {'yes' if column.is_required else ''} | {column.meaning} |" in section


def test_the_example_group_is_one_the_template_knows():
    assert set(GROUP) <= set(columns_of(GroupRow))
