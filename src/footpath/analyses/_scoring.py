"""NPS, CSAT and CES from sums over answers (definitions.md 7), each with its interval."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.analyses._intervals import LEVEL, mean, net, wilson
from footpath.store.kernels.answers import EASY, HIGH, LOW, SQUARES, SUM, N
from footpath.vocabulary.scales import BOUNDS, SCALE_CODES

Row = npt.NDArray[np.float64]  # float64[FIELDS], sums over the answers on one scale
Estimate = tuple[float, float, float]  # value, low, high

#: The definitions of each scale, the default first.
DEFINITIONS: dict[str, tuple[str, ...]] = {"nps": ("net",), "csat": ("share", "mean"), "ces": ("mean", "net", "top")}

WORDS = {
    "nps": {"net": "Share of promoters (9-10) minus share of detractors (0-6), times 100; adjusted Wald interval."},
    "csat": {
        "share": "Percent of answers 4 and 5; Wilson interval.",
        "mean": "Mean answer, 1 to 5; Student interval.",
    },
    "ces": {
        "mean": "Mean answer, 1 to 7 (7: made it easy); Student interval.",
        "net": "Percent of answers 6-7 minus percent of 1-3; adjusted Wald interval.",
        "top": "Percent of answers 5 and more; Wilson interval.",
    },
}


def score(sums: npt.NDArray[np.float64], scale: str, definition: str | None = None) -> dict[str, Any] | None:
    """One score of ``sums`` (float64[SCALES, FIELDS]); None where nobody answered.

    ``definition`` is one of ``DEFINITIONS[scale]``, the first by default.
    """
    row = sums[SCALE_CODES[scale]]
    n = int(row[N])
    if n == 0:
        return None
    chosen = definition or DEFINITIONS[scale][0]
    value, low, high = _FORMULAS[chosen](row, n, BOUNDS[scale])
    return {
        "scale": scale,
        "definition": chosen,
        "value": round(value, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "n": n,
        "level": LEVEL,
    }


def _net(row: Row, n: int, bounds: tuple[float, float]) -> Estimate:
    low, high = net(int(row[HIGH]), int(row[LOW]), n)
    return 100 * (row[HIGH] - row[LOW]) / n, 100 * low, 100 * high


def _mean(row: Row, n: int, bounds: tuple[float, float]) -> Estimate:
    return (row[SUM] / n, *mean(n, float(row[SUM]), float(row[SQUARES]), bounds))


def _percent(field: int) -> Callable[[Row, int, tuple[float, float]], Estimate]:
    def percent(row: Row, n: int, bounds: tuple[float, float]) -> Estimate:
        low, high = wilson(row[field], n)
        return 100 * row[field] / n, 100 * (low or 0.0), 100 * (1.0 if high is None else high)

    return percent


_FORMULAS: dict[str, Callable[[Row, int, tuple[float, float]], Estimate]] = {
    "net": _net,
    "mean": _mean,
    "share": _percent(HIGH),
    "top": _percent(EASY),
}


def valences(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Number, sum and sum of squares of the valences (vocabulary.scales.valence) of answers, over all scales.

    ``sums`` float64[..., SCALES, FIELDS]; returns float64[..., 3].
    """
    nps, csat, ces = (sums[..., SCALE_CODES[scale], :] for scale in ("nps", "csat", "ces"))
    total = nps[..., HIGH] - nps[..., LOW]
    squares = nps[..., HIGH] + nps[..., LOW]
    for answers, middle, half in ((csat, 3, 2), (ces, 4, 3)):
        total = total + (answers[..., SUM] - middle * answers[..., N]) / half
        centred = answers[..., SQUARES] - 2 * middle * answers[..., SUM] + middle**2 * answers[..., N]
        squares = squares + centred / half**2
    return np.stack([sums[..., N].sum(axis=-1), total, squares], axis=-1)
