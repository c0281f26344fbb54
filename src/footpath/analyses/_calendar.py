"""Calendar periods of a time zone as boundaries in UTC: hours, days, weeks from Monday, months."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.analyses._frame import once, seen_until

Unit = Literal["hour", "day", "week", "month"]
HOUR_MS = 3_600_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OLDEST_MS, _NEWEST_MS = -2_208_988_800_000, 7_258_118_400_000  # events lie in the years 1900 to 2200
_SHIFT = {"hour": 20, "day": 26, "week": 26, "month": 26}  # slices shorter than any period of the unit


@dataclass(frozen=True)
class Calendar:
    """Period i lies from ``bounds[i]`` (int64[n + 1], UTC ms, rising) until ``bounds[i + 1]``, which is not its own.

    ``places`` uint32: the period in which each slice of 2 ** ``shift`` ms from ``bounds[0]`` on begins; a kernel
    looks there, and one further where that has begun by then.
    """

    unit: Unit
    timezone: str
    bounds: npt.NDArray[np.int64]
    places: npt.NDArray[np.uint32]
    shift: int

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def label(self, period: int) -> str:
        """ISO date on which the period begins in the time zone; of an hour the time with its offset."""
        seconds = int(self.bounds[period]) // 1000
        begin = datetime.fromtimestamp(seconds, ZoneInfo(self.timezone))
        return begin.isoformat() if self.unit == "hour" else begin.date().isoformat()

    def over(self, until_ms: int) -> int:
        """How many periods have fully elapsed when ``until_ms`` is the last moment that was seen."""
        return int(np.searchsorted(self.bounds[1:], until_ms + 1, "right"))


def calendar(frame: Frame, unit: Unit) -> Calendar:
    """The periods that the frame's touches, from the one of its start to the one in which the data ends; at least one.

    A day begins at local midnight, or when the clock passes it; a day that a time zone left out is none. Hours count
    from midnight, so that one on which the clock changes has 23 or 25.
    """
    return once(frame, ("calendar", unit), lambda: _calendar(frame, unit))


def _calendar(frame: Frame, unit: Unit) -> Calendar:
    start_ms = min(max(frame.start_ms, _OLDEST_MS), _NEWEST_MS)
    until_ms = min(max(seen_until(frame), start_ms), _NEWEST_MS)
    bounds = _bounds(frame.timezone, unit, start_ms, until_ms)
    first, last = np.searchsorted(bounds, [start_ms, until_ms], "right")
    bounds = np.ascontiguousarray(bounds[first - 1 : last + 1])
    slices = bounds[0] + (np.arange(((bounds[-1] - bounds[0]) >> _SHIFT[unit]) + 1) << _SHIFT[unit])
    places = np.searchsorted(bounds, slices, "right") - 1
    return Calendar(unit, frame.timezone, bounds, places.astype(np.uint32), _SHIFT[unit])


def _bounds(timezone: str, unit: Unit, start_ms: int, until_ms: int) -> npt.NDArray[np.int64]:
    """Boundaries of all periods of the years around these moments."""
    years = range(_year(start_ms) - 1, _year(until_ms) + 2)
    days = np.concatenate([_midnights(timezone, year) for year in years])
    dates = np.arange(date(years[0], 1, 1).toordinal(), date(years[-1] + 1, 1, 1).toordinal())
    if unit == "week":
        days = days[dates % 7 == 1]
    elif unit == "month":
        firsts = [date(year, month, 1).toordinal() for year in years for month in range(1, 13)]
        days = days[np.array(firsts) - dates[0]]
    elif unit == "hour":
        days = days[np.searchsorted(days, start_ms, "right") - 2 : np.searchsorted(days, until_ms, "right") + 2]
        hours = -(-np.diff(days) // HOUR_MS)
        before = np.repeat(np.cumsum(hours) - hours, hours)
        days = np.repeat(days[:-1], hours) + (np.arange(len(before)) - before) * HOUR_MS
    # A day that was left out has no length, and the rest of an hour that a clock change cuts off is no hour.
    long: npt.NDArray[np.bool_] = np.append(np.diff(days) >> _SHIFT[unit] > 0, True)
    return days[long]


def _year(moment_ms: int) -> int:
    return date.fromordinal(_EPOCH.toordinal() + moment_ms // 86_400_000).year


@lru_cache(maxsize=4096)
def _midnights(timezone: str, year: int) -> npt.NDArray[np.int64]:
    """UTC ms of the first moment of each day of a year. Nobody may write to it."""
    zone = ZoneInfo(timezone)
    days = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    return np.array([int(datetime.fromordinal(day).replace(tzinfo=zone).timestamp()) * 1000 for day in days], np.int64)
