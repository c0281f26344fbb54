"""Map: the plain definition of every number, on random journeys."""

import statistics
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, staged

from footpath.analyses._variants import Variants
from footpath.analyses.map import Map, with_variants

STAGED = staged(
    {"Look": {"Site": ["A"]}, "Choose": {"Basket": ["B"], "Chat": ["C"]}, "Buy": {"Pay": ["D"]}, "": {"Loose": ["L"]}},
    outcome=["D"],
    horizon="6ms",
)
STAGE = {"A": 0, "B": 1, "C": 1, "D": 2}
COLUMN = {"A": 0, "B": 1, "C": 2, "D": 3}
ACTORS = ["customer", "customer", "customer", "company", "system"]
EVENT = st.tuples(
    st.integers(0, 20), st.sampled_from("ABCDLX"), st.sampled_from(["web", "app"]), st.sampled_from(ACTORS)
).map(lambda e: E(e[0], e[1], e[2], actor=e[3]))
PEOPLE = st.lists(st.lists(EVENT, max_size=9), min_size=1, max_size=6)


def seen(events: list[E]) -> list[E]:
    return sorted((e for e in events if e.actor != "system"), key=lambda e: e.time)


def plain_stage(people: list[list[E]], stage: int, horizon: int, end: int) -> tuple[int, int, int, int, list[int]]:
    """Reached, gone on, left, in time, times in stage."""
    reached, left, in_time, times = 0, 0, 0, []
    for events in people:
        own = [e.time for e in events if STAGE.get(e.name) == stage]
        if not own:
            continue
        reached += 1
        later = [e.time for e in events if STAGE.get(e.name, -1) > stage and e.time >= own[0]]
        if later and min(later) - own[0] <= horizon:
            times.append(min(later) - own[0])
        elif later or end - own[0] > horizon:
            left += 1
        else:
            in_time += 1
    return reached, len(times), left, in_time, times


@settings(max_examples=150, deadline=None)
@given(people=PEOPLE, end=st.integers(20, 24))
def test_stages_equal_the_plain_definition(people: list, end: int) -> None:
    rows = [seen(events) for events in people]
    stages = ask(Map(), people, STAGED, data_end=end)["stages"]
    for place, stage in enumerate(stages):
        reached, gone_on, left, in_time, times = plain_stage(rows, place, 6, end)
        assert stage["customers"] == reached
        if place == len(stages) - 1:
            assert stage["gone_on"] is stage["left"] is stage["in_time"] is stage["next_share"] is None
            continue
        assert (stage["gone_on"], stage["left"], stage["in_time"]) == (gone_on, left, in_time)
        assert stage["next_share"] == (round(gone_on / (gone_on + left), 6) if gone_on + left else None)
        assert stage["median_time_s"] == (pytest.approx(statistics.median(times) / 1000, abs=0.001) if times else None)


@settings(max_examples=150, deadline=None)
@given(people=PEOPLE, end=st.integers(20, 30))
def test_columns_equal_the_plain_definition(people: list, end: int) -> None:
    rows = [seen(events) for events in people]
    answer = ask(Map(), people, STAGED, data_end=end)
    touchpoints = [t for stage in answer["stages"] for t in stage["touchpoints"]]
    furthest = [max((COLUMN[e.name] for e in row if e.name in COLUMN), default=-1) for row in rows]
    moves = [[COLUMN[e.name] for e in row if e.name in COLUMN and e.actor == "customer"] for row in rows]
    back = Counter((a, b) for row in moves for a, b in pairwise(row) if b < a)
    for column, touchpoint in enumerate(touchpoints):
        name = "ABCD"[column]
        stopped = [end - row[-1].time <= 6 for row, f in zip(rows, furthest, strict=True) if f == column]
        assert touchpoint["customers"] == sum(any(e.name == name for e in row) for row in rows)
        assert touchpoint["events"] == sum(e.name == name for row in rows for e in row)
        assert touchpoint["alive"] == sum(f >= column for f in furthest)
        expected = (0, 0) if column == 3 else (stopped.count(False), stopped.count(True))
        assert (touchpoint["left"], touchpoint["in_time"]) == expected
    ids = [touchpoint["id"] for touchpoint in touchpoints]
    assert {(r["from"], r["to"]): r["count"] for r in answer["returns"]} == {
        (ids[a], ids[b]): n for (a, b), n in back.items()
    }
    worst = max((touchpoint["left"] for touchpoint in touchpoints), default=0)
    assert (answer["fall"] or {"left": 0})["left"] == worst


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE)
def test_totals_channels_and_kinds(people: list) -> None:
    rows = [row for events in people if (row := seen(events))]
    answer = with_variants(ask(Map(), people, STAGED), ask(Variants(), people)["variants"])
    own = [tuple(e.name for e in row if e.actor == "customer") for row in rows]
    assert answer["journeys"] == answer["n"] == len(rows)
    assert answer["events"] == sum(map(len, rows))
    assert answer["variants"] == len({names for names in own if names})
    assert answer["outcome"]["customers"] == sum(any(e.name == "D" for e in row) for row in rows)
    assert {c["name"]: (c["customers"], c["events"]) for c in answer["channels"]} == {
        name: (sum(any(e.channel == name for e in r) for r in rows), sum(e.channel == name for r in rows for e in r))
        for name in {e.channel for row in rows for e in row}
    }
    kinds = [k for s in answer["stages"] for t in s["touchpoints"] for k in t["kinds"]] + answer["unplaced"]
    assert sum(kind["events"] for kind in kinds) == answer["events"]
    assert {k["name"] for k in answer["unplaced"]} == {e.name for row in rows for e in row} & {"L", "X"}
    for stage in answer["stages"]:
        assert sum(c["events"] for c in stage["channels"]) == sum(t["events"] for t in stage["touchpoints"])


