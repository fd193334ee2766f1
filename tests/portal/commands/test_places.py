"""flask where, load-postcodes: what the portal makes of a place, one JSON object a line."""

from __future__ import annotations

import json

import pytest

KEYS = {
    *("text", "status", "basis", "lat", "lon", "precision_m", "authorities", "court_areas", "country"),
    *("sentence", "data_date"),
}


def where(app, *arguments: str) -> list[dict]:
    answer = app.test_cli_runner().invoke(args=["where", *arguments])
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.output.splitlines()]


def test_each_text_gets_one_line_with_the_keys_of_the_contract(app):
    texts = ["LS1 4AP", "Leeds", "EH1 1YZ", "nowhere at all", "", "\u202eLS1", "☃"]

    answers = where(app, *texts)

    assert [answer["text"] for answer in answers] == texts
    assert all(set(answer) == KEYS for answer in answers)
    assert [answer["status"] for answer in answers[:3]] == ["approximate", "place", "outside"]
    assert answers[0]["authorities"] == [{"code": "E08000035", "name": "Leeds", "share": 1.0}]


def test_a_file_is_read_line_by_line(app, tmp_path):
    path = tmp_path / "places.txt"
    path.write_bytes(b"LS1 4AP\r\n\r\n\xff\xfe\nBT1 5GS")

    answers = where(app, "--file", str(path))

    assert [answer["status"] for answer in answers] == ["approximate", "unknown", "unknown", "outside"]


def test_a_file_that_is_not_there_gets_one_sentence(app):
    answer = app.test_cli_runner().invoke(args=["where", "--file", "/nowhere/places.txt"])

    assert answer.exit_code == 2
    assert "Traceback" not in answer.output


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 broken", b"a,b,c\n1,2,3\n"])
def test_a_file_that_is_no_list_of_postcodes_gets_one_sentence_and_changes_nothing(app, tmp_path, content):
    path = tmp_path / "postcodes.csv"
    if content is not None:
        path.write_bytes(content)
    before = where(app, "LS1 4AP")

    answer = app.test_cli_runner().invoke(args=["load-postcodes", str(path)])

    assert answer.exit_code == 2, answer.output
    assert len(answer.output.strip().splitlines()) == 1
    assert where(app, "LS1 4AP") == before
