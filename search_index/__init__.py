"""Finding services by words and place: the face of the search."""

from search_index.finder import find
from search_index.folder import IndexUnusable
from search_index.hits import Hit, Results
from search_index.query import SearchQuery
from search_index.store import ServiceIndex

__all__ = ["Hit", "IndexUnusable", "Results", "SearchQuery", "ServiceIndex", "find"]
