"""Medians of histograms, and how sure they are."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.analyses._quantiles import sure_median
from footpath.store.kernels.histogram import BINS, bin_of


def histogram(durations_ms: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.bincount([int(bin_of(one)) for one in durations_ms], minlength=BINS).astype(np.int64)


@pytest.mark.parametrize("n", range(1, 120))
def test_its_interval_holds_the_median_of_95_percent_of_samples_and_hardly_more(n: int) -> None:
    """Between those at ranks j and n + 1 - j of n independent draws lies the median but where fewer than j, or more
    than n - j, are below it: binomial, whatever the distribution."""

    def held(rank: int) -> float:
        return 1 - 2 * sum(comb(n, below) for below in range(rank)) / 2**n

    found = sure_median(histogram([*range(n)]))  # durations below 128 ms have bins of their own
    if n < 6:
        assert found["median_low"] is found["median_high"] is None
        assert held(1) < 0.95
        return
    low, high = found["median_low"], found["median_high"]
    assert low is not None
    assert high is not None
    rank = round(low * 1000) + 1
    assert round(high * 1000) + 1 == n + 1 - rank
    assert held(rank) >= 0.95 > held(rank + 2)


@given(durations=st.lists(st.integers(0, 10**9), min_size=6, max_size=200))
def test_it_lies_around_the_median_and_among_the_durations(durations: list[int]) -> None:
    found = sure_median(histogram(durations))
    low, middle, high = found["median_low"], found["median_s"], found["median_high"]
    assert low is not None
    assert middle is not None
    assert high is not None
    assert low <= middle <= high
    assert min(durations) / 1000 * 0.99 - 0.001 <= low
    assert high <= max(durations) / 1000 * 1.01 + 0.001
    assert found["median_low"] == sure_median(histogram(durations), "x")["x_low"]


def test_nothing_has_no_median() -> None:
    assert sure_median(np.zeros(BINS, np.int64)[:0]) == {"median_s": None, "median_low": None, "median_high": None}
