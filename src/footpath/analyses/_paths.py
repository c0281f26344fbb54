"""Counts of whole paths: they add, and are spelled out as nodes by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from footpath.analyses._intervals import share
from footpath.store.kernels.sparse import add

DENSE_PAIRS = 1 << 22  #: up to this many possible links of a column a table holds them
WORDS = ("ended", "open", "cut", "arrived")  #: how a path ends, as ``kernels.paths`` numbers it


@dataclass(frozen=True)
class PathsPartial:
    """``keys`` uint64 ascending, one a path; ``customers`` int64[paths, 4] by how it ends; ``spelled`` uint32[paths,
    depth], nodes + 1, where keys are hashes, else empty; ``events`` int64[depth, nodes]; ``counts`` int64[3]."""

    keys: npt.NDArray[np.uint64]
    customers: npt.NDArray[np.int64]
    spelled: npt.NDArray[np.uint32]
    events: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]

    def __add__(self, other: Self) -> Self:
        keys, customers = add(self.keys, self.customers, other.keys, other.customers)
        spelled = np.empty((len(keys) if len(self.spelled) or len(other.spelled) else 0, len(self.events)), np.uint32)
        for part in (self, other):
            if len(part.spelled):
                spelled[np.searchsorted(keys, part.keys)] = part.spelled
        return type(self)(keys, customers, spelled, self.events + other.events, self.counts + other.counts)


def counted(
    keys: npt.NDArray[np.uint64], ends: npt.NDArray[np.uint8], spelled: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], npt.NDArray[np.uint32]]:
    """``keys``, ``customers`` and ``spelled`` of a partial from one path a customer. O(n log n), one sort."""
    if len(spelled):
        found, firsts, places = np.unique(keys, return_index=True, return_inverse=True)
        customers = np.bincount(places * 4 + ends, minlength=4 * len(found)).reshape(-1, 4)
        return found, customers.astype(np.int64), spelled[firsts]
    both = np.sort(keys << np.uint64(2) | ends)
    runs = np.flatnonzero(np.diff(both, prepend=~both[:1]))
    sizes = np.diff(runs, append=len(both))
    paths = both[runs] >> np.uint64(2)
    starts = np.flatnonzero(np.diff(paths, prepend=~paths[:1]))
    customers = np.zeros((len(starts), 4), np.int64)
    places = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(paths)))
    customers[places, both[runs] & np.uint64(3)] = sizes
    return paths[starts], customers, spelled


def spell(partial: PathsPartial, bits: int) -> npt.NDArray[np.int64]:
    """int64[paths, depth]: the nodes of each path, -1 where it has fewer."""
    if not bits:
        return partial.spelled.astype(np.int64) - 1
    shifts = np.arange(len(partial.events), dtype=np.uint64) * np.uint64(bits)
    return (partial.keys[:, None] >> shifts & np.uint64((1 << bits) - 1)).astype(np.int64) - 1


class Picture:
    """Columns and links of a Sankey diagram; beyond the ``most`` nodes of a column the rest is one, named None."""

    def __init__(self, spelled: npt.NDArray[np.int64], partial: PathsPartial, names: list[str], most: int) -> None:
        self._names = names
        self._events = partial.events
        self._ends = partial.customers
        self._paths = np.asfortranarray(spelled)
        weights = partial.customers.sum(axis=1)
        self._groups = np.full(spelled.shape, -1, order="F")
        self._shown = [self._column(column, weights, most) for column in range(spelled.shape[1])]
        self._weights = weights

    def _column(self, column: int, weights: npt.NDArray[np.int64], most: int) -> list[int]:
        """Nodes of a column that are shown; groups its paths by them, ``len(names)`` being the rest."""
        nodes = self._paths[:, column]
        here = nodes >= 0
        customers = np.bincount(nodes[here], weights[here], len(self._names))
        found = np.flatnonzero(customers).tolist()
        shown = sorted(found, key=lambda node: (-customers[node], self._names[node]))[:most]
        group_of = np.full(len(self._names), len(self._names))
        group_of[shown] = shown
        self._groups[here, column] = group_of[nodes[here]]
        return shown

    def columns(self, sign: int) -> list[dict[str, Any]]:
        """``[{column, nodes}]``: customers and events of each node, and how the paths end that end there."""
        made = []
        size = len(self._names) + 1
        for column, shown in enumerate(self._shown):
            here = self._groups[:, column]
            seen = here >= 0
            last = seen & (self._groups[:, column + 1] < 0) if column + 1 < len(self._shown) else seen
            customers = np.bincount(here[seen], self._weights[seen], size).astype(np.int64).tolist()
            ends = [np.bincount(here[last], how[last], size).astype(np.int64).tolist() for how in self._ends.T]
            groups = [*shown, size - 1] if customers[-1] else shown
            nodes = [
                {
                    "name": None if group == size - 1 else self._names[group],
                    "customers": customers[group],
                    "events": self._events_at(column, group),
                    **{word: counts[group] for word, counts in zip(WORDS, ends, strict=True)},
                }
                for group in groups
            ]
            if nodes:
                made.append({"column": sign * column, "nodes": nodes})
        return made[::sign]

    def _events_at(self, column: int, group: int) -> int:
        events = self._events[column]
        if group < len(self._names):
            return int(events[group])
        return int(events.sum() - events[self._shown[column]].sum())

    def links(self, sign: int) -> list[dict[str, Any]]:
        """``[{column, from, to, customers}]`` in the order of time; ``column`` is that of ``from``."""
        made = []
        size = len(self._names) + 1
        names = [*self._names, None]
        for column in range(len(self._shown) - 1):
            near, far = self._groups[:, column], self._groups[:, column + 1]
            both = far >= 0
            edges = near[both] * size + far[both]
            if size * size <= DENSE_PAIRS:
                counts = np.bincount(edges, self._weights[both])
                pairs = np.flatnonzero(counts)
                customers = counts[pairs].astype(np.int64)
            else:
                pairs, places = np.unique(edges, return_inverse=True)
                customers = np.bincount(places, self._weights[both], len(pairs)).astype(np.int64)
            for pair, count in zip(pairs.tolist(), customers.tolist(), strict=True):
                ends = [names[pair // size], names[pair % size]][::sign]
                at = column if sign > 0 else -column - 1
                made.append({"column": at, "from": ends[0], "to": ends[1], "customers": count})
        return sorted(made, key=lambda link: (link["column"], -link["customers"], link["from"] or "", link["to"] or ""))

    def chosen(self, cell: Mapping[str, Any], sign: int) -> npt.NDArray[np.bool_]:
        """bool[paths]: those of a row (``path``), a node (``column``, ``name``) or a link (``column``, ``from``,
        ``to``) of the answer; none where there is no such."""
        if "path" in cell:
            return np.array([self._said(path, sign) == cell["path"] for path in range(len(self._paths))], bool)
        nothing = np.zeros(len(self._paths), bool)
        column = cell.get("column")
        if not isinstance(column, int):
            return nothing
        if "name" in cell:
            near = abs(column)
            return self._at(near, cell["name"]) if near < len(self._shown) else nothing
        near, ends = (column, ("from", "to")) if sign > 0 else (-column - 1, ("to", "from"))
        if not 0 <= near < len(self._shown) - 1:
            return nothing
        return self._at(near, cell.get(ends[0])) & self._at(near + 1, cell.get(ends[1]))

    def _at(self, column: int, name: str | None) -> npt.NDArray[np.bool_]:
        """bool[paths]: those at this node of a column; None: at one of the rest."""
        found = [len(self._names)] if name is None else [n for n in self._shown[column] if self._names[n] == name]
        return np.isin(self._groups[:, column], found)

    def _said(self, path: int, sign: int) -> str:
        return " > ".join([self._names[node] for node in self._paths[path].tolist() if node >= 0][::sign])

    def paths(self, sign: int, most: int, n: int) -> list[dict[str, Any]]:
        """The most frequent whole paths, with their share of ``n`` customers."""
        found = np.arange(len(self._weights))
        if len(found) > most:
            found = np.flatnonzero(self._weights >= np.partition(self._weights, -most)[-most])
        order = found[np.lexsort((*self._ranks(self._paths[found], sign).T[::-1], -self._weights[found]))[:most]]
        return [
            {
                "path": [self._names[node] for node in self._paths[path].tolist() if node >= 0][::sign],
                "customers": int(self._weights[path]),
                **share(int(self._weights[path]), n),
                **dict(zip(WORDS, self._ends[path].tolist(), strict=True)),
            }
            for path in order.tolist()
        ]

    def _ranks(self, paths: npt.NDArray[np.int64], sign: int) -> npt.NDArray[np.int32]:
        """int32[paths, depth]: places of the nodes among the sorted names, in the order of time, -1 after the last."""
        place = np.empty(len(self._names) + 1, np.int32)
        place[sorted(range(len(self._names)), key=self._names.__getitem__)] = np.arange(len(self._names))
        place[-1] = -1  # where a path has no node
        ranks = place[paths]
        if sign > 0:
            return ranks
        turned = (paths >= 0).sum(axis=1, keepdims=True) - 1 - np.arange(ranks.shape[1])
        ranks = np.take_along_axis(ranks, np.maximum(turned, 0), axis=1)
        ranks[turned < 0] = -1
        return ranks
