"""Sparse counts add as dictionaries do."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from footpath.store.kernels.sparse import add, union

COUNTS = st.dictionaries(st.integers(0, 40), st.integers(1, 9), max_size=20)
SETS = st.sets(st.integers(0, 2**64 - 1), max_size=20)


def arrays(counts: dict[int, int]) -> tuple[np.ndarray, np.ndarray]:
    keys = sorted(counts)
    return np.array(keys, np.uint64), np.array([[counts[key], -counts[key]] for key in keys], np.int64).reshape(-1, 2)


@given(COUNTS, COUNTS)
def test_add(a: dict[int, int], b: dict[int, int]) -> None:
    keys, values = add(*arrays(a), *arrays(b))
    expected = Counter(a) + Counter(b)
    assert keys.tolist() == sorted(expected)
    assert values.tolist() == [[expected[key], -expected[key]] for key in sorted(expected)]


@given(SETS, SETS)
def test_union(a: set[int], b: set[int]) -> None:
    assert union(np.array(sorted(a), np.uint64), np.array(sorted(b), np.uint64)).tolist() == sorted(a | b)
