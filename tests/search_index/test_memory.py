"""The memory in which an index is written and searched: two writers at once do not meet, and nothing is held twice."""

from __future__ import annotations

import tempfile
import tracemalloc
from pathlib import Path

from search_index import opened
from search_index.folder import Files
from search_index.in_files import files_of
from search_index.memory import Memory
from search_index.opened import OpenedIndex
from search_index.schema import FIELD_WEIGHTS, WORDS, schema


def files(listings: int, words: int) -> Files:
    empty = dict.fromkeys((*FIELD_WEIGHTS, WORDS), "")
    texts = (" ".join(f"word{(number + at) % 500}" for at in range(words)) for number in range(listings))
    return files_of({**empty, "id": str(number), "text": text} for number, text in enumerate(texts))[0]


def test_writing_an_index_leaves_nothing_in_the_shared_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    writers = [Memory().create_index(schema()).writer() for _ in range(2)]
    for writer in writers:
        writer.commit()

    assert list(Path(tmp_path).iterdir()) == []


def test_an_index_of_more_words_than_are_sorted_at_once_is_whole():
    storage = Memory()
    writer = storage.create_index(schema()).writer(limitmb=1)
    for number in range(400):
        writer.add_document(id=str(number), text=[f"word{number}x{word}" for word in range(30)])
    writer.commit()

    reader = storage.open_index().reader()

    assert len(list(reader.field_terms("text"))) == 400 * 30


def test_an_index_that_is_searched_is_held_once():
    written = files(listings=300, words=200)
    size = sum(map(len, written.values()))
    # The library's own parts are loaded with the first one that is opened.
    OpenedIndex(written)

    tracemalloc.start()
    index = OpenedIndex(written)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(index.service_ids) == 300
    assert held < size / 2


def test_the_scores_that_are_kept_stay_few_and_the_answers_the_same(monkeypatch):
    written = files(listings=30, words=20)
    words = [f"word{number}" for number in range(20)]
    before = [dict(OpenedIndex(written).word(word)) for word in words]
    monkeypatch.setattr(opened, "MOST_SCORES_KEPT", 60)
    index = OpenedIndex(written)

    after = [dict(index.word(word)) for word in words * 2]

    assert all(before)
    assert after == before * 2
    assert 0 < sum(map(len, index._words.values())) <= 60
