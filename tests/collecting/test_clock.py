"""Times as people and programs write them."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.collecting._clock import BAD, DATE, NAIVE, ZONED, read_times
from footpath.collecting._zones import to_utc
from footpath.collecting.importers._importer import Unreadable

ZONES = ["Europe/Warsaw", "Asia/Taipei", "America/New_York"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(text: str | None, order: str = "ymd") -> tuple[str, int]:
    times = read_times(pa.array([text], pa.large_string()), order)
    return str(np.datetime64(int(times.ms[0]), "ms")), int(times.state[0])


@pytest.mark.parametrize(
    ("text", "order", "moment", "state"),
    [
        ("2024-03-13 10:21:14", "ymd", "2024-03-13T10:21:14.000", NAIVE),
        ("2024/3/5 7:05", "dmy", "2024-03-05T07:05:00.000", NAIVE),
        ("2011-12-06 13:41:31.788000+01:00", "ymd", "2011-12-06T12:41:31.788", ZONED),
        ("2011-12-06T13:41:31,7-0530", "ymd", "2011-12-06T19:11:31.700", ZONED),
        ("2024-01-31T10:15:00Z", "mdy", "2024-01-31T10:15:00.000", ZONED),
        ("2024-01-31 10:15:00 UTC", "ymd", "2024-01-31T10:15:00.000", ZONED),
        ("2024-03-13T10:21:14+01:00[Europe/Warsaw]", "ymd", "2024-03-13T09:21:14.000", ZONED),
        ("20240131", "ymd", "2024-01-31T00:00:00.000", DATE),
        ("20240131T101500Z", "ymd", "2024-01-31T10:15:00.000", ZONED),
        ("20240131101500", "ymd", "2024-01-31T10:15:00.000", NAIVE),
        ("31/01/2024 5:06 PM", "dmy", "2024-01-31T17:06:00.000", NAIVE),
        ("1/31/2024 12:06:07 a.m.", "mdy", "2024-01-31T00:06:07.000", NAIVE),
        ("31.01.2024 17:05", "dmy", "2024-01-31T17:05:00.000", NAIVE),
        ("31.1.24", "dmy", "2024-01-31T00:00:00.000", DATE),
        ("1/31/99", "mdy", "1999-01-31T00:00:00.000", DATE),
        ("24-01-31", "ymd", "2024-01-31T00:00:00.000", DATE),
        ("31 Jan 2024 10:00", "ymd", "2024-01-31T10:00:00.000", NAIVE),
        ("Jan 31, 2024 10:00:00 PM", "ymd", "2024-01-31T22:00:00.000", NAIVE),
        ("Tue, 13 Feb 2024 10:00:00 +0000", "ymd", "2024-02-13T10:00:00.000", ZONED),
        ("31-JAN-24 10.15.00 AM", "ymd", "2024-01-31T10:15:00.000", NAIVE),
        ("2024年3月5日 10:20", "ymd", "2024-03-05T10:20:00.000", NAIVE),
        ("  2024-02-29  ", "ymd", "2024-02-29T00:00:00.000", DATE),
        ("2024-01-31T24:00:00", "ymd", "2024-02-01T00:00:00.000", NAIVE),
        ("9999-12-31", "ymd", "9999-12-31T00:00:00.000", DATE),
    ],
)
def test_read(text: str, order: str, moment: str, state: int) -> None:
    assert read(text, order) == (moment, state)


@pytest.mark.parametrize(
    "text",
    [
        None, "", " ",
        "soon", "14:30:00", "6:30 PM", "0000-00-00", "2023-02-29", "2024-13-01", "2024-01", "2024", "5", "1.5",
        "user_0000",
        "1,234,567", "-5-3-2024", "10.20.30.40", "550e8400-e29b-41d4-a716-446655440000", "2024-01-01 25:00",
        "2024-01-01 10:61", "2024-01-01 13:00 PM", "2024-01-01 10:00 Mars", "2024-01-01T10:00+99:00", "31/01/2024" * 9,
        "1 2 3 4 5", "2024-01-01-", "99999999999999999999", "Jan", "Jan Feb 2024", "2024-01-01T",
    ],
)  # fmt: skip
def test_not_read(text: str | None) -> None:
    moment, state = read(text)
    assert state == BAD or text in ("2024-01-01-", "2024-01-01T"), (moment, state)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(["milliseconds", "microseconds"]),
)
def test_iso_text_is_the_moment_that_python_says(at: datetime, minutes: int, precision: str) -> None:
    moment = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    times = read_times(pa.array([moment.isoformat(timespec=precision)], pa.large_string()), "ymd")
    assert int(times.ms[0]) == (moment - EPOCH) // timedelta(milliseconds=1)
    assert times.state[0] == ZONED


@given(st.text(max_size=40), st.sampled_from(["ymd", "dmy", "mdy"]))
def test_any_text_is_read_or_not(text: str, order: str) -> None:
    sound = text.encode("utf-8", "replace").decode()
    assert read_times(pa.array([sound, sound], pa.large_string()).slice(1), order).state[0] in (BAD, NAIVE, ZONED, DATE)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2037, 12, 31)),
    st.sampled_from(["Europe/Warsaw", "Asia/Taipei", "America/New_York"]),
)
def test_local_times_become_the_utc_that_zoneinfo_says(at: datetime, zone: str) -> None:
    from zoneinfo import ZoneInfo

    at = at.replace(microsecond=0)
    local = int((at.replace(tzinfo=UTC) - EPOCH).total_seconds() * 1000)
    expected = round((at.replace(tzinfo=ZoneInfo(zone), fold=0) - EPOCH).total_seconds() * 1000)
    assert int(to_utc(np.array([local]), zone)[0]) == expected


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2024-03-31T01:59:59", "2024-03-31T00:59:59"),
        ("2024-03-31T02:30:00", "2024-03-31T01:30:00"),  # skipped by the clocks: 03:30 summer time
        ("2024-03-31T03:00:00", "2024-03-31T01:00:00"),
        ("2024-10-27T02:30:00", "2024-10-27T00:30:00"),  # shown twice: the first
        ("2024-10-27T03:00:00", "2024-10-27T02:00:00"),
    ],
)
def test_clocks_that_change(local: str, utc: str) -> None:
    ms = np.array([local], "datetime64[ms]").astype(np.int64)
    assert to_utc(ms, "Europe/Warsaw")[0] == np.datetime64(utc, "ms").astype(np.int64)


def test_far_away_years_do_not_matter() -> None:
    assert len(to_utc(np.array([-62_135_596_800_000, 253_402_214_400_000]), "Europe/Warsaw")) == 2


def test_an_unknown_zone_gets_a_sentence() -> None:
    with pytest.raises(Unreadable, match="no time zone"):
        to_utc(np.array([0]), "Mars/Olympus")
