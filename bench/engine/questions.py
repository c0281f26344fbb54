"""The questions, and what an answer must hold so that two can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from engine.drawn import MARKETING, OUTCOME, START_MS, STEPS

WEEK_MS = 7 * 86_400_000
BEGIN_MS = START_MS + 4 * 86_400_000  # the first Monday
WEEKS = 24
END_MS = BEGIN_MS + WEEKS * WEEK_MS
COHORTS = PERIODS = 12
WINDOW_MS = WEEK_MS
GAP_MS = 30 * 60_000
DEPTH = 5
LISTED = 20


@dataclass(frozen=True)
class Question:
    """``bytes_an_event``: of the columns that ours reads; ``within``: how far fractions may lie apart, relative."""

    name: str
    title: str
    asks: str
    bytes_an_event: int
    within: float = 1e-9


QUESTIONS = (
    Question(
        "funnel",
        "Funnel, 4 steps, 7 days",
        "customers who reach each of four touchpoints in order, within 7 days of the first",
        10,
    ),
    Question(
        "transitions",
        "Transitions, mean time",
        "from touchpoint to touchpoint: how often, and the mean time between",
        10,
        within=1e-4,
    ),
    Question(
        "retention",
        "Retention, 12 weeks x 12",
        "of the customers whose first event ever is in one of 12 weeks: how many are back in each of the 12 after",
        10,
    ),
    Question(
        "paths",
        "Paths of length 5",
        "the first five touchpoints of each customer in the period: the 20 most frequent paths, and how many there are",
        10,
    ),
    Question(
        "markov",
        "Markov attribution",
        "credit of each channel for the orders, by a Markov chain over the touches since the order before, with paths "
        "that end without one",
        18,
        within=1e-5,
    ),
    Question(
        "sessions",
        "Sessions, 30 minutes",
        "sessions, their events, time and bounces, and how many begin and end at each touchpoint",
        10,
        within=1e-6,
    ),
)
BY_NAME = {question.name: question for question in QUESTIONS}

#: What the peers' SQL is filled with.
VALUES = {
    "begin": BEGIN_MS,
    "end": END_MS,
    "week": WEEK_MS,
    "cohorts": COHORTS,
    "window": WINDOW_MS,
    "gap": GAP_MS,
    "depth": DEPTH,
    "listed": LISTED,
    "outcome": OUTCOME,
    "touches": ", ".join(map(str, MARKETING)),
    "steps": ", ".join(map(str, STEPS)),
    "clickhouse_back": ",\n    ".join(
        f"sum(bitAnd(bitShiftRight(weeks, cohort + {k}), 1))" for k in range(1, PERIODS + 1)
    ),
    "duckdb_back": ",\n    ".join(f"sum((weeks >> (cohort + {k})::INTEGER) & 1)" for k in range(1, PERIODS + 1)),
    **{f"step{number}": step for number, step in enumerate(STEPS, 1)},
}


def filled(sql: str) -> str:
    """SQL with the values in place of ``$begin`` and so on."""
    return Template(sql).substitute(VALUES)


def differences(one: Any, two: Any, within: float, where: str = "answer") -> list[str]:
    """Where two answers differ: counts at all, fractions by more than ``within`` of their size."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        if one.keys() != two.keys():
            return [f"{where}: {sorted(map(str, one.keys() ^ two.keys()))[:5]} on one side only"]
        return [said for key in one for said in differences(one[key], two[key], within, f"{where}.{key}")]
    if isinstance(one, list) and isinstance(two, list):
        if len(one) != len(two):
            return [f"{where}: {len(one)} against {len(two)} entries"]
        pairs = enumerate(zip(one, two, strict=True))
        return [said for place, (a, b) in pairs for said in differences(a, b, within, f"{where}[{place}]")]
    if isinstance(one, float) or isinstance(two, float):
        return [] if abs(one - two) <= within * max(1.0, abs(one), abs(two)) else [f"{where}: {one} against {two}"]
    return [] if one == two else [f"{where}: {one} against {two}"]
