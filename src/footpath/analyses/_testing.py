"""Do two shares differ, and which of many pairs do."""

import math
from collections.abc import Sequence

LEVEL = 0.05  #: what is called different: of those, at most this share is expected not to be
_FEW = 5  #: where fewer are expected in a field of the two-by-two table, its probabilities are summed exactly


def two_shares(successes: int, n: int, others: int, m: int) -> float | None:
    """Two-sided p of equal shares ``successes / n`` and ``others / m`` of independent samples; None where one is empty.

    The score test (Pearson's chi-square of the two-by-two table, without correction for continuity); Fisher's exact
    test where fewer than 5 are expected in a field (Cochran 1954). O(1); exact O(least margin of the table).
    """
    if not n or not m:
        return None
    total, hits = n + m, successes + others
    if hits in (0, total):
        return 1.0
    if min(n, m) * min(hits, total - hits) < _FEW * total:
        return _fisher(successes, n, hits, total)
    pooled = hits / total
    z = (successes / n - others / m) / math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return math.erfc(abs(z) / math.sqrt(2))


def adjusted(found: Sequence[float]) -> list[float]:
    """The p values of as many tests, adjusted so that those up to q hold an expected share of false ones of at most q
    (Benjamini and Hochberg 1995, step-up). O(n log n)."""
    order = sorted(range(len(found)), key=found.__getitem__)
    result = [1.0] * len(found)
    least = 1.0
    for rank in range(len(order), 0, -1):
        place = order[rank - 1]
        least = min(least, found[place] * len(found) / rank)
        result[place] = least
    return result


def _fisher(successes: int, n: int, hits: int, total: int) -> float:
    """Sum of the probabilities of the tables, margins fixed, that are no likelier than the one that was found."""

    def weight(k: int) -> float:
        return _choose(hits, k) + _choose(total - hits, n - k) - _choose(total, n)

    weights = [weight(k) for k in range(max(0, n + hits - total), min(n, hits) + 1)]
    most = weight(successes) + 1e-7  # equal but for rounding
    return min(1.0, math.fsum(math.exp(one) for one in weights if one <= most))


def _choose(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
