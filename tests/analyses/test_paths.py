"""Paths: the plain oracle, what must add up, and never more customers than the funnel of the same steps."""

import itertools
import pickle
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, cut, dictionary, frame, journeys, staged

import footpath.analyses.paths as module
from footpath.analyses.funnel import Funnel
from footpath.analyses.paths import Paths
from footpath.analyses.transitions import Transitions

EVENTS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("ABCD")), max_size=12)
PEOPLE = st.lists(EVENTS, min_size=1, max_size=6)
ANCHOR = st.sampled_from([None, "A", "B"])
SETTINGS: dict[str, Any] = {"window": st.integers(0, 15), "depth": st.integers(2, 5), "collapse": st.booleans()}
WORDS = ("ended", "open", "cut", "arrived")


def people_of(rows: list[list[tuple[int, str]]]) -> list[list[E]]:
    return [[E(t, n) for t, n in events] for events in rows]


def plain(
    row: list[tuple[int, str]], start: str | None, end: str | None, window: int, depth: int, collapse: bool, until: int
) -> tuple[list[str], str] | None:
    """The path of one customer in the order of time, and how it ends; of one who has the anchor but none: ([], why)."""
    row = sorted(row, key=lambda e: e[0])
    starts = [i for i, (_, n) in enumerate(row) if start in (None, n)]
    how = "ended"
    if end is None:
        if not starts:
            return None
        anchor = row[starts[0]][0]
        run = [e for e in row[starts[0] :] if e[0] - anchor <= window]
        how = "open" if until - anchor <= window else "ended"
    elif start is None:
        if not any(n == end for _, n in row):
            return None
        last = max(i for i, (_, n) in enumerate(row) if n == end)
        run = [e for e in row[: last + 1] if row[last][0] - e[0] <= window][::-1]
    else:
        if not starts:
            return None
        how = "arrived"
        nexts = {i: next((j for j in range(i + 1, len(row)) if row[j][1] == end), None) for i in starts}
        found = [(i, j) for i, j in nexts.items() if j is not None and row[j][0] - row[i][0] <= window]
        if not found:
            return [], "in_window" if until - row[starts[-1]][0] <= window else "dropped"
        run = row[found[0][0] : found[0][1] + 1]
    names = [n for i, (_, n) in enumerate(run) if not (collapse and i and run[i - 1][1] == n)]
    how = "cut" if len(names) > depth else how
    names = names[:depth]
    return (names[::-1] if start is None and end is not None else names), how


@pytest.mark.parametrize("key_bits", [0, 62], ids=["hashed", "packed"])
@settings(max_examples=150, deadline=None)
@given(rows=PEOPLE, start=ANCHOR, end=ANCHOR, until=st.integers(20, 30), **SETTINGS)
def test_equals_the_plain_definition(
    key_bits: int, rows: list, start: Any, end: Any, until: int, **chosen: Any
) -> None:
    people = [*people_of(rows), [E(0, "A"), E(0, "B")]]
    window = chosen.pop("window")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "KEY_BITS", key_bits)
        asked = Paths(start=start, end=end, window=f"{window}ms", limit=1000, **chosen)
        answer = ask(asked, people, data_end=until)
    found = [plain([(e.time, e.name) for e in p], start, end, window, until=until, **chosen) for p in people]
    walked = [one for one in found if one is not None]
    assert answer["n"] == len(walked)
    assert answer["dropped"] == sum(how == "dropped" for _, how in walked)
    assert answer["in_window"] == sum(how == "in_window" for _, how in walked)
    whole = Counter(tuple(path) for path, _ in walked if path)
    assert {tuple(row["path"]): row["customers"] for row in answer["paths"]} == whole
    ends = Counter((tuple(path), how) for path, how in walked if path)
    assert {(tuple(r["path"]), w): r[w] for r in answer["paths"] for w in WORDS if r[w]} == ends
    assert answer["rest"] == {"paths": 0, "customers": 0}
    steps: Counter[Any] = Counter()
    for path, _ in walked:
        backwards = start is None and end is not None
        first = 1 - len(path) if backwards else 0
        steps.update((first + i, a, b) for i, (a, b) in enumerate(itertools.pairwise(path)))
    assert {(x["column"], x["from"], x["to"]): x["customers"] for x in answer["links"]} == steps


