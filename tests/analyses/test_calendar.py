"""Calendar periods: local midnights, Mondays and months, across clock changes and skipped days."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from clocks import framed, ms
from hypothesis import given, settings
from hypothesis import strategies as st

from footpath.analyses._calendar import Calendar, Unit, calendar

HOUR = 3_600_000


def periods(zone: str, unit: Unit, start: str, end: str) -> Calendar:
    return calendar(framed(ms(start, zone), ms(end, zone), zone), unit)


def hours(found: Calendar) -> list[float]:
    return (np.diff(found.bounds) / HOUR).tolist()


def test_days_have_23_and_25_hours_where_the_clock_changes() -> None:
    spring = periods("Europe/Warsaw", "day", "2026-03-28T05:00", "2026-03-31")
    assert (hours(spring), [spring.label(i) for i in range(3)]) == (
        [24, 23, 24],
        ["2026-03-28", "2026-03-29", "2026-03-30"],
    )
    assert hours(periods("Europe/Warsaw", "day", "2026-10-25", "2026-10-26")) == [25]
    assert hours(periods("Europe/Warsaw", "week", "2026-03-25", "2026-03-26")) == [7 * 24 - 1]


def test_weeks_begin_on_monday_and_months_on_their_first() -> None:
    weeks = periods("UTC", "week", "2026-01-01", "2026-01-12")
    assert [weeks.label(i) for i in range(len(weeks))] == ["2025-12-29", "2026-01-05"]
    months = periods("Asia/Taipei", "month", "2025-12-31T23:59", "2026-02-28")
    assert [months.label(i) for i in range(len(months))] == ["2025-12-01", "2026-01-01", "2026-02-01"]


def test_midnights_that_the_clock_passes_over_and_days_that_were_left_out() -> None:
    brazil = periods("America/Sao_Paulo", "day", "2018-11-03", "2018-11-06")
    assert hours(brazil) == [24, 23, 24]
    assert brazil.label(1) == "2018-11-04"
    samoa = periods("Pacific/Apia", "day", "2011-12-28", "2012-01-01")
    assert [samoa.label(i) for i in range(len(samoa))] == ["2011-12-28", "2011-12-29", "2011-12-31"]


def test_hours_of_a_clock_change() -> None:
    found = periods("Europe/Warsaw", "hour", "2026-10-25", "2026-10-26")
    assert len(found) == 25
    assert found.label(2) == "2026-10-25T02:00:00+02:00"
    assert found.label(3) == "2026-10-25T02:00:00+01:00"
    assert len(periods("Europe/Warsaw", "hour", "2026-03-29", "2026-03-30")) == 23
    assert periods("Asia/Kolkata", "hour", "2026-03-29T05:00", "2026-03-29T06:00").label(0).startswith("2026-03-29T05")


def test_what_is_over_at_the_end_of_the_data() -> None:
    found = periods("UTC", "day", "2026-01-01", "2026-01-04")
    midnight = ms("2026-01-02")
    assert [found.over(midnight + late) for late in (-2, -1, 0)] == [0, 1, 1]


def test_a_frame_over_all_time_and_one_before_its_data() -> None:
    assert len(calendar(replace(framed(-(2**60), 2**60, "Europe/Warsaw"), data_end_ms=31), "day")) > 25_000
    for unit in ("hour", "day", "week", "month"):
        assert len(calendar(replace(framed(500, 501), data_end_ms=10), unit)) == 1


@settings(max_examples=100)
@given(
    zone=st.sampled_from(["UTC", "Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    unit=st.sampled_from(["hour", "day", "week", "month"]),
    start=st.datetimes(datetime(1970, 1, 1), datetime(2035, 1, 1)),
    length=st.integers(1, 100 * 24 * HOUR),
    inside=st.floats(0, 1),
)
def test_every_moment_lies_in_the_period_that_the_clock_says(
    zone: str, unit: Unit, start: datetime, length: int, inside: float
) -> None:
    begin = ms(start.isoformat())
    found = calendar(framed(begin, begin + length, zone), unit)
    moment = begin + int((length - 1) * inside)
    place = int(found.places[(moment - found.bounds[0]) >> found.shift])
    place += int(moment >= found.bounds[place + 1])
    assert found.bounds[place] <= moment < found.bounds[place + 1]
    local = datetime.fromtimestamp(moment / 1000, ZoneInfo(zone))
    label = datetime.fromisoformat(found.label(place))
    if unit == "hour":
        assert label.date() == local.date()
        return
    day = local.date()
    expected = {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[unit]
    assert label.date() == expected


def test_no_period_is_shorter_than_a_slice() -> None:
    for zone in ("Pacific/Kwajalein", "Africa/Monrovia", "America/Toronto", "Asia/Manila"):
        for unit in ("hour", "day"):
            found = calendar(framed(ms("1901-01-01"), ms("2030-01-01"), zone), unit)
            assert np.diff(found.bounds).min() >= 1 << found.shift


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Asia/Taipei"])
def test_a_calendar_is_made_once_for_a_frame(zone: str) -> None:
    asked = framed(0, 10**12, zone)
    assert calendar(asked, "day") is calendar(asked, "day")
