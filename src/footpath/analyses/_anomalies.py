"""Anomalies: the last whole periods of a series outside the 99 % interval of a forecast on the 8 weeks before."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.analyses._calendar import Calendar
from footpath.analyses._seasonal import forecast
from footpath.vocabulary.said import Said, say

PER_WEEK = {"hour": 168, "day": 7, "week": 1}
LEAST_WEEKS, MOST_WEEKS = 4, 8


@dataclass(frozen=True)
class Series:
    """One line: its points by period. ``other``: what the other series leave over, whose customers are not known."""

    name: str | None
    other: bool
    events: list[int]
    customers: list[int] | None
    value: list[float | None]

    def to_dict(self) -> dict[str, Any]:
        customers: Sequence[int | None] = self.customers or [None] * len(self.events)
        rows = zip(self.events, customers, self.value, strict=True)
        points = [{"events": events, "customers": people, "value": value} for events, people, value in rows]
        return {"name": self.name, "other": self.other, "points": points}

    def measures(self) -> dict[str, list[float]]:
        """What is judged: numbers by period; a period in which no event has a value counts as 0."""
        found: dict[str, list[float]] = {"events": [*self.events]}
        if self.customers is not None:
            found["customers"] = [*self.customers]
        if any(value is not None for value in self.value):
            found["value"] = [value or 0.0 for value in self.value]
        return found


def anomalies(
    series: Sequence[Series], periods: Calendar, first: int, whole: npt.NDArray[np.bool_], judged: int
) -> tuple[list[dict[str, Any]], Said | None]:
    """What is out of the ordinary in the last ``judged`` whole periods, and why that is not known where it is not.

    Each is compared with the forecast on the whole weeks before it, at least 4 and at most 8: a straight trend and a
    level by weekday (days) or hour of the week (hours). What was found is left out of the history of what follows.
    ``first``: the period of the points' beginning; ``whole`` bool[points]. ``from`` of an anomaly: number of its point.
    """
    if periods.unit == "month":
        return [], say("definition.trends_no_season")
    week = PER_WEEK[periods.unit]
    places = np.flatnonzero(whole)
    if not len(places):
        return [], say("definition.trends_too_short", weeks=LEAST_WEEKS)
    end = int(places[-1]) + 1
    broken = np.flatnonzero(~whole[:end])
    begins = max(int(broken[-1]) + 1 if len(broken) else 0, end - judged - MOST_WEEKS * week)
    targets = [at for at in range(max(begins, end - judged), end) if (at - begins) // week >= LEAST_WEEKS]
    if judged and not targets:
        return [], say("definition.trends_too_short", weeks=LEAST_WEEKS)
    seasons = np.array([_season(periods, first + place) for place in range(begins, end)], np.intp)
    found = [
        {"from": at, "name": one.name, "other": one.other, "measure": measure, **unusual}
        for one in series
        for measure, numbers in one.measures().items()
        for at, unusual in _unusual(np.array(numbers, np.float64), seasons, begins, targets, week)
    ]
    return sorted(found, key=lambda row: row["from"]), None


def _unusual(
    numbers: npt.NDArray[np.float64], seasons: npt.NDArray[np.intp], begins: int, targets: list[int], week: int
) -> Iterator[tuple[int, dict[str, float]]]:
    """The targets that lie outside, with what was expected; what was found so is no history of the later ones."""
    usual = np.ones(len(numbers), np.bool_)
    least = 0.0 if (numbers >= 0).all() else -math.inf
    for at in targets:
        weeks = min(MOST_WEEKS, (at - begins) // week)
        places = np.arange(at - weeks * week, at)
        places = places[usual[places]]
        made = forecast(numbers[places], places, seasons[places - begins], at, int(seasons[at - begins]))
        if made is None or made.holds(float(numbers[at])):
            continue
        usual[at] = False
        yield (
            at,
            {
                "found": float(numbers[at]),
                "expected": round(made.expected, 3),
                "low": round(max(least, made.low), 3),
                "high": round(max(least, made.high), 3),
            },
        )


def _season(periods: Calendar, period: int) -> int:
    """Weekday of a day, hour of the week of an hour, 0 of a week."""
    begin = datetime.fromisoformat(periods.label(period))
    return {"hour": begin.weekday() * 24 + begin.hour, "day": begin.weekday(), "week": 0}[periods.unit]