@pytest.mark.parametrize("key_bits", [0, 62], ids=["hashed", "packed"])
@settings(max_examples=80, deadline=None)
@given(rows=PEOPLE, start=ANCHOR, end=ANCHOR, most=st.integers(1, 3), limit=st.integers(1, 3), **SETTINGS)
def test_everything_adds_up(
    key_bits: int, rows: list, start: Any, end: Any, most: int, limit: int, **chosen: Any
) -> None:
    chosen["window"] = f"{chosen['window']}ms"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "KEY_BITS", key_bits)
        asked = Paths(start=start, end=end, most=most, limit=limit, **chosen)
        people = [*people_of(rows), [E(0, "A"), E(0, "B")]]
        answer = ask(asked, people, data_end=21)
    with_path = answer["n"] - answer["dropped"] - answer["in_window"]
    assert with_path == sum(path["customers"] for path in answer["paths"]) + answer["rest"]["customers"]
    backwards = start is None and end is not None
    side = "to" if backwards else "from"
    for column in answer["columns"]:
        assert len(column["nodes"]) <= most + 1
        at = column["column"] - backwards
        for node in column["nodes"]:
            onward = sum(x["customers"] for x in answer["links"] if (x["column"], x[side]) == (at, node["name"]))
            assert node["customers"] == onward + sum(node[word] for word in WORDS)
            assert node["events"] >= node["customers"]
        if column["column"] == 0:
            assert sum(node["customers"] for node in column["nodes"]) == with_path
    assert sum(node[word] for c in answer["columns"] for node in c["nodes"] for word in WORDS) == with_path


@settings(max_examples=150, deadline=None)
@given(rows=PEOPLE, end=ANCHOR, **SETTINGS)
def test_never_more_customers_than_the_funnel(rows: list, end: Any, **chosen: Any) -> None:
    chosen["window"] = f"{chosen['window']}ms"
    people = [*people_of(rows), [E(0, letter) for letter in "ABCD"]]
    answer = ask(Paths(start="A", end=end, limit=1000, **chosen), people)
    beginnings: Counter[tuple[str, ...]] = Counter()
    for row in answer["paths"]:
        for length in range(2, len(row["path"]) + 1):
            beginnings[tuple(row["path"][:length])] += row["customers"]
    for path, count in beginnings.items():
        funnel = ask(Funnel(steps=list(path), window=chosen["window"]), people)
        assert count <= funnel["converted"]["customers"], path


@settings(max_examples=60, deadline=None)
@given(rows=PEOPLE, at=st.integers(0, 6), start=ANCHOR, end=ANCHOR, bits=st.sampled_from([0, 62]), **SETTINGS)
def test_partials_add_on_any_split(rows: list, at: int, start: Any, end: Any, bits: int, **chosen: Any) -> None:
    chosen["window"] = f"{chosen['window']}ms"
    people = [*people_of(rows), [E(0, "A"), E(0, "B")]]
    kinds = dictionary(people)
    asked, whole = frame(kinds), journeys(people, kinds)
    analysis, at = Paths(start=start, end=end, **chosen), min(at, len(people))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "KEY_BITS", bits)
        parts = [analysis.fold(cut(whole, *ends), asked) for ends in ((0, at), (at, len(people)))]
        both, once = pickle.loads(pickle.dumps(parts[0] + parts[1])).counted(), analysis.fold(whole, asked).counted()
    assert both.loose == once.loose == ()
    for field in ("keys", "customers", "spelled", "events", "counts"):
        assert np.array_equal(getattr(both, field), getattr(once, field)), field


