"""What readers see blames nobody and uses the words that people use."""

from __future__ import annotations

import re

import pytest

from tests.house.test_templates import names, source

BANNED = {
    r"\balleg(ed|edly|es|ations?)\b": "say what was said; the court decides on facts",
    r"\bclaim(s|ed)? (to be|that)\b": "say what was said; the court decides on facts",
    r"\bvictim claims\b": "say what was said; the court decides on facts",
    r"\b(the|a|this|each) perpetrator\b(?! programme)": "a person who attends is a participant",
    r"\bperpetrators\b(?! programmes?)": "people who used abusive behaviour",
    r"\babusers?\b|\bbatterers?\b|\boffenders?\b": "people who used abusive behaviour",
    r"\bdomestic (dispute|incident)s?\b": "name it: domestic abuse",
    r"\bsuffer(s|ing)? from\b": "no label on a person",
    r"\b(clients?|users? of (this|the) (site|portal))\b": "participant, officer, reader",
    r"\bclick here\b|\bplease note\b|\bsimply\b|\bin order to\b": "plain words",
    r"\b(invalid|illegal) (input|value|entry)\b": "say what to do",
    r"\b(e\.g\.|i\.e\.|etc\.?)(?=[\s,)])": "for example; that is; and so on",
    r"\bguarantee[sd]? (a|you|of) place\b": "no page promises a place",
}
"""Pattern -> why not, or what to say instead."""


def readable(name: str) -> str:
    """The words of a template, without its code and its mark-up."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", source(name), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


@pytest.mark.parametrize("name", names())
def test_a_page_blames_nobody_and_speaks_plainly(name):
    text = readable(name)

    found = {
        match.group(0): why
        for pattern, why in BANNED.items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    }
    assert found == {}


@pytest.mark.parametrize("name", names())
def test_dates_that_are_written_out_are_written_in_full(name):
    assert re.findall(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", readable(name)) == []
