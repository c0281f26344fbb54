"""Sessions: the definition's boundary, the plain oracle, and journeys at the edges."""

import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from clocks import ms
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, cut, dictionary, frame, journeys, staged
from pydantic import ValidationError

from footpath.analyses._intervals import wilson
from footpath.analyses.sessions import Sessions
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind

MINUTE = 60_000
NAMED = Sessions(by="name")
EVENTS = st.tuples(
    st.integers(0, 40),
    st.sampled_from("ABC"),
    st.sampled_from(["web", ""]),
    st.just(""),
    st.sampled_from(["customer", "customer", "company", "system"]),
).map(lambda fields: E(*fields))
PEOPLE = st.lists(st.lists(EVENTS, max_size=12), max_size=5)


def plain(people: list[list[E]], gap: int, start: int = 0, end: int = 99) -> list[list[E]]:
    """Every session, as the list of its events."""
    found: list[list[E]] = []
    for events in people:
        own = sorted((e for e in events if e.actor == "customer" and start <= e.time < end), key=lambda e: e.time)
        for i, event in enumerate(own):
            if i == 0 or event.time - own[i - 1].time >= gap:
                found.append([])
            found[-1].append(event)
    return found


def places(answer: dict[str, Any]) -> dict[str | None, tuple[int, int]]:
    return {row["name"]: (row["begins"], row["ends"]) for row in answer["places"]}


def assert_binned(bins: list[dict[str, Any]], values: Sequence[float]) -> None:
    """Every value lies in one bin; they follow one another, and neither the first nor the last is empty."""
    for one in bins:
        assert one["sessions"] == sum(
            one["from"] <= value and (one["to"] is None or value < one["to"]) for value in values
        )
    assert sum(one["sessions"] for one in bins) == len(values)
    assert all(one["to"] == after["from"] for one, after in pairwise(bins))
    assert bins[0]["sessions"]
    assert bins[-1]["sessions"]


@settings(max_examples=200)
@given(people=PEOPLE, gap=st.integers(1, 12), start=st.integers(0, 20), length=st.integers(1, 40))
def test_equals_the_plain_definition(people: list[list[E]], gap: int, start: int, length: int) -> None:
    found = ask(Sessions(gap=f"{gap}ms", by="channel"), people, start=start, end=start + length)
    sessions = plain(people, gap, start, start + length)
    sizes = [len(session) for session in sessions]
    lengths = [session[-1].time - session[0].time for session in sessions]
    begins, ends = (Counter(session[i].channel or None for session in sessions) for i in (0, -1))
    assert (found["sessions"], found["events"], found["bounce"]["sessions"]) == (
        len(sessions),
        sum(sizes),
        sizes.count(1),
    )
    assert places(found) == {name: (begins[name], ends[name]) for name in {*begins, *ends}}
    if not sessions:
        assert found["session_time"] == {"mean_s": None, "median_s": None, "bins": []}
        assert found["session_events"] == {"mean": None, "median": None, "bins": []}
        return
    assert_binned(found["session_events"]["bins"], sizes)
    assert_binned(found["session_time"]["bins"], [length / 1000 for length in lengths])
    assert found["session_time"]["mean_s"] == pytest.approx(statistics.mean(lengths) / 1000, abs=5e-4)
    assert found["session_time"]["median_s"] == pytest.approx(statistics.median(lengths) / 1000, abs=1e-3)
    assert found["session_events"]["mean"] == pytest.approx(statistics.mean(sizes), abs=5e-5)
    assert found["session_events"]["median"] == statistics.median(sizes)
    assert found["per_customer"] == pytest.approx(len(sessions) / found["n"], abs=5e-5)


def test_a_gap_of_exactly_thirty_minutes_begins_a_new_session() -> None:
    def sessions(gap_ms: int) -> int:
        return ask(Sessions(), customers(f"A0 B{gap_ms}"))["sessions"]

    assert (sessions(30 * MINUTE - 1), sessions(30 * MINUTE), sessions(30 * MINUTE + 1)) == (1, 2, 2)


def test_bins_read_as_people_read_them() -> None:
    rows = customers("A0", "A0 B1", f"A0 B{5 * MINUTE} C{10 * MINUTE} D{15 * MINUTE} E{20 * MINUTE} F{25 * MINUTE}")
    found = ask(NAMED, rows)
    filled = [(one["from"], one["to"]) for one in found["session_events"]["bins"] if one["sessions"]]
    assert filled == [(1, 2), (2, 3), (6, 8)]
    filled = [(one["from"], one["to"]) for one in found["session_time"]["bins"] if one["sessions"]]
    assert filled == [(0, 0.001), (0.001, 10), (1200, 1800)]


def test_a_clock_change_is_no_gap() -> None:
    """From 01:50 to 03:10 by the clock of Warsaw, while it goes forward, 20 minutes pass; back in autumn, 80."""
    for before, after, sessions in (
        ("2026-03-29T01:50", "2026-03-29T03:10", 1),
        ("2026-10-25T02:50", "2026-10-25T03:10", 2),
    ):
        times = [ms(text, "Europe/Warsaw") for text in (before, after)]
        assert ask(NAMED, [[E(time, "A") for time in times]], data_end=times[1])["sessions"] == sessions