def test_the_first_step_of_whole_paths_is_that_of_transitions() -> None:
    rows = customers("A0 B1 C2", "B0 B1", "A0")
    answer = ask(Paths(window="60s", depth=5), rows)
    begins = {e["to"]: e["customers"] for e in ask(Transitions(), rows)["edges"] if e["from"] == "START"}
    assert {node["name"]: node["customers"] for node in answer["columns"][0]["nodes"]} == begins


def test_backward_columns_count_down_to_the_anchor() -> None:
    answer = ask(Paths(end="C", window="60s", depth=3), customers("A0 B1 C2", "X0 A1 B2 C3 D4", "C0", "A0"))
    assert [column["column"] for column in answer["columns"]] == [-2, -1, 0]
    assert answer["n"] == 3
    assert answer["links"][0] == {"column": -2, "from": "A", "to": "B", "customers": 2}
    assert answer["paths"][0] | {"low": 0, "high": 0} == {
        "path": ["A", "B", "C"],
        "customers": 2,
        "share": 0.666667,
        "low": 0,
        "high": 0,
        "ended": 1,
        "open": 0,
        "cut": 1,
        "arrived": 0,
    }


def test_between_takes_the_first_start_that_arrives() -> None:
    rows = customers("A0 X5 A20 Y22 B25 B26", "A0 B50", "A95", "B0")
    answer = ask(Paths(start="A", end="B", window="10ms"), rows, data_end=100)
    assert [row["path"] for row in answer["paths"]] == [["A", "Y", "B"]]
    assert (answer["n"], answer["dropped"], answer["in_window"]) == (3, 1, 1)


def test_by_touchpoint_and_stage_an_anchor_without_a_place_is_a_node_of_its_own() -> None:
    definitions = staged({"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}})
    rows = customers("X0 A1 Y2 B3 C4")
    asked = {by: ask(Paths(start="X", by=by, window="9ms"), rows, definitions) for by in ("touchpoint", "stage")}
    assert asked["touchpoint"]["paths"][0]["path"] == ["X", "Site", "Basket", "Pay"]
    assert asked["stage"]["paths"][0]["path"] == ["X", "Look", "Buy", "Buy"]


def test_only_what_customers_did_counts() -> None:
    rows = [[E(0, "A"), E(1, "Mail", actor="company"), E(2, "Score", actor="system"), E(3, "B", "web")]]
    assert ask(Paths(by="kind", window="9ms"), rows)["paths"][0]["path"] == ["A", "B (web)"]
    assert ask(Paths(start="Mail", window="9ms"), rows)["n"] == 0


def test_collapsed_repeats_are_events_of_one_visit() -> None:
    answer = ask(Paths(collapse=True, window="9ms"), customers("A0 A1 B2 B3 B4"))
    assert [(n["name"], n["customers"], n["events"]) for c in answer["columns"] for n in c["nodes"]] == [
        ("A", 1, 2),
        ("B", 1, 3),
    ]


@pytest.mark.parametrize("way", [{"start": "K1"}, {"end": "K1"}, {"start": "K1", "end": "K2"}, {}])
def test_edges_of_size(way: dict[str, str]) -> None:
    """No event, one event, all times equal; a customer with a million events; 60,000 kinds."""
    assert ask(Paths(), [[]])["n"] == 0
    assert ask(Paths(start="A"), [[E(5, "A")]])["paths"][0]["path"] == ["A"]
    assert ask(Paths(depth=3), [[E(5, "A")] * 9])["columns"][2]["nodes"][0]["cut"] == 1
    codes = np.random.default_rng(3).integers(1, 60_001, 1_000_000).astype(np.uint16)
    kinds = dictionary([[E(0, f"K{i}") for i in range(60_000)]])
    block = replace(
        journeys([[]], kinds), offsets=np.array([0, 1_000_000]), columns={"time": np.arange(1_000_000), "kind": codes}
    )
    asked, analysis = frame(kinds), Paths(**way)
    answer = analysis.answer(analysis.zero(asked) + analysis.fold(block, asked), asked)
    assert answer["n"] == 1
    assert len(answer["paths"][0]["path"]) == 5
