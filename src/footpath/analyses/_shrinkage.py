"""Feeling of touchpoints, shrunk to their stage (definitions.md 8)."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footpath.analyses._intervals import student

#: Variance of a valence that may be anything in [-1, 1]: worth one degree of freedom beside the data, so that three
#: equal answers are not taken for certainty.
PRIOR_VARIANCE = 1 / 3


@dataclass(frozen=True)
class Feeling:
    """An estimate in [-1, 1] with its 95 % interval; ``mean`` is the plain mean of the n answers."""

    value: float
    low: float
    high: float
    n: int
    mean: float


def tau_squared(means: npt.NDArray[np.float64], variances: npt.NDArray[np.float64]) -> float:
    """Variance between groups by DerSimonian and Laird (1986): max(0, (Q - (k - 1)) / (sum w - sum w² / sum w)).

    ``means`` and their sampling ``variances`` float64[k], all variances above 0. Infinite for a single group, about
    whose fellows nothing is known: it is then not shrunk.
    """
    if len(means) < 2:
        return math.inf
    weights = 1 / variances
    centre = float((weights * means).sum() / weights.sum())
    q = float((weights * (means - centre) ** 2).sum())
    return max(0.0, (q - (len(means) - 1)) / float(weights.sum() - (weights**2).sum() / weights.sum()))


def shrink(valences: npt.NDArray[np.float64]) -> list[Feeling | None]:
    """Feeling at each touchpoint of one stage; None where nobody answered.

    ``valences`` float64[touchpoints, 3]: number, sum, sum of squares. One variance within touchpoints (pooled), tau²
    between them; e = (n m + k m_stage) / (n + k), k = sigma² / tau², m_stage the random-effects mean. The interval is
    the posterior's, with the uncertainty of m_stage and of tau² (Morris 1983), by Student's t.
    """
    answered = np.flatnonzero(valences[:, 0])
    if not len(answered):
        return [None] * len(valences)
    n, total, squares = valences[answered].T
    means = total / n
    freedom = float((n - 1).sum()) + 1
    sigma2 = (max(0.0, float((squares - n * means**2).sum())) + PRIOR_VARIANCE) / freedom
    tau2 = tau_squared(means, sigma2 / n)
    pull = np.zeros(len(n))
    stage_mean, stage_variance = 0.0, 0.0
    if math.isfinite(tau2):
        weights = 1 / (sigma2 / n + tau2)
        stage_mean, stage_variance = float((weights * means).sum() / weights.sum()), 1 / float(weights.sum())
        pull = sigma2 / (n * tau2 + sigma2)
    values = (1 - pull) * means + pull * stage_mean
    unsure = 2 / max(len(n) - 3, 1) * (pull * (means - stage_mean)) ** 2
    deviations = np.sqrt((1 - pull) * sigma2 / n + pull**2 * stage_variance + unsure)
    half = student(freedom) * deviations
    found: list[Feeling | None] = [None] * len(valences)
    for i, place in enumerate(answered):
        found[int(place)] = Feeling(
            value=round(float(values[i]), 4),
            low=round(max(-1.0, float(values[i] - half[i])), 4),
            high=round(min(1.0, float(values[i] + half[i])), 4),
            n=int(n[i]),
            mean=round(float(means[i]), 4),
        )
    return found