def test_the_gap_is_a_parameter_and_no_gap_is_none() -> None:
    assert ask(Sessions(gap="1h"), customers(f"A0 B{30 * MINUTE}"))["sessions"] == 1
    for text in ("0s", "soon"):
        with pytest.raises(ValidationError):
            Sessions(gap=text)


def test_what_company_and_system_do_neither_begins_nor_prolongs_a_session() -> None:
    for actor in ("company", "system"):
        row = [E(0, "A"), E(20 * MINUTE, "M", actor=actor), E(40 * MINUTE, "B"), E(90 * MINUTE, "M", actor=actor)]
        found = ask(NAMED, [row, [E(0, "M", actor=actor)]])
        assert (found["n"], found["sessions"], found["events"]) == (1, 2, 2)
        assert places(found) == {"A": (1, 1), "B": (1, 1)}


def test_where_sessions_begin_and_end() -> None:
    definitions = staged({"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}})
    rows = customers(f"A0 B1 C2 X{60 * MINUTE}", "A0 C1", "B0 B1")
    by = {word: places(ask(Sessions(by=word), rows, definitions)) for word in ("name", "touchpoint", "stage")}
    assert by["name"] == {"A": (2, 0), "B": (1, 1), "C": (0, 2), "X": (1, 1)}
    assert by["touchpoint"] == {"Site": (2, 0), "Basket": (1, 1), "Pay": (0, 2), None: (1, 1)}
    assert by["stage"] == {"Look": (2, 0), "Buy": (1, 3), None: (1, 1)}


def test_shares_have_a_wilson_interval() -> None:
    found = ask(NAMED, customers(*["A0"] * 8, *["A0 B1"] * 2))
    low, high = wilson(8, 10)
    assert found["bounce"] == {
        "sessions": 8,
        "share": 0.8,
        "low": pytest.approx(low, abs=1e-6),
        "high": pytest.approx(high, abs=1e-6),
    }
    assert [(row["begins_share"], row["ends_share"]) for row in found["places"]] == [(1.0, 0.8), (0.0, 0.2)]


@settings(max_examples=60)
@given(people=PEOPLE, cuts=st.sets(st.integers(0, 5)))
def test_partials_are_equal_on_any_split(people: list[list[E]], cuts: set[int]) -> None:
    kinds = dictionary(people)
    asked, whole = frame(kinds), journeys(people, kinds)
    bounds = sorted({0, len(people), *(min(at, len(people)) for at in cuts)})
    total = NAMED.zero(asked)
    for a, b in pairwise(bounds):
        total = total + NAMED.fold(cut(whole, a, b), asked)
    expected = NAMED.fold(whole, asked)
    for field in ("totals", "groups", "sizes", "durations"):
        assert np.array_equal(getattr(total, field), getattr(expected, field))


def one_customer(time: np.ndarray, kind: np.ndarray) -> Journeys:
    """A block of one customer with these events."""
    return Journeys(
        np.ones(1, np.uint64),
        np.array([0, len(time)], np.int64),
        np.ones(1, np.uint8),
        {"time": time.astype(np.int64), "kind": kind},
    )


def test_edges() -> None:
    assert ask(NAMED, [])["sessions"] == 0
    assert ask(NAMED, [[], []])["n"] == 0
    one = ask(NAMED, customers("A5"))
    assert (one["n"], one["sessions"], one["bounce"]["share"]) == (1, 1, 1.0)
    ties = ask(NAMED, customers("A5 B5 C5 A5"))
    assert (ties["sessions"], ties["events"], ties["session_time"]["median_s"]) == (1, 4, 0.0)
    assert places(ties) == {"A": (1, 1)}


def test_a_customer_with_a_million_events() -> None:
    kinds = [Kind(0, "", "", "", "system"), Kind(1, "A", "", "", "customer"), Kind(2, "B", "", "", "customer")]
    events = 1_000_000
    time = np.arange(events) * MINUTE
    time[events // 2 :] += 29 * MINUTE
    block = one_customer(time, (np.arange(events) % 2 + 1).astype(np.uint16))
    asked = frame(kinds)
    found = NAMED.answer(NAMED.fold(block, asked), asked)
    assert (found["sessions"], found["events"]) == (2, events)
    assert found["session_time"]["median_s"] == pytest.approx((events / 2 - 1) * 60, rel=0.01)
    assert found["session_events"]["median"] == pytest.approx(events / 2, rel=0.01)
    assert places(found) == {"A": (2, 0), "B": (0, 2)}


def test_sixty_thousand_kinds() -> None:
    kinds = [Kind(0, "", "", "", "system"), *(Kind(i, f"K{i}", "", "", "customer") for i in range(1, 60_001))]
    block = one_customer(np.arange(60_000) * 30 * MINUTE, np.arange(1, 60_001).astype(np.uint32))
    asked = frame(kinds)
    found = NAMED.answer(NAMED.fold(block, asked), asked)
    assert found["sessions"] == len(found["places"]) == found["bounce"]["sessions"] == 60_000
