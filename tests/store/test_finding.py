"""Kernels that go over a block in pieces: customers of any size lie on any side of a piece's end."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from footpath.store.kernels import attribution, funnel
from footpath.store.kernels.finding import PIECE, find, piece_end, room
from footpath.store.kernels.histogram import BINS

SIZES = st.lists(
    st.one_of(st.integers(0, 40), st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])), max_size=12
)


def offsets_of(sizes: list[int]) -> np.ndarray[Any, Any]:
    return np.cumsum([0, *sizes]).astype(np.int64)


@settings(max_examples=100, deadline=None)
@given(sizes=SIZES)
def test_pieces_hold_whole_customers_and_all_of_them(sizes: list[int]) -> None:
    offsets = offsets_of(sizes)
    ends = [0]
    while ends[-1] < len(sizes):
        ends.append(int(piece_end(offsets, np.uint64(ends[-1]))))
        first, last = ends[-2:]
        assert first < last
        assert offsets[last] - offsets[first] <= max(PIECE, sizes[first])
        assert offsets[last] - offsets[first] < room(offsets)
    assert ends[-1] == len(sizes)


@settings(max_examples=50, deadline=None)
@given(kinds=st.lists(st.integers(0, 5), max_size=50), wanted=st.lists(st.booleans(), min_size=6, max_size=6))
def test_finds_what_is_wanted(kinds: list[int], wanted: list[bool]) -> None:
    found = np.full(len(kinds) + 1, 99, np.uint32)
    size = int(find(np.array(kinds, np.uint16), np.array(wanted, np.uint8), found))
    expected = [place for place, kind in enumerate(kinds) if wanted[kind]]
    assert found[:size].tolist() == expected
    assert found[size] == len(kinds)


def big(seed: int) -> tuple[np.ndarray[Any, Any], ...]:
    """A block of 40,000 events: thousands of small customers, and one with three pieces of events."""
    random = np.random.default_rng(seed)
    sizes = random.integers(0, 12, 3_000)
    sizes[1_000] = 3 * PIECE
    offsets = offsets_of(sizes.tolist())
    time = np.concatenate([np.sort(random.integers(0, 3_000, size)) for size in sizes]).astype(np.int64)
    kind = random.integers(0, 8, len(time)).astype(np.uint16)
    return offsets, (random.random(3_000) < 0.9).astype(np.uint8), time, kind, random.random(len(time))


def one_by_one(block: tuple[np.ndarray[Any, Any], ...], fold: Any) -> list[np.ndarray[Any, Any]]:
    """Sum of the folds of single customers: each is a piece of its own."""
    offsets, include, time, kind, value = block
    total: list[np.ndarray[Any, Any]] = []
    for customer in range(len(include)):
        own = slice(offsets[customer], offsets[customer + 1])
        ends = offsets[customer : customer + 2] - offsets[customer]
        part = fold((ends, include[customer : customer + 1], time[own], kind[own], value[own]))
        total = [a + b for a, b in zip(total, part, strict=True)] if total else list(part)
    return total


@pytest.mark.parametrize("exclusive", [True, False])
def test_a_funnel_is_the_same_in_pieces_of_any_size(exclusive: bool) -> None:
    masks = np.array([0, 1, 2, 4, 0, 1 if exclusive else 3, 0, 4], np.uint64)

    def fold(block: Any) -> tuple[np.ndarray[Any, Any], ...]:
        part = np.zeros(4, np.int64), np.zeros(4, np.int64), np.zeros((3, BINS), np.int64)
        attempts = np.zeros((len(block[1]), 4), np.int64)
        funnel.ordered(*block[:4], masks, exclusive, 600, 200, 2_500, 2_499, *part, attempts)
        return (*part, attempts.sum(axis=0))

    block = big(1)
    whole = fold(block)
    for found, expected in zip(whole, one_by_one(block, fold), strict=True):
        assert_array_equal(found, expected)
    assert whole[0].min() > 0
    assert whole[0].sum() == block[1].sum()


@pytest.mark.parametrize("by_session", [True, False])
def test_attribution_is_the_same_in_pieces_of_any_size(by_session: bool) -> None:
    acts = np.array([0, 3, 3, 1, 5, 4, 0, 1] if not by_session else [0, 1, 1, 1, 5, 4, 0, 1], np.uint8)
    rows = np.array([attribution.NO_ROW, 0, 1, 2, 2, 2, 2, 1], np.uint32)
    bits, names = 2, 3

    def fold(block: Any) -> tuple[np.ndarray[Any, Any], ...]:
        offsets, include, time, kind, value = block
        longest = int(np.diff(offsets).max())
        counts, worth, touches = np.zeros(5, np.int64), np.zeros(2), np.zeros(names, np.int64)
        credit, cells = np.zeros((names, attribution.MODELS, 2)), 1 << 2 * bits
        edges, edge_counts = np.empty(cells, np.uint64), np.zeros((cells, 2), np.int64)
        used, _ = attribution.fold(
            *(offsets, include, time, kind, kind, value, acts, rows, -1, by_session, 20, 300, 100.0, 200, 2_500, 2_499),
            *(bits, 1, np.zeros(cells, np.uint64), np.empty(cells, np.uint32), False),
            *(np.empty(longest, np.uint32), np.empty(longest, np.int64), np.empty(longest), np.zeros(names, np.uint32)),
            *(counts, worth, touches, credit, edges, edge_counts, np.empty(0, np.uint64), np.empty(0, np.uint8)),
        )
        steps = np.zeros((cells, 2), np.int64)
        steps[edges[:used].astype(np.intp)] = edge_counts[:used]
        return counts, touches, steps, worth, credit

    block = big(2)
    found, expected = fold(block), one_by_one(block, fold)
    for one, other in zip(found[:3], expected[:3], strict=True):
        assert_array_equal(one, other)
    for one, other in zip(found[3:], expected[3:], strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9)
    assert found[0].min() > 0
