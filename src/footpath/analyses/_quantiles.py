"""Medians of histograms: durations in log-spaced bins, relative positions in equal ones."""

import math

import numpy as np
import numpy.typing as npt

from footpath.analyses._intervals import Z
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


def sure_median(counts: npt.NDArray[np.integer], name: str = "median") -> dict[str, float | None]:
    """``{name}_s``, ``{name}_low`` and ``{name}_high``: a median in seconds of independent durations with its interval.

    The interval holds the median of all such durations in 95 % of samples or more, whatever their distribution: from
    the j-th to the j-th last duration with j = (n + 1 - z sqrt(n)) / 2, rounded down (Campbell and Gardner 1988). None
    for fewer than 6 durations, of which no two bound it so surely. ``counts`` as for ``median_s``.
    """
    running = np.cumsum(counts)
    total = int(running[-1]) if len(running) else 0
    rank = math.floor((total + 1 - Z * math.sqrt(total)) / 2)
    ends: list[float | None] = [None, None]
    if rank >= 1:
        ends = [round(float(_MIDDLES[np.searchsorted(running, at)]) / 1000, 3) for at in (rank, total + 1 - rank)]
    return {f"{name}_s": median_s(counts), f"{name}_low": ends[0], f"{name}_high": ends[1]}


def medians_s(
    groups: npt.NDArray[np.integer],
    bins: npt.NDArray[np.integer],
    counts: npt.NDArray[np.integer],
    wanted: npt.NDArray[np.integer],
) -> list[float | None]:
    """Medians in seconds of many sparse histograms at once, as ``median_s``, for the ``wanted`` ones (int[m]).

    ``groups`` int[n] ascending: which histogram a count belongs to; ``bins`` int[n] ascending within; ``counts``.
    """
    running = np.concatenate([[0], np.cumsum(counts)])
    before = running[np.searchsorted(groups, wanted)]
    totals = running[np.searchsorted(groups, wanted, "right")] - before
    have = totals > 0
    before, totals = before[have], totals[have]
    ranks = np.stack([before + (totals + 1) // 2, before + totals // 2 + 1])
    found = _MIDDLES[bins[np.searchsorted(running[1:], ranks)]].mean(axis=0) / 1000 if have.any() else np.empty(0)
    result: list[float | None] = [None] * len(wanted)
    for place, value in zip(np.flatnonzero(have).tolist(), found.tolist(), strict=True):
        result[place] = round(value, 3)
    return result


def median_position(counts: npt.NDArray[np.integer]) -> float:
    """Median, 0 to 1, of relative positions in equal bins (int[POSITIONS], at least one counted): the lower middle."""
    running = np.cumsum(counts)
    return round(int(np.searchsorted(running, (running[-1] + 1) // 2)) / (len(counts) - 1), 4)
