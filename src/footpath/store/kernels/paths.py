"""Paths: one run of consecutive nodes a customer, from, to or between anchors."""

import numpy as np
import numpy.typing as npt
from numba import njit

NO_NODE = 0xFFFFFFFF
FORWARD, BACKWARD, BETWEEN = 0, 1, 2
ENDED, OPEN, CUT, ARRIVED = 0, 1, 2, 3  #: how a path ends
END_BITS = 2  #: of them, the lowest of a key
SEEN, WITHOUT, WAITING = 0, 1, 2  #: customers at the anchor; between: of these without a path, and still in window

_NO_NODE = np.uint32(NO_NODE)
_ZERO, _ONE = np.uint64(0), np.uint64(1)
_M1, _M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S29, _S31 = np.uint64(29), np.uint64(31)
_END_BITS, _LAST_BITS = np.uint64(END_BITS), np.uint64((1 << END_BITS) - 1)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    node_of: npt.NDArray[np.uint32],
    start_of: npt.NDArray[np.uint8],
    end_of: npt.NDArray[np.uint8],
    way: int,
    collapse: bool,
    window_ms: int,
    start_ms: int,
    end_ms: int,
    until_ms: int,
    depth: int,
    bits: int,
    keys: npt.NDArray[np.uint64],
    spelled: npt.NDArray[np.uint32],
    events: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64],
) -> int:
    """The path of each customer of a block; returns how many there are. One pass, O(events).

    All in one loop: a call that takes arrays costs ten times the rest of it (reference counts).

    Definition: FORWARD from the first event with ``start_of`` over the events that follow it within ``window_ms``;
    BACKWARD the same from the last with ``end_of``, over those before it; BETWEEN from the first event with
    ``start_of`` after which one with ``end_of`` comes within the window, to the next of these. Events without a node
    are passed over; with ``collapse`` a run at one node is one visit; the first ``depth`` visits are kept. Such a path
    is ENDED where no more events are in the window, OPEN where that is not over at ``until_ms``, CUT where it has more
    than ``depth`` visits, ARRIVED at the second anchor.

    ``node_of`` uint32[kinds], NO_NODE: passed over; ``start_of``, ``end_of`` uint8[kinds], only of kinds with a node.
    ``bits``: width of a node + 1 in a key, column 0 lowest; 0: keys are hashes, and ``spelled`` uint32[customers,
    depth] (zeros) holds the nodes + 1. Written, with room for all customers: ``keys`` uint64, the path << END_BITS |
    how it ends. Added to: ``events`` int64[depth, nodes], ``counts`` int64[3].
    """
    used = _ZERO
    most = np.uint64(depth)
    width = np.uint64(bits)
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        begin = last
        stop = last
        if way == FORWARD:
            for event in range(first, last):
                if start_of[kind[event]]:
                    begin = event
                    break
        elif way == BACKWARD:
            for back in range(last - first):
                if end_of[kind[last - _ONE - back]]:
                    begin = last - _ONE - back
                    break
        else:
            since = first
            started = False
            started_ms = np.int64(0)
            for event in range(first, last):
                if end_of[kind[event]]:
                    for candidate in range(since, event):
                        if start_of[kind[candidate]] and time[event] - time[candidate] <= window_ms:
                            begin = candidate
                            stop = event + _ONE
                            break
                    since = event
                if start_of[kind[event]]:
                    started = True
                    started_ms = time[event]
                if begin != last:
                    break
            if begin == last and started:
                counts[SEEN] += 1
                counts[WAITING if until_ms - started_ms <= window_ms else WITHOUT] += 1
        if begin == last:
            continue
        counts[SEEN] += 1
        anchor_ms = time[begin]
        steps = begin - first + _ONE if way == BACKWARD else stop - begin
        size = key = _ZERO
        before = _NO_NODE
        end = ARRIVED if way == BETWEEN else ENDED
        if way == FORWARD and until_ms - anchor_ms <= window_ms:
            end = OPEN
        for step in range(steps):
            event = begin - step if way == BACKWARD else begin + step
            node = node_of[kind[event]]
            if node == _NO_NODE:
                continue
            if abs(time[event] - anchor_ms) > window_ms:
                end = ENDED
                break
            if collapse and node == before:
                events[size - _ONE, node] += 1
                continue
            if size == most:
                end = CUT
                break
            digit = np.uint64(node) + _ONE
            if width:
                key |= digit << (width * size)
            else:
                key = (key ^ digit) * _M1
                key = (key ^ key >> _S29) * _M2
                key ^= key >> _S31
                spelled[used, size] = digit
            events[size, node] += 1
            size += _ONE
            before = node
        keys[used] = key << _END_BITS | np.uint64(end)
        used += _ONE
    return np.int64(used)


@njit(nogil=True, cache=True)
def column_totals(
    keys: npt.NDArray[np.uint64],
    customers: npt.NDArray[np.int64],
    spelled: npt.NDArray[np.uint32],
    bits: int,
    totals: npt.NDArray[np.int64],
) -> None:
    """Customers by column and node. O(keys x depth).

    ``keys``, ``spelled`` and ``bits`` as ``fold`` writes them, with int64[keys, 1] ``customers``. Added to: ``totals``
    int64[depth, nodes].
    """
    width, mask = np.uint64(bits), (_ONE << np.uint64(bits)) - _ONE
    for row in range(np.uint64(len(keys))):
        rest = keys[row] >> _END_BITS
        for column in range(np.uint64(len(totals))):
            digit = rest & mask if width else np.uint64(spelled[row, column])
            rest >>= width
            if digit == _ZERO:
                break
            totals[column, digit - _ONE] += customers[row, 0]


@njit(nogil=True, cache=True)
def tally(
    keys: npt.NDArray[np.uint64],
    customers: npt.NDArray[np.int64],
    spelled: npt.NDArray[np.uint32],
    bits: int,
    places: npt.NDArray[np.int64],
    at: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    links: npt.NDArray[np.int64],
) -> None:
    """Customers at the places of each column, and from place to place. O(keys x depth).

    As ``column_totals``; ``places`` int64[depth, nodes]: which place of its column a node has. Added to: ``at``
    int64[depth, places], ``ends`` int64[depth, places, 4] of paths whose last node is there, ``links`` int64[depth,
    places, places] from a column to the next.
    """
    width, mask = np.uint64(bits), (_ONE << np.uint64(bits)) - _ONE
    for row in range(np.uint64(len(keys))):
        count = customers[row, 0]
        rest = keys[row] >> _END_BITS
        before = last = _ZERO
        for column in range(np.uint64(len(places))):
            digit = rest & mask if width else np.uint64(spelled[row, column])
            rest >>= width
            if digit == _ZERO:
                break
            here = np.uint64(places[column, digit - _ONE])
            at[column, here] += count
            if column:
                links[column - _ONE, before, here] += count
            before, last = here, column
        ends[last, before, keys[row] & _LAST_BITS] += count