@settings(max_examples=100, deadline=None)
@given(
    people=st.lists(
        st.lists(st.tuples(st.integers(0, 50), st.sampled_from("AXYZ")), max_size=12), min_size=1, max_size=5
    )
)
def test_positions_of_unplaced_kinds(people: list) -> None:
    answer = ask(Map(), [[E(t, n) for t, n in events] for events in people], STAGED)
    places: dict[str, list[float]] = {}
    for events in people:
        row = sorted(events, key=lambda e: e[0])
        for i, (_, name) in enumerate(row):
            places.setdefault(name, []).append(i / (len(row) - 1) if len(row) > 1 else 0.5)
    for kind in answer["unplaced"]:
        assert kind["position"] == pytest.approx(statistics.median_low(places[kind["name"]]), abs=1 / 128 + 1e-4)


def test_simultaneous_events_go_on_whichever_arrived_first() -> None:
    for row in ("A5 D5", "D5 A5"):
        stage = ask(Map(), customers(row), STAGED)["stages"][0]
        assert (stage["gone_on"], stage["median_time_s"]) == (1, 0)


def test_feeling_scores_and_evidence_come_from_the_data_alone() -> None:
    scored = [
        [E(0, "A"), E(1, "B", score=5, scale="csat"), E(2, "B", score=10, scale="nps")],
        [E(0, "B", score=1, scale="csat")],
    ]
    answer = ask(Map(), scored, STAGED)
    look, choose, buy = answer["stages"]
    assert [s["evidence"] for s in answer["stages"]] == ["part", "part", "none"]
    assert look["touchpoints"][0]["feeling"] is None
    basket = choose["touchpoints"][0]
    assert basket["feeling"] == pytest.approx(1 / 3, abs=1e-4)
    assert basket["feeling_low"] < basket["feeling"] < basket["feeling_high"]
    assert (basket["score_mean"], basket["score_scale"], basket["feeling_n"]) == (3.0, "csat", 3)
    assert [(s["scale"], s["definition"], s["value"], s["n"]) for s in choose["scores"]] == [
        ("nps", "net", 100.0, 1),
        ("csat", "share", 50.0, 2),
    ]
    assert answer["feeling"] == {"n": 3, "sources": {"nps": 1, "csat": 2, "ces": 0}}
    assert buy["scores"] == []


def test_shape_is_the_documented_one() -> None:
    answer = with_variants(ask(Map(), customers("A0 B1 A2 D3 X4", "A0"), STAGED), 2)
    assert {*answer} == {
        "schema",
        "analysis",
        "title",
        "definition",
        "said",
        "n",
        "journeys",
        "events",
        "variants",
        "horizon_ms",
        "outcome",
        "stages",
        "returns",
        "channels",
        "unplaced",
        "feeling",
        "fall",
    }
    assert {*answer["stages"][0]} == {
        "id",
        "name",
        "customers",
        "next_share",
        "next_low",
        "next_high",
        "gone_on",
        "left",
        "in_time",
        "median_time_s",
        "median_time_low",
        "median_time_high",
        "evidence",
        "channels",
        "scores",
        "touchpoints",
    }
    assert {*answer["stages"][0]["touchpoints"][0]} == {
        "id",
        "name",
        "channel",
        "customers",
        "events",
        "alive",
        "left",
        "in_time",
        "left_share",
        "feeling",
        "feeling_low",
        "feeling_high",
        "feeling_n",
        "score_mean",
        "score_scale",
        "origin",
        "reason",
        "said",
        "confidence",
        "kinds",
    }
    assert answer["returns"] == [{"from": "basket", "to": "site", "count": 1, "customers": 1}]
    assert answer["channels"] == []


def test_ten_thousand_kinds_and_no_definitions() -> None:
    people = [[E(i, f"kind {(i * 7 + c) % 10_000}") for i in range(100)] for c in range(200)]
    answer = ask(Map(), people)
    assert answer["events"] == sum(k["events"] for k in answer["unplaced"]) == 20_000
    assert answer["stages"] == answer["returns"] == []
    assert answer["fall"] is answer["outcome"] is None


def test_variants_are_the_distinct_sequences() -> None:
    seed = np.random.default_rng(5)
    people = [[E(i, "ABC"[n]) for i, n in enumerate(seed.integers(0, 3, seed.integers(1, 9)))] for _ in range(5000)]
    assert ask(Variants(), people)["variants"] == len({tuple(e.name for e in events) for events in people})
