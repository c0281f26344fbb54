"""Medians of interleaved runs: in every round each side is asked once, so that what slows the machine slows all."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from engine.questions import Question, differences
from engine.sides import Process

TRIED = 2  #: runs of each formulation before the best one is measured; the first only warms


def best(side: Process, question: Question, expected: Any) -> tuple[str, dict[str, float]]:
    """The fastest formulation of a peer, and the processor seconds of all; every one must give the answer expected."""
    tried = {}
    for name in side.do("variants", question.name, compare=True)["answer"]:
        runs = [side.do("ask", name, compare=True) for _ in range(TRIED)]
        for run in runs:
            if said := differences(expected, run["answer"], question.within):
                raise SystemExit(f"{side.side} answers {name} otherwise: " + "; ".join(said[:5]))
        tried[name] = min(run["cpu_s"] for run in runs)
    return min(tried, key=tried.__getitem__), {name: rounded(seconds) for name, seconds in tried.items()}


def interleaved(turns: Mapping[str, tuple[Process, Sequence[object]]], rounds: int) -> dict[str, dict[str, Any]]:
    """``turns``: of each name the side and what ``Process.do`` is given. Medians of wall and processor seconds."""
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in turns}
    for _ in range(rounds):
        for name, (side, words) in turns.items():
            runs[name].append(side.do(*words))
    return {name: median(found) for name, found in runs.items()}


def median(runs: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    return {
        "wall_s": rounded(statistics.median(run["wall_s"] for run in runs)),
        "cpu_s": rounded(statistics.median(run["cpu_s"] for run in runs)),
        "wall_range_s": [rounded(min(run["wall_s"] for run in runs)), rounded(max(run["wall_s"] for run in runs))],
        "runs": len(runs),
    }


def asked(side: Process, rounds: int, *words: object, **scope: object) -> dict[str, Any]:
    """One question of one side, warm: medians."""
    side.do(*words, **scope)
    return median([side.do(*words, **scope) for _ in range(rounds)])


def times(of: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, float]:
    """How many times ours."""
    return {"wall": round(of["wall_s"] / ours["wall_s"], 2), "cpu": round(of["cpu_s"] / ours["cpu_s"], 2)}


def rounded(seconds: float) -> float:
    return round(seconds, 5)
