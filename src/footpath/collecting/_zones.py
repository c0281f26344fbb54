"""Local clock times to UTC, by the rules of the zone at that time."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt

from footpath.collecting.importers._importer import Unreadable
from footpath.vocabulary.said import say

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1899, 2201


def to_utc(local_ms: npt.NDArray[np.int64], zone: str) -> npt.NDArray[np.int64]:
    """UTC ms of ms on the clocks of ``zone``.

    A time that the clocks skipped (spring) is moved on by the skipped hour; one that they showed twice (autumn)
    is the earlier of the two.
    """
    if zone == "UTC" or not len(local_ms):
        return local_ms
    years = (
        np.array([local_ms.min(), local_ms.max()]).astype("datetime64[ms]").astype("datetime64[Y]").astype(int) + 1970
    )
    first, last = (int(np.clip(year, _FIRST_YEAR, _LAST_YEAR)) for year in years)
    changes, offsets = _changes(zone, first, last)
    return local_ms - offsets[np.searchsorted(changes, local_ms, side="right")]


@lru_cache(maxsize=32)
def _changes(zone: str, first: int, last: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """When the offset from UTC changes, on the local clock (ms), and the offsets before, between and after (ms)."""
    clock = time_zone(zone)
    at = datetime(first, 1, 1, tzinfo=UTC) - timedelta(days=2)
    end = datetime(last + 1, 1, 1, tzinfo=UTC) + timedelta(days=2)
    offset = _offset(at, clock)
    changes: list[int] = []
    offsets = [_ms(offset)]
    while at < end:
        after = at + timedelta(days=1)
        if (new := _offset(after, clock)) != offset:
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(middle, clock) == offset else (low, middle)
            moment = round((high - _EPOCH).total_seconds()) * 1000
            changes.append(moment + _ms(max(offset, new)))
            offsets.append(_ms(new))
            offset = new
        at = after
    return np.array(changes, np.int64), np.array(offsets, np.int64)


def time_zone(name: str) -> ZoneInfo:
    """The zone called ``name``. Unreadable where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise Unreadable(say("file.bad_zone", zone=name)) from fault


def _offset(at: datetime, clock: ZoneInfo) -> timedelta:
    return at.astimezone(clock).utcoffset() or timedelta()


def _ms(length: timedelta) -> int:
    return round(length.total_seconds() * 1000)
