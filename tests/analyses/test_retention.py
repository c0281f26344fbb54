"""Retention: the plain oracle, clock changes, what is not over, and a published cohort table."""

from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from clocks import framed, ms
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, cut, dictionary, journeys
from pydantic import ValidationError

from footpath.analyses.retention import Retention
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind

HOUR, DAY = 3_600_000, 86_400_000
Cell = tuple[int, int, int, int]  # customers, returned, waiting, returned so far


def ask(analysis: Retention, people: list[list[E]], start: int, end: int, zone: str = "UTC") -> dict[str, Any]:
    kinds = dictionary(people, more="AB")
    asked = framed(start, end, zone, kinds)
    return analysis.answer(analysis.zero(asked) + analysis.fold(journeys(people, kinds), asked), asked)


def cells(answer: dict[str, Any]) -> dict[str, list[Cell]]:
    words = ("customers", "returned", "waiting", "returned_so_far")
    return {row["cohort"]: [tuple(cell[word] for word in words) for cell in row["cells"]] for row in answer["cohorts"]}


def period_of(moment: int, period: str, zone: str) -> int:
    """Number of the calendar period: days, weeks from Monday, or months since some beginning."""
    day = datetime.fromtimestamp(moment / 1000, ZoneInfo(zone)).date()
    number = {"day": day.toordinal(), "week": (day.toordinal() - 1) // 7, "month": day.year * 12 + day.month}
    return number[period]


def begin_of(number: int, period: str, zone: str) -> tuple[str, int]:
    """Its first day, and UTC ms of its midnight."""
    if period == "month":
        day = datetime((number - 1) // 12, (number - 1) % 12 + 1, 1)
    else:
        day = datetime.fromordinal(number if period == "day" else number * 7 + 1)
    return day.date().isoformat(), ms(day.isoformat(), zone)


def plain(asked: Retention, people: list[list[E]], start: int, end: int, zone: str) -> dict[str, list[Cell]]:
    length = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}[asked.unit]
    far = 10**6
    ranges = asked.brackets or [(k, k if asked.mode == "on" else far) for k in range(asked.periods + 1)]
    table: dict[str, list[list[int]]] = {}
    for events in people:
        own = [e for e in events if e.actor == "customer" and e.time < end]
        starts = [e.time for e in own if asked.start in (None, e.name)]
        if not starts or period_of(min(starts), asked.unit, zone) < period_of(start, asked.unit, zone):
            continue
        first = min(starts)
        cohort = period_of(first, asked.unit, zone)
        label, _ = begin_of(cohort, asked.unit, zone)
        if begin_of(cohort + 1, asked.unit, zone)[1] > end:
            continue
        backs = [e.time for e in own if e.time >= first and asked.back in (None, e.name)]
        if asked.clock == "rolling":
            came = {(time - first) // length for time in backs}
        else:
            came = {period_of(time, asked.unit, zone) - cohort for time in backs}
        row = table.setdefault(label, [[0, 0, 0, 0] for _ in ranges])
        for (low, high), cell in zip(ranges, row, strict=True):
            closing = (low if high == far else high) + 1
            over = first + closing * length
            if asked.clock == "calendar":
                over = begin_of(cohort + closing, asked.unit, zone)[1]
            returned = any(low <= k <= high for k in came)
            place = 0 if over <= end else 2
            cell[place] += 1
            cell[place + 1] += returned
    return {label: [tuple(cell) for cell in row] for label, row in sorted(table.items())}


BEGIN = ms("2026-03-27", "Europe/Warsaw")  # two days before the clock goes forward
MOMENT = st.one_of(
    st.integers(0, 40 * 24).map(lambda hour: BEGIN + hour * HOUR),
    st.integers(0, 40).map(lambda day: BEGIN + day * DAY - HOUR - 1),
    st.integers(0, 40 * DAY).map(lambda late: BEGIN + late),
)
EVENT = st.tuples(
    MOMENT, st.sampled_from("AB"), st.just(""), st.just(""), st.sampled_from(["customer", "customer", "company"])
).map(lambda fields: E(*fields))
PEOPLE = st.lists(st.lists(EVENT, max_size=7), max_size=5)
ASKED = st.builds(
    Retention,
    start=st.sampled_from([None, "A"]),
    back=st.sampled_from([None, "B"]),
    unit=st.sampled_from(["day", "week", "month"]),
    periods=st.integers(1, 9),
    mode=st.sampled_from(["on", "on_or_after"]),
    brackets=st.just([]),
    clock=st.sampled_from(["calendar", "rolling"]),
) | st.builds(
    Retention,
    start=st.sampled_from([None, "A"]),
    back=st.sampled_from([None, "B"]),
    unit=st.sampled_from(["day", "week"]),
    periods=st.just(12),
    mode=st.just("bracket"),
    brackets=st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=4
    ),
    clock=st.sampled_from(["calendar", "rolling"]),
)


@settings(max_examples=300)
@given(
    asked=ASKED,
    people=PEOPLE,
    late=st.integers(0, 20 * DAY) | st.integers(0, 20).map(lambda day: day * DAY),
    length=st.integers(1, 50 * DAY) | st.integers(24, 50 * 24).map(lambda hour: hour * HOUR),
    zone=st.sampled_from(["Europe/Warsaw", "UTC"]),
)
def test_equals_the_plain_definition(
    asked: Retention, people: list[list[E]], late: int, length: int, zone: str
) -> None:
    start, end = BEGIN + late, BEGIN + late + length
    assert cells(ask(asked, people, start, end, zone)) == plain(asked, people, start, end, zone)


@settings(max_examples=60)
@given(asked=ASKED, people=PEOPLE, cuts=st.sets(st.integers(0, 5)))
def test_partials_add_on_any_split(asked: Retention, people: list[list[E]], cuts: set[int]) -> None:
    kinds = dictionary(people, more="AB")
    frame, whole = framed(BEGIN, BEGIN + 45 * DAY, "Europe/Warsaw", kinds), journeys(people, kinds)
    total = asked.zero(frame)
    for a, b in pairwise(sorted({0, len(people), *(min(at, len(people)) for at in cuts)})):
        total = total + asked.fold(cut(whole, a, b), frame)
    assert asked.answer(total, frame) == asked.answer(asked.zero(frame) + asked.fold(whole, frame), frame)


def test_the_first_start_ever_decides_even_before_the_period() -> None:
    people = [[E(BEGIN, "A"), E(BEGIN + 10 * DAY, "A")], [E(BEGIN + 10 * DAY, "A")]]
    answer = ask(Retention(unit="day", periods=1), people, BEGIN + 9 * DAY, BEGIN + 20 * DAY)
    assert [row["size"] for row in answer["cohorts"]] == [1]


def test_simultaneous_events_count_in_any_order() -> None:
    for names in ("AB", "BA"):
        answer = ask(
            Retention(start="A", back="B", unit="day", periods=1), [[E(BEGIN, n) for n in names]], BEGIN, BEGIN + DAY
        )
        assert cells(answer)["2026-03-26"] == [(1, 1, 0, 0), (0, 0, 1, 0)]


def test_a_cell_that_is_not_over_has_no_share_and_is_in_no_mean() -> None:
    people = [[E(BEGIN + HOUR, "A"), E(BEGIN + DAY + HOUR, "A")], [E(BEGIN + DAY + HOUR, "A")]]
    asked = Retention(unit="day", periods=2)
    answer = ask(asked, people, BEGIN, BEGIN + 2 * DAY + HOUR, "Europe/Warsaw")
    first, second = answer["cohorts"]
    assert [cell["complete"] for cell in first["cells"]] == [True, True, False]
    assert [cell["complete"] for cell in second["cells"]] == [True, False, False]
    assert (first["cells"][1]["share"], second["cells"][1]["share"]) == (1.0, None)
    assert [(cell["customers"], cell["returned"]) for cell in answer["mean"]] == [(2, 2), (1, 1), (0, 0)]


@pytest.mark.parametrize(("clock", "late"), [("calendar", 0), ("rolling", HOUR)])
def test_a_period_is_over_when_its_last_moment_was_seen(clock: str, late: int) -> None:
    """Nothing at or after the end is seen; the second day ends there, by the calendar or the customer's own clock."""
    asked, end = Retention(unit="day", periods=1, clock=clock), BEGIN + 2 * DAY + late
    people = [[E(BEGIN + late, "A"), E(end - 1, "A"), E(end, "A")]]
    over, early = (cells(ask(asked, people, BEGIN, end - less, "Europe/Warsaw")) for less in (0, 1))
    assert over["2026-03-27"] == [(1, 1, 0, 0), (1, 1, 0, 0)]
    assert early["2026-03-27"] == [(1, 1, 0, 0), (0, 0, 1, 0)]
    seen = ask(asked, [[E(BEGIN + late, "A"), E(end - 2, "A")]], BEGIN, end - 1, "Europe/Warsaw")
    assert cells(seen)["2026-03-27"][1] == (0, 0, 1, 1)


def test_what_the_company_does_neither_begins_nor_is_a_return() -> None:
    people = [[E(BEGIN, "A", actor="company"), E(BEGIN + DAY, "A"), E(BEGIN + 2 * DAY, "A", actor="company")]]
    for word in (None, "A"):
        answer = ask(Retention(start=word, back=word, unit="day", periods=1), people, BEGIN, BEGIN + 9 * DAY)
        assert cells(answer) == {"2026-03-27": [(1, 1, 0, 0), (1, 0, 0, 0)]}


def test_activity_is_who_is_active_again_in_the_next_period() -> None:
    people = [[E(BEGIN, "A"), E(BEGIN + DAY, "A"), E(BEGIN + 3 * DAY, "A")], [E(BEGIN, "B")]]
    answer = ask(Retention(unit="day"), people, BEGIN, BEGIN + 10 * DAY)
    assert [(row["from"], row["customers"], row["again"], row["share"]) for row in answer["activity"]] == [
        ("2026-03-26", 2, 1, 0.5),
        ("2026-03-27", 1, 0, 0.0),
        ("2026-03-29", 1, 0, 0.0),
    ]


def test_brackets_belong_to_their_mode() -> None:
    for wrong in ({"mode": "bracket"}, {"brackets": [(1, 2)]}, {"mode": "bracket", "brackets": [(3, 2)]}):
        with pytest.raises(ValidationError):
            Retention(**wrong)


def test_edges() -> None:
    asked = Retention(unit="day", periods=3)
    assert ask(asked, [], BEGIN, BEGIN + DAY)["cohorts"] == []
    assert cells(ask(asked, [[E(BEGIN, "A")] * 5], BEGIN, BEGIN + 9 * DAY)) == {
        "2026-03-26": [(1, 1, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0)]
    }
    kinds = [Kind(0, "", "", "", "system"), *(Kind(i, f"K{i}", "", "", "customer") for i in range(1, 60_001))]
    block = Journeys(
        np.ones(1, np.uint64),
        np.array([0, 1_000_000], np.int64),
        np.ones(1, np.uint8),
        {
            "time": BEGIN + np.sort(np.arange(1_000_000) % 30) * DAY,
            "kind": (np.arange(1_000_000) % 60_000 + 1).astype(np.uint32),
        },
    )
    frame = framed(BEGIN, BEGIN + 40 * DAY, kinds=kinds)
    answer = asked.answer(asked.fold(block, frame), frame)
    assert [cell["share"] for cell in answer["mean"]] == [1.0] * 4
    assert sum(row["again"] for row in answer["activity"]) == 29
