"""95 % intervals of shares, means and differences of shares."""

import math

LEVEL = 0.95
Z = 1.959963984540054


def wilson(successes: float, n: float) -> tuple[float, float] | tuple[None, None]:
    """Wilson interval of a share (Wilson 1927), within [0, 1]; (None, None) where n is 0."""
    if n <= 0:
        return None, None
    share = successes / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    low = 0.0 if successes <= 0 else max(0.0, centre - half)
    high = 1.0 if successes >= n else min(1.0, centre + half)
    return low, high


def share(successes: int, n: int) -> dict[str, float | None]:
    """``share``, ``low`` and ``high`` of a share, rounded to 6 digits; None where n is 0."""
    low, high = wilson(successes, n)
    if low is None or high is None:
        return {"share": None, "low": None, "high": None}
    return {"share": round(successes / n, 6), "low": round(low, 6), "high": round(high, 6)}


def net(top: int, bottom: int, n: int) -> tuple[float, float]:
    """Adjusted Wald interval of p(top) - p(bottom), within [-1, 1]: of three more answers each side gets 3/4."""
    size = n + 3
    p, q = (top + 0.75) / size, (bottom + 0.75) / size
    half = Z * math.sqrt((p + q - (p - q) ** 2) / size)
    return max(-1.0, p - q - half), min(1.0, p - q + half)


def student(df: float) -> float:
    """97.5 % quantile of Student's t: exact for 1 and 2 degrees of freedom, else to 0.5 % (Cornish-Fisher)."""
    if df < 1:
        return math.inf
    if df < 2:
        return 12.706204736
    if df < 3:
        return 4.302652730
    z = Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / df ** (power + 1) for power, term in enumerate(terms))


def mean(n: int, total: float, squares: float, bounds: tuple[float, float]) -> tuple[float, float]:
    """Student interval of a mean of n answers with this sum and sum of squares, within ``bounds``; one answer: all."""
    if n < 2:
        return bounds
    centre = total / n
    variance = max(0.0, (squares - n * centre * centre) / (n - 1))
    half = student(n - 1) * math.sqrt(variance / n)
    return max(bounds[0], centre - half), min(bounds[1], centre + half)
