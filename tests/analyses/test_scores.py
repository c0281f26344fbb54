"""Scores: published vectors, and intervals that cover what they say."""

from collections.abc import Callable

import numpy as np
import pytest
from journeys_factory import E, ask, staged
from pydantic import ValidationError

from footpath.analyses._intervals import mean, net, student, wilson
from footpath.analyses.scores import Scores


def answers(scale: str, counts: dict[float, int]) -> list[list[E]]:
    return [[E(0, "Asked", score=score, scale=scale)] for score, n in counts.items() for _ in range(n)]


def score(scale: str, counts: dict[float, int], definition: str | None = None) -> dict[str, float]:
    return ask(Scores(scale=scale, definition=definition), answers(scale, counts))["scores"][0]


@pytest.mark.parametrize(
    ("counts", "value", "low", "high"),
    [({9: 40, 10: 30, 7: 20, 3: 10}, 60, 45.3, 71.2), ({10: 3}, 100, -6.6, 100)],
)
def test_nps(counts: dict[float, int], value: float, low: float, high: float) -> None:
    found = score("nps", counts)
    assert (found["value"], found["n"], found["level"]) == (value, sum(counts.values()), 0.95)
    assert (round(found["low"], 1), round(found["high"], 1)) == (low, high)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [({4: 100, 5: 60, 2: 40}, 73.9, 85.0), ({5: 8}, 67.6, 100), ({4: 960, 1: 240}, 77.6, 82.2)],
)
def test_csat(counts: dict[float, int], low: float, high: float) -> None:
    found = score("csat", counts)
    assert (round(found["low"], 1), round(found["high"], 1)) == (low, high)


def test_csat_mean_is_chosen_by_name() -> None:
    found = score("csat", {5: 3, 4: 1}, "mean")
    assert (found["definition"], found["value"]) == ("mean", 4.75)


def test_ces_has_three_definitions() -> None:
    counts = dict(zip(range(1, 8), (80, 210, 140, 110, 160, 180, 120), strict=True))
    values = [score("ces", counts, name)["value"] for name in (None, "net", "top")]
    assert [round(values[0], 2), *values[1:]] == [4.08, -13.0, 46.0]


def test_a_definition_of_another_scale_gets_a_sentence() -> None:
    with pytest.raises(ValidationError, match="NPS is not defined as 'top'. Use net."):
        Scores(scale="nps", definition="top")


def test_answers_beyond_the_scale_are_none() -> None:
    assert score("csat", {5: 1, 7: 1, -1: 1})["n"] == 1


def test_by_stage_and_touchpoint_names_who_was_not_asked() -> None:
    definitions = staged({"Buy": {"Asking": ["Asked"], "Pay": ["Paid"]}})
    rows = ask(Scores(scale="nps", by="touchpoint"), answers("nps", {10: 2}), definitions)["scores"]
    assert [(row["name"], row["value"], row["n"]) for row in rows] == [("Asking", 100.0, 2), ("Pay", None, 0)]
    assert ask(Scores(scale="nps", by="stage"), answers("nps", {10: 2}), definitions)["scores"][0]["name"] == "Buy"


@pytest.mark.parametrize(
    ("df", "expected"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (30, 2.042), (500, 1.965)]
)
def test_student_quantiles(df: int, expected: float) -> None:
    assert student(df) == pytest.approx(expected, rel=0.005)


def coverage(interval: Callable[[np.ndarray], tuple[float, float]], truth: float, draws: np.ndarray) -> float:
    found = [interval(draw) for draw in draws]
    return sum(low <= truth <= high for low, high in found) / len(found)


def mean_coverage(runs: int, n: int) -> dict[str, float]:
    """Mean over p in 0.1 .. 0.9 of how often each interval holds the truth."""
    seed, found = np.random.default_rng(11), {"share": [], "net": [], "mean": []}
    for p in np.arange(0.1, 0.91, 0.1):
        yes = seed.binomial(n, p, runs)
        found["share"].append(coverage(lambda k: wilson(int(k), n), p, yes))
        thirds = seed.multinomial(n, [p * 0.8, (1 - p) * 0.8, 0.2], runs)
        found["net"].append(coverage(lambda k: net(int(k[0]), int(k[1]), n), (2 * p - 1) * 0.8, thirds))
        marks = 1 + seed.binomial(6, p, (runs, n))
        found["mean"].append(coverage(lambda x: mean(n, x.sum(), (x * x).sum(), (1, 7)), 1 + 6 * p, marks))
    return {name: float(np.mean(shares)) for name, shares in found.items()}


def test_intervals_cover_the_truth() -> None:
    assert all(0.93 <= share <= 0.97 for share in mean_coverage(600, 40).values())


@pytest.mark.nightly
@pytest.mark.parametrize("n", [30, 100])
def test_intervals_cover_the_truth_in_95_percent(n: int) -> None:
    assert all(abs(share - 0.95) <= 0.015 for share in mean_coverage(10_000, n).values())
