"""The example of docs/guides/add-an-analysis.md against its plain definition."""

import importlib
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docs" / "guides"), str(ROOT / "tests" / "analyses")]
factory = importlib.import_module("journeys_factory")
Repurchase = importlib.import_module("repurchase").Repurchase

HOUR, DAY = 3_600_000, 86_400_000
BUY = {"match": [{"name": "Buy"}]}
EVENT = st.tuples(
    st.integers(0, 400), st.sampled_from(["Buy", "Buy", "Look"]), st.sampled_from(["customer", "customer", "system"])
).map(lambda fields: factory.E(fields[0] * DAY // 2, fields[1], actor=fields[2]))


def plain(people: list[list[Any]], start: int, end: int) -> list[int]:
    """Days from each purchase to the next."""
    gaps = []
    for events in people:
        times = sorted(e.time for e in events if e.name == "Buy" and e.actor != "system" and start <= e.time < end)
        gaps += [(later - earlier) // DAY for earlier, later in pairwise(times)]
    return gaps


@settings(max_examples=200)
@given(people=st.lists(st.lists(EVENT, max_size=8), max_size=5), start=st.integers(0, 90), length=st.integers(1, 120))
def test_equals_the_plain_definition(people: list[list[Any]], start: int, length: int) -> None:
    asked = Repurchase(of=BUY, width=10, most=6)
    answer = factory.ask(asked, [*people, [factory.E(0, "Buy")]], start=start * DAY, end=(start + length) * DAY)
    gaps = plain(people, start * DAY, (start + length) * DAY)
    expected = {low: sum(low <= gap < low + 10 for gap in gaps) for low in range(0, 60, 10)}
    expected[60] = sum(gap >= 60 for gap in gaps)
    found = {row["from_days"]: row["purchases"] for row in asked.table(answer)}
    assert found == {low: count for low, count in expected.items() if count}
    middle = sorted(gaps)[(len(gaps) - 1) // 2] if gaps else None
    assert answer["median_days"] == (middle if middle is not None and middle < 60 else None)


def test_a_day_is_24_hours_and_the_one_before_need_not_be_the_first() -> None:
    rows = [[factory.E(time, "Buy") for time in (0, 23 * HOUR, 23 * HOUR + DAY, 23 * HOUR + 3 * DAY)]]
    answer = factory.ask(Repurchase(of=BUY, width=1), rows)
    assert [(row["from_days"], row["purchases"]) for row in answer["rows"]] == [(0, 1), (1, 1), (2, 1)]
    assert (answer["n"], answer["again"]["customers"], answer["median_days"]) == (1, 1, 1)
