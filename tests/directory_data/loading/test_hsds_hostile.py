"""What is no feed, or means harm, is one sentence, and nothing of it is read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory_data.loading import UnusableFeed, read_hsds
from directory_data.loading.hsds import reading, records, sources
from directory_data.loading.hsds.fields import CHILDREN, FIELDS
from tests.directory_data.loading.feeds import a_place, a_service, write_feed

SERVICE = json.dumps(a_service())


def refusal_of(path: Path) -> str:
    with pytest.raises(UnusableFeed) as refused:
        read_hsds(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "feed.json is empty."),
        (b" \n<!doctype html><title>Sign in</title>", "feed.json is a web page or XML, not JSON."),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "feed.json is a Git LFS pointer"),
        (SERVICE[:-9].encode(), "feed.json is not JSON that ends where it should: character "),
        (b"[" * 300_000, "feed.json is nested too deep to be listings."),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "feed.json is nested too deep to be listings."),
        (b'[{"id": NaN}]', "NaN is not a number."),
        (b'[{"id": -Infinity}]', "-Infinity is not a number."),
        (b'[{"id": "a", "id": "b"}]', 'the name "id" stands twice in one object.'),
        (b'[{"id": ' + b"9" * 10_000 + b"}]", "feed.json holds a number that is too long to read."),
        ('{"name": "Välé"}'.encode("latin-1"), "feed.json is not UTF-8 text."),
        (SERVICE.encode("utf-16"), "feed.json is not UTF-8 text."),
        (b"[]", "feed.json holds no service and no organisation."),
        (b'{"version": "HSDS-UK-3.0", "openapi_url": "x"}', "holds no service and no organisation."),
        (SERVICE.encode() + b'\n{"id":\n', "feed.json, line 2 is not JSON that ends where it should"),
    ],
)
def test_a_file_that_is_no_feed_is_one_sentence(tmp_path, content, sentence):
    (tmp_path / "feed.json").write_bytes(content)

    assert sentence in refusal_of(tmp_path / "feed.json")


@pytest.mark.parametrize("value", [5, None, "text", [], [[]], {"colour": "red"}])
def test_what_is_no_record_is_named_by_its_number(tmp_path, value):
    feed = read_hsds(write_feed(tmp_path, a_service(), value))

    assert [(refusal.row, refusal.field) for refusal in feed.refusals] == [(2, "")]


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path):
    (tmp_path / "feed.json").write_bytes(b"\xef\xbb\xbf" + SERVICE.encode())

    assert read_hsds(tmp_path / "feed.json").refusals == ()


@pytest.mark.parametrize(
    ("where", "limit", "words"),
    [
        (sources, "LONGEST_FEED", "is longer than"),
        (records, "MOST_OBJECTS", "it holds more than 2 objects"),
        (reading, "MOST_RECORDS", "holds more than 2 records"),
    ],
)
def test_a_feed_that_is_too_large_is_given_in_parts(tmp_path, monkeypatch, where, limit, words):
    monkeypatch.setattr(where, limit, 2)

    assert words in refusal_of(write_feed(tmp_path, *[{"id": "a", "openapi_url": "x"}] * 3))


def test_two_hundred_million_bytes_are_not_even_read_to_the_end(tmp_path):
    with (tmp_path / "feed.json").open("wb") as file:
        file.truncate(200_000_000)

    assert "is longer than 64 million bytes" in refusal_of(tmp_path / "feed.json")


def test_a_zip_that_grows_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.json", b" " * 100_000_000)

    assert (tmp_path / "bomb.zip").stat().st_size < 200_000
    assert "is longer than 64 million bytes" in refusal_of(tmp_path / "bomb.zip")


def test_a_zip_that_lies_about_its_size_is_found_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.json", b" " * 100_000_000)
    content = bytearray((tmp_path / "bomb.zip").read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    (tmp_path / "lie.zip").write_bytes(content)

    assert "lie.zip is not a whole zip file." in refusal_of(tmp_path / "lie.zip")


@pytest.mark.parametrize(
    "name", ["../services.json", "/etc/services.json", "a/../../b.json", "..\\b.json", "C:b.json"]
)
def test_a_zip_that_names_a_file_outside_itself_is_not_read(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as archive:
        archive.writestr(name, SERVICE)

    assert "names a file outside itself" in refusal_of(tmp_path / "feed.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed.zip"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("feed.zip", b"PK\x03\x04 and no more", "is not a whole zip file"),
        ("things.csv", b"id,name\n1,x\n", "is not a table of the standard"),
        ("services.csv", b"id,name\n1,x,and more\n", "a row with more cells"),
        ("services.csv", b'id,name\n1,"' + b"x" * 200_000, "not a CSV file that can be read to its end"),
    ],
)
def test_other_files_that_cannot_be_read_say_why(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)

    assert words in refusal_of(tmp_path / name)


def test_a_folder_without_listings_and_a_path_that_is_not_there_say_so(tmp_path):
    assert "holds no file that ends in .json" in refusal_of(tmp_path)
    assert "gone.json cannot be read: No such file or directory." in refusal_of(tmp_path / "gone.json")


def test_a_letter_that_is_half_a_sign_is_refused(tmp_path):
    (tmp_path / "feed.json").write_text(SERVICE.replace("Vale Line", r"\ud800 Line"), encoding="utf-8")

    (refusal,) = read_hsds(tmp_path / "feed.json").refusals

    assert refusal.field == "/name"


NAMES = sorted({name for fields in (*FIELDS.values(), *CHILDREN.values()) for name in fields})
TEXTS = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["\ud800", "\x00", "\x1b[2J", "javascript:x", "1e999"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | TEXTS, inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(NAMES) | TEXTS, ANYTHING, max_size=4))
def test_whatever_a_record_holds_it_is_taken_refused_or_counted_in_plain_words(tmp_path, changes):
    record = a_service(service_at_locations=[a_place()]) | changes
    (tmp_path / "feed.json").write_text(json.dumps(record), encoding="utf-8")

    try:
        feed = read_hsds(tmp_path / "feed.json")
    except UnusableFeed as refused:
        said = [str(refused)]
    else:
        said = [*map(str, (*feed.refusals, *feed.left_empty)), *feed.not_kept]
        kept = [value for rows in feed.rows.values() for row in rows for value in vars(row).values()]
        assert not [text for text in kept if isinstance(text, str) and {"\x00", "\x1b", "\ud800"} & set(text)]

    assert all(sentence.isprintable() for sentence in said)


@pytest.mark.parametrize("address", ["https://vale.example/\x00", "https://vale.example/\ud800"])
def test_an_address_with_a_sign_that_cannot_be_printed_is_refused(tmp_path, address):
    (tmp_path / "feed.json").write_text(json.dumps(a_service(url=address)), encoding="utf-8")

    (refusal,) = read_hsds(tmp_path / "feed.json").refusals

    assert refusal.field == "/url"
