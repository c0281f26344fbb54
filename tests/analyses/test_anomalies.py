"""Anomalies: the forecast equals a least-squares fit with dummies, its interval covers, and it is refused early."""

from typing import Any

import numpy as np
import pytest
from clocks import framed, ms
from journeys_factory import E, dictionary, journeys

from footpath.analyses._seasonal import forecast, student
from footpath.analyses.trends import Trends

HOUR, DAY = 3_600_000, 86_400_000
BEGIN = ms("2026-01-05", "Europe/Warsaw")  # a Monday; the clock goes forward in week 12


def ask(counts: list[int], step: int, asked: Trends, whole: bool = True) -> dict[str, Any]:
    """The answer over one customer with so many events in each period from BEGIN on."""
    people = [[E(BEGIN + i * step + step // 2, "A") for i, n in enumerate(counts) for _ in range(n)]]
    kinds = dictionary(people, more="A")
    frame = framed(BEGIN, BEGIN + len(counts) * step - (not whole), "Europe/Warsaw", kinds)
    return asked.answer(asked.zero(frame) + asked.fold(journeys(people, kinds), frame), frame)


@pytest.mark.parametrize(
    ("df", "bound"),
    [(1, 63.656741), (2, 9.924843), (5, 4.032143), (6, 3.707428), (20, 2.845340), (48, 2.682204), (120, 2.617421)],
)
def test_bounds_of_students_t(df: int, bound: float) -> None:
    """Tables of the 99.5 % quantile."""
    assert student(df) == pytest.approx(bound, abs=1e-6)


@pytest.mark.parametrize(("weeks", "season"), [(8, 7), (4, 7), (8, 1), (4, 1)])
def test_equals_least_squares_with_a_column_for_each_season(weeks: int, season: int) -> None:
    seed = np.random.default_rng(weeks * season)
    n = weeks * season
    history = 50 + 0.7 * np.arange(n) + 10 * (np.arange(n) % season) + seed.normal(0, 3, n)
    design = np.column_stack([np.eye(season)[np.arange(n) % season], np.arange(n)])
    ahead = np.append(np.eye(season)[n % season], n)
    fitted, *_ = np.linalg.lstsq(design, history, rcond=None)
    df = n - season - 1
    variance = ((history - design @ fitted) ** 2).sum() / df * (1 + ahead @ np.linalg.inv(design.T @ design) @ ahead)
    found = forecast(history, np.arange(n), np.arange(n) % season, n, n % season)
    assert found is not None
    assert found.expected == pytest.approx(ahead @ fitted)
    assert found.high - found.expected == pytest.approx(student(df) * np.sqrt(variance))
    assert found.expected - found.low == pytest.approx(found.high - found.expected)


def test_ninety_nine_of_a_hundred_ordinary_days_lie_within() -> None:
    seed = np.random.default_rng(5)
    levels = np.array([900, 950, 1000, 980, 1200, 1500, 1400])
    places = np.arange(57)
    inside = 0
    for _ in range(4_000):
        days = seed.poisson(levels[places % 7] + 4 * places).astype(np.float64)
        found = forecast(days[:56], places[:56], places[:56] % 7, 56, 0)
        inside += found is not None and found.holds(days[56])
    assert inside / 4_000 == pytest.approx(0.99, abs=0.006)


def test_too_few_numbers_make_no_forecast() -> None:
    for n, seasons, season in ((8, 7, 1), (0, 1, 0), (20, 3, 5)):
        assert forecast(np.ones(n), np.arange(n), np.arange(n) % seasons, n, season) is None


WEEK = [5, 6, 7, 6, 8, 12, 11]


def test_a_day_out_of_the_ordinary_is_found_on_its_weekday() -> None:
    noise = np.random.default_rng(2).integers(0, 2, 57).tolist()
    days = [count + more for count, more in zip(WEEK * 9, noise, strict=False)]
    assert ask(days, DAY, Trends())["anomalies"] == []
    days[56] = 12  # ordinary on a Saturday, not on a Monday
    answer = ask(days, DAY, Trends())
    assert [(a["from"], a["measure"], a["found"], a["name"], a["other"]) for a in answer["anomalies"]] == [
        ("2026-03-02", "events", 12, None, False)
    ]
    assert answer["anomalies"][0]["low"] < WEEK[0] + 0.5 < answer["anomalies"][0]["high"] < 12
    assert answer["refused"] is None


def test_a_day_on_which_nothing_happened_is_out_of_the_ordinary() -> None:
    days = [count + i % 2 for i, count in enumerate(WEEK * 8)]
    for silent in (1, 3):
        answer = ask(days + [0] * silent, DAY, Trends(judged=silent))
        assert len(answer["periods"]) == 56 + silent
        assert [a["found"] for a in answer["anomalies"] if a["measure"] == "events"] == [0.0] * silent


def test_a_day_that_is_not_over_is_not_judged() -> None:
    days = [*WEEK * 8, *WEEK[:1], 0]
    days[30] += 1
    people_end = ask([*days[:-1], 40], DAY, Trends(), whole=False)
    assert people_end["anomalies"] == []
    assert not people_end["periods"][-1]["complete"]


def test_fewer_than_four_weeks_are_refused_and_so_are_months() -> None:
    short = ask(WEEK * 4, DAY, Trends())
    assert short["refused"] == "No forecast: fewer than 4 whole weeks lie before the last whole periods."
    assert short["refused_said"][0]["code"] == "definition.trends_too_short"
    assert ask([*WEEK * 4, 5], DAY, Trends())["refused"] is None
    assert "month" in ask(WEEK * 20, DAY, Trends(unit="month"))["refused"]
    assert ask([], DAY, Trends())["refused"]


def test_weeks_and_hours_and_several_of_the_last() -> None:
    weeks = [10, 12, 14, 16, 18, 21, 22, 24, 60, 90]
    found = ask(weeks, 7 * DAY, Trends(unit="week", judged=2))["anomalies"]
    assert [(a["from"], a["found"]) for a in found] == [("2026-03-02", 60), ("2026-03-09", 90)]
    hours = [(hour % 24) // 6 + (hour % 5 == 0) for hour in range(5 * 168)]
    hours[-1] = 30
    assert [a["from"] for a in ask(hours, HOUR, Trends(unit="hour"))["anomalies"]] == ["2026-02-08T23:00:00+01:00"]
    assert ask(hours, HOUR, Trends(unit="hour", judged=0))["anomalies"] == []
