"""Quantiles of log-spaced histograms of durations."""

import numpy as np
import numpy.typing as npt

from footpath.store.kernels.histogram import middles

_MIDDLES = middles()


def median_s(counts: npt.NDArray[np.integer], bins: npt.NDArray[np.integer] | None = None) -> float | None:
    """Median in seconds of a histogram, to 1 %; the mean of the two middle durations where their number is even.

    ``counts`` int[n]: how many durations fell in each bin; ``bins`` int[n] ascending: which bins these are (all).
    None where there is no duration.
    """
    running = np.cumsum(counts)
    total = int(running[-1]) if len(running) else 0
    if total == 0:
        return None
    places = np.searchsorted(running, [(total + 1) // 2, total // 2 + 1])
    middle = _MIDDLES[places if bins is None else bins[places]]
    return round(float(middle.mean()) / 1000, 3)
