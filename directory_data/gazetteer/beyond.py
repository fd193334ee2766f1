"""Another geocoder, asked for names that are not in our tables: within a time limit, never about a person's address."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from queue import Empty, SimpleQueue
from string import capwords
from typing import Any

from directory_data.gazetteer.breaker import Breaker
from directory_data.gazetteer.repair import LONGEST, readings
from directory_data.places import Point, compact_text, parse_plain, plain_text

TIME_LIMIT_SECONDS = 2.0
MOST_AT_ONCE = 4
LONGEST_NAME = 60
COUNTRY = "United Kingdom"
_NAME = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*")
OF_A_STREET = (
    "AVE AVENUE CL CLOSE CRES CRESCENT DR DRIVE GDNS GARDENS GROVE LANE LN MEWS PARADE RD ROAD ROW SQ SQUARE"
)
OF_A_HOME = "APARTMENT BUNGALOW COTTAGE COTTAGES COURT FARM FLAT FLOOR HOUSE LODGE ROOM VILLAS YARD"
OF_AN_ADDRESS = frozenset(f"{OF_A_STREET} ST STREET TERR TERRACE WALK WAY {OF_A_HOME}".split())
"""Words of a street or a home. "St Unknown" is asked: one at the beginning of several may be a saint."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A single name that may be told to others: letters only, no word of a street or home, no postcode hidden.

    Raises ValueError for any other text.
    """

    text: str

    def __post_init__(self) -> None:
        plain = plain_text(self.text)
        is_name = len(plain) <= LONGEST_NAME and _NAME.fullmatch(plain)
        if not is_name or _may_be_address(plain) or _may_be_postcode(plain):
            raise ValueError("This text is no single name of a place.")


def name_to_ask(text: str) -> PlaceName | None:
    """The text as a name that others may be asked about; None where it may be somebody's address.

    Raises TypeError for a text that is marked protected: that must never come here.
    """
    if not isinstance(text, str):
        raise TypeError("A protected text is never told to another service.")
    with suppress(ValueError):
        return PlaceName(capwords(plain_text(text).lower()))
    return None


def _may_be_address(plain: str) -> bool:
    words = re.split(r"[ '’.-]+", plain.upper())
    return not OF_AN_ADDRESS.isdisjoint(words[1:] if words[0] == "ST" else words)


def _may_be_postcode(plain: str) -> bool:
    """Whether letters typed for figures may hide a postcode: "SWIA IAA" is SW1A 1AA."""
    words = [compact_text(word) for word in plain.split()]
    tries = {compact_text(plain), *words, *(first + second for first, second in pairwise(words))}
    return any(parse_plain(read) for tried in tries if len(tried) <= LONGEST for read in readings(tried))


class Beyond:
    """One other geocoder of geopy's kind. Every failure is counted, none is raised."""

    def __init__(
        self, service: Any, clock: Callable[[], float], *, limit_seconds: float = TIME_LIMIT_SECONDS
    ) -> None:
        self._service = service
        self._breaker = Breaker(clock)
        self._limit_seconds = limit_seconds
        self._slots = threading.BoundedSemaphore(MOST_AT_ONCE)

    def ask(self, name: PlaceName) -> list[Point]:
        """The positions the other service knows for a name; none where it is late, broken, busy or resting."""
        if not isinstance(name, PlaceName):
            raise TypeError("Only a PlaceName is told to another service.")
        if not self._breaker.may_ask() or not self._slots.acquire(blocking=False):
            return []
        try:
            points = self._within_limit(f"{name.text}, {COUNTRY}")
        except Exception as failure:  # whatever another's answer breaks, ours must stand
            self._breaker.failed()
            log.warning("The other geocoder failed: %s.", type(failure).__name__)
            return []
        self._breaker.answered()
        return points

    def _within_limit(self, query: str) -> list[Point]:
        """The answer, or TimeoutError. A socket's own limit starts anew with each byte; this one does not."""
        answers: SimpleQueue[list[Point] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._asked(query))
            except Exception as failure:
                answers.put(failure)
            finally:
                self._slots.release()

        threading.Thread(target=ask, name="other-geocoder", daemon=True).start()
        try:
            answer = answers.get(timeout=self._limit_seconds)
        except Empty:
            raise TimeoutError from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _asked(self, query: str) -> list[Point]:
        found = self._service.geocode(query, exactly_one=False, timeout=self._limit_seconds)
        return [Point(float(one.latitude), float(one.longitude)) for one in found or ()]
