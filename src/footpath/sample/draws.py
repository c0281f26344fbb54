"""Chance that hangs on nothing but the seed, the customer and what is decided."""

from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Turn = int | npt.NDArray[np.integer[Any]]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_STEP_OF_A_TURN = np.uint64(0xD1342543DE82EF95)
_FIRST_FACTOR, _SECOND_FACTOR = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53


class Draws:
    """Random numbers of the customers ``first``, ``first`` + 1, … of a shop.

    A number is a hash of seed, customer, ``what`` it decides and which ``turn`` of it, not the next of a sequence: a
    block of any size draws the same, and a shop in which one thing was decided otherwise differs from it in nothing
    but the consequences (common random numbers). Hash: the finaliser of SplitMix64 (Steele, Lea and Flood 2014) over
    a per-customer state, which is itself one. ``rows`` count from ``first``; equal (what, row, turn) draw the same.
    """

    def __init__(self, seed: int, first: int, customers: int) -> None:
        numbers = np.arange(first + 1, first + customers + 1, dtype=np.uint64)
        self._state = _mixed(numbers * _GOLDEN + _key(f"seed {seed}"))

    def __len__(self) -> int:
        return len(self._state)

    def uniform(self, what: str, rows: npt.NDArray[Any], turn: Turn = 0) -> Floats:
        """In (0, 1)."""
        state = self._state[rows] ^ _key(what)
        state += np.asarray(turn).astype(np.uint64) * _STEP_OF_A_TURN
        state = _mixed(state)
        state >>= np.uint64(11)
        result = state.astype(np.float64)
        result += 0.5
        result *= _TO_UNIT
        return result

    def normal(self, what: str, rows: npt.NDArray[Any], deviation: float, turn: Turn = 0) -> Floats:
        """Mean 0 (Box and Muller 1958)."""
        radius = np.sqrt(-2.0 * np.log(self.uniform(what, rows, turn)))
        result: Floats = deviation * radius * np.cos(2 * np.pi * self.uniform(f"{what}, angle", rows, turn))
        return result

    def exponential(self, what: str, rows: npt.NDArray[Any], mean: float, turn: Turn = 0) -> Floats:
        result: Floats = -mean * np.log(self.uniform(what, rows, turn))
        return result

    def gamma(self, what: str, rows: npt.NDArray[Any], shape: float, scale: float, turn: Turn = 0) -> Floats:
        """Mean ``shape`` x ``scale``, by the cube of a normal (Wilson and Hilferty 1931); for shapes from 1 on."""
        root = 1 / (9 * shape)
        cube = 1 - root + self.normal(what, rows, np.sqrt(root), turn)
        result: Floats = scale * shape * np.maximum(cube, 0.0) ** 3
        return result

    def poisson(self, what: str, rows: npt.NDArray[Any], mean: float | Floats, turn: Turn = 0) -> Ints:
        """Counts by the inverse of the distribution; at most 31, for means well below it."""
        drawn = self.uniform(what, rows, turn)
        chance = np.broadcast_to(np.exp(-np.asarray(mean, np.float64)), drawn.shape).copy()
        below, result = chance.copy(), np.zeros(len(drawn), np.int64)
        for count in range(1, 32):
            more = drawn > below
            if not more.any():
                break
            result += more
            chance *= np.asarray(mean) / count
            below += chance
        return result

    def geometric(self, what: str, rows: npt.NDArray[Any], chance: float, turn: Turn = 0) -> Ints:
        """Trials until the first success: 1, 2, …; mean 1 / ``chance``."""
        failures: Ints = (np.log(self.uniform(what, rows, turn)) / np.log1p(-chance)).astype(np.int64)
        return 1 + failures

    def below(self, what: str, rows: npt.NDArray[Any], bound: int | Ints, turn: Turn = 0) -> Ints:
        """An integer in [0, ``bound``)."""
        return (self.uniform(what, rows, turn) * bound).astype(np.int64)

    def choice(self, what: str, rows: npt.NDArray[Any], shares: npt.ArrayLike, turn: Turn = 0) -> Ints:
        """An index by ``shares``: one list for all, or (rows, choices) with a list a row; they need not add up to 1."""
        edges = np.cumsum(np.asarray(shares, np.float64), axis=-1)
        drawn = self.uniform(what, rows, turn)
        if edges.ndim == 1:
            return np.searchsorted(edges / edges[-1], drawn, side="right").astype(np.int64)
        picked: Ints = (drawn[:, None] * edges[:, -1:] > edges).sum(axis=1).astype(np.int64)
        return picked


@cache
def _key(what: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(what.encode(), digest_size=8).digest(), "little"))


def _mixed(state: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """In place."""
    for shift, factor in ((30, _FIRST_FACTOR), (27, _SECOND_FACTOR)):
        state ^= state >> np.uint64(shift)
        state *= factor
    state ^= state >> np.uint64(31)
    return state
