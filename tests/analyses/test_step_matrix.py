"""Step matrices: against the plain definition, Retentioneering's published example and its figures of public data."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, cut, dictionary, frame, journeys, staged
from public_logs import of_csv

from footpath.analyses._analysis import NoCell
from footpath.analyses.step_matrix import StepMatrix

#: Retentioneering 5.2.4, step_matrix_data(max_steps=8) over its "ecom" stream, as customers of 600.
RETENTIONEERING = {
    "account_page": [7, 15, 13, 12, 12, 19, 13, 7],
    "add_to_cart": [2, 7, 15, 17, 20, 27, 19, 21],
    "cart": [1, 5, 4, 13, 15, 16, 18, 19],
    "catalog": [161, 149, 153, 145, 144, 115, 142, 135],
    "checkout_bug": [0, 1, 0, 0, 0, 0, 0, 1],
    "compare": [0, 3, 3, 5, 8, 8, 4, 6],
    "error_page": [0, 2, 3, 3, 6, 7, 4, 9],
    "filter_results": [17, 52, 59, 63, 53, 55, 62, 55],
    "home": [195, 76, 68, 49, 41, 53, 69, 55],
    "payment_details": [0, 2, 4, 2, 4, 8, 4, 8],
    "payment_error": [0, 0, 0, 0, 0, 0, 1, 0],
    "product_view": [73, 119, 140, 150, 152, 148, 132, 140],
    "promo_page": [7, 22, 20, 17, 22, 20, 8, 11],
    "purchase": [0, 0, 0, 2, 4, 6, 15, 7],
    "review_page": [2, 3, 7, 7, 9, 5, 9, 10],
    "search": [128, 125, 84, 94, 78, 82, 67, 77],
    "shipping_details": [0, 6, 7, 4, 12, 10, 13, 13],
    "support_chat": [0, 2, 3, 2, 4, 3, 1, 2],
    "wishlist_add": [7, 11, 17, 15, 16, 16, 17, 22],
    "END": [0, 0, 0, 0, 0, 2, 2, 2],
}
EVENT = st.builds(
    lambda time, name, actor: E(time, name, actor=actor),
    st.integers(0, 50),
    st.sampled_from("ABCDE"),
    st.sampled_from(["customer", "customer", "company", "system"]),
)
PEOPLE = st.lists(st.lists(EVENT, max_size=8), max_size=8)


def plain(people: list[list[E]], depth: int, collapse: bool, start: int, end: int) -> tuple[int, list[Counter[str]]]:
    """How many journeys have a step, and where they are at each."""
    found: list[Counter[str]] = [Counter() for _ in range(depth)]
    n = 0
    for events in people:
        names = [
            e.name for e in sorted(events, key=lambda e: e.time) if e.actor == "customer" and start <= e.time < end
        ]
        if collapse:
            names = [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]
        if names:
            n += 1
            for step in range(depth):
                found[step][names[step] if step < len(names) else "END"] += 1
    return n, found


@settings(max_examples=200, deadline=None)
@given(
    people=PEOPLE,
    depth=st.integers(1, 10),
    collapse=st.booleans(),
    start=st.integers(0, 25),
    length=st.integers(1, 60),
    most=st.integers(1, 5),
)
def test_equals_the_plain_definition_and_every_step_adds_up(
    people: list[list[E]], depth: int, collapse: bool, start: int, length: int, most: int
) -> None:
    n, expected = plain(people, depth, collapse, start, start + length)
    answer = ask(StepMatrix(depth=depth, collapse=collapse, most=most), people, start=start, end=start + length)
    assert answer["n"] == n
    rows = answer["rows"]
    named = list(dict.fromkeys(row["name"] for row in rows))
    assert len(rows) == (depth * len(named) if n else 0)
    totals = sum(expected, Counter[str]())
    totals.pop("END", None)
    assert len([name for name in named if name not in (None, "END")]) == min(most, len(totals)) if n else not named
    for step, places in enumerate(expected, 1):
        here = {row["name"]: row["customers"] for row in rows if row["step"] == step}
        assert sum(here.values()) == n
        rest = here.pop(None, None)
        assert here == {name: places[name] for name in here}
        if rest is not None:
            assert rest == sum(count for name, count in places.items() if name not in here)
    assert all(row["share"] == round(row["customers"] / n, 6) for row in rows)
    assert all(row["low"] <= row["share"] <= row["high"] for row in rows)


@given(people=st.lists(st.lists(EVENT, max_size=6), min_size=1, max_size=6), at=st.integers(0, 6))
def test_parts_add_and_which_customers_are_as_many_as_the_cell_says(people: list[list[E]], at: int) -> None:
    asked, kinds = StepMatrix(depth=4, most=2), dictionary(people)
    about, block = frame(kinds), journeys(people, kinds)
    middle = min(at, len(people))
    parts = [asked.fold(cut(block, *ends), about) for ends in ((0, middle), (middle, len(people)))]
    whole = asked.fold(block, about)
    assert asked.answer(parts[0] + parts[1], about) == asked.answer(whole, about)
    for row in asked.answer(whole, about)["rows"]:
        held = asked.held(whole, about, {"step": row["step"], "name": row["name"]}, "customers")
        assert held(parts[0]) + held(parts[1]) == row["customers"]


def test_retentioneerings_published_example() -> None:
    """Four users of a web shop, from Retentioneering's guide to its step matrix: element (i, j) is the share of users
    with event i at step j, and those who are done are ENDED, so that each step sums to 1."""
    users = ["main catalog product cart catalog", "main", "main catalog catalog product cart order"]
    users.append("catalog product main catalog")
    people = [[E(at, name) for at, name in enumerate(user.split())] for user in users]
    rows = ask(StepMatrix(depth=7), people)["rows"]
    found = {
        name: [row["share"] for row in rows if row["name"] == name]
        for name in ("main", "catalog", "product", "cart", "order", "END")
    }
    assert found == {
        "main": [0.75, 0, 0.25, 0, 0, 0, 0],
        "catalog": [0.25, 0.5, 0.25, 0.25, 0.25, 0, 0],
        "product": [0, 0.25, 0.25, 0.25, 0, 0, 0],
        "cart": [0, 0, 0, 0.25, 0.25, 0, 0],
        "order": [0, 0, 0, 0, 0, 0.25, 0],
        "END": [0, 0.25, 0.25, 0.25, 0.5, 0.75, 1],
    }


def test_retentioneering_counts_the_same_of_its_own_data(data: Callable[[str], Path]) -> None:
    people = of_csv(data("ecom_eventstream") / "ecom.csv.gz", "user_id", "event", "timestamp")
    answer = ask(StepMatrix(depth=8, most=100), list(people.values()))
    assert answer["n"] == 600
    found: dict[str, list[int]] = {}
    for row in answer["rows"]:
        found.setdefault(row["name"], []).append(row["customers"])
    assert found == RETENTIONEERING


def test_by_touchpoint_what_is_at_none_is_no_step() -> None:
    definitions = staged({"Find": {"Home": ["A"]}, "Buy": {"Till": ["C"]}})
    answer = ask(StepMatrix(by="touchpoint", depth=2), customers("A0 B1 C2", "B0 C1", "B5"), definitions)
    assert answer["n"] == 2
    assert [(row["step"], row["name"], row["customers"]) for row in answer["rows"]] == [
        (1, "Till", 1), (1, "Home", 1), (1, "END", 0), (2, "Till", 1), (2, "Home", 0), (2, "END", 1)
    ]  # fmt: skip


def test_equal_times_follow_each_other_as_they_arrived() -> None:
    rows = ask(StepMatrix(depth=2), customers("B0 A0"))["rows"]
    assert [row["name"] for row in rows if row["customers"]] == ["B", "A"]


def test_a_cell_that_is_not_there_is_refused() -> None:
    people = customers("A0 B1")
    asked, kinds = StepMatrix(depth=2), dictionary(people)
    whole = asked.fold(journeys(people, kinds), frame(kinds))
    for cell in ({"step": 3, "name": "A"}, {"step": 1, "name": "C"}, {"step": 1, "name": None}, {"name": "A"}, {}):
        with pytest.raises(NoCell):
            asked.held(whole, frame(kinds), cell, "customers")


def test_a_comparison_is_of_all_journeys() -> None:
    asked = StepMatrix(depth=2)
    one, two = ask(asked, customers("A0 B1", "A0")), ask(asked, customers("A0"))
    here, there = asked.paired(one, two)
    assert {row["n"] for row in here} == {2}
    assert {row["n"] for row in there} == {1}
