"""What every analysis on the shelf promises; a new file is tested unseen."""

import importlib
import inspect
import itertools
import json
import pickle
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footpath.analyses._analysis import Analysis
from footpath.analyses._variants import Variants
from footpath.shelf import items
from footpath.store.engines.threads import run
from footpath.store.journeys import COLUMNS, Journeys

sys.path.insert(0, str(Path(__file__).parent / "analyses"))
factory = importlib.import_module("journeys_factory")

SHELF: list[type[Analysis]] = [*items("footpath.analyses", Analysis).values(), Variants]
EVERY = pytest.mark.parametrize("kind_of", SHELF, ids=lambda analysis: analysis.name)
TICK = 6 * 3_600_000  # four to a day, so that some days are over
END = 31 * TICK
DEFINITIONS = factory.staged(
    {"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}, "": {"Loose": ["L"]}}, ["C"], "54h"
)
#: Analyses that look at what lies before the period, and why. What follows it none may look at.
LOOKS_BACK = {"retention": "a cohort is of the customer's first start ever, not merely within the period"}
SCORES = [("", float("nan")), ("csat", 5.0), ("csat", 2.0), ("nps", 9.0), ("ces", 4.0)]


def event(fields: tuple[Any, ...]) -> Any:
    tick, late, name, channel, actor, (scale, score) = fields
    return factory.E(tick * TICK + late, name, channel, actor=actor, scale=scale, score=score)


EVENT = st.tuples(
    st.integers(0, 30),
    st.sampled_from([0, 0, 1, 1_200_000]),
    st.sampled_from("ABCLX"),
    st.sampled_from(["", "web", "app"]),
    st.sampled_from(["customer", "customer", "company", "system"]),
    st.sampled_from(SCORES),
).map(event)
PEOPLE = st.lists(st.lists(EVENT, max_size=8), min_size=1, max_size=6)


def example(kind_of: type[Analysis]) -> Analysis:
    return kind_of.model_validate(kind_of.example)


def answer(analysis: Analysis, blocks: list[Journeys], frame: Any) -> str:
    partial = analysis.zero(frame)
    for block in blocks:
        partial = partial + analysis.fold(block, frame)
    return json.dumps(analysis.answer(partial, frame), allow_nan=False)


@EVERY
def test_what_is_promised_here_is_about_something(kind_of: type[Analysis]) -> None:
    """On events like those below somebody is counted: no promise is kept by answers about nobody."""
    seed = random.Random(2)
    people = [
        [event((tick, 0, seed.choice("ABCL"), "web", "customer", ("csat", 4.0))) for tick in seed.sample(range(20), 6)]
        for _ in range(20)
    ]
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, start=2 * TICK, end=25 * TICK, data_end=END)
    found = json.loads(answer(analysis, [factory.journeys(people, kinds)], frame))
    assert found["n"] > 0
    assert analysis.table(found)
    assert any(e.time < frame.start_ms for events in people for e in events)


@EVERY
@settings(max_examples=40, deadline=None)
@given(people=PEOPLE, cuts=st.sets(st.integers(0, 6)), backwards=st.booleans())
def test_parts_add_on_any_split(kind_of: type[Analysis], people: list, cuts: set[int], backwards: bool) -> None:
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, data_end=END)
    whole = factory.journeys(people, kinds)
    bounds = sorted({0, len(people), *(min(cut, len(people)) for cut in cuts)})
    parts = [factory.cut(whole, a, b) for a, b in itertools.pairwise(bounds)]
    assert answer(analysis, parts[::-1] if backwards else parts, frame) == answer(analysis, [whole], frame)


@EVERY
def test_an_empty_store_and_one_customer(kind_of: type[Analysis]) -> None:
    analysis = example(kind_of)
    for people in ([], [[]], [[factory.E(5, "A")]]):
        kinds = factory.dictionary(people, more="A")
        frame = factory.frame(kinds, DEFINITIONS)
        found = json.loads(answer(analysis, [factory.journeys(people, kinds)], frame))
        assert found["n"] in (0, 1)
        assert all(tuple(row) == analysis.heads for row in analysis.table(found))


