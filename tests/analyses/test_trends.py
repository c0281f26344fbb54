"""Trends: the plain oracle by the clock of a time zone, split and unsplit, and exact sums of values."""

import math
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from clocks import framed, ms
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, cut, dictionary, journeys, staged

import footpath.analyses.trends as module
from footpath.analyses._calendar import Unit
from footpath.analyses.trends import Trends
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind

HOUR, DAY = 3_600_000, 86_400_000
WARSAW = "Europe/Warsaw"
BEGIN = ms("2026-03-28", WARSAW)  # the clock goes forward on the next day
VALUES = st.one_of(st.just(float("nan")), st.integers(-(10**9), 10**9).map(lambda cents: cents / 100))
EVENT = st.tuples(
    st.one_of(st.integers(0, 80).map(lambda hour: BEGIN + hour * HOUR), st.integers(BEGIN, BEGIN + 40 * DAY)),
    st.sampled_from("ABCD"),
    st.sampled_from(["web", "app", ""]),
    st.just(""),
    st.sampled_from(["customer", "customer", "company", "system"]),
    st.just(float("nan")),
    st.just(""),
    VALUES,
).map(lambda fields: E(*fields))
PEOPLE = st.lists(st.lists(EVENT, max_size=8), max_size=5)
Points = dict[tuple[str, Any], tuple[int, int, float | None]]  # by period and series: events, customers, value


def ask(asked: Trends, people: list[list[E]], start: int, end: int, zone: str = "UTC", definitions: Any = None) -> Any:
    kinds = dictionary(people, more="AB")
    frame = framed(start, end, zone, kinds, definitions)
    return asked.answer(asked.zero(frame) + asked.fold(journeys(people, kinds), frame), frame)


def points(answer: dict[str, Any], asked: Trends) -> Points:
    rows = asked.table(answer)
    return {(r["from"], r["name"]): (r["events"], r["customers"], r["value"]) for r in rows if r["events"]}


