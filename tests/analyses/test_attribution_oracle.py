"""Attribution against plain definitions: credits, the Markov chain by walking it, Shapley values over all sets."""

import pickle
from collections import Counter
from itertools import combinations, pairwise
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, cut, dictionary, frame, journeys
from marketing_paths import BUY, SUMMING, credit, marketing, paths

import footpath.analyses.attribution as module
from footpath.analyses.attribution import MODELS, Attribution

EVENT = st.tuples(
    st.integers(0, 60),
    st.sampled_from(["Seen", "Seen", "Buy", "Other"]),
    st.sampled_from(["a", "b", "direct"]),
    st.sampled_from(["customer"] * 5 + ["company", "system"]),
    st.sampled_from([float("nan"), 1.0, 2.5]),
).map(lambda fields: E(*fields[:3], actor=fields[3], value=fields[4]))
PEOPLE = st.lists(st.lists(EVENT, max_size=10), min_size=1, max_size=4)


def plain_paths(
    events: list[E], lookback: int, gap: int, until: int, by_session: bool
) -> tuple[list[tuple[list[E], E | None]], int, int]:
    """(touches, outcome or None) of each path that ended; outcomes without a touch; open paths."""
    touches: list[E] = []
    ended: list[tuple[list[E], E | None]] = []
    alone = 0
    before = None
    for event in sorted(events, key=lambda e: e.time):
        if event.actor == "system" or (event.actor == "company" and event.name != "Buy"):
            continue
        begins = before is None or event.time - before >= gap
        before = event.time if event.actor == "customer" else before
        if touches and event.name == "Buy" and event.time - touches[-1].time <= lookback:
            ended.append(([t for t in touches if event.time - t.time <= lookback], event))
            touches = []
            continue
        is_touch = event.name != "Buy" and (begins if by_session else event.name == "Seen")
        if touches and (is_touch or event.name == "Buy") and event.time - touches[-1].time > lookback:
            ended.append(([t for t in touches if touches[-1].time - t.time <= lookback], None))
            touches = []
        alone += event.name == "Buy"
        touches += [event] * is_touch
    still_open = bool(touches) and until - touches[-1].time <= lookback
    if touches and not still_open:
        ended.append(([t for t in touches if touches[-1].time - t.time <= lookback], None))
    return ended, alone, int(still_open)


def plain_credits(touches: list[E], outcome: E, half_life: int) -> dict[str, list[float]]:
    """By model the credit of each touch."""
    n = len(touches)

    def ends(first: float, last: float, two: float) -> list[float]:
        if n < 3:
            return [1.0] if n == 1 else [two, 1 - two]
        return [first, *[(1 - first - last) / (n - 2)] * (n - 2), last]

    ages = [2.0 ** (-(outcome.time - t.time) / half_life) for t in touches]
    named = [i for i, t in enumerate(touches) if t.channel != "direct"] or [n - 1]
    channels = [t.channel for t in touches]
    distinct = [float(channels.index(c) == i) for i, c in enumerate(channels)]
    return {
        "first": [1.0, *[0.0] * (n - 1)],
        "last": [*[0.0] * (n - 1), 1.0],
        "last_non_direct": [float(i == named[-1]) for i in range(n)],
        "linear": [1 / n] * n,
        "position": ends(0.4, 0.4, 0.5),
        "j": ends(0.2, 0.6, 0.25),
        "inverse_j": ends(0.6, 0.2, 0.75),
        "time_decay": [age / sum(ages) for age in ages],
        "participation": distinct,
        "shapley": [one / sum(distinct) for one in distinct],
    }


def plain_chance(ended: list[tuple[list[E], E | None]], order: int, nulls: bool, removed: str | None) -> float:
    """Chance of the outcome by walking the chain for a long time; steps into ``removed`` lead to null."""
    steps: dict[tuple[str, ...], Counter[Any]] = {}
    for touches, outcome in ended:
        if outcome is None and not nulls:
            continue
        names = [t.channel for t in touches]
        states = [tuple(names[max(0, i - order) : i]) for i in range(len(names) + 1)]
        for state, following in pairwise([*states, outcome is not None]):
            steps.setdefault(state, Counter())[following] += 1
    if not steps:
        return 0.0
    mass, won = {(): 1.0}, 0.0
    while mass:
        onward: dict[tuple[str, ...], float] = {}
        for state, weight in mass.items():
            total = sum(steps[state].values())
            for following, count in steps[state].items():
                if following is True:
                    won += weight * count / total
                elif following is not False and following[-1] != removed:
                    onward[following] = onward.get(following, 0.0) + weight * count / total
        mass = {state: weight for state, weight in onward.items() if weight > 1e-12}
    return won


def plain_shapley(ended: list[tuple[str, bool]]) -> dict[str, float]:
    """Shapley values of outcomes over paths within the set."""
    players = sorted({name for path, _ in ended for name in path})

    def rate(chosen: tuple[str, ...]) -> float:
        inside = [won for path, won in ended if set(path) <= set(chosen)]
        return sum(inside) / len(inside) if inside else 0.0

    n = len(players)
    return {
        player: sum(
            (rate((*chosen, player)) - rate(chosen)) / n / comb(n - 1, k)
            for k in range(n)
            for chosen in combinations([p for p in players if p != player], k)
        )
        for player in players
    }


