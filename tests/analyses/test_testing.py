"""Tests of shares against textbook figures and plain formulas, and their correction for many."""

from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.analyses._testing import adjusted, two_shares

COUNTS = st.integers(0, 400)


def pearson(a: int, b: int, c: int, d: int) -> float:
    """p of Pearson's chi-square of a two-by-two table, one degree of freedom, by its textbook formula."""
    chi_square = (a + b + c + d) * (a * d - b * c) ** 2 / ((a + b) * (c + d) * (a + c) * (b + d))
    return 2 * (1 - NormalDist().cdf(sqrt(chi_square)))


def fisher(a: int, b: int, c: int, d: int) -> Fraction:
    """Fisher's exact p, two-sided, in whole numbers."""
    ways = {
        k: comb(a + c, k) * comb(b + d, a + b - k)
        for k in range(max(0, a + b - (b + d)), min(a + b, a + c) + 1)
    }  # fmt: skip
    return Fraction(sum(count for count in ways.values() if count <= ways[a]), comb(a + b + c + d, a + b))


def test_the_lady_tasting_tea() -> None:
    """Fisher (1935): of 4 cups with milk first she names 3 and of 4 others 1; two-sided 34 of 70."""
    assert two_shares(3, 4, 1, 4) == pytest.approx(34 / 70)


def test_newcombes_example_differs() -> None:
    """56 of 70 and 48 of 80 (Newcombe 1998): z = 2.6502."""
    assert two_shares(56, 70, 48, 80) == pytest.approx(2 * (1 - NormalDist().cdf(2.6502)), rel=1e-3)


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS))
def test_equals_the_plain_definition(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    p = two_shares(a, a + b, c, c + d)
    if not a + b or not c + d:
        assert p is None
        return
    least = min(a + b, c + d) * min(a + c, b + d) / (a + b + c + d)
    if min(a + c, b + d) == 0:
        expected = 1.0
    else:
        expected = pearson(*table) if least >= 5 else float(fisher(*table))
    assert p == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS))
def test_it_says_the_same_of_either_side_and_of_what_did_not_happen(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    p = two_shares(a, a + b, c, c + d)
    assert (p is None) == (0 in (a + b, c + d))
    assert two_shares(c, c + d, a, a + b) == (p and pytest.approx(p, rel=1e-6))
    assert two_shares(b, a + b, d, c + d) == (p and pytest.approx(p, rel=1e-6))


def test_benjamini_and_hochbergs_example() -> None:
    """Benjamini and Hochberg (1995), 15 p values of a trial of thrombolysis: at 0.05 four are rejected."""
    found = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    found += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert [p <= 0.05 for p in adjusted(found)] == [True] * 4 + [False] * 11
    assert adjusted(found)[3] == pytest.approx(0.0095 * 15 / 4)


@given(st.lists(st.floats(1e-9, 1), max_size=30))
def test_an_adjusted_p_is_the_least_level_at_which_step_up_rejects(found: list[float]) -> None:
    def rejected(level: float) -> set[int]:
        order = sorted(range(len(found)), key=found.__getitem__)
        last = max((k for k, i in enumerate(order, 1) if found[i] * len(found) / k <= level), default=0)
        return set(order[:last])

    for place, p in enumerate(adjusted(found)):
        assert place in rejected(p)
        assert place not in rejected(p * (1 - 1e-9))
        assert p >= found[place] or p == pytest.approx(found[place])
