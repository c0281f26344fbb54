"""Transitions: which node follows which, for how many customers, after what time."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.histogram import BINS, bin_of

NO_NODE = 0xFFFFFFFF
BIN_BITS = 12  #: key of a histogram's cell: edge << BIN_BITS | bin
COUNT, CUSTOMERS, SUM_MS = 0, 1, 2

_NO_NODE = np.uint32(NO_NODE)
_ZERO, _ONE = np.uint64(0), np.uint64(1)
_MIX, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    node_of: npt.NDArray[np.uint32],
    collapse: bool,
    start_ms: int,
    end_ms: int,
    slots: npt.NDArray[np.uint64],
    ids: npt.NDArray[np.uint32],
    hashed: bool,
    edges: npt.NDArray[np.uint64],
    values: npt.NDArray[np.int64],
    marks: npt.NDArray[np.uint32],
    nodes: npt.NDArray[np.int64],
    node_marks: npt.NDArray[np.uint32],
    timed_edges: npt.NDArray[np.uint32],
    timed_bins: npt.NDArray[np.uint16],
) -> tuple[int, int, int]:
    """Count the transitions of a block. One pass, O(events).

    All in one loop: a call that takes arrays costs ten times the rest of it (reference counts).

    Definition: a -> b where an event at node b is the next after one at node a of the same customer, among the
    events that have a node; plus START -> first and last -> END. With ``collapse``, a run at one node is one visit
    that begins with its first event. An edge is ``from * (nodes + 1) + to``; START and END are number ``nodes``.

    ``node_of`` uint32[kinds], NO_NODE: passed over. ``slots`` uint64 zeros: one for each edge that may be, or
    (``hashed``) a power of two that is at least twice the events and customers; ``ids`` uint32 beside them.
    With room for events + customers, or for every edge that may be: ``edges`` uint64, the edge of each id in order of
    discovery; ``values`` int64[., 3] zeros: count, customers, sum of ms; ``marks`` uint32 zeros. ``timed_edges`` uint32
    and ``timed_bins`` uint16, with room for all events: id and bin of each transition that has a time. ``nodes``
    int64[nodes, 2]: events and customers are added to; ``node_marks`` uint32[nodes] zeros. Returns journeys, ids used,
    and transitions that have a time.
    """
    boundary = np.uint64(len(nodes))
    width = boundary + _ONE
    last_slot = np.uint64(len(slots)) - _ONE
    used = timed = journeys = _ZERO
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        me = np.uint32(customer + _ONE)
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        before = here = boundary
        before_ms = moment = np.int64(0)
        for event in range(first, last + _ONE):
            if event == last:  # END
                if before == boundary:
                    continue
                here = boundary
                journeys += _ONE
            else:
                node = node_of[kind[event]]
                here = np.uint64(node)
                if node == _NO_NODE or (collapse and here == before):
                    continue
                moment = time[event]
                nodes[here, 1] += node_marks[here] != me
                node_marks[here] = me
            key = before * width + here
            slot = key
            if hashed:
                slot = (key * _MIX >> _HALF) & last_slot
                while slots[slot] != _ZERO and slots[slot] != key + _ONE:
                    slot = (slot + _ONE) & last_slot
            if slots[slot] == _ZERO:
                slots[slot] = key + _ONE
                ids[slot] = used
                edges[used] = key
                used += _ONE
            edge = np.uint64(ids[slot])
            values[edge, COUNT] += 1
            values[edge, CUSTOMERS] += marks[edge] != me
            marks[edge] = me
            if before != boundary and here != boundary:
                passed = moment - before_ms
                values[edge, SUM_MS] += passed
                timed_edges[timed] = edge
                timed_bins[timed] = bin_of(passed)
                timed += _ONE
            before = here
            before_ms = moment
    for edge in range(used):
        to = edges[edge] % width
        if to != boundary:
            nodes[to, 0] += values[edge, COUNT]
    return np.int64(journeys), np.int64(used), np.int64(timed)


@njit(nogil=True, cache=True)
def counts(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    node_of: npt.NDArray[np.uint32],
    collapse: bool,
    start_ms: int,
    end_ms: int,
    table: npt.NDArray[np.int64],
) -> None:
    """Transitions of a block as ``fold`` counts them, without customers and times. One pass, O(events), no branch on
    what an event is.

    ``node_of`` uint32[kinds], ``nodes + 1``: passed over. Added to: ``table`` int64[(nodes + 1) ** 2 + 1, 2]: count and
    sum of ms of each edge, without meaning where it has START or END, and in the last row.
    """
    last_row = np.uint64(len(table) - 1)
    width = np.uint64(np.sqrt(len(table) - 1))
    boundary = width - _ONE
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        before = boundary
        before_ms = np.int64(0)
        for event in range(first, last):
            here = np.uint64(node_of[kind[event]])
            moment = time[event]
            seen = (here != width) & ((here != before) | (not collapse))
            edge = before * width + here if seen else last_row
            table[edge, 0] += 1
            table[edge, 1] += moment - before_ms
            before = here if seen else before
            before_ms = moment if seen else before_ms
        table[before * width + boundary, 0] += before != boundary


@njit(nogil=True, cache=True)
def durations(
    timed_edges: npt.NDArray[np.uint32],
    timed_bins: npt.NDArray[np.uint16],
    edges: npt.NDArray[np.uint64],
    order: npt.NDArray[np.uint64],
    keys: npt.NDArray[np.uint64],
    counts: npt.NDArray[np.int64],
) -> int:
    """Histogram of the times of each edge, as sparse counts. O(transitions + edges), a counting sort by edge.

    ``order`` uint64[edges]: ids by ascending edge. ``keys`` uint64 and ``counts`` int64[., 1] have room for all
    transitions; returns how many are used. Keys ascend: ``edge << BIN_BITS | bin``.
    """
    starts = np.zeros(len(edges) + 1, np.int64)
    for edge in timed_edges:
        starts[np.uint64(edge) + _ONE] += 1
    for i in range(len(edges)):
        starts[i + 1] += starts[i]
    bins = np.empty(len(timed_bins), np.uint16)
    cursors = starts[:-1].copy()
    for i in range(np.uint64(len(timed_edges))):
        edge = np.uint64(timed_edges[i])
        bins[np.uint64(cursors[edge])] = timed_bins[i]
        cursors[edge] += 1
    histogram = np.zeros(BINS, np.int64)
    used = 0
    for edge in order:
        first, last = starts[edge], starts[edge + _ONE]
        if first == last:
            continue
        own = bins[first:last]
        if last - first < 64:
            own.sort()
            low = 0
            for i in range(1, len(own) + 1):
                if i == len(own) or own[i] != own[low]:
                    keys[used] = edges[edge] << np.uint64(BIN_BITS) | np.uint64(own[low])
                    counts[used, 0] = i - low
                    used += 1
                    low = i
            continue
        for found in own:
            histogram[found] += 1
        left = last - first
        for place in range(np.uint64(own.min()), np.uint64(BINS)):  # written over where it is 0: no branch on it
            count = histogram[place]
            keys[used] = edges[edge] << np.uint64(BIN_BITS) | place
            counts[used, 0] = count
            histogram[place] = 0
            used += np.int64(count != 0)
            left -= count
            if left == 0:
                break
    return used
