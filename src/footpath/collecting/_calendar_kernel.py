"""Letters, digits and the calendar, for the kernel that reads times."""

import numpy as np
from numba import njit

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JAN_TO_DEC = tuple((ord(name[0]) << 16) | (ord(name[1]) << 8) | ord(name[2]) for name in _MONTHS)


@njit(nogil=True, cache=True)
def digit(c):  # type: ignore[no-untyped-def]
    return 48 <= c <= 57


@njit(nogil=True, cache=True)
def letter(c):  # type: ignore[no-untyped-def]
    return 65 <= c <= 90 or 97 <= c <= 122


@njit(nogil=True, cache=True)
def month_name(data, at):  # type: ignore[no-untyped-def]
    """1 to 12 by the first three letters of an English month, else 0."""
    key = (np.int64(data[at] | 32) << 16) | (np.int64(data[at + 1] | 32) << 8) | np.int64(data[at + 2] | 32)
    for month in range(12):
        if _JAN_TO_DEC[month] == key:
            return month + 1
    return 0


@njit(nogil=True, cache=True)
def full_year(year, length):  # type: ignore[no-untyped-def]
    """Two digits: 1970 to 2069."""
    if length > 2:
        return year
    return year + (2000 if year < 70 else 1900)


@njit(nogil=True, cache=True)
def month_length(year, month):  # type: ignore[no-untyped-def]
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


@njit(nogil=True, cache=True)
def days(year, month, day):  # type: ignore[no-untyped-def]
    """Days since 1970-01-01 in the Gregorian calendar (H. Hinnant, chrono-compatible date algorithms)."""
    y = year - 1 if month <= 2 else year
    era = y // 400
    of_era = y - era * 400
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


@njit(nogil=True, cache=True)
def two_digits(data, at):  # type: ignore[no-untyped-def]
    return np.int64(data[at]) * 10 + np.int64(data[at + 1]) - 528
