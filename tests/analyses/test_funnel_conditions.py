"""Funnels with exclusions and a held property: vectors, and the plain oracle over all choices of events."""

from itertools import pairwise, permutations
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, dictionary, frame

from footpath.analyses._analysis import UnknownProperty
from footpath.analyses.funnel import Exclusion, Funnel
from footpath.store.kernels.funnel_conditions import conditional
from footpath.store.kernels.histogram import BINS, bin_of


class Event(NamedTuple):
    time: int
    name: str
    value: int = 0


class Rule(NamedTuple):
    name: str
    after: int
    before: int


EVENTS = st.lists(st.builds(Event, st.integers(0, 9), st.sampled_from("ABCX"), st.integers(0, 2)), max_size=7).map(
    lambda events: sorted(events, key=lambda event: event.time)
)
STEPS = st.lists(st.sampled_from(["A", "B", "C", "AB", "X"]), min_size=2, max_size=4)


@st.composite
def rules(draw: Any, steps: int) -> list[Rule]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        after = draw(st.integers(1, steps - 1))
        found.append(Rule(draw(st.sampled_from("ABCX")), after, draw(st.integers(after + 1, steps))))
    return found


def stands(chosen: tuple[Event, ...], events: list[Event], rules: list[Rule], holds: bool) -> bool:
    """No exclusion lies strictly between the event of its first step and that of its second, or of the last chosen."""
    value = chosen[0].value
    for rule in rules:
        end = min(rule.before, len(chosen))
        if rule.after < end and any(
            event.name == rule.name
            and (not holds or event.value in (0, value))
            and chosen[rule.after - 1].time < event.time < chosen[end - 1].time
            for event in events
        ):
            return False
    return True


def attempts(events: list[Event], steps: list[str], window: int, rules: list[Rule], holds: bool, m: int) -> list:
    def fits(chosen: tuple[Event, ...]) -> bool:
        return (
            all(event.name in step for event, step in zip(chosen, steps, strict=False))
            and all(a.time <= b.time for a, b in pairwise(chosen))
            and chosen[-1].time - chosen[0].time <= window
            and (not holds or (chosen[0].value > 0 and len({event.value for event in chosen}) == 1))
            and stands(chosen, events, rules, holds)
        )

    return [chosen for chosen in permutations(events, m) if fits(chosen)]


def is_open(
    chosen: tuple[Event, ...], events: list[Event], rules: list[Rule], holds: bool, window: int, end: int
) -> bool:
    """Whether the attempt still stands after everything: nothing excluded it after its last event."""
    after = Event(10**6, "", chosen[0].value)
    return chosen[0].time + window >= end and stands((*chosen, after), events, rules, holds)


def plain(events: list[Event], steps: list[str], window: int, rules: list[Rule], holds: bool, end: int) -> tuple:
    """Level, whether an attempt of that level is open, and the seconds of the whole way."""
    for m in range(len(steps), 0, -1):
        if found := attempts(events, steps, window, rules, holds, m):
            waits = any(is_open(chosen, events, rules, holds, window, end) for chosen in found)
            first = min(chosen[-1].time for chosen in found)
            start = min(chosen[0].time for chosen in found if chosen[-1].time == first)
            whole = first - start if m == len(steps) else None
            return m, m < len(steps) and waits, whole
    return 0, False, None


def kernel(
    events: list[Event], steps: list[str], window: int, rules: list[Rule], holds: bool, end: int
) -> tuple[int, bool, Any]:
    names = "ABCX"
    masks = np.array([sum(1 << i for i, step in enumerate(steps) if name in step) for name in names], np.uint64)
    excluded = np.array([sum(1 << i for i, rule in enumerate(rules) if rule.name == name) for name in names], np.uint64)
    levels, waiting = np.zeros((2, len(steps) + 1), np.int64)
    durations = np.zeros((len(steps), BINS), np.int64)
    kind = np.array([names.index(event.name) for event in events], np.uint16)
    conditional(
        np.array([0, len(events)], np.int64),
        np.ones(1, np.uint8),
        np.array([event.time for event in events], np.int64),
        kind,
        masks,
        excluded,
        np.array([rule.after for rule in rules], np.int64),
        np.array([rule.before for rule in rules], np.int64),
        np.array([event.value for event in events], np.uint16) if holds else kind,
        holds,
        window,
        -100,
        100,
        end,
        levels,
        waiting,
        durations,
        np.empty((0, 4), np.int64),
    )
    whole = np.flatnonzero(durations[0])
    return int(levels.argmax()), bool(waiting.any()), whole.tolist()


@settings(max_examples=400, deadline=None)
@given(data=st.data(), events=EVENTS, steps=STEPS, window=st.integers(0, 9), holds=st.booleans())
def test_conditions_say_what_all_choices_say(
    data: Any, events: list[Event], steps: list[str], window: int, holds: bool
) -> None:
    given_rules = data.draw(rules(len(steps)))
    end = max([event.time for event in events], default=0) + data.draw(st.integers(0, 4))
    level, waits, whole = plain(events, steps, window, given_rules, holds, end)
    found = kernel(events, steps, window, given_rules, holds, end)
    assert found == (level, waits, [] if whole is None else [bin_of(whole)])


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(EVENTS, min_size=1, max_size=5), steps=STEPS, window=st.integers(0, 9))
def test_an_exclusion_that_never_happens_changes_nothing(rows: list, steps: list[str], window: int) -> None:
    people = [[E(event.time, event.name) for event in row] for row in rows]
    asked: dict[str, Any] = {"steps": [{"match": [{"name": n} for n in step]} for step in steps]}
    asked["window"] = f"{window}ms"
    never = {"match": [{"name": "never"}]}
    without = ask(Funnel(**asked), people, data_end=10)
    excluded = ask(Funnel(**asked, exclude=[{"event": never}]), people, data_end=10)
    assert excluded["steps"] == without["steps"]
    assert excluded["converted"] == without["converted"]


def counts(funnel: Funnel, *rows: str) -> list[int]:
    return [step["customers"] for step in ask(funnel, customers(*rows))["steps"]]


def test_a_later_attempt_may_still_succeed() -> None:
    funnel = Funnel(steps=["A", "B"], window="9ms", exclude=["X"])
    assert counts(funnel, "A0 X1 B2", "A0 X1 A2 B3", "A0 B1 X2", "X0 A1 B2") == [4, 3]


def test_an_exclusion_counts_between_its_own_steps_only() -> None:
    rule = Exclusion(event="X", after=2, before=3)
    funnel = Funnel(steps=["A", "B", "C"], window="9ms", exclude=[rule])
    assert counts(funnel, "A0 X1 B2 C3", "A0 B1 X2 C3", "A0 B1 X2 B3 C4") == [3, 3, 2]


def test_who_was_excluded_is_not_waiting() -> None:
    funnel = Funnel(steps=["A", "B"], window="100ms", exclude=["X"])
    first = ask(funnel, customers("A0 X1", "A0", "B0"), data_end=2)["steps"][0]
    assert (first["dropped"], first["in_window"]) == (1, 1)


def test_what_does_not_fit_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="order ordered only"):
        Funnel(steps=["A", "B"], order="any", exclude=["X"])
    with pytest.raises(ValueError, match="between step 2 and step 2 does not fit a funnel of 2 steps"):
        Funnel(steps=["A", "B"], exclude=[Exclusion(event="X", after=2)])
    kinds = dictionary(customers("A0"))
    with pytest.raises(UnknownProperty, match="“product”"):
        Funnel(steps=["A", "A"], hold="product").columns(frame(kinds))
