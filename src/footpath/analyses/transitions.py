"""Transitions: which node follows which in journeys, for how many customers, after what time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._edges import all_edges
from footpath.analyses._frame import CUSTOMER, actors, column, once, stages_of_kinds
from footpath.analyses._intervals import share
from footpath.analyses._quantiles import medians_s
from footpath.definitions.lookup import NONE
from footpath.store.journeys import Journeys
from footpath.store.kernels.sparse import add
from footpath.store.kernels.transitions import BIN_BITS, COUNT, NO_NODE, SUM_MS, counts, durations, fold
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.said import joined, parts_of, say

DENSE_CELLS = 1 << 22  #: up to this many possible edges (2,047 nodes) a table holds them, else a hash
COUNTED_CELLS = 1 << 18  #: up to this many (511 nodes) edges are counted alone where nothing else is asked for


@dataclass(frozen=True)
class TransitionsPartial:
    """``edges`` uint64 ascending, from * (nodes + 1) + to; ``values`` int64[edges, 3]: count, customers, sum of ms;
    ``times`` uint64 ascending, edge << 12 | bin, with ``time_counts`` int64[., 1]; ``nodes`` int64[nodes, 2]: events,
    customers; ``journeys``: customers with at least one event at a node."""

    edges: npt.NDArray[np.uint64]
    values: npt.NDArray[np.int64]
    times: npt.NDArray[np.uint64]
    time_counts: npt.NDArray[np.int64]
    nodes: npt.NDArray[np.int64]
    journeys: int

    def __add__(self, other: Self) -> Self:
        return type(self)(
            *add(self.edges, self.values, other.edges, other.values),
            *add(self.times, self.time_counts, other.times, other.time_counts),
            self.nodes + other.nodes,
            self.journeys + other.journeys,
        )


class Transitions(Analysis):
    """Which event, touchpoint or stage follows which in journeys, how often, for how many customers, after what time.

    Counts consecutive customer events of one journey, plus START and END. By touchpoint and stage, events at none
    are passed over. Times between have no interval: the moves of one customer are not independent.
    """

    name: ClassVar[str] = "transitions"
    picture: ClassVar[str] = "graph"
    example: ClassVar[dict[str, Any]] = {"by": "name"}
    heads: ClassVar[tuple[str, ...]] = (
        *("from", "to", "count", "customers", "share", "low", "high"),
        *("median_s", "mean_s"),
    )
    keys: ClassVar[tuple[str, ...]] = ("from", "to")
    counted: ClassVar[Mapping[str, str]] = {"count": "moves", "customers": "customers"}
    tested: ClassVar[Mapping[str, tuple[str, str]]] = {"share": ("customers", "at")}

    by: Literal["name", "kind", "touchpoint", "stage"] = Field(
        "name", description="what follows what: event names, kinds (name, channel, surface), touchpoints or stages"
    )
    collapse: bool = Field(False, description="count consecutive repeats as one visit")
    measures: Literal["all", "counts"] = Field(
        "all", description="counts: only how often and the mean time, several times as fast; the rest is null"
    )
    limit: int = Field(100_000, ge=1, description="most frequent edges to list; the answer says how many it leaves out")

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> TransitionsPartial:
        names, _ = self._nodes(frame)
        none, no_counts = np.empty(0, np.uint64), np.empty((0, 1), np.int64)
        return TransitionsPartial(
            none, np.empty((0, 3), np.int64), none, no_counts, np.zeros((len(names), 2), np.int64), 0
        )

    def fold(self, journeys: Journeys, frame: Frame) -> TransitionsPartial:
        names, node_of = self._nodes(frame)
        if self.measures == "counts" and (len(names) + 1) ** 2 <= COUNTED_CELLS:
            return self._counted(journeys, frame)
        time, kind = column(journeys, "time"), column(journeys, "kind")
        cells = (len(names) + 1) ** 2
        hashed = cells > DENSE_CELLS
        room = len(time) + len(journeys)
        slots = np.zeros(1 << (2 * room).bit_length() if hashed else cells, np.uint64)
        room = min(room, cells)
        edges, values = np.empty(room, np.uint64), np.zeros((room, 3), np.int64)
        nodes = np.zeros((len(names), 2), np.int64)
        timed_edges, timed_bins = np.empty(len(time), np.uint32), np.empty(len(time), np.uint16)
        seen, used, timed = fold(
            journeys.offsets,
            journeys.include,
            time,
            kind,
            node_of,
            self.collapse,
            frame.start_ms,
            frame.end_ms,
            slots,
            np.empty(len(slots), np.uint32),
            hashed,
            edges,
            values,
            np.zeros(room, np.uint32),
            nodes,
            np.zeros(len(names), np.uint32),
            timed_edges,
            timed_bins,
        )
        order = np.argsort(edges[:used]).astype(np.uint64)
        times, time_counts = np.empty(timed, np.uint64), np.empty((timed, 1), np.int64)
        filled = durations(timed_edges[:timed], timed_bins[:timed], edges[:used], order, times, time_counts)
        return TransitionsPartial(
            edges[order], values[order], times[:filled].copy(), time_counts[:filled].copy(), nodes, seen
        )

    def _counted(self, journeys: Journeys, frame: Frame) -> TransitionsPartial:
        names, node_of = self._nodes(frame)
        width = len(names) + 1
        found = np.zeros((width * width + 1, 2), np.int64)
        time, kind = column(journeys, "time"), column(journeys, "kind")
        passed = np.uint32(width)
        counts(
            *(journeys.offsets, journeys.include, time, kind, np.minimum(node_of, passed), self.collapse),
            *(frame.start_ms, frame.end_ms, found),
        )
        table = found[:-1].reshape(width, width, 2)
        table[-1, :, 1] = table[:, -1, 1] = 0
        edges = np.flatnonzero(found[:-1, 0])
        values = np.zeros((len(edges), 3), np.int64)
        values[:, [COUNT, SUM_MS]] = found[edges]
        nodes = np.zeros((len(names), 2), np.int64)
        nodes[:, 0] = table[:, :-1, 0].sum(axis=0)
        none = self.zero(frame)
        journeys_seen = int(table[-1, :, 0].sum())
        return TransitionsPartial(edges.astype(np.uint64), values, none.times, none.time_counts, nodes, journeys_seen)

    def answer(self, partial: TransitionsPartial, frame: Frame) -> dict[str, Any]:
        names, _ = self._nodes(frame)
        chosen = np.sort(np.argsort(-partial.values[:, COUNT], kind="stable")[: self.limit])
        origins, targets = np.divmod(partial.edges[chosen], np.uint64(len(names) + 1))
        groups = np.searchsorted(partial.edges, partial.times >> np.uint64(BIN_BITS))
        bins = (partial.times & np.uint64((1 << BIN_BITS) - 1)).astype(np.intp)
        medians = medians_s(groups, bins, partial.time_counts[:, 0], chosen)
        whole = self.measures == "all"
        edges = [
            {
                "from": "START" if a == len(names) else names[a],
                "to": "END" if b == len(names) else names[b],
                "count": count,
                "customers": customers if whole else None,
                **share(customers, self._at(a, partial) if whole else 0),
                "median_s": median if whole else None,
                "mean_s": None if len(names) in (a, b) else round(total / count / 1000, 3),
            }
            for a, b, (count, customers, total), median in zip(
                origins.tolist(), targets.tolist(), partial.values[chosen].tolist(), medians, strict=True
            )
        ]
        nodes = [
            {"name": name, "customers": customers if whole else None, "events": events}
            for name, (events, customers) in zip(names, partial.nodes.tolist(), strict=True)
            if events
        ]
        repeats = say("definition.collapsed" if self.collapse else "definition.repeats")
        definition = joined((say(f"definition.by_{self.by}"), repeats, say("definition.moves")))
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": partial.journeys,
            "by": self.by,
            "collapse": self.collapse,
            "left_out": len(partial.edges) - len(edges),
            "nodes": sorted(nodes, key=lambda node: (-node["events"], node["name"])),
            "edges": sorted(edges, key=lambda edge: (-edge["count"], edge["from"], edge["to"])),
        }

    @staticmethod
    def _at(node: int, partial: TransitionsPartial) -> int:
        """Customers at a node; at START, all journeys."""
        return int(partial.nodes[node, 1]) if node < len(partial.nodes) else partial.journeys

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["edges"])

    def paired(
        self, answer: dict[str, Any], other: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The edges of both, those of one alone too, which none of the other's customers went, unless it leaves edges
        out; ``at``: how many customers were where an edge begins."""
        return all_edges(answer, other), all_edges(other, answer)

    def held(
        self, whole: TransitionsPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[TransitionsPartial], int]:
        names, _ = self._nodes(frame)
        places = {name: place for place, name in enumerate(names)}
        origin = places.get(cell.get("from", ""), len(names) if cell.get("from") == "START" else -1)
        target = places.get(cell.get("to", ""), len(names) if cell.get("to") == "END" else -1)
        if min(origin, target) < 0:
            raise NoCell(cell)
        if measure == "customers" and self.measures == "counts":
            raise NoCell(cell)
        edge = np.uint64(origin * (len(names) + 1) + target)
        column = COUNT if measure == "count" else COUNT + 1
        return lambda partial: int(partial.values[partial.edges == edge, column].sum())

    def _nodes(self, frame: Frame) -> tuple[list[str], npt.NDArray[np.uint32]]:
        """Names of the nodes, and uint32[kinds] the node of each kind, NO_NODE where it is passed over."""
        return once(frame, ("nodes", self.by), lambda: self._make_nodes(frame))

    def _make_nodes(self, frame: Frame) -> tuple[list[str], npt.NDArray[np.uint32]]:
        if self.by in ("name", "kind"):
            labels = [kind.name if self.by == "name" else _words(kind) for kind in frame.kinds]
            places = {name: i for i, name in enumerate(dict.fromkeys(labels))}
            names, node_of = list(places), np.array([places[name] for name in labels], np.uint32)
        elif self.by == "touchpoint":
            names = [touchpoint.name for touchpoint in frame.definitions.touchpoints]
            node_of = frame.touchpoint_of.astype(np.uint32)
        else:
            names = [stage.name for stage in frame.definitions.stages]
            node_of = stages_of_kinds(frame).astype(np.uint32)
        node_of[node_of == NONE if self.by in ("touchpoint", "stage") else []] = NO_NODE
        node_of[actors(frame) != CUSTOMER] = NO_NODE
        return names, node_of


def _words(kind: Kind) -> str:
    rest = ", ".join(filter(None, (kind.channel, kind.surface)))
    return f"{kind.name} ({rest})" if rest else kind.name
