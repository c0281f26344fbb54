"""Reads dates and times from text, whatever their punctuation: the kernel and its columnar face.

Understood: numbers in the order year-month-day, day-month-year or month-day-year with any separators, years of
two or four digits, months by their English names, compact ``20240131`` and ``20240131T101500``, an optional time
of day with seconds, fraction and AM/PM, and an optional zone (``Z``, ``UTC``, ``+01:00``). A year of four digits
in front is year-month-day in every order.
"""

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from numba import njit

Order = Literal["ymd", "dmy", "mdy"]
ORDERS: dict[str, int] = {"ymd": 0, "dmy": 1, "mdy": 2}
BAD, NAIVE, ZONED, DATE = 0, 1, 2, 3
_DAY_MS = 86_400_000


class Times(NamedTuple):
    """``ms`` int64[n]: UTC ms where zoned, else ms on the local clock; ``state`` uint8[n]: BAD, NAIVE, ZONED or DATE (no time of day)."""

    ms: npt.NDArray[np.int64]
    state: npt.NDArray[np.uint8]


def read_times(texts: pa.Array, order: str) -> Times:
    """Times of a large_string array; null reads as BAD."""
    _, offset_buffer, data_buffer = texts.buffers()
    n = len(texts)
    ms, state = np.zeros(n, np.int64), np.zeros(n, np.uint8)
    if n and data_buffer is not None and data_buffer.size:
        offsets = np.frombuffer(offset_buffer, np.int64, n + 1, texts.offset * 8)
        _read(np.frombuffer(data_buffer, np.uint8), offsets, ORDERS[order], ms, state)
    if texts.null_count:
        state[~texts.is_valid().to_numpy(zero_copy_only=False)] = BAD
    return Times(ms, state)


@njit(nogil=True, cache=True)
def _days(year, month, day):  # type: ignore[no-untyped-def]
    """Days since 1970-01-01 in the Gregorian calendar (H. Hinnant, chrono-compatible date algorithms)."""
    y = year - 1 if month <= 2 else year
    era = y // 400
    yoe = y - era * 400
    doy = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    doe = yoe * 365 + yoe // 4 - yoe // 100 + doy
    return era * 146097 + doe - 719468


@njit(nogil=True, cache=True)
def _month_length(year, month):  # type: ignore[no-untyped-def]
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


@njit(nogil=True, cache=True)
def _month_name(a, b, c):  # type: ignore[no-untyped-def]
    """1..12 for the first three letters (lower case) of an English month, else 0."""
    key = (a << 16) | (b << 8) | c
    names = (
        0x6A616E,
        0x666562,
        0x6D6172,
        0x617072,
        0x6D6179,
        0x6A756E,
        0x6A756C,
        0x617567,
        0x736570,
        0x6F6374,
        0x6E6F76,
        0x646563,
    )
    for m in range(12):
        if names[m] == key:
            return m + 1
    return 0


@njit(nogil=True, cache=True)
def _digit(c):  # type: ignore[no-untyped-def]
    return 48 <= c <= 57


@njit(nogil=True, cache=True)
def _letter(c):  # type: ignore[no-untyped-def]
    return 65 <= c <= 90 or 97 <= c <= 122


@njit(nogil=True, cache=True)
def _two(data, at):  # type: ignore[no-untyped-def]
    return (np.int64(data[at]) - 48) * 10 + np.int64(data[at + 1]) - 48


@njit(nogil=True, cache=True)
def _read(data, offsets, order, ms, state):  # type: ignore[no-untyped-def]
    """O(bytes); ``ms`` and ``state`` are filled."""
    for i in range(len(offsets) - 1):
        ms[i], state[i] = _one(data, offsets[i], offsets[i + 1], order)


