"""A postcode may be a protected address: nothing that the gazetteer gives, says or raises shows a whole one."""

import io
import logging
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory_data.gazetteer import Gazetteer, UnusableFile, load_postcodes
from directory_data.places import Postcode, Protected, parse

INWARD = re.compile(r"\b[0-9][ABD-HJLNP-UW-Z]{2}\b")
IN_USE = ["LS6 1AA", "E1 7AA", "SY21 7AA", "HX1 1AA", "TD15 2PS", "SW1A 1AA"]


@pytest.fixture(scope="module")
def gazetteers(tmp_path_factory):
    """One with the shipped tables alone, one with a list that holds some of what is typed."""
    folder = tmp_path_factory.mktemp("list")
    rows = "".join(f"{unit},409503,425335,E08000033\n" for unit in IN_USE)
    (folder / "list.csv").write_text("postcode,easting,northing,lad25cd\n" + rows)
    load_postcodes(folder / "list.csv", folder / "postcodes.sqlite")
    return Gazetteer(), Gazetteer(folder / "postcodes.sqlite")


valid_postcodes = st.from_regex(
    r"(LS|E|SY|HX|TD|SW|B|BT|AB|CR|N|EC|W)[0-9]([0-9]|[A-HJ])? ?[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True
)
typed = st.sampled_from(IN_USE) | valid_postcodes


@settings(deadline=None)
@given(typed, st.sampled_from(["{}", " {} ", "12 High Street, Leeds {}", "{}, Leeds", '"{}"', "{}\n"]))
def test_no_answer_shows_the_postcode_that_was_typed(gazetteers, postcode, around):
    text = around.format(postcode)
    inward = postcode[-3:]

    for gazetteer in gazetteers:
        place = gazetteer.resolve(text)
        shown = (
            f"{place!r} {place.label} {place.sentence} {place.choices} {place.authorities} {place.outcode}"
        )
        assert inward not in shown
        assert not INWARD.search(shown.replace("1ZZ", ""))


@settings(deadline=None)
@given(valid_postcodes)
def test_no_form_of_a_postcode_shows_it(text):
    postcode = parse(text)
    assert postcode is not None

    shown = f"{postcode} {postcode!r} {[postcode]} {(postcode,)} {Protected(text)} {Protected(text)!r}"

    assert postcode.inward not in shown


@settings(deadline=None)
@given(typed)
def test_nothing_is_logged(gazetteers, postcode):
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        for gazetteer in gazetteers:
            gazetteer.resolve(postcode)
    finally:
        root.setLevel(level)
        root.removeHandler(handler)

    assert postcode[-3:] not in heard.getvalue()


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    path = tmp_path_factory.mktemp("broken") / "postcodes.sqlite"
    path.write_bytes(b"this is no list" * 100)
    return Gazetteer(path)


@settings(deadline=None)
@given(valid_postcodes)
def test_a_broken_list_gives_approximate_answers_and_shows_no_postcode(broken, text):
    place = broken.resolve(text)

    assert place.status != "live"
    assert text[-3:] not in f"{place!r} {place.sentence}"


def test_a_broken_list_is_named_to_who_runs_the_portal(broken, caplog):
    again = Gazetteer(broken._units._path)

    again.resolve("LS6 1AA")
    again.resolve("LS6 1AB")

    assert [record.getMessage() for record in caplog.records] == [
        "The loaded list of postcodes cannot be read: load it again."
    ]
    assert "cannot be read" in again.data_warning(date(2026, 1, 1))


@settings(deadline=None)
@given(valid_postcodes)
def test_a_refused_file_names_no_row_of_it(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("refused")
    (folder / "list.csv").write_text(f"postcode,name\n{text},somebody\n")

    with pytest.raises(UnusableFile) as refusal:
        load_postcodes(folder / "list.csv", folder / "postcodes.sqlite")

    assert text[-3:] not in str(refusal.value)


def test_a_postcode_can_still_be_had_by_who_asks_for_it():
    assert Postcode("LS6", "1AA").unit == "LS6 1AA"
