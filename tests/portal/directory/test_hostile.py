"""Whatever stands in the address of a search, the portal answers, and in its own words."""

from __future__ import annotations

from typing import Any

import pytest

PARAMETERS = (
    "who", "what", "where", "type", "within_miles", "is_open", "has_places", "is_step_free", "starts_before", "day",
    "time", "delivery", "language", "audience", "sort", "near", "page", "view", "slug", "csrf_token", "unknown",
)  # fmt: skip
HOSTILE = (
    "",
    " ",
    "-1",
    "0",
    "1" * 40,
    "1e309",
    "nan",
    "٣",
    "²",
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "a\r\nSet-Cookie: a=b",
    "%",
    "%00%ff",
    "{{7*7}}{%",
    "<script>alert(1)</script>",
    "'; DROP TABLE service; --",
    "../../etc/passwd",
    "*" * 300,
    "dvpp OR *",
    "İstanbul ﬁ ß",
    "🏳️‍🌈" * 50,
    "word " * 500,
    "9999-99-99",
    "31 2 2027",
    "LS6 1AA LS6 1AB",
    "[]",
)
OUR_WORDS_NEVER_ARE = (
    "Not a valid choice",
    "Invalid",
    "could not coerce",
    "This field is required",
    "Traceback",
)


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_value_of_any_parameter_breaks_the_search(client: Any, name: str, method: str) -> None:
    for value in HOSTILE:
        if method == "get":
            answer = client.get("/services", query_string={"what": "help", name: value})
        else:
            answer = client.post("/services", data={"what": "help", name: value})

        assert answer.status_code in (200, 303, 422), (name, value)
        assert not [words for words in OUR_WORDS_NEVER_ARE if words in answer.text], (name, value)


def test_all_parameters_together_and_twice_do_not_break_it_either(client: Any) -> None:
    for value in HOSTILE:
        everything = [(name, value) for name in PARAMETERS for _ in range(2)]

        assert client.get("/services", query_string=everything).status_code in (200, 303, 422), value
        assert client.get("/services/compare", query_string=everything).status_code == 200, value


def test_bytes_that_are_no_text_do_not_break_it(client: Any) -> None:
    for query in (
        "what=%ff%fe",
        "where=%c3%28",
        "near=%80",
        "language=%f0%28%8c%28",
        "%ff=%ff",
        "=&&=;",
        "what",
    ):
        assert client.get(f"/services?{query}").status_code in (200, 303, 422), query


@pytest.mark.parametrize(
    "address, advises_a_place",
    [
        ("/services?what=zzzqqq", False),
        ("/services?what=zzzqqq&where=Leeds&type=helpline&within_miles=5", True),
    ],
)
def test_advice_on_the_place_is_given_only_where_one_was_asked(
    client: Any, address: str, advises_a_place: bool
) -> None:
    assert ("use a larger place" in client.get(address).text) == advises_a_place