@njit(nogil=True, cache=True)
def _one(data, at, end, order):  # type: ignore[no-untyped-def]
    bad = (np.int64(0), np.uint8(0))
    while at < end and data[at] <= 32:
        at += 1
    while end > at and data[end - 1] <= 32:
        end -= 1
    if at >= end or end - at > 80:
        return bad
    n0 = np.int64(0)
    n1 = np.int64(0)
    n2 = np.int64(0)
    l0 = 0
    last = 0
    day2 = np.int64(0)
    got = 0
    named = 0
    named_at = 0
    compact_time = False
    while got + (1 if named else 0) < 3:
        if at >= end:
            return bad
        c = data[at]
        if _digit(c):
            value = np.int64(0)
            length = 0
            while at < end and _digit(data[at]):
                value = value * 10 + np.int64(data[at]) - 48
                length += 1
                at += 1
                if length > 14:
                    return bad
            if got == 0 and not named and (length == 8 or length == 14):
                if length == 14:
                    at -= 6
                    value //= 1_000_000
                    compact_time = True
                n0 = value // 10_000
                n1 = value // 100 % 100
                n2 = value % 100
                l0 = 4
                got = 3
                break
            if length > 4 or length == 3:
                return bad
            last = length
            if got == 0:
                n0 = value
                l0 = length
            elif got == 1:
                n1 = value
            else:
                n2 = value
                day2 = value
            if length == 4 and got + (1 if named else 0) == 1:
                return bad
            if got + (1 if named else 0) == 2 and l0 != 4 and length == 2:
                value += 2000 if value < 70 else 1900
                if got == 1:
                    n1 = value
                else:
                    n2 = value
            got += 1
        elif _letter(c):
            word = at
            while at < end and _letter(data[at]):
                at += 1
            if at - word < 3:
                return bad
            month = _month_name(np.int64(data[word]) | 32, np.int64(data[word + 1]) | 32, np.int64(data[word + 2]) | 32)
            if month:
                if named:
                    return bad
                named = month
                named_at = got
            elif got or named:
                return bad
        elif c == 58 or c == 43:
            return bad
        else:
            if c == 45 and got == 0 and not named:
                return bad
            at += 1
    if named:
        if named_at > 1:
            return bad
        month = named
        if l0 == 4:
            year = n0
            day = n1
        else:
            day = n0
            year = n1
    elif l0 == 4:
        year, month, day = n0, n1, n2
    elif order == 1:
        day, month, year = n0, n1, n2
    elif order == 2:
        month, day, year = n0, n1, n2
    else:
        year, month, day = n0 + (2000 if n0 < 70 else 1900), n1, day2
        if l0 != 2 or last > 2:
            return bad
    if month < 1 or month > 12 or day < 1 or day > _month_length(year, month):
        return bad
    total = _days(year, month, day) * 86_400_000
    hour = np.int64(0)
    minute = np.int64(0)
    second = np.int64(0)
    fraction = np.int64(0)
    clock = False
    if compact_time:
        hour = _two(data, at)
        minute = _two(data, at + 2)
        second = _two(data, at + 4)
        at += 6
        clock = True
    else:
        begin = at
        while at < end and not _digit(data[at]):
            c = data[at]
            if c == 43 or c == 90 or (c == 45 and at > begin):
                break
            if _letter(c) and c != 84 and c != 116 and c != 97:
                break
            at += 1
        if at < end and _digit(data[at]):
            if at == begin:
                return bad
            start = at
            while at < end and _digit(data[at]):
                hour = hour * 10 + np.int64(data[at]) - 48
                at += 1
                if at - start > 6:
                    return bad
            clock = True
            if at - start == 6 or at - start == 4:
                if at - start == 6:
                    second = hour % 100
                    hour //= 100
                minute = hour % 100
                hour //= 100
            elif at - start > 2:
                return bad
            else:
                mark = data[at] if at < end else 0
                if (
                    at + 1 < end
                    and _digit(data[at + 1])
                    and (mark == 58 or (mark == 46 and at + 2 < end and _digit(data[at + 2])))
                ):
                    at += 1
                    minute = np.int64(data[at]) - 48
                    at += 1
                    if at < end and _digit(data[at]):
                        minute = minute * 10 + np.int64(data[at]) - 48
                        at += 1
                    if at + 1 < end and data[at] == mark and _digit(data[at + 1]):
                        at += 1
                        second = np.int64(data[at]) - 48
                        at += 1
                        if at < end and _digit(data[at]):
                            second = second * 10 + np.int64(data[at]) - 48
                            at += 1
            if at + 1 < end and (data[at] == 46 or data[at] == 44) and _digit(data[at + 1]):
                at += 1
                scale = np.int64(100)
                while at < end and _digit(data[at]):
                    fraction += (np.int64(data[at]) - 48) * scale
                    scale //= 10
                    at += 1
    if at < end and clock:
        probe = at
        while probe < end and data[probe] == 32:
            probe += 1
        if probe + 1 < end:
            c = data[probe] | 32
            dots = 2 if data[probe + 1] == 46 else 1
            if (c == 97 or c == 112) and probe + dots < end and (data[probe + dots] | 32) == 109:
                if hour < 1 or hour > 12:
                    return bad
                hour = hour % 12 + (12 if c == 112 else 0)
                at = probe + dots + 1
                if at < end and data[at] == 46:
                    at += 1
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second or fraction)):
        return bad
    total += hour * 3_600_000 + minute * 60_000 + second * 1_000 + fraction
    while at < end and data[at] == 32:
        at += 1
    if at >= end:
        return total, np.uint8(1 if clock else 3)
    zoned = False
    if data[at] == 90 or data[at] == 122:
        at += 1
        zoned = True
    elif at + 3 <= end and (data[at] | 32) in (103, 117) and (data[at + 1] | 32) in (109, 116):
        at += 3
        zoned = True
    if at < end and (data[at] == 43 or data[at] == 45):
        sign = 1 if data[at] == 43 else -1
        at += 1
        if at + 1 >= end or not _digit(data[at]) or not _digit(data[at + 1]):
            return bad
        shift = _two(data, at) * 60
        at += 2
        if at < end and data[at] == 58:
            at += 1
        if at + 1 < end and _digit(data[at]) and _digit(data[at + 1]):
            shift += _two(data, at)
            at += 2
        if shift > 900:
            return bad
        total -= sign * shift * 60_000
        zoned = True
    while at < end and data[at] == 32:
        at += 1
    if at < end and data[at] != 91 and data[at] != 40:
        return bad
    return total, np.uint8(2 if zoned else 1)
