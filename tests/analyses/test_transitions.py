"""Transitions: the plain oracle, and pm4py's directly-follows graphs of public logs."""

import itertools
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, dictionary, frame, journeys, staged
from public_logs import of_csv, of_xes

import footpath.analyses.transitions as module
from footpath.analyses.transitions import Transitions

PEOPLE = st.lists(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from("ABCD")), max_size=12), max_size=6)


def plain(people: list[list[tuple[int, str]]], collapse: bool) -> dict[tuple[str, str], tuple[int, int, list[int]]]:
    """(from, to) -> count, customers, times in ms."""
    times: dict[tuple[str, str], list[int]] = defaultdict(list)
    count: Counter[tuple[str, str]] = Counter()
    who: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, events in enumerate(people):
        row = sorted(events, key=lambda e: e[0])
        if collapse:
            row = [e for j, e in enumerate(row) if j == 0 or row[j - 1][1] != e[1]]
        if not row:
            continue
        steps = [("START", row[0][1]), *((a[1], b[1]) for a, b in itertools.pairwise(row)), (row[-1][1], "END")]
        for a, b in itertools.pairwise(row):
            times[a[1], b[1]].append(b[0] - a[0])
        count.update(steps)
        for step in steps:
            who[step].add(i)
    return {edge: (count[edge], len(who[edge]), times[edge]) for edge in count}


@pytest.mark.parametrize("dense_cells", [0, 1 << 22], ids=["hashed", "dense"])
@pytest.mark.parametrize("collapse", [False, True])
@settings(max_examples=60, deadline=None)
@given(people=PEOPLE)
def test_equals_the_plain_definition(dense_cells: int, collapse: bool, people: list) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "DENSE_CELLS", dense_cells)
        answer = ask(Transitions(collapse=collapse), [[E(t, n) for t, n in events] for events in people])
    expected = plain(people, collapse)
    assert {(e["from"], e["to"]): (e["count"], e["customers"]) for e in answer["edges"]} == {
        edge: values[:2] for edge, values in expected.items()
    }
    for edge in answer["edges"]:
        at = [any(name == edge["from"] for _, name in events) for events in people if events]
        assert edge["share"] == round(edge["customers"] / (len(at) if edge["from"] == "START" else sum(at)), 6)
        assert edge["low"] <= edge["share"] <= edge["high"]
        times = expected[edge["from"], edge["to"]][2]
        if not times:
            assert edge["median_s"] is edge["mean_s"] is None
            continue
        # Each of the two middle times is known to 1 %, and the answer is rounded to milliseconds.
        known_to = 0.01 * statistics.median_high(times) / 1000 + 0.0005
        assert edge["median_s"] == pytest.approx(statistics.median(times) / 1000, rel=0, abs=known_to + 1e-9)
        assert edge["mean_s"] == pytest.approx(statistics.mean(times) / 1000, abs=0.001)


@pytest.mark.parametrize("counted_cells", [0, 1 << 18], ids=["many nodes", "few nodes"])
@pytest.mark.parametrize("collapse", [False, True])
@settings(max_examples=60, deadline=None)
@given(people=PEOPLE, start=st.integers(0, 10**6), length=st.integers(0, 10**6), out=st.integers(0, 5))
def test_counts_alone_are_those_of_all_measures(
    counted_cells: int, collapse: bool, people: list, start: int, length: int, out: int
) -> None:
    people = [[E(t, n) for t, n in events] for events in people]
    kinds = dictionary(people, "ABCD")
    asked = frame(kinds, start=start, end=start + length)
    block = journeys(people, kinds, include=[int(place != out) for place in range(len(people))])
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COUNTED_CELLS", counted_cells)
        for measures in ("all", "counts"):
            analysis = Transitions(collapse=collapse, measures=measures)
            found.append(analysis.answer(analysis.fold(block, asked) + analysis.fold(block, asked), asked))
    whole, counts = found
    left_out = {"customers": None, "share": None, "low": None, "high": None, "median_s": None}
    assert counts["edges"] == [edge | left_out for edge in whole["edges"]]
    assert counts["nodes"] == [node | {"customers": None} for node in whole["nodes"]]
    assert counts["n"] == whole["n"]


def test_nodes_count_events_and_distinct_customers() -> None:
    answer = ask(Transitions(), customers("A0 B1 A2", "B0"))
    assert answer["nodes"] == [
        {"name": "A", "customers": 1, "events": 2},
        {"name": "B", "customers": 2, "events": 2},
    ]
    assert answer["n"] == 2