@pytest.mark.parametrize("dense_bits", [0, 20], ids=["hashed", "dense"])
@pytest.mark.parametrize("by_session", [False, True])
@settings(max_examples=60, deadline=None)
@given(people=PEOPLE, lookback=st.integers(1, 40), gap=st.integers(1, 12), half_life=st.integers(1, 30))
def test_equals_the_plain_definition(
    dense_bits: int, by_session: bool, people: list[list[E]], lookback: int, gap: int, half_life: int
) -> None:
    people = [[e._replace(channel="") if e.name == "Buy" else e for e in events] for events in people]
    asked = Attribution(lookback=f"{lookback}ms", gap=f"{gap}ms", half_life=f"{half_life}ms")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "DENSE_BITS", dense_bits)
        answer = ask(asked, people, BUY if by_session else marketing("Seen"), data_end=70)
    plain = [plain_paths(events, lookback, gap, 70, by_session) for events in people]
    ended = [path for one, _, _ in plain for path in one]
    assert answer["null"] == sum(outcome is None for _, outcome in ended)
    assert answer["open"] == sum(still_open for _, _, still_open in plain)
    won = [(touches, outcome) for touches, outcome in ended if outcome is not None]
    assert (answer["attributed"], answer["outcomes"]) == (len(won), len(won) + sum(alone for _, alone, _ in plain))
    expected: dict[str, Counter[str]] = {model: Counter() for model in MODELS}
    worth: dict[str, Counter[str]] = {model: Counter() for model in MODELS}
    for touches, outcome in won:
        for model, parts in plain_credits(touches, outcome, half_life).items():
            for touch, part in zip(touches, parts, strict=True):
                expected[model][touch.channel] += part
                worth[model][touch.channel] += part * (0 if np.isnan(outcome.value) else outcome.value)
    for model in MODELS[:-1]:
        for name, found in credit(answer, model).items():
            assert found == pytest.approx(expected[model][name or ""], abs=2e-6), model
        for name, found in credit(answer, model, "credit_value").items():
            assert found == pytest.approx(worth[model][name or ""], abs=2e-4), model
    for model in SUMMING:
        assert sum(credit(answer, model).values()) == pytest.approx(len(won), abs=1e-5), model


@pytest.mark.parametrize("order", [1, 2, 3, 4])
@pytest.mark.parametrize("nulls", [True, False])
@settings(max_examples=15, deadline=None)
@given(people=PEOPLE)
def test_markov_equals_walking_the_chain(order: int, nulls: bool, people: list[list[E]]) -> None:
    people = [[e._replace(actor="customer") for e in events if e.name in ("Seen", "Buy")] for events in people]
    answer = ask(Attribution(lookback="9ms", order=order, null_paths=nulls), people, marketing("Seen"), data_end=99)
    ended = [path for events in people for path in plain_paths(events, 9, 1, 99, False)[0]]
    whole = plain_chance(ended, order, nulls, None)
    assert answer["markov"]["probability"] == pytest.approx(whole, abs=1e-6)
    for row in answer["rows"]:
        lost = 1 - plain_chance(ended, order, nulls, row["name"]) / whole if whole else 0
        assert row["removal"] == pytest.approx(lost, abs=1e-5)


@pytest.mark.parametrize("models", [["markov"], ["linear", "shapley"], ["first"]], ids=" ".join)
@pytest.mark.parametrize("shapley", ["sets", "rate"])
@settings(max_examples=40, deadline=None)
@given(people=PEOPLE)
def test_models_asked_for_are_as_among_all(models: list[Any], shapley: Any, people: list[list[E]]) -> None:
    given = {"lookback": "20ms", "shapley": shapley}
    whole, some = (
        ask(Attribution(models=asked, **given), people, marketing("Seen"), data_end=70) for asked in ([], models)
    )
    for before, after in zip(whole.pop("rows"), some.pop("rows"), strict=True):
        for words in ("credit", "credit_value"):
            assert after[words] == {model: before[words][model] if model in models else None for model in MODELS}
        assert after["removal"] == (before["removal"] if "markov" in models else None)
        assert after["touches"] == before["touches"]
    assert (whole.pop("markov") == some.pop("markov")) == ("markov" in models)
    assert some == whole


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.text("ABCD", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=8))
def test_shapley_by_rate_equals_the_plain_one(rows: list[tuple[str, bool]]) -> None:
    answer = paths(*((path, int(won), int(not won)) for path, won in rows), shapley="rate")
    expected = plain_shapley(rows)
    outcomes, total = sum(won for _, won in rows), sum(expected.values())
    for name, found in credit(answer, "shapley").items():
        assert found == pytest.approx(expected[name] / total * outcomes if total else 0, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(people=PEOPLE, at=st.integers(0, 4), rate=st.sampled_from(["sets", "rate"]))
def test_partials_add_field_by_field(people: list[list[E]], at: int, rate: str) -> None:
    kinds = dictionary(people)
    asked, analysis = frame(kinds, BUY), Attribution(gap="3ms", lookback="20ms", shapley=rate, order=2)
    whole = journeys(people, kinds)
    parts = [
        analysis.fold(cut(whole, *ends), asked)
        for ends in ((0, min(at, len(people))), (min(at, len(people)), len(people)))
    ]
    both, once = pickle.loads(pickle.dumps(parts[0] + parts[1])), analysis.fold(whole, asked)
    for field in ("counts", "touches", "edges", "edge_counts", "sets", "set_counts"):
        assert np.array_equal(getattr(both, field), getattr(once, field)), field
    assert np.allclose(both.credits, once.credits)
    assert np.allclose(both.worth, once.worth)
