"""A funnel by the value at the first or the last reached step: of which event it is, against trying every attempt."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, customers, dictionary, frame, journeys

from footpath.analyses._breakdown import Breakdown
from footpath.analyses.funnel import Exclusion, Funnel

STEPS = ("A", "B", "C")
EVENT = st.builds(
    lambda time, name, actor: E(time, name, actor=actor),
    st.integers(0, 9),
    st.sampled_from("AABBCD"),
    st.sampled_from(["customer"] * 5 + ["company"]),
)
PEOPLE = st.lists(st.lists(EVENT, max_size=6), min_size=1, max_size=5)


def attempts(events: list[E], order: str, window: int) -> Iterator[tuple[int, list[int]]]:
    """Every way in which different events match steps: how many, and the events (places by arrival)."""
    own = [place for place, e in enumerate(events) if e.actor == "customer"]
    for level in range(1, len(STEPS) + 1):
        wanted = permutations(STEPS, level) if order == "any" else [STEPS[:level]]
        for steps, chosen in product(wanted, permutations(range(len(events)), level)):
            times = [events[place].time for place in chosen]
            if [events[place].name for place in chosen] != list(steps):
                continue
            if times != sorted(times) or times[-1] - times[0] > window:
                continue
            at = [own.index(place) if place in own else -9 for place in chosen]
            if order == "strict" and at != list(range(at[0], at[0] + level)):
                continue
            yield level, list(chosen)


def expected(events: list[E], order: str, window: int, last: bool) -> int:
    """The place of the event at the step, -1 where there is no attempt. Of those that get furthest: the one that gets
    there first (in any order: that starts first), then the one that starts first; of events at its moment that match
    the step, the first that arrived."""
    found = list(attempts(events, order, window))
    if not found:
        return -1
    level = max(level for level, _ in found)
    spans = [(events[chosen[0]].time, events[chosen[-1]].time) for reached, chosen in found if reached == level]
    start, end = min(spans) if order == "any" else min((end, start) for start, end in spans)[::-1]
    moment, names = (end, STEPS[level - 1 : level]) if last else (start, STEPS[:1])
    names = STEPS if order == "any" else names
    return next(place for place, e in enumerate(events) if e.time == moment and e.name in names)


@settings(max_examples=300, deadline=None)
@given(
    people=PEOPLE, order=st.sampled_from(["ordered", "strict", "any"]), window=st.integers(1, 10), last=st.booleans()
)
def test_it_is_the_event_at_the_step_of_the_attempt_whose_times_count(
    people: list[list[E]], order: Any, window: int, last: bool
) -> None:
    people = [sorted(events, key=lambda e: e.time) for events in people]
    if order == "strict":  # what the company did cannot be a step there
        people = [[e for e in events if e.actor == "customer"] for events in people]
    kinds = dictionary(people, STEPS)
    asked = Funnel(
        steps=list(STEPS), order=order, window=f"{window}ms", breakdown_at="last_step" if last else "first_step"
    )
    block = journeys(people, kinds)
    codes = np.arange(1, len(block.columns["time"]) + 1, dtype=np.uint32)
    found = asked.valued(block, frame(kinds), codes).tolist()
    places = [expected(events, order, window, last) for events in people]
    starts = block.offsets.tolist()
    assert found == [-1 if place < 0 else starts[who] + place + 1 for who, place in enumerate(places)]


@settings(max_examples=100, deadline=None)
@given(
    people=PEOPLE,
    order=st.sampled_from(["ordered", "strict", "any"]),
    colours=st.lists(st.integers(0, 2), min_size=30, max_size=30),
    at=st.sampled_from(["first_step", "last_step"]),
)
def test_groups_add_up_to_the_whole(people: list[list[E]], order: Any, colours: list[int], at: Any) -> None:
    kinds = dictionary(people, STEPS)
    asked, about = Funnel(steps=list(STEPS), order=order, window="5ms", breakdown_at=at), frame(kinds)
    block = journeys(people, kinds)
    codes = np.array(colours[: len(block.columns["time"])], np.uint16)
    groups = np.maximum(asked.valued(block, about, codes), 0).astype(np.uint8)
    parts = Breakdown(asked, 3).fold(replace(block, groups=groups), about)
    whole = asked.answer(asked.fold(block, about), about)
    assert asked.answer(parts.whole(), about) == whole
    for place, step in enumerate(whole["steps"]):
        own = [asked.answer(part, about)["steps"][place] for part in parts.parts]
        for count in ("customers", "dropped", "in_window"):
            assert sum(one[count] for one in own) == step[count]


HELD = customers("A0 A1 B2 B3 C4", "A0 D1 A2 B3")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        # A held value: blue reaches C (events 2, 4, 5 of the first customer), red only B.
        (Funnel(steps=list(STEPS), window="9ms", hold="colour"), [2, 6], [5, 6]),
        # D ends the attempt that began at 0; the one that counts begins at 2.
        (Funnel(steps=["A", "B"], window="9ms", exclude=["D"]), [1, 8], [3, 9]),
        (Funnel(steps=["A", "B"], window="9ms", exclude=[Exclusion(event="D", after=1, before=2)]), [1, 8], [3, 9]),
    ],
    ids=["held", "excluded", "excluded between"],
)
def test_with_conditions_it_is_of_the_attempt_that_keeps_them(asked: Funnel, first: list[int], last: list[int]) -> None:
    class Colours:
        """Red 1, blue 2, by event."""

        def find(self, name: str) -> Any:
            return type("Column", (), {"column": "colour", "declared": True, "trait": False, "values": ["", "r", "b"]})

        def names(self) -> list[str]:
            return ["colour"]

    kinds = dictionary(HELD)
    block = journeys(HELD, kinds)
    colours = np.array([1, 2, 1, 2, 2, 1, 0, 0, 2], np.uint16)
    block = replace(block, columns={**block.columns, "colour": colours})
    about = replace(frame(kinds), properties=Colours())
    codes = np.arange(1, 10, dtype=np.uint32)
    for at, expected_codes in (("first_step", first), ("last_step", last)):
        found = asked.model_copy(update={"breakdown_at": at}).valued(block, about, codes)
        assert found.tolist() == expected_codes
