"""Which engine keeps the index: the one line in which they differ for everybody else."""

from __future__ import annotations

from pathlib import Path

from directory_data.gazetteer import Gazetteer
from search_index.in_files import IndexInFiles
from search_index.in_postgresql import IndexInPostgreSQL
from search_index.store import ServiceIndex

WHOOSH, POSTGRESQL = "whoosh", "postgresql"


def index_for(engine: str, folder: Path, gazetteer: Gazetteer) -> ServiceIndex:
    """The index of that engine; the folder is for the one that keeps files. The gazetteer names areas."""
    return IndexInPostgreSQL(gazetteer) if engine == POSTGRESQL else IndexInFiles(folder, gazetteer)
