"""When things happen in the sample: days of the week, hours of the day, gaps between the events of a session."""

from enum import Enum
from typing import NamedTuple

import numpy as np

from footpath.sample.draws import Floats, Ints

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


def weekday(day: Ints) -> Ints:
    """0 = Monday, of days since 1970-01-01, which was a Thursday."""
    return (day + 3) % 7


def at(wanted: Ints, hours: Hours, offset: Ints, hour: Floats, within: Floats) -> Ints:
    """``wanted`` (UTC ms) moved to an hour of its local day at which such things happen.

    ``offset``: local time minus UTC, ms. ``hour`` and ``within`` in (0, 1) say which hour and where in it.
    """
    local = wanted + offset
    of_week = weekday(local // DAY)
    if hours in _CLOSED_ON_SUNDAY:
        local = local + DAY * (of_week == 6)
    elif hours is not Hours.MAILING:
        # The low digits of ``within``: whether one waits for Saturday hangs on no other draw.
        postponed = (of_week < 4) & (within * 4_096 % 1 < _SHARE_POSTPONED_TO_SATURDAY)
        local = local + DAY * np.where(postponed, 5 - of_week, 0)
    start = np.searchsorted(_SUM[hours], hour, side="right")
    return local // DAY * DAY + start * HOUR + (within * HOUR).astype(np.int64) - offset


def not_before(moment: Ints, earliest: Ints) -> Ints:
    """``moment`` moved by whole days so that it does not lie before ``earliest``."""
    days_short = (earliest - moment + DAY - 1) // DAY
    return moment + np.where(moment < earliest, days_short * DAY, 0)


def gap(mean_seconds: float, drawn: Floats) -> Ints:
    """Milliseconds between two events of a session: at least 8 seconds, ``mean_seconds`` on average, at most 25 min."""
    seconds = np.minimum(8 - max(mean_seconds - 8, 1) * np.log(drawn), 25 * 60)
    return (seconds * SECOND).astype(np.int64)


class Steps(NamedTuple):
    """Repetitions: to which of the walkers each belongs, its number among theirs from 0, and when it happens."""

    of: Ints
    number: Ints
    time: Ints


def repeated(counts: Ints) -> tuple[Ints, Ints]:
    """Position and number of each repetition: counts 2, 0, 1 -> 0, 0, 2 and 0, 1, 0."""
    of = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    return of, np.arange(len(of)) - first[of]


def summed(gaps: Ints, of: Ints, number: Ints) -> Ints:
    """Sums of ``gaps`` (one a repetition, in order) up to each, begun anew with every walker."""
    total = np.cumsum(gaps)
    first = np.flatnonzero(number == 0)
    before = (total - gaps)[first]
    result: Ints = total - np.repeat(before, np.diff(first, append=len(of)))
    return result
