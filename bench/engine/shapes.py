"""What each side's rows become, so that answers can be compared: the same form for all."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from engine.questions import LISTED, PERIODS

START, OUTCOME = 0, 0  #: in edges (from, to): channels are counted from 1


def funnel(levels: Iterable[tuple[int, int]], steps: int = 4) -> list[int]:
    """Customers at each step, from (level, customers of exactly that level)."""
    exactly = dict(levels)
    return [sum(int(count) for level, count in exactly.items() if level >= step) for step in range(1, steps + 1)]


def transitions(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """From (from, to, count, mean ms)."""
    return {f"{int(a)}>{int(b)}": [int(count), float(mean_ms) / 1000] for a, b, count, mean_ms in rows}


def retention(rows: Iterable[Sequence[Any]]) -> dict[str, list[int]]:
    """From (cohort, size, back after one period, ... after twelve)."""
    return {str(int(row[0])): [int(count) for count in row[1 : PERIODS + 2]] for row in rows}


def paths(rows: Sequence[tuple[Sequence[int], int]], distinct: int, customers: int) -> dict[str, Any]:
    """From (path, customers), the most frequent first. Of those as frequent as the last, any may be listed."""
    listed = sorted((-int(count), [int(node) for node in path]) for path, count in rows)[:LISTED]
    last = listed[-1][0]
    return {
        "distinct": int(distinct),
        "customers": int(customers),
        "counts": [-count for count, _ in listed],
        "paths": [path for count, path in listed if count < last],
    }


def markov(edges: Iterable[tuple[int, int, int]]) -> dict[str, float]:
    """Credit by channel from (from, to, count) of START and channels; to ``OUTCOME``: it converts.

    Each channel's touches that lead nowhere end their path without an outcome. Removed: every step into the channel
    leads to null; the system is solved anew for each.
    """
    counted = [(int(a), int(b), int(count)) for a, b, count in edges]
    size = 1 + max(max(a, b) for a, b, _ in counted)
    steps, won = np.zeros((size, size)), np.zeros(size)
    for a, b, count in counted:
        if b == OUTCOME:
            won[a] += count
        else:
            steps[a, b] += count
    visits = steps.sum(axis=0)
    visits[START] = steps[START].sum()
    shares, wins = steps / np.maximum(visits, 1)[:, None], won / np.maximum(visits, 1)

    def chance(without: int | None) -> float:
        system = np.eye(size) - shares
        if without is not None:
            system[:, without] = 0
            system[without, without] = 1
        return float(np.linalg.solve(system, np.where(np.arange(size) == without, 0, wins))[START])

    whole = chance(None)
    removal = {place: 1 - chance(place) / whole for place in range(1, size) if visits[place]}
    return {str(place): won.sum() * effect / sum(removal.values()) for place, effect in removal.items()}


def sessions(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """From (touchpoint, begins, ends, bounces, ms, events, customers who begin there) of each touchpoint, 0 none."""
    kept = [[int(cell) for cell in row] for row in rows]
    begins, bounces, total_ms, events, customers = (sum(row[i] for row in kept) for i in (1, 3, 4, 5, 6))
    return {
        "sessions": begins,
        "customers": customers,
        "events": events,
        "bounces": bounces,
        "mean_s": round(total_ms / begins / 1000, 3),
        "places": {str(row[0]): row[1:3] for row in kept if row[1] or row[2]},
    }