def period_of(moment: int, unit: Unit, zone: str) -> str:
    local = datetime.fromtimestamp(moment // 1000, ZoneInfo(zone))
    if unit == "hour":
        return local.replace(minute=0, second=0).isoformat()
    day = local.date()
    return {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[unit].isoformat()


def plain(people: list[list[E]], unit: Unit, split: str | None, start: int, end: int, zone: str) -> Points:
    cells: dict[tuple[str, Any], list[tuple[int, E]]] = defaultdict(list)
    for who, events in enumerate(people):
        for event in events:
            if event.actor == "customer" and start <= event.time < end:
                series = (getattr(event, split) or None) if split else None
                cells[period_of(event.time, unit, zone), series].append((who, event))
    return {
        cell: (len(found), len({who for who, _ in found}), plain_sum([event.value for _, event in found]))
        for cell, found in cells.items()
    }


def plain_sum(values: list[float]) -> float | None:
    given_values = [Fraction(round(value * 100), 100) for value in values if not math.isnan(value)]
    return float(sum(given_values)) if given_values else None


@pytest.mark.parametrize("dense_cells", [0, 1 << 20], ids=["hashed", "dense"])
@settings(max_examples=120)
@given(
    people=PEOPLE,
    unit=st.sampled_from(["hour", "day", "week", "month"]),
    split=st.sampled_from([None, "name", "channel"]),
    zone=st.sampled_from([WARSAW, "UTC"]),
    late=st.integers(0, 2 * DAY),
    length=st.integers(1, 45 * DAY),
)
def test_equals_the_plain_definition(
    dense_cells: int, people: list[list[E]], unit: Unit, split: Any, zone: str, late: int, length: int
) -> None:
    start, end = BEGIN + late, BEGIN + late + length
    asked = Trends(unit=unit, split=split)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "DENSE_CELLS", dense_cells)
        answer = ask(asked, people, start, end, zone)
    expected = plain(people, unit, split, start, end, zone)
    assert points(answer, asked) == expected
    labels = [row["from"] for row in answer["periods"]]
    assert labels[:1] == sorted({period for period, _ in expected})[:1]
    assert labels[-1:] == ([period_of(end - 1, unit, zone)] if expected else [])
    assert answer["n"] == sum(any(e.actor == "customer" and start <= e.time < end for e in events) for events in people)


@settings(max_examples=60)
@given(people=PEOPLE, split=st.sampled_from([None, "name", "channel"]), cuts=st.sets(st.integers(0, 5)))
def test_partials_add_on_any_split(people: list[list[E]], split: Any, cuts: set[int]) -> None:
    asked, kinds = Trends(split=split, top=2), dictionary(people, more="AB")
    frame, whole = framed(BEGIN, BEGIN + 45 * DAY, WARSAW, kinds), journeys(people, kinds)
    total = asked.zero(frame)
    for a, b in pairwise(sorted({0, len(people), *(min(at, len(people)) for at in cuts)})):
        total = asked.fold(cut(whole, a, b), frame) + total
    assert asked.answer(total, frame) == asked.answer(asked.zero(frame) + asked.fold(whole, frame), frame)


def test_the_rest_is_one_series_whose_customers_are_not_known() -> None:
    names = Counter(A=4, B=3, C=2, D=1)
    people = [[E(BEGIN + i, name, value=1.5) for name, n in names.items() for i in range(n)]]
    answer = ask(Trends(split="name", top=2), people, BEGIN, BEGIN + DAY, WARSAW)
    assert [(one["name"], one["other"], one["points"]) for one in answer["series"]] == [
        ("A", False, [{"events": 4, "customers": 1, "value": 6.0}]),
        ("B", False, [{"events": 3, "customers": 1, "value": 4.5}]),
        (None, True, [{"events": 3, "customers": None, "value": 4.5}]),
    ]


def test_of_a_rule_and_by_stage() -> None:
    definitions = staged({"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}})
    people = [[E(BEGIN, name) for name in "AABCX"], [E(BEGIN, "M", actor="company")]]

    def counts(**asked: Any) -> dict[Any, int]:
        answer = ask(Trends(**asked), people, BEGIN, BEGIN + DAY, WARSAW, definitions)
        return {one["name"]: sum(point["events"] for point in one["points"]) for one in answer["series"]}

    assert counts() == {None: 5}
    assert counts(of="Buy") == {None: 2}
    assert counts(of="M") == {None: 1}
    assert counts(split="stage") == {"Look": 2, "Buy": 2, None: 1}
    assert counts(split="touchpoint", of="Buy") == {"Basket": 1, "Pay": 1}


def test_days_of_a_clock_change_and_whole_periods() -> None:
    people = [[E(BEGIN + hour * HOUR, "A") for hour in range(72)]]
    answer = ask(Trends(), people, BEGIN + HOUR, BEGIN + 71 * HOUR, WARSAW)
    rows = zip(answer["periods"], answer["series"][0]["points"], strict=True)
    assert [(row["from"], row["complete"], point["events"]) for row, point in rows] == [
        ("2026-03-28", False, 23),
        ("2026-03-29", True, 23),
        ("2026-03-30", True, 24),
    ]


def test_sums_are_exact_whatever_the_order() -> None:
    amounts = [0.1] * 10 + [1e12, -1e12, 0.000001, -0.3, float("inf"), 1e300]
    for values in (amounts, amounts[::-1]):
        answer = ask(Trends(), [[E(BEGIN, "A", value=value) for value in values]], BEGIN, BEGIN + DAY, WARSAW)
        assert answer["series"][0]["points"][0]["value"] == 0.700001


def test_edges() -> None:
    assert ask(Trends(), [], BEGIN, BEGIN + DAY)["series"] == []
    assert points(ask(Trends(), [[E(BEGIN, "A")] * 3], BEGIN, BEGIN + DAY), Trends()) == {
        ("2026-03-27", None): (3, 1, None)
    }
    kinds = [Kind(0, "", "", "", "system"), *(Kind(i, f"K{i}", "", "", "customer") for i in range(1, 60_001))]
    size = 1_000_000
    block = Journeys(
        np.ones(1, np.uint64),
        np.array([0, size], np.int64),
        np.ones(1, np.uint8),
        {
            "time": BEGIN + np.sort(np.arange(size) % 30) * DAY,
            "kind": (np.arange(size) % 60_000 + 1).astype(np.uint32),
            "value": np.full(size, 0.01),
        },
    )
    asked, frame = Trends(split="name", top=3), framed(BEGIN, BEGIN + 40 * DAY, kinds=kinds)
    answer = asked.answer(asked.fold(block, frame), frame)
    assert [one["name"] for one in answer["series"]] == ["K1", "K10", "K100", None]
    assert sum(row["events"] for row in asked.table(answer)) == size
    assert sum(row["value"] for row in asked.table(answer) if row["value"]) == pytest.approx(10_000)
