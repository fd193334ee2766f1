"""How good an order of listings is against what people judged: one pure measure, for the tests and for `make bench`."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

GRADES = Path(__file__).parent / "judged" / "grades.csv"
AT = 10


@dataclass(frozen=True)
class Judged:
    """One search and its judged listings: slug -> 1 (of some use), 2 (good), 3 (what was meant)."""

    what: str
    where: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Relevance:
    """nDCG@10 over the searches that have an answer, the share that found nothing at all, and the worst of them."""

    ndcg_at_10: float
    zero_result_rate: float
    worst: tuple[tuple[float, Judged], ...]


def judged_searches() -> list[Judged]:
    """The judged set."""
    searches: dict[tuple[str, str], dict[str, int]] = {}
    with GRADES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            grades = searches.setdefault((row["what"], row["where"]), {})
            if row["service"]:
                grades[row["service"]] = int(row["grade"])
    return [Judged(what, where, grades) for (what, where), grades in searches.items()]


def relevance_of(search: Callable[[Judged], Sequence[str]], searches: Sequence[Judged]) -> Relevance:
    """The measure of a search that gives slugs, best first."""
    found = [(judged, search(judged)) for judged in searches]
    scores = [(ndcg(slugs, judged.grades), judged) for judged, slugs in found if judged.grades]
    return Relevance(
        ndcg_at_10=mean(score for score, _ in scores),
        zero_result_rate=sum(not slugs for _, slugs in found) / len(found),
        worst=tuple(sorted(scores, key=lambda pair: pair[0])[:AT]),
    )


def ndcg(slugs: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, gain 2^grade - 1 (Burges and others, 2005)."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:AT])
    return _gain([grades.get(slug, 0) for slug in slugs[:AT]]) / ideal


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
