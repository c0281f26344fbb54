"""Sums over the answers on a scale, from which every score and every feeling follows."""

import numpy as np
import numpy.typing as npt
from numba import njit

N, SUM, SQUARES, HIGH, LOW, EASY = 0, 1, 2, 3, 4, 5
FIELDS = 6
SCALES = 4  #: none, nps, csat, ces: vocabulary.scales.SCALE_CODES

_NPS, _CSAT, _CES = 1, 2, 3


@njit(nogil=True, cache=True)
def record(sums: npt.NDArray[np.float64], row: int, scale: int, score: float) -> None:
    """Add one answer to ``sums[row]`` (float64[rows, SCALES, FIELDS]); beyond the scale's bounds it is none.

    N, SUM and SQUARES of the answers; HIGH: promoters (NPS above 8), CSAT 4 and more, CES 6 and more; LOW: detractors
    (NPS to 6), CSAT to 2, CES to 3; EASY: CES 5 and more.
    """
    x = np.float64(score)
    if scale == _NPS and 0 <= x <= 10:
        high, low, easy = x > 8, x <= 6, False
    elif scale == _CSAT and 1 <= x <= 5:
        high, low, easy = x >= 4, x <= 2, False
    elif scale == _CES and 1 <= x <= 7:
        high, low, easy = x >= 6, x <= 3, x >= 5
    else:
        return
    sums[row, scale, N] += 1
    sums[row, scale, SUM] += x
    sums[row, scale, SQUARES] += x * x
    sums[row, scale, HIGH] += high
    sums[row, scale, LOW] += low
    sums[row, scale, EASY] += easy
