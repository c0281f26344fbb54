"""Funnel: the definition's vectors and the plain oracle; test_funnel_clickhouse.py has the peer."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, dictionary, frame, staged

from footpath.analyses._steps import Step, UnknownStep
from footpath.analyses.funnel import Funnel
from footpath.definitions.model import Match

EVENTS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ABCX")), max_size=8)
STEPS = st.lists(st.sampled_from(["A", "B", "C", "AB", "BC", "ABC"]), min_size=2, max_size=4)


def step_of(letters: str) -> Step:
    return Step(match=tuple(Match(name=letter) for letter in letters))


def funnel(letters: list[str], window_ms: int, order: str = "ordered") -> Funnel:
    return Funnel(steps=[step_of(one) for one in letters], window=f"{window_ms}ms", order=order)


def in_order(chosen: tuple[tuple[int, str], ...], steps: list[str], window: int) -> bool:
    times = [time for time, _ in chosen]
    rising = all(a <= b for a, b in pairwise(times))
    return rising and times[-1] - times[0] <= window and all(n in s for (_, n), s in zip(chosen, steps, strict=False))


def chains(events: list[tuple[int, str]], steps: list[str], window: int, m: int) -> list[int]:
    """Starts of all choices of m different events that match steps 1 .. m."""
    return [chosen[0][0] for chosen in permutations(events, m) if in_order(chosen, steps, window)]


def plain_ordered(events: list[tuple[int, str]], steps: list[str], window: int, end: int) -> tuple[int, bool]:
    """Level, and whether an attempt of that level is open at the end."""
    for m in range(len(steps), 0, -1):
        if starts := chains(events, steps, window, m):
            return m, m < len(steps) and max(starts) + window >= end
    return 0, False


def plain_strict(events: list[tuple[int, str]], steps: list[str], window: int, end: int) -> tuple[int, bool]:
    row = sorted(events, key=lambda e: e[0])
    for m in range(len(steps), 0, -1):
        runs = [i for i in range(len(row) - m + 1) if in_order(tuple(row[i : i + m]), steps, window)]
        if runs:
            last = len(row) - m
            return m, m < len(steps) and last in runs and row[last][0] + window >= end
    return 0, False


def plain_any(events: list[tuple[int, str]], steps: list[str], window: int, end: int) -> tuple[int, bool]:
    """Steps filled at once: over all starts and all assignments of different events to steps."""
    filled: dict[int, int] = {}
    for start, name in events:
        if not any(name in s for s in steps):
            continue
        inside = [n for t, n in events if start <= t <= start + window]
        for m in range(1, min(len(steps), len(inside)) + 1):
            subsets = permutations(steps, m)
            if any(any(all(map(str.__contains__, s, n)) for n in permutations(inside, m)) for s in subsets):
                filled[start] = max(filled.get(start, 0), m)
    level = max(filled.values(), default=0)
    return level, 0 < level < len(steps) and max(t for t, m in filled.items() if m == level) + window >= end


PLAIN = {"ordered": plain_ordered, "strict": plain_strict, "any": plain_any}


def levels(analysis: Funnel, rows: list[list[E]], **limits: int) -> tuple[list[int], list[int]]:
    answer = ask(analysis, rows, **limits)
    return [s["customers"] for s in answer["steps"]], [s["in_window"] for s in answer["steps"]]


def level(row: str, steps: str, window: int, order: str = "ordered") -> int:
    counts, _ = levels(funnel(list(steps), window, order), customers(row))
    return sum(counts)


@pytest.mark.parametrize(
    ("row", "steps", "window", "expected"),
    [
        ("A60 A90 B105 C135", "ABC", 60, 3),
        ("A0 B10", "AB", 10, 2),
        ("A0 B11", "AB", 10, 1),
        ("A0 A3 A5", "AAA", 10, 3),
        ("A0", "AAA", 10, 1),
        ("A0 B5 A8 C12", "ABC", 10, 2),
        ("A0 B5 A8 B9 C12", "ABC", 10, 3),
        ("B5 A5", "AB", 10, 2),
        ("C5 B5 A5", "ABC", 10, 3),
        ("B0 A1", "AB", 10, 1),
    ],
)
def test_vectors_of_the_definition(row: str, steps: str, window: int, expected: int) -> None:
    assert level(row, steps, window) == expected


def test_one_event_fills_one_step_only() -> None:
    both = funnel(["AB", "AB"], 10)
    assert levels(both, customers("A5"))[0] == [1, 0]
    assert levels(both, customers("A5 B5"))[0] == [1, 1]
    assert levels(funnel(["AB", "A"], 10), customers("A5 B5"))[0] == [1, 1]


@pytest.mark.parametrize("order", ["ordered", "strict", "any"])
@settings(max_examples=150, deadline=None)
@given(people=st.lists(EVENTS, min_size=1, max_size=4), steps=STEPS, window=st.integers(1, 9), end=st.integers(12, 18))
def test_equals_the_plain_definition(order: str, people: list, steps: list[str], window: int, end: int) -> None:
    rows = [[E(t, n) for t, n in events] for events in people]
    found, waiting = levels(funnel(steps, window, order), rows, data_end=end)
    plain = [PLAIN[order](events, steps, window, end) for events in people]
    assert found == [sum(m > i for m, _ in plain) for i in range(len(steps))]
    assert waiting == [sum(m == i + 1 and is_open for m, is_open in plain) for i in range(len(steps))]


@settings(max_examples=100, deadline=None)
@given(people=st.lists(EVENTS, min_size=1, max_size=5), steps=STEPS, window=st.integers(1, 9))
def test_dropped_and_waiting_account_for_everyone(people: list, steps: list[str], window: int) -> None:
    answer = ask(funnel(steps, window), [[E(t, n) for t, n in events] for events in people], data_end=15)
    rows = answer["steps"]
    for one, following in pairwise(rows):
        assert one["customers"] - following["customers"] == one["dropped"] + one["in_window"]
        assert min(one["dropped"], one["in_window"]) >= 0
    assert rows[-1]["dropped"] == rows[-1]["in_window"] == 0


@settings(max_examples=60, deadline=None)
@given(people=st.lists(EVENTS, min_size=1, max_size=4), steps=STEPS, window=st.integers(1, 9), seed=st.randoms())
def test_simultaneous_events_may_arrive_in_any_order(people: list, steps: list[str], window: int, seed) -> None:
    first = [[E(t, n) for t, n in events] for events in people]
    shuffled = [seed.sample(events, len(events)) for events in first]
    assert levels(funnel(steps, window), first) == levels(funnel(steps, window), shuffled)


def test_time_to_convert_is_of_the_earliest_completing_attempt() -> None:
    answer = ask(funnel(["A", "B", "C"], 60_000), customers("A0 A10000 B20000 B30000 C50000"))
    assert [s["median_s"] for s in answer["steps"]] == [None, pytest.approx(20, rel=0.01), pytest.approx(30, rel=0.01)]
    assert answer["converted"]["median_s"] == pytest.approx(50, rel=0.01)
    late = ask(funnel(["A", "B", "C"], 45_000), customers("A0 A10000 B20000 B30000 C50000"))
    assert late["converted"]["median_s"] == pytest.approx(40, rel=0.01)


@settings(max_examples=80, deadline=None)
@given(events=EVENTS, steps=STEPS, window=st.integers(1, 9))
def test_time_to_convert_equals_the_plain_one(events: list, steps: list[str], window: int) -> None:
    answer = ask(funnel(steps, window), [[E(t, n) for t, n in events]])
    m = len(steps)
    whole = [c for c in permutations(events, m) if in_order(c, steps, window)]
    expected = None
    if whole:
        first = min(chosen[0][0] for chosen in whole)
        expected = min(chosen[-1][0] for chosen in whole if chosen[0][0] == first) - first
    assert answer["converted"]["median_s"] == (None if expected is None else expected / 1000)


def test_period_and_system_events_are_respected() -> None:
    rows = [[E(0, "A"), E(5, "B"), E(9, "C", actor="system")]]
    assert levels(funnel(["A", "B", "C"], 60), rows)[0] == [1, 1, 0]
    assert levels(funnel(["A", "B"], 60), rows, start=0, end=5)[0] == [1, 0]
    assert levels(funnel(["A", "B"], 60), rows, start=1)[0] == [0, 0]


def test_what_lies_beyond_the_period_calls_nobody_lost() -> None:
    assert levels(funnel(["A", "B"], 60), customers("A0 B50"), start=0, end=20, data_end=10_000)[1] == [1, 0]


def test_strict_sees_customer_events_only() -> None:
    rows = [[E(0, "A"), E(1, "Mail", actor="company"), E(2, "B")]]
    assert levels(funnel(["A", "B"], 60, "strict"), rows)[0] == [1, 1]


def test_a_step_is_an_event_else_a_touchpoint_else_a_stage() -> None:
    definitions = staged({"Buy": {"Basket": ["A"], "B": ["C"]}, "C": {"Pay": ["B"]}})
    kinds = dictionary(customers("A0 B1 C2"))
    asked = frame(kinds, definitions)

    def codes(step: str | Step) -> list[int]:
        kind_steps = Funnel(steps=[step, step])._masks(asked)
        return [i for i, mask in enumerate(kind_steps) if mask]

    assert codes("B") == [2]
    assert codes("basket") == [1]
    assert codes("Buy") == [1, 3]
    assert codes(Step(touchpoint="B")) == [3]
    assert codes(Step(stage="c")) == [2]


def test_an_unknown_step_gets_a_sentence_with_the_nearest_names() -> None:
    rows = [[E(0, "Order Completed"), E(1, "Product Viewed")]]
    with pytest.raises(UnknownStep, match="'Ordr completed' is no event, touchpoint or stage.*'Order Completed'"):
        ask(Funnel(steps=["Product Viewed", "Ordr completed"]), rows)


def test_wilson_interval_and_share_of_the_previous_step() -> None:
    answer = ask(funnel(["A", "B"], 60), customers(*["A0 B1"] * 8, *["A0"] * 2))
    assert answer["steps"][1]["share"] == 0.8
    assert answer["steps"][1]["low"] == pytest.approx(0.4902, abs=1e-4)
    assert answer["steps"][1]["high"] == pytest.approx(0.9433, abs=1e-4)
    assert answer["n"] == 10
