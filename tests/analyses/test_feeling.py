"""Feeling: valences, DerSimonian and Laird's tau², shrinkage and its interval."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys_factory import E, ask, staged

from footpath.analyses._scoring import valences
from footpath.analyses._shrinkage import shrink, tau_squared
from footpath.analyses.feeling import Feeling
from footpath.store.kernels.answers import FIELDS, SCALES, record
from footpath.vocabulary.scales import BOUNDS, SCALE_CODES, valence

SCALE = st.sampled_from(["nps", "csat", "ces"])


@given(st.lists(st.tuples(SCALE, st.integers(0, 10)), max_size=20))
def test_valences_follow_from_the_sums(given_answers: list[tuple[str, int]]) -> None:
    rows = [(scale, x) for scale, x in given_answers if BOUNDS[scale][0] <= x <= BOUNDS[scale][1]]
    sums = np.zeros((1, SCALES, FIELDS))
    for scale, x in rows:
        record(sums, 0, SCALE_CODES[scale], x)
    values = [valence(scale, x) for scale, x in rows]
    n, total, squares = valences(sums[0])
    assert (n, total, squares) == pytest.approx((len(rows), sum(values), sum(v * v for v in values)), abs=1e-9)


def test_tau_squared_of_a_worked_example() -> None:
    # Equal variances: the variance of the means less their sampling variance, 1 - 1/4. Unequal: Q = 6, (6 - 1) / (4/3).
    assert tau_squared(np.array([0.0, 1.0, 2.0]), np.full(3, 0.25)) == pytest.approx(0.75)
    assert tau_squared(np.array([0.0, 3.0]), np.array([1.0, 0.5])) == pytest.approx(3.75)
    assert tau_squared(np.array([0.2, 0.2]), np.array([0.1, 0.1])) == 0
    assert tau_squared(np.array([0.2]), np.array([0.1])) == math.inf


def moments(values: list[float]) -> list[float]:
    return [len(values), sum(values), sum(v * v for v in values)]


def test_few_answers_are_drawn_to_their_stage_and_many_are_not() -> None:
    rows = [moments([1, -1] * 200 + [1] * 100), moments([-1, 1] * 200 + [-1] * 100), moments([1, 1])]
    many, other, few = shrink(np.array(rows, float))
    assert many is not None
    assert other is not None
    assert few is not None
    assert abs(many.value - many.mean) < 0.02
    assert few.value < few.mean == 1.0
    assert few.high - few.low > 3 * (many.high - many.low)


def test_no_answer_is_no_feeling_and_one_answer_says_little() -> None:
    nothing, one = shrink(np.array([[0, 0, 0], moments([1])], float))
    assert nothing is None
    assert one is not None
    assert (one.value, one.low, one.high, one.n) == (1.0, -1.0, 1.0, 1)


def test_touchpoints_alike_share_one_value() -> None:
    found = shrink(np.array([moments([1, -1, 1, -1]), moments([-1, 1])], float))
    assert [feeling.value for feeling in found if feeling] == [0, 0]


def test_interval_covers_the_truth() -> None:
    """Touchpoints drawn from the model itself: about 95 % of the intervals hold the touchpoint's own mean."""
    seed, hits, total = np.random.default_rng(4), 0, 0
    for _ in range(150):
        truths = np.clip(seed.normal(0.1, 0.25, 8), -0.9, 0.9)
        sizes = seed.integers(5, 80, 8)
        drawn = [2.0 * (seed.random(n) < (1 + truth) / 2) - 1 for n, truth in zip(sizes, truths, strict=True)]
        for truth, feeling in zip(truths, shrink(np.array([moments(list(d)) for d in drawn])), strict=True):
            assert feeling is not None
            hits += feeling.low <= truth <= feeling.high
            total += 1
    assert 0.92 <= hits / total <= 0.98


def test_the_curve_has_a_gap_where_nobody_answered() -> None:
    definitions = staged({"Buy": {"Pay": ["A"], "Wait": ["B"]}, "Use": {"Help": ["C"]}})
    people = [[E(0, "A", score=5, scale="csat"), E(1, "B"), E(2, "C", score=0, scale="nps")]]
    rows = ask(Feeling(), people, definitions)["touchpoints"]
    assert [(row["name"], row["feeling"], row["n"]) for row in rows] == [
        ("Pay", 1.0, 1),
        ("Wait", None, 0),
        ("Help", -1.0, 1),
    ]
    assert rows[2]["sources"] == {"nps": 1, "csat": 0, "ces": 0}
