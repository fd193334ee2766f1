"""Finding services by words and place: the face of the search."""

from search_index.engines import index_for
from search_index.filters import NO_FILTERS, Filters
from search_index.finder import find
from search_index.folder import IndexUnusable
from search_index.hits import Hit, Results
from search_index.marks import Marks
from search_index.query import SearchQuery
from search_index.sieve import MILES, ON, Facets
from search_index.store import ServiceIndex
from search_index.synonyms import field_words

__all__ = [
    "MILES",
    "NO_FILTERS",
    "ON",
    "Facets",
    "Filters",
    "Hit",
    "IndexUnusable",
    "Marks",
    "Results",
    "SearchQuery",
    "ServiceIndex",
    "field_words",
    "find",
    "index_for",
]
