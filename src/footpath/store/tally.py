"""Counting what a snapshot holds: events, customers and times by label of kind, block by block."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.store.journeys import Journeys
from footpath.store.snapshot import Snapshot

Counts = npt.NDArray[np.int64]
_LATE = np.iinfo(np.int64).max
_EARLY = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Tally:
    """Of each label: ``events``, distinct ``customers``, and the ``first`` and ``last`` time (UTC ms): int64[labels].

    Times of a label without events mean nothing.
    """

    events: Counts
    customers: Counts
    first: Counts
    last: Counts


def tally(
    snapshot: Snapshot, label_of: npt.NDArray[np.integer[Any]], labels: int, cancelled: Callable[[], None]
) -> Tally:
    """Counts by label. ``label_of``: label of each kind, negative: not counted. Holds one block at a time.

    ``cancelled`` is called before each block and may raise.
    """
    found = Tally(
        np.zeros(labels, np.int64),
        np.zeros(labels, np.int64),
        np.full(labels, _LATE, np.int64),
        np.full(labels, _EARLY, np.int64),
    )
    narrow: npt.NDArray[np.integer[Any]] = label_of.astype(np.int16 if labels < 1 << 15 else np.int32)
    for block in snapshot.blocks(("time", "kind")):
        cancelled()
        _fold(block(), narrow, found)
    return found


def _fold(journeys: Journeys, label_of: npt.NDArray[np.integer[Any]], found: Tally) -> None:
    label = label_of[journeys.columns["kind"]]
    counted = np.flatnonzero(label >= 0)
    if not len(counted):
        return
    # Stable, so that within a label the events still lie by customer: a customer is counted where it changes.
    order = counted[np.argsort(label[counted], kind="stable")]
    label = label[order]
    row = np.repeat(np.arange(len(journeys), dtype=np.int32), np.diff(journeys.offsets))[order]
    time = journeys.columns["time"][order]
    turns = np.append(True, label[1:] != label[:-1])
    starts = np.flatnonzero(turns)
    here = label[starts]
    others = turns | np.append(True, row[1:] != row[:-1])
    found.events[here] += np.diff(np.append(starts, len(label)))
    found.customers[here] += np.add.reduceat(others.astype(np.int64), starts)
    found.first[here] = np.minimum(found.first[here], np.minimum.reduceat(time, starts))
    found.last[here] = np.maximum(found.last[here], np.maximum.reduceat(time, starts))


def reached(
    snapshot: Snapshot, groups: Sequence[npt.NDArray[np.uint8]], cancelled: Callable[[], None]
) -> list[tuple[int, int]]:
    """Events and distinct customers of each group, a flag for each kind; groups may overlap."""
    events, customers = [0] * len(groups), [0] * len(groups)
    for block in snapshot.blocks(("kind",)):
        cancelled()
        journeys = block()
        if not len(journeys):
            continue
        kind = journeys.columns["kind"]
        for at, group in enumerate(groups):
            hits = np.add.reduceat(group[kind].astype(np.int32), journeys.offsets[:-1])
            events[at] += int(hits.sum())
            customers[at] += int(np.count_nonzero(hits))
    return list(zip(events, customers, strict=True))


@dataclass(frozen=True)
class Newest:
    """Events that were chosen: of each its customer and its columns."""

    customers: list[int]
    columns: dict[str, npt.NDArray[Any]]


def newest(snapshot: Snapshot, group: npt.NDArray[np.uint8], limit: int, cancelled: Callable[[], None]) -> Newest:
    """The newest events of the kinds that ``group`` flags, newest first, of equals the last to arrive first."""
    names = ("time", "kind", "value", "score", "scale", "arrival")
    customers: list[npt.NDArray[np.uint64]] = []
    columns: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in names}
    for block in snapshot.blocks(names):
        cancelled()
        journeys = block()
        hits = np.flatnonzero(group[journeys.columns["kind"]])
        if len(hits) > limit:
            time = journeys.columns["time"][hits]
            hits = hits[time >= np.partition(time, -limit)[-limit]]
        hits = hits[_order(journeys.columns["time"][hits], journeys.columns["arrival"][hits])[:limit]]
        customers.append(journeys.customers[np.searchsorted(journeys.offsets, hits, "right") - 1])
        for name in names:
            columns[name].append(journeys.columns[name][hits])
    if not customers:
        return Newest([], {name: np.empty(0) for name in names})
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    order = _order(joined["time"], joined["arrival"])[:limit]
    who = np.concatenate(customers)[order]
    return Newest([int(code) for code in who], {name: column[order] for name, column in joined.items()})


def _order(time: npt.NDArray[np.int64], arrival: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    return np.lexsort((arrival, time))[::-1]
