"""Attribution: the touches before each outcome, and what each of the models gives them."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.finding import find, piece_end, room

SEEN, TOUCH, OUTCOME = 1, 2, 4  #: bits of what a kind is
FIRST, LAST, LAST_NON_DIRECT, LINEAR, POSITION, J, INVERSE_J, TIME_DECAY, PARTICIPATION, SHAPLEY = range(10)
MODELS = 10
CONVERTED, NULL = 0, 1
CUSTOMERS, OUTCOMES, ATTRIBUTED, NULLS, OPEN = 0, 1, 2, 3, 4
NO_ROW = 0xFFFFFFFF

_SEEN, _TOUCH, _OUTCOME = np.uint8(SEEN), np.uint8(TOUCH), np.uint8(OUTCOME)
_NO_ROW = np.uint32(NO_ROW)
_ZERO, _ONE, _SIX, _HALF = np.uint64(0), np.uint64(1), np.uint64(63), np.uint64(32)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    code: npt.NDArray[np.unsignedinteger],
    value: npt.NDArray[np.float64],
    act_of: npt.NDArray[np.uint8],
    row_of: npt.NDArray[np.uint32],
    direct: int,
    by_session: bool,
    gap_ms: int,
    lookback_ms: int,
    half_life_ms: float,
    start_ms: int,
    end_ms: int,
    until_ms: int,
    bits: int,
    order: int,
    slots: npt.NDArray[np.uint64],
    ids: npt.NDArray[np.uint32],
    hashed: bool,
    path_rows: npt.NDArray[np.uint32],
    path_times: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    marks: npt.NDArray[np.uint32],
    counts: npt.NDArray[np.int64],
    worth: npt.NDArray[np.float64],
    touches: npt.NDArray[np.int64],
    credit: npt.NDArray[np.float64],
    edges: npt.NDArray[np.uint64],
    edge_counts: npt.NDArray[np.int64],
    sets: npt.NDArray[np.uint64],
    set_ends: npt.NDArray[np.uint8],
) -> tuple[int, int]:
    """Credits of a block, all models at once. One pass over the events that count; each path is read once more.

    All in one loop: a call that takes arrays costs ten times the rest of it (reference counts).

    Definition: a touch is an event of a kind with bit TOUCH or, ``by_session``, the first of the SEEN events after
    ``gap_ms`` or more without one; an event with bit OUTCOME is none. A path holds a customer's touches since the last
    outcome. It ends converted where an outcome comes within ``lookback_ms`` (inclusive) of its last touch, null where
    none does until ``until_ms``, else it is open. Its touches are those within the lookback before the outcome, of a
    null path before its last touch. Order: time, then arrival.

    A Markov state is the last ``order`` touches, each ``bits`` wide as row + 1, 0 where there are fewer; an edge is
    ``state << bits | row + 1``, with 0 for the end of the path.

    ``code`` uint[events] is looked up in ``row_of`` (uint32, NO_ROW: no touch); ``direct`` is the row that
    LAST_NON_DIRECT passes over, -1 none. ``slots`` uint64 zeros: one an edge that may be, or (``hashed``) a power of
    two at least twice the room of edges; ``ids`` uint32 beside them. ``path_rows``, ``path_times``, ``weights`` have
    room for the events of any customer; ``marks`` uint32[rows] zeros. Added to: ``counts`` int64[5], ``worth``
    float64[2]: value of all outcomes and of those with a touch, ``touches`` int64[rows], ``credit``
    float64[rows, MODELS, 2] in outcomes and value (no rows: not asked for). Written, with room for twice the events:
    ``edges`` uint64 (empty: not asked for), ``edge_counts`` int64[., 2] zeros, converted and null; for each path that
    ended, if ``sets`` has room: ``sets`` uint64 (a bit a row, rows < 64) and ``set_ends`` uint8. Returns how many edges
    and sets were written.
    """
    digit, whole = np.uint64(bits), (_ONE << np.uint64(bits * order)) - _ONE if bits * order < 64 else ~_ZERO
    last_slot = np.uint64(len(slots)) - _ONE
    used = ended = _ZERO
    stamp = np.uint32(0)
    with_sets, with_credit, with_edges = len(sets) > 0, len(credit) > 0, len(edges) > 0
    counting = _SEEN | _TOUCH | _OUTCOME if by_session else _TOUCH | _OUTCOME
    wanted = np.zeros(len(act_of), np.uint8)
    for place in range(len(act_of)):
        wanted[place] = act_of[place] & counting != 0
    most = room(offsets)
    found, sold = np.empty(most, np.uint32), np.empty(most, np.uint32)
    paid_at = np.empty(most, np.float64)  # values lie far apart: fetched side by side, where nothing waits for one
    begin = end = at = _ZERO
    for customer in range(np.uint64(len(offsets) - 1)):
        if customer == end:
            end = piece_end(offsets, customer)
            begin = np.uint64(offsets[customer])
            at = _ZERO
            size = find(kind[begin : np.uint64(offsets[end])], wanted, found)
            sales = _ZERO
            for place in range(size):
                sold[sales] = place
                sales += np.uint64(act_of[kind[begin + found[place]]] & _OUTCOME != 0)
            for sale in range(sales):
                paid_at[np.uint64(sold[sale])] = value[begin + found[np.uint64(sold[sale])]]
        last = np.uint64(offsets[customer + _ONE])
        if include[customer] == 0:
            while begin + found[at] < last:
                at += _ONE
            continue
        size = _ZERO
        touched = seen = False
        before_ms = touched_ms = moment = np.int64(0)
        row, paid, more = np.uint32(0), 0.0, True
        while more:
            is_touch = is_outcome = False
            event = begin + found[at]
            more = event < last
            if more:
                at += _ONE
                moment = time[event]
                if moment < start_ms or moment >= end_ms:
                    continue
                act = act_of[kind[event]]
                is_outcome = act & _OUTCOME != 0
                is_touch = act & _TOUCH != 0
                if by_session and act & _SEEN:
                    is_touch = not seen or moment - before_ms >= gap_ms
                    seen, before_ms = True, moment
                if is_outcome:
                    is_touch = False
                    counts[OUTCOMES] += 1
                    paid = paid_at[at - _ONE]
                    paid = 0.0 if np.isnan(paid) else paid
                    worth[0] += paid
                elif is_touch:
                    row = row_of[code[event]]
                    is_touch = row != _NO_ROW
                if not (is_touch or is_outcome):
                    continue
            elif size and until_ms - touched_ms <= lookback_ms:
                counts[OPEN] += 1
                continue
            if size and (is_outcome or not more or moment - touched_ms > lookback_ms):
                converts = is_outcome and moment - touched_ms <= lookback_ms
                column = CONVERTED if converts else NULL
                since_ms = (moment if converts else touched_ms) - lookback_ms
                low = _ZERO
                while path_times[low] < since_ms:
                    low += _ONE
                state = _ZERO
                for i in range(low, size + _ONE if with_edges else low):
                    key = state << digit
                    if i < size:
                        key |= np.uint64(path_rows[i]) + _ONE
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
                    edge_counts[np.uint64(ids[slot]), column] += 1
                    state = key & whole
                distinct = 0
                own = _ZERO
                if with_sets or (with_credit and converts):
                    stamp += np.uint32(1)
                    for i in range(low, size):
                        here = np.uint64(path_rows[i])
                        if marks[here] != stamp:
                            marks[here] = stamp
                            distinct += 1
                            own |= _ONE << (here & _SIX)
                if with_sets:
                    sets[ended], set_ends[ended] = own, column
                    ended += _ONE
                if not converts:
                    counts[NULLS] += 1
                else:
                    counts[ATTRIBUTED] += 1
                    worth[1] += paid
                if converts and with_credit:
                    total = 0.0
                    named = size - _ONE
                    for i in range(low, size):
                        weights[i] = np.exp2((path_times[i] - touched_ms) / half_life_ms)
                        total += weights[i]
                        if np.int64(path_rows[i]) != direct:
                            named = i
                    if np.int64(path_rows[named]) == direct:
                        named = size - _ONE
                    stamp += np.uint32(1)
                    n = np.float64(size - low)
                    even, split = 1.0 / n, 1.0 / distinct
                    middle = 0.2 / (n - 2.0) if n > 2.0 else 0.0
                    for i in range(low, size):
                        position = j = inverse = middle
                        here = np.uint64(path_rows[i])
                        if i == low or i == size - _ONE:
                            begins = i == low
                            if n == 1.0:
                                position = j = inverse = 1.0
                            elif n == 2.0:
                                position, j = 0.5, 0.25 if begins else 0.75
                                inverse = 1.0 - j
                            else:
                                position, j = 0.4, 0.2 if begins else 0.6
                                inverse = 0.8 - j
                            credit[here, FIRST, 0] += begins
                            credit[here, FIRST, 1] += paid * begins
                            ends = i == size - _ONE
                            credit[here, LAST, 0] += ends
                            credit[here, LAST, 1] += paid * ends
                        if i == named:
                            credit[here, LAST_NON_DIRECT, 0] += 1.0
                            credit[here, LAST_NON_DIRECT, 1] += paid
                        decay = weights[i] / total
                        credit[here, LINEAR, 0] += even
                        credit[here, POSITION, 0] += position
                        credit[here, J, 0] += j
                        credit[here, INVERSE_J, 0] += inverse
                        credit[here, TIME_DECAY, 0] += decay
                        if paid != 0.0:
                            credit[here, LINEAR, 1] += even * paid
                            credit[here, POSITION, 1] += position * paid
                            credit[here, J, 1] += j * paid
                            credit[here, INVERSE_J, 1] += inverse * paid
                            credit[here, TIME_DECAY, 1] += decay * paid
                        if marks[here] != stamp:
                            marks[here] = stamp
                            credit[here, PARTICIPATION, 0] += 1.0
                            credit[here, PARTICIPATION, 1] += paid
                            credit[here, SHAPLEY, 0] += split
                            credit[here, SHAPLEY, 1] += split * paid
                size = _ZERO
            if is_outcome:
                size = _ZERO
            elif is_touch:
                if not touched:
                    touched = True
                    counts[CUSTOMERS] += 1
                path_rows[size], path_times[size] = row, moment
                size += _ONE
                touched_ms = moment
                touches[np.uint64(row)] += 1
    return np.int64(used), np.int64(ended)