def edges(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((e["from"], e["to"]) for e in answer["edges"])


def test_by_touchpoint_and_stage_passes_over_what_is_not_placed() -> None:
    definitions = staged({"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}})
    rows = customers("A0 X1 B2 C3")
    by = {word: edges(ask(Transitions(by=word), rows, definitions)) for word in ("touchpoint", "stage")}
    assert by["touchpoint"] == [("Basket", "Pay"), ("Pay", "END"), ("START", "Site"), ("Site", "Basket")]
    assert by["stage"] == [("Buy", "Buy"), ("Buy", "END"), ("Look", "Buy"), ("START", "Look")]


def test_only_what_customers_did_counts_and_kinds_keep_their_channel() -> None:
    rows = [[E(0, "A", "web"), E(1, "Mail", actor="company"), E(2, "Score", actor="system"), E(3, "A", "app", "home")]]
    assert edges(ask(Transitions(by="kind"), rows)) == [
        ("A (app, home)", "END"),
        ("A (web)", "A (app, home)"),
        ("START", "A (web)"),
    ]


@pytest.mark.parametrize(
    ("folder", "read"),
    [
        ("process_mining_running_example", lambda f: of_xes(f / "running-example.xes")),
        ("road_traffic_fines_100", lambda f: of_xes(f / "roadtraffic100traces.xes.gz")),
        (
            "municipality_receipt_log",
            lambda f: of_csv(f / "receipt.csv.gz", "case:concept:name", "concept:name", "time:timestamp"),
        ),
        ("bpi2012_loan_application", lambda f: of_xes(f / "bpic2012.xes.gz")),
    ],
)
def test_equals_pm4py(data: Callable[[str], Path], folder: str, read: Callable[[Path], dict[str, list[E]]]) -> None:
    reference = json.loads((data(folder) / "reference_pm4py.json").read_text())["all_events"]
    answer = ask(Transitions(), list(read(data(folder)).values()))
    found = {(e["from"], e["to"]): e["count"] for e in answer["edges"]}
    inner = {edge: n for edge, n in found.items() if "START" not in edge and "END" not in edge}
    assert len(inner) == reference["dfg_edges"]
    assert {(a, b): inner[a, b] for a, b, _ in reference["dfg"]} == {(a, b): n for a, b, n in reference["dfg"]}
    assert {b: n for (a, b), n in found.items() if a == "START"} == reference["start_activities"]
    assert {a: n for (a, b), n in found.items() if b == "END"} == reference["end_activities"]
    assert {n["name"]: n["customers"] for n in answer["nodes"]} == reference["cases_per_activity"]
    assert answer["n"] == reference["cases"]


TEN = ["A0 B1"] * 8 + ["A0 C1"] * 2


def test_a_move_that_one_audience_never_makes_is_compared_as_none_of_those_who_were_there() -> None:
    asked = Transitions()
    here, there = ask(asked, customers(*TEN)), ask(asked, customers(*["A0 B1"] * 5))
    rows = [{(row["from"], row["to"]): row for row in side} for side in asked.paired(here, there)]
    assert rows[0].keys() == rows[1].keys()
    mine, other = (side["A", "C"] for side in rows)
    assert (mine["customers"], mine["at"], mine["share"]) == (2, 10, 0.2)
    assert (other["count"], other["customers"], other["at"], other["share"]) == (0, 0, 5, 0.0)
    assert other["high"] > 0
    assert rows[0]["START", "A"]["at"] == 10
    never = rows[1]["C", "END"]
    assert (never["customers"], never["at"], never["share"]) == (0, 0, None)


def test_what_an_answer_leaves_out_is_not_known_to_be_nothing() -> None:
    few = Transitions(limit=1)
    here, there = ask(few, customers(*TEN)), ask(Transitions(), customers(*TEN))
    assert len(few.paired(here, there)[0]) == 1


def test_where_only_moves_are_counted_nothing_is_tested() -> None:
    asked = Transitions(measures="counts")
    here, there = asked.paired(ask(asked, customers(*TEN)), ask(asked, customers("A0 B1")))
    assert {(row["customers"], row["share"]) for row in (*here, *there)} == {(None, None)}
    assert sorted(row["count"] for row in there) == [0, 0, 1, 1, 1]
