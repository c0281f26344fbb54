"""A seasonal forecast of the next number of a series, with the interval that one number in a hundred leaves."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

LEVEL = 0.99


@dataclass(frozen=True)
class Forecast:
    """What is expected next, and the bounds of its 99 % interval."""

    expected: float
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies within, but for rounding."""
        slack = 1e-9 * max(1.0, abs(self.expected))
        return self.low - slack <= value <= self.high + slack


def forecast(
    history: npt.NDArray[np.float64],
    places: npt.NDArray[np.intp],
    seasons: npt.NDArray[np.intp],
    place: int,
    season: int,
) -> Forecast | None:
    """Forecast of the number at ``place`` from a ``history`` (float64[n]) of numbers at ``places`` (intp[n]).

    A straight trend and a level for each season (``seasons`` intp[n] of the history, ``season`` of the place: the
    weekday, the hour of the week), fitted together by least squares; the interval is that of a new observation under
    this model (Student's t with n - seasons - 1 degrees of freedom). None where there are too few numbers to fit it.
    """
    n = len(history)
    sizes = np.bincount(seasons, minlength=season + 1)
    df = n - np.count_nonzero(sizes) - 1
    if df < 1 or not sizes[season]:
        return None
    at = places.astype(np.float64)
    counts = np.maximum(sizes, 1)
    middle, level = (np.bincount(seasons, row, len(sizes)) / counts for row in (at, history))
    late, over = at - middle[seasons], history - level[seasons]
    spread = float(late @ late)
    if spread == 0:
        return None
    slope = float(late @ over) / spread
    residual = over - slope * late
    ahead = place - float(middle[season])
    expected = float(level[season]) + slope * ahead
    variance = float(residual @ residual) / df * (1 + 1 / int(sizes[season]) + ahead * ahead / spread)
    half = student(df) * math.sqrt(variance)
    return Forecast(expected, expected - half, expected + half)


@lru_cache(maxsize=256)
def student(df: int, level: float = LEVEL) -> float:
    """Bound of the central ``level`` of Student's t with a whole number of degrees of freedom, by bisection."""
    low, high = 0.0, 1.0
    while _within(high, df) < level:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, df) < level else (low, middle)
    return high


def _within(t: float, df: int) -> float:
    """P(-t < T < t), exactly (Abramowitz and Stegun 26.7.3 and 26.7.4). O(df)."""
    angle = math.atan(t / math.sqrt(df))
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = df % 2
    term = cosine if odd else 1.0
    total = 0.0 if df == 1 else term
    for k in range(3 if odd else 2, df - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
