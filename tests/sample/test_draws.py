"""Chance by hashing: as even and as independent as a generator's, and the same in any block."""

import numpy as np
import pytest

from footpath.sample.draws import Draws

N = 200_000
ROWS = np.arange(N)


@pytest.fixture(scope="module")
def draws() -> Draws:
    return Draws(seed=7, first=0, customers=N)


def test_a_draw_hangs_on_seed_customer_decision_and_turn_alone(draws: Draws) -> None:
    later = Draws(seed=7, first=1_000, customers=500)
    rows = np.array([3, 499, 3, 0])
    turn = np.array([0, 1, 2, 5])
    assert later.uniform("x", rows, turn).tolist() == draws.uniform("x", rows + 1_000, turn).tolist()
    assert later.uniform("x", rows[:1]) != later.uniform("y", rows[:1])
    assert later.uniform("x", rows[:1]) != Draws(8, 1_000, 500).uniform("x", rows[:1])


@pytest.mark.parametrize("turn", [0, 1, 255, 256, 70_000])
def test_uniform_fills_the_interval_evenly(draws: Draws, turn: int) -> None:
    drawn = draws.uniform("x", ROWS, turn)
    assert drawn.min() > 0
    assert drawn.max() < 1
    expected = N / 100
    chi_square = ((np.histogram(drawn, 100, (0, 1))[0] - expected) ** 2 / expected).sum()
    assert chi_square < 160  # 99 degrees of freedom: beyond it once in 10,000


def test_different_decisions_turns_customers_and_seeds_are_independent(draws: Draws) -> None:
    drawn = draws.uniform("x", ROWS)
    others = [
        draws.uniform("y", ROWS),
        draws.uniform("x", ROWS, 1),
        np.roll(drawn, 1),
        Draws(8, 0, N).uniform("x", ROWS),
    ]
    assert np.abs([np.corrcoef(drawn, other)[0, 1] for other in others]).max() < 4 / np.sqrt(N)


def test_distributions_have_their_means_and_variances(draws: Draws) -> None:
    for drawn, mean, variance in (
        (draws.normal("n", ROWS, 2.0), 0.0, 4.0),
        (draws.exponential("e", ROWS, 3.0), 3.0, 9.0),
        (draws.poisson("p", ROWS, 1.5), 1.5, 1.5),
        (draws.geometric("g", ROWS, 0.33), 1 / 0.33, 0.67 / 0.33**2),
        (draws.below("b", ROWS, 10), 4.5, 8.25),
    ):
        assert np.mean(drawn) == pytest.approx(mean, abs=4 * np.sqrt(variance / N))
        assert np.var(drawn) == pytest.approx(variance, rel=0.03)


@pytest.mark.parametrize("shape", [1.2, 2.0, 4.0])
def test_gamma_is_near_its_moments(draws: Draws, shape: float) -> None:
    drawn = draws.gamma("gamma", ROWS, shape, 2.0)
    assert np.mean(drawn) == pytest.approx(2 * shape, rel=0.01)
    assert np.var(drawn) == pytest.approx(4 * shape, rel=0.05)
    assert drawn.min() >= 0


def test_choice_follows_its_shares_for_all_and_for_each_row(draws: Draws) -> None:
    shares = np.array([1.0, 3.0, 6.0])
    for table in (shares, np.tile(shares, (N, 1))):
        counts = np.bincount(draws.choice("c", ROWS, table), minlength=3)
        assert counts / N == pytest.approx(shares / 10, abs=0.005)
