"""Log-spaced histograms: every duration is within 1 % of what its bin stands for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from footpath.store.kernels.histogram import BINS, bin_of, middles

MIDDLES = middles()


@given(st.integers(1, 2**45 - 1))
def test_a_bin_stands_for_its_durations_to_one_percent(duration_ms: int) -> None:
    assert abs(MIDDLES[bin_of(duration_ms)] - duration_ms) <= 0.008 * duration_ms


def test_short_durations_are_exact_and_bins_rise() -> None:
    assert [MIDDLES[bin_of(ms)] for ms in range(-1, 128)] == [0, *range(128)]
    assert np.all(np.diff(MIDDLES) >= 0)
    assert len(MIDDLES) == BINS


def test_nothing_falls_beyond_the_last_bin() -> None:
    assert bin_of(2**62) == BINS - 1
    assert bin_of(-(2**62)) == 0
