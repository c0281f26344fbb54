"""When things happen in the sample: days of the week, hours of the day, gaps between the events of a session."""

from enum import Enum

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

#: The sample's newest moment, exclusive: 2026-10-31T00:00:00Z.
END_MS = 1_793_404_800_000


class Hours(Enum):
    """Relative weight of each local hour of the day."""

    SCREEN = (3, 2, 1, 1, 1, 2, 5, 9, 12, 14, 15, 16, 18, 16, 14, 14, 16, 19, 24, 30, 34, 29, 18, 8)
    STORE = (0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 11, 14, 12, 10, 11, 13, 15, 18, 15, 8, 0, 0, 0, 0)
    PHONE = (0, 0, 0, 0, 0, 0, 0, 0, 14, 22, 20, 16, 11, 12, 14, 14, 12, 6, 0, 0, 0, 0, 0, 0)
    CARRIER = (0, 0, 0, 0, 0, 0, 0, 2, 8, 14, 17, 16, 14, 12, 12, 12, 10, 8, 5, 2, 0, 0, 0, 0)
    MAILING = (0, 0, 0, 0, 0, 0, 0, 10, 40, 30, 10, 0, 0, 0, 0, 0, 10, 20, 5, 0, 0, 0, 0, 0)


_SUM = {hours: np.cumsum(hours.value) / sum(hours.value) for hours in Hours}
_CLOSED_ON_SUNDAY = (Hours.PHONE, Hours.CARRIER)
_SHARE_POSTPONED_TO_SATURDAY = 0.12


def _weekday(local: Ints) -> Ints:
    """0 = Monday; 1970-01-01 was a Thursday."""
    return (local // DAY + 3) % 7


def at(rng: np.random.Generator, wanted: Ints, hours: Hours, offset: Ints) -> Ints:
    """``wanted`` (UTC ms) moved to an hour of its local day at which such things happen (``offset``: local - UTC)."""
    local = wanted + offset
    weekday = _weekday(local)
    if hours in _CLOSED_ON_SUNDAY:
        local = local + DAY * (weekday == 6)
    elif hours is not Hours.MAILING:
        postponed = (weekday < 4) & (rng.random(len(local)) < _SHARE_POSTPONED_TO_SATURDAY)
        local = local + DAY * np.where(postponed, 5 - weekday, 0)
    hour = np.searchsorted(_SUM[hours], rng.random(len(local)), side="right")
    within = (rng.random(len(local)) * HOUR).astype(np.int64)
    return local // DAY * DAY + hour * HOUR + within - offset


def later(rng: np.random.Generator, before: Ints, gap_days: Floats, hours: Hours, offset: Ints) -> Ints:
    """A moment about ``gap_days`` after ``before``, in the given hours, and never sooner than 45 minutes after it."""
    moment = at(rng, before + (gap_days * DAY).astype(np.int64), hours, offset)
    too_soon = moment < before + 45 * MINUTE
    days_short = (before + 45 * MINUTE - moment + DAY - 1) // DAY
    return moment + np.where(too_soon, days_short * DAY, 0)


def soon(rng: np.random.Generator, before: Ints, mean_seconds: float) -> Ints:
    """A moment of the same session: at least 8 seconds on, ``mean_seconds`` on average, at most 25 minutes."""
    gap = np.minimum(8 + rng.exponential(max(mean_seconds - 8, 1), len(before)), 25 * 60)
    return before + (gap * SECOND).astype(np.int64)


def row_of(counts: Ints) -> Ints:
    """The row each repetition belongs to: counts 2, 0, 1 -> 0, 0, 2."""
    return np.repeat(np.arange(len(counts)), counts)


def walk(rng: np.random.Generator, start: Ints, counts: Ints, mean_seconds: float) -> tuple[Ints, Ints]:
    """``counts[i]`` events one after the other, from ``start[i]`` on. Returns the row and the time of each."""
    rows = row_of(counts)
    gaps = soon(rng, np.zeros(len(rows), np.int64), mean_seconds)
    total = np.cumsum(gaps)
    first = np.cumsum(counts) - counts
    base = np.concatenate([[0], total])[first]
    return rows, start[rows] + total - base[rows]