@EVERY
@settings(max_examples=25, deadline=None)
@given(people=PEOPLE, keep=st.lists(st.integers(0, 1), min_size=6, max_size=6))
def test_only_the_audience_counts(kind_of: type[Analysis], people: list, keep: list[int]) -> None:
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, data_end=END)
    masked = factory.journeys(people, kinds, include=keep[: len(people)])
    chosen = factory.journeys([events for events, kept in zip(people, keep, strict=False) if kept], kinds)
    assert answer(analysis, [masked], frame) == answer(analysis, [chosen], frame)


@EVERY
@settings(max_examples=25, deadline=None)
@given(people=PEOPLE, start=st.integers(0, 30), length=st.integers(1, 30))
def test_only_the_period_counts(kind_of: type[Analysis], people: list, start: int, length: int) -> None:
    analysis, kinds = example(kind_of), factory.dictionary(people)
    start_ms, end_ms = start * TICK, (start + length) * TICK
    frame = factory.frame(kinds, DEFINITIONS, start=start_ms, end=end_ms, data_end=END)
    from_ms = 0 if analysis.name in LOOKS_BACK else start_ms
    inside = [[e for e in events if from_ms <= e.time < end_ms] for events in people]
    whole, part = factory.journeys(people, kinds), factory.journeys(inside, kinds)
    assert answer(analysis, [whole], frame) == answer(analysis, [part], frame)


@EVERY
@settings(max_examples=25, deadline=None)
@given(people=PEOPLE)
def test_what_the_system_does_changes_nothing(kind_of: type[Analysis], people: list) -> None:
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, data_end=END)
    without = [[e for e in events if e.actor != "system"] for events in people]
    both = [answer(analysis, [factory.journeys(p, kinds)], frame) for p in (people, without)]
    assert both[0] == both[1]


@EVERY
@settings(max_examples=25, deadline=None)
@given(people=PEOPLE)
def test_wide_codes_give_the_same_answer(kind_of: type[Analysis], people: list) -> None:
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, data_end=END)
    both = [answer(analysis, [factory.journeys(people, kinds, wide=wide)], frame) for wide in (False, True)]
    assert both[0] == both[1]


@EVERY
def test_partials_travel_and_threads_give_the_same(kind_of: type[Analysis]) -> None:
    seed = np.random.default_rng(1)
    people = [[factory.E(int(t) * TICK, "ABCLX"[n]) for t, n in seed.integers(0, 5, (6, 2))] for _ in range(40)]
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, data_end=END)
    whole = factory.journeys(people, kinds)
    parts = [factory.cut(whole, i, i + 5) for i in range(0, 40, 5)]
    total = run(analysis, frame, [lambda part=part: part for part in parts], workers=3)
    travelled = pickle.loads(pickle.dumps(total))
    assert json.dumps(analysis.answer(travelled, frame)) == answer(analysis, [whole], frame)
    assert {tuple(row) for row in analysis.table(analysis.answer(travelled, frame))} <= {analysis.heads}
    assert pickle.loads(pickle.dumps(analysis)) == analysis


@EVERY
def test_reads_no_column_but_those_it_names(kind_of: type[Analysis]) -> None:
    people = [[factory.E(1, "A"), factory.E(2, "B")]]
    analysis, kinds = example(kind_of), factory.dictionary(people)
    frame, whole = factory.frame(kinds, DEFINITIONS), factory.journeys(people, kinds)
    named = analysis.columns(frame)
    assert {*named} <= {*COLUMNS}
    answer(analysis, [replace(whole, columns={name: whole.columns[name] for name in named})], frame)


@EVERY
def test_is_documented(kind_of: type[Analysis]) -> None:
    assert inspect.getdoc(kind_of)
    assert inspect.getdoc(inspect.getmodule(kind_of))
    assert kind_of.name.islower()
    assert kind_of.picture
    assert all(field.description for field in kind_of.model_fields.values())
    found = answer(example(kind_of), [], factory.frame(factory.dictionary([], more="A"), DEFINITIONS))
    assert json.loads(found)["definition"].endswith(".")
    assert json.loads(found)["schema"] == 1
