"""The memory in which an index is written: two writers at once do not meet."""

from __future__ import annotations

import tempfile
from pathlib import Path

from search_index.memory import Memory
from search_index.schema import schema


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
