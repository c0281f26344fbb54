"""The Sankey diagram of counted paths: columns, links, and the most frequent paths."""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.analyses._intervals import share
from footpath.analyses._paths import WORDS, PathsPartial
from footpath.store.kernels.paths import END_BITS, column_totals, tally

SEPARATOR = " > "  #: between the names of a path in a table
_ENDS = np.uint64((1 << END_BITS) - 1)
_SHIFT = np.uint64(END_BITS)


class Picture:
    """Columns and links of a Sankey diagram; beyond the ``most`` nodes of a column the rest is one, named None.

    ``bits``: the width of a node + 1 in a key, column 0 lowest; 0: paths are spelled out. ``sign``: -1 where columns
    count backwards.
    """

    def __init__(self, whole: PathsPartial, names: list[str], bits: int, sign: int, most: int) -> None:
        self._whole = whole
        self._names = names
        self._bits = bits
        self._sign = sign
        self._most = most

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        """The first key of each path."""
        paths = self._whole.keys >> _SHIFT
        return np.flatnonzero(np.diff(paths, prepend=~paths[:1]))

    @cached_property
    def _weights(self) -> npt.NDArray[np.int64]:
        """Customers of each path."""
        customers = self._whole.customers[:, 0]
        return np.add.reduceat(customers, self._starts) if len(customers) else customers

    @property
    def size(self) -> int:
        """How many different paths."""
        return len(self._starts)

    @cached_property
    def _shown(self) -> list[list[int]]:
        """Nodes of each column that are shown, the most frequent first."""
        totals = np.zeros((len(self._whole.events), len(self._names)), np.int64)
        whole = self._whole
        column_totals(whole.keys, whole.customers, whole.spelled, self._bits, totals)
        return [
            sorted(np.flatnonzero(row).tolist(), key=lambda node: (-row[node], self._names[node]))[: self._most]
            for row in totals
        ]

    @cached_property
    def _places(self) -> npt.NDArray[np.int64]:
        """int64[depth, nodes]: the place of a node among the shown, the last for the rest."""
        places = np.full((len(self._shown), len(self._names)), self._rest)
        for column, shown in enumerate(self._shown):
            places[column, shown] = np.arange(len(shown))
        return places

    @cached_property
    def _rest(self) -> int:
        return max(map(len, self._shown), default=0)

    @cached_property
    def _counts(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Customers by column and place, by how their path ends there, and of each link."""
        depth, size = len(self._shown), self._rest + 1
        at, ends = np.zeros((depth, size), np.int64), np.zeros((depth, size, len(WORDS)), np.int64)
        links = np.zeros((depth, size, size), np.int64)
        whole = self._whole
        tally(whole.keys, whole.customers, whole.spelled, self._bits, self._places, at, ends, links)
        return at, ends, links

    def columns(self) -> list[dict[str, Any]]:
        """``[{column, nodes}]``: customers and events of each node, and how the paths end that end there."""
        customers, ends, _ = self._counts
        made = []
        for column, shown in enumerate(self._shown):
            rest = [self._rest] if customers[column, self._rest] else []
            nodes = [
                {
                    "name": self._name(column, place),
                    "customers": int(customers[column, place]),
                    "events": self._events_at(column, place),
                    **dict(zip(WORDS, ends[column, place].tolist(), strict=True)),
                }
                for place in (*range(len(shown)), *rest)
            ]
            if nodes:
                made.append({"column": self._sign * column, "nodes": nodes})
        return made[:: self._sign]

    def _name(self, column: int, place: int) -> str | None:
        return None if place == self._rest else self._names[self._shown[column][place]]

    def _events_at(self, column: int, place: int) -> int:
        events = self._whole.events[column]
        if place < self._rest:
            return int(events[self._shown[column][place]])
        return int(events.sum() - events[self._shown[column]].sum())

    def links(self) -> list[dict[str, Any]]:
        """``[{column, from, to, customers}]`` in the order of time; ``column`` is that of ``from``."""
        found = self._counts[2]
        made = []
        for column, near, far in np.argwhere(found).tolist():
            ends = [self._name(column, near), self._name(column + 1, far)][:: self._sign]
            at = column if self._sign > 0 else -column - 1
            customers = int(found[column, near, far])
            made.append({"column": at, "from": ends[0], "to": ends[1], "customers": customers})
        return sorted(made, key=lambda link: (link["column"], -link["customers"], link["from"] or "", link["to"] or ""))

    def chosen(self, cell: Mapping[str, Any]) -> npt.NDArray[np.uint64]:
        """Keys, ascending, of a row (``path``), a node (``column``, ``name``) or a link (``column``, ``from``, ``to``)
        of the answer; none where there is no such."""
        keys = self._whole.keys
        if "path" in cell:
            return keys[self._spelling(cell["path"])]
        column = cell.get("column")
        if not isinstance(column, int):
            return keys[:0]
        if "name" in cell:
            return keys[self._at(abs(column), cell["name"])]
        near, ends = (column, ("from", "to")) if self._sign > 0 else (-column - 1, ("to", "from"))
        return keys[self._at(near, cell.get(ends[0])) & self._at(near + 1, cell.get(ends[1]))]

    def _nodes(self, column: int, of: npt.NDArray[Any] | slice = slice(None)) -> npt.NDArray[np.int64]:
        """int64[keys]: nodes at a column, -1 where the path has none."""
        if not self._bits:
            return self._whole.spelled[of, column].astype(np.int64) - 1
        shift = np.uint64(END_BITS + self._bits * column)
        return (self._whole.keys[of] >> shift & np.uint64((1 << self._bits) - 1)).astype(np.int64) - 1

    def _at(self, column: int, name: str | None) -> npt.NDArray[np.bool_]:
        """bool[keys]: those at this node of a column; None: at one of the rest."""
        if not 0 <= column < len(self._shown):
            return np.zeros(len(self._whole.keys), bool)
        wanted = np.zeros(len(self._names) + 1, bool)
        if name is None:
            wanted[:-1] = self._places[column] == self._rest
        wanted[[node for node in self._shown[column] if self._names[node] == name]] = True
        return wanted[self._nodes(column)]

    def _spelling(self, path: str) -> npt.NDArray[np.bool_]:
        """bool[keys]: those of a path as the table writes it."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            places.setdefault(name, []).append(place)
        found = np.zeros(len(self._whole.keys), bool)
        depth = len(self._whole.events)
        for names in _parsings(path, places, depth):
            here = np.ones(len(found), bool)
            for column in range(depth):
                nodes = places[names[:: self._sign][column]] if column < len(names) else [-1]
                here &= np.isin(self._nodes(column), nodes)
            found |= here
        return found

    def paths(self, most: int, n: int) -> list[dict[str, Any]]:
        """The most frequent whole paths, with their share of ``n`` customers."""
        weights, depth = self._weights, len(self._whole.events)
        found = np.arange(len(weights))
        if len(found) > most:
            found = np.flatnonzero(weights >= np.partition(weights, -most)[-most])
        nodes = np.stack([self._nodes(column, self._starts[found]) for column in range(depth)], axis=1)
        order = np.lexsort((*self._ranks(nodes).T[::-1], -weights[found]))[:most]
        return [
            {
                "path": [self._names[node] for node in row if node >= 0][:: self._sign],
                "customers": int(weights[path]),
                **share(int(weights[path]), n),
                **self._ends_of(path),
            }
            for row, path in zip(nodes[order].tolist(), found[order].tolist(), strict=True)
        ]

    def _ends_of(self, path: int) -> dict[str, int]:
        """How the customers of a path ended."""
        ends = dict.fromkeys(WORDS, 0)
        last = self._starts[path + 1] if path + 1 < self.size else len(self._whole.keys)
        for place in range(self._starts[path], last):
            ends[WORDS[int(self._whole.keys[place] & _ENDS)]] = int(self._whole.customers[place, 0])
        return ends

    def _ranks(self, paths: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """int32[paths, depth]: places of the nodes among the sorted names, in the order of time, -1 after the last."""
        place = np.empty(len(self._names) + 1, np.int32)
        place[sorted(range(len(self._names)), key=self._names.__getitem__)] = np.arange(len(self._names))
        place[-1] = -1  # where a path has no node
        ranks = place[paths]
        if self._sign > 0:
            return ranks
        turned = (paths >= 0).sum(axis=1, keepdims=True) - 1 - np.arange(ranks.shape[1])
        ranks = np.take_along_axis(ranks, np.maximum(turned, 0), axis=1)
        ranks[turned < 0] = -1
        return ranks


def _parsings(path: str, names: Container[str], most: int) -> Iterator[list[str]]:
    """Every way to read a text as at most so many names with ``SEPARATOR`` between: names may hold it too."""
    if most and path in names:
        yield [path]
    cut = path.find(SEPARATOR)
    while most > 1 and cut >= 0:
        if path[:cut] in names:
            for rest in _parsings(path[cut + len(SEPARATOR) :], names, most - 1):
                yield [path[:cut], *rest]
        cut = path.find(SEPARATOR, cut + 1)
