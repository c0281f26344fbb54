"""Credit by what would be lost without a row: Markov chains as a linear system, Shapley values over all sets."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self, get_args

import numpy as np
import numpy.typing as npt

from footpath.store.kernels.attribution import CONVERTED, NULL
from footpath.store.kernels.sparse import add

Model = Literal[
    "first", "last", "last_non_direct", "linear", "position", "j", "inverse_j", "time_decay", "participation",
    "shapley", "markov",
]  # fmt: skip
MODELS: tuple[Model, ...] = get_args(Model)
MOST_STATES = 5_000  #: a Markov chain with more is not solved: its inverse takes states**3 steps, states**2 * 8 bytes
MOST_PLAYERS = 20  #: Shapley values by rate look at 2**players sets


@dataclass(frozen=True)
class AttributionPartial:
    """``counts`` int64[5], ``worth`` float64[2], ``touches`` int64[rows], ``credits`` float64[rows, models, 2];
    ``edges`` and ``sets`` uint64 ascending, beside them int64[., 2] converted and null (``kernels.attribution``)."""

    counts: npt.NDArray[np.int64]
    worth: npt.NDArray[np.float64]
    touches: npt.NDArray[np.int64]
    credits: npt.NDArray[np.float64]
    edges: npt.NDArray[np.uint64]
    edge_counts: npt.NDArray[np.int64]
    sets: npt.NDArray[np.uint64]
    set_counts: npt.NDArray[np.int64]

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.counts + other.counts,
            self.worth + other.worth,
            self.touches + other.touches,
            self.credits + other.credits,
            *add(self.edges, self.edge_counts, other.edges, other.edge_counts),
            *add(self.sets, self.set_counts, other.sets, other.set_counts),
        )


@dataclass(frozen=True)
class Chain:
    """``states`` of the chain; ``probability`` of the outcome; ``removal`` float64[rows]: the removal effects."""

    states: int
    probability: float
    removal: npt.NDArray[np.float64]


def markov(
    edges: npt.NDArray[np.uint64], counts: npt.NDArray[np.int64], bits: int, order: int, rows: int, with_nulls: bool
) -> Chain | int:
    """Removal effects 1 - P(outcome | row removed) / P(outcome); where there are too many states, how many.

    ``edges`` uint64 ascending and ``counts`` int64[., 2] as ``kernels.attribution`` writes them. Removed: every step
    into a state whose last touch is the row leads to null. A path that converts and comes to the row first enters one
    of these states C; with N = (I - Q)^-1 the first entries are N[start, C] N[C, C]^-1, so that what is lost is these
    times the chance h of the outcome from each. O(states**3).
    """
    weights = counts.sum(axis=1) if with_nulls else counts[:, CONVERTED]
    edges, counts, weights = edges[weights > 0], counts[weights > 0], weights[weights > 0]
    digit = np.uint64(bits)
    states, origins = np.unique(edges >> digit, return_inverse=True)
    removal = np.zeros(rows)
    if len(states) > MOST_STATES:
        return len(states)
    if not len(states):
        return Chain(0, 0.0, removal)
    ends = edges & np.uint64((1 << bits) - 1) == 0
    shares = weights / np.bincount(origins, weights)[origins]
    system = np.eye(len(states))
    targets = np.searchsorted(states, edges[~ends] & np.uint64((1 << bits * order) - 1))
    np.subtract.at(system, (origins[~ends], targets), shares[~ends])
    exits = np.zeros(len(states))
    won = counts[ends, CONVERTED] / (counts[ends, CONVERTED] + (counts[ends, NULL] if with_nulls else 0))
    exits[origins[ends]] = shares[ends] * won
    visits = np.linalg.inv(system)
    chance = visits @ exits
    places = states & np.uint64((1 << bits) - 1)  # the last touch + 1; 0 is the start alone, the first state
    if chance[0] > 0:
        for place in np.unique(places[places > 0]).tolist():
            own = np.flatnonzero(places == place)
            entries = np.linalg.solve(visits[np.ix_(own, own)].T, visits[0, own])
            removal[place - 1] = entries @ chance[own] / chance[0]
    return Chain(len(states), float(chance[0]), removal)


def shapley_by_rate(sets: npt.NDArray[np.uint64], counts: npt.NDArray[np.int64]) -> dict[int, float] | int:
    """Shapley values of v(S) = outcomes / paths among the paths whose rows all lie in S; where too many, how many rows.

    ``sets`` uint64, a bit a row; ``counts`` int64[., 2] converted and null paths. They sum to the rate of all paths.
    O(players**2 * 2**players) exact, no sampling.
    """
    union = int(np.bitwise_or.reduce(sets)) if len(sets) else 0
    players = [row for row in range(64) if union >> row & 1]
    size = len(players)
    if size > MOST_PLAYERS:
        return size
    masks = np.zeros(len(sets), np.intp)
    for place, row in enumerate(players):
        masks |= (sets >> np.uint64(row) & np.uint64(1)).astype(np.intp) << place
    within = np.zeros((1 << size, 2))
    np.add.at(within, masks, np.stack([counts[:, CONVERTED], counts.sum(axis=1)], axis=1))
    for place in range(size):
        pairs = within.reshape(-1, 2, 1 << place, 2)
        pairs[:, 1] += pairs[:, 0]
    rates = within[:, 0] / np.maximum(within[:, 1], 1)
    members = np.bitwise_count(np.arange(1 << size)).astype(np.intp)
    shares = np.array([1 / (size * math.comb(size - 1, k)) for k in range(size)])
    found: dict[int, float] = {}
    for place, row in enumerate(players):
        halves = rates.reshape(-1, 2, 1 << place)
        weights = shares[members.reshape(-1, 2, 1 << place)[:, 0]]
        found[row] = float((weights * (halves[:, 1] - halves[:, 0])).sum())
    return found


def by_rate(partial: AttributionPartial, rows: int) -> npt.NDArray[np.float64]:
    """float64[rows]: each row's part of all credit by ``shapley_by_rate``; NaN where there are too many rows."""
    found = shapley_by_rate(partial.sets, partial.set_counts)
    if rows > 64 or isinstance(found, int):
        return np.full(rows, np.nan)
    values = np.zeros(rows)
    values[list(found)] = list(found.values())
    return parts(values)


def parts(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Each value's part of their sum, 0 where that is 0."""
    total = values.sum()
    return values / total if total > 0 else np.zeros(len(values))


def named(models: Sequence[str], credit: npt.NDArray[np.float64], digits: int) -> dict[str, float | None]:
    """Credit by model, rounded; None where a model does not answer."""
    rounded = [None if np.isnan(one) else round(float(one), digits) for one in credit]
    return dict(zip(models, rounded, strict=True))
