"""How a measure is taken and printed: interleaved rounds, percentiles, one JSON line (contract, section 6)."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

Call = Callable[[int], object]


def interleaved(calls: Mapping[str, Call], rounds: int, *, warm_up: int = 3) -> dict[str, list[float]]:
    """Milliseconds of each call in each round, one after the other, the order turning: noise hits all alike."""
    names = list(calls)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm_up, rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            started = time.perf_counter()
            calls[name](number % rounds)
            if number >= 0:
                taken[name].append((time.perf_counter() - started) * 1000)
    return taken


def seconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def say_times(
    measure: str, times: Sequence[float], compared: tuple[str, Sequence[float]] | None = None, **besides: Any
) -> None:
    """Print the times of a measure in milliseconds, and how many times those of another one they are."""
    more: dict[str, Any] = {"p50": _short(median(times)), "p95": _short(percentile(times, 0.95)), **besides}
    if compared:
        name, others = compared
        more |= {"ratio_to": name, "ratio": _short(median(times) / median(others))}
    say(measure, median(times), "ms", n=len(times), **more)


def say(measure: str, value: float, unit: str, **more: Any) -> None:
    """Print one measure."""
    print(json.dumps({"measure": measure, "value": _short(value), "unit": unit, **more}), flush=True)


def leave_out(measure: str, reason: str) -> None:
    """Say on the other channel why a measure is missing."""
    print(f"{measure} is left out: {reason}", file=sys.stderr, flush=True)


def _short(value: float) -> float:
    return float(f"{value:.4g}")
