"""The ordered funnel: events of the steps in time order, others may come between, equal times in any order."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.finding import find, piece_end, room
from footpath.store.kernels.histogram import bin_of
from footpath.store.kernels.matching import collect, prefix

NEVER = np.iinfo(np.int64).min
_ZERO, _ONE = np.uint64(0), np.uint64(1)


@njit(nogil=True, cache=True)
def _reach(level: int, steps: int, union: np.uint64, exclusive: bool, pool: npt.NDArray[np.uint64], size: int) -> int:
    """Level, after a group of simultaneous events, of a chain that was at ``level`` before it.

    ``union`` uint64: the steps that the group's events match; ``pool`` holds them one by one for steps that overlap.
    """
    if not exclusive:
        return prefix(level, steps, pool, size)
    while level < steps and union >> np.uint64(level) & _ONE:
        level += 1
    return level


@njit(nogil=True, cache=True)
def _extend(starts: npt.NDArray[np.int64], time: int, window_ms: int, pool: npt.NDArray[np.uint64], size: int) -> int:
    """Extend all chains by a group of simultaneous events of which some match several steps.

    Returns the highest level that it completes, 0 = none. ``starts`` as in ``ordered``; ``pool`` the group's events.
    """
    steps = len(starts)
    highest = 0
    for level in range(steps - 1, -1, -1):
        start = time if level == 0 else starts[level - 1]
        if start == NEVER or time - start > window_ms:
            continue
        reached = prefix(level, steps, pool, size)
        for step in range(level, reached):
            starts[step] = start
        if reached > level:
            highest = max(highest, reached)
    return highest


@njit(nogil=True, cache=True)
def _record_times(
    low: np.uint64,
    found: npt.NDArray[np.uint32],
    first: np.uint64,
    last: np.uint64,
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    steps: int,
    exclusive: bool,
    earliest_ms: int,
    reached_ms: int,
    pool: npt.NDArray[np.uint64],
    met: npt.NDArray[np.int64],
    durations: npt.NDArray[np.int64],
) -> tuple[np.int64, np.int64]:
    """Enter the times of the earliest completing attempt into ``durations`` (int64[steps, BINS]); returns when it began
    and when it got to the level.

    The level was first reached at ``reached_ms``; an attempt that starts earlier gets to each level no later, so the
    earliest attempt that completes starts at the first step-1 event within the window before that moment,
    ``earliest_ms``. Row 0: from step 1 to the last step, row i: from step i to step i + 1 (counted from 1). The
    customer's events of the steps are ``low + found[first:last]``. O(those in the window).
    """
    level = 0
    start = before = np.int64(0)
    at, high = first, last
    while at < high:
        middle = (at + high) >> _ONE
        if time[low + found[middle]] < earliest_ms:
            at = middle + _ONE
        else:
            high = middle
    while at < last:
        moment = time[low + found[at]]
        if moment > reached_ms:
            break
        union = np.uint64(0)
        size = 0
        if not exclusive:
            met[:] = 0
        while at < last and time[low + found[at]] == moment:
            mask = masks[kind[low + found[at]]]
            union |= mask
            if not exclusive:
                size = collect(mask, steps, pool, size, met)
            at += _ONE
        reached = _reach(level, steps, union, exclusive, pool, size)
        for step in range(level, reached):
            if step == 0:
                start = before = moment
            else:
                durations[step, bin_of(moment - before)] += 1
                before = moment
        level = reached
    if level == steps:
        durations[0, bin_of(before - start)] += 1
    return start, before


@njit(nogil=True, cache=True)
def ordered(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    exclusive: bool,
    window_ms: int,
    start_ms: int,
    end_ms: int,
    until_ms: int,
    levels: npt.NDArray[np.int64],
    waiting: npt.NDArray[np.int64],
    durations: npt.NDArray[np.int64],
    attempts: npt.NDArray[np.int64],
) -> None:
    """Funnel levels of a block. One pass finds the events of the steps, one goes over these, and, from level 2 on, one
    over those of the attempt. O(events + events of steps x steps).

    Definition: the level of a customer is the largest m for which m different events in time order (equal times
    in any order) match steps 1 .. m with t(m) - t(1) <= window, over all choices of the first. Equal to
    ClickHouse's ``windowFunnel(window, 'strict_once')``.

    For each level the latest start of a chain is enough (``starts``, never rising with the level): whatever completes
    an earlier chain of the same level completes the later one.

    ``masks`` uint64[kinds]: bit i is set where the kind matches step i; ``exclusive``: no kind matches two steps.
    Events outside [start_ms, end_ms) are not seen. Added to: ``levels`` int64[steps + 1] customers of exactly that
    level; ``waiting`` the same, of those with an attempt of that level whose window is open at ``until_ms``;
    ``durations`` int64[steps, BINS], see ``_record_times``. ``attempts`` int64[customers, 4], or of no rows where
    nobody asks: written for customers with a level, it, when the attempt with these times began, when it got there, and
    the held value (0: of any).
    """
    steps = len(levels) - 1
    chain = np.empty(steps + 1, np.int64)  # before the starts the moment itself, where a chain begins
    starts = chain[1:]
    pool = np.empty(steps * steps, np.uint64)
    met = np.zeros(steps, np.int64)
    wanted = np.zeros(len(masks), np.uint8)
    step_of = np.zeros(len(masks), np.uint64)  # the only step of a kind, where steps are exclusive
    for code in range(len(masks)):
        wanted[code] = masks[code] != 0
        for step in range(steps):
            if masks[code] >> np.uint64(step) & _ONE:
                step_of[code] = step
    found = np.empty(room(offsets), np.uint32)
    customers = np.uint64(len(offsets) - 1)
    customer = end = low = at = _ZERO
    while customer < customers:
        if customer == end:
            end = piece_end(offsets, customer)
            low = np.uint64(offsets[customer])
            at = _ZERO
            find(kind[low : np.uint64(offsets[end])], wanted, found)
        last = np.uint64(offsets[customer + _ONE])
        while low + found[at] < last and (include[customer] == 0 or time[low + found[at]] < start_ms):
            at += _ONE
        event = low + found[at]
        inside = include[customer] != 0
        customer += _ONE
        if event >= last or time[event] >= end_ms:
            levels[0] += inside
            while low + found[at] < last:
                at += _ONE
            continue
        first = at
        for step in range(steps):
            starts[step] = NEVER
        level = 0
        reached_ms = np.int64(0)
        while event < last:
            moment = time[event]
            if moment >= end_ms:
                break
            code = kind[event]
            at += _ONE
            event = low + found[at]
            alone = event >= last or time[event] != moment
            if exclusive and alone:
                chain[0] = moment
                own = step_of[code]
                start = chain[own]
                follows = (start != NEVER) & (moment - start <= window_ms)
                chain[own + _ONE] = start if follows else chain[own + _ONE]
                highest = np.int64(own + _ONE) if follows else 0
            else:
                union = masks[code]
                met[:] = 0
                pooled = collect(union, steps, pool, 0, met)
                while event < last and time[event] == moment:
                    mask = masks[kind[event]]
                    union |= mask
                    pooled = collect(mask, steps, pool, pooled, met)
                    at += _ONE
                    event = low + found[at]
                highest = _extend(starts, moment, window_ms, pool, pooled)
            reached_ms = moment if highest > level else reached_ms
            level = max(level, highest)
        levels[level] += 1
        if 0 < level < steps and until_ms - starts[level - 1] <= window_ms:
            waiting[level] += 1
        began_ms = reached_ms
        if level > 1:
            began_ms, reached_ms = _record_times(
                low,
                found,
                first,
                at,
                time,
                kind,
                masks,
                steps,
                exclusive,
                reached_ms - window_ms,
                reached_ms,
                pool,
                met,
                durations,
            )
        if level > 0 and len(attempts) > 0:
            mine = attempts[customer - _ONE]
            mine[0], mine[1], mine[2], mine[3] = level, began_ms, reached_ms, 0
        while low + found[at] < last:
            at += _ONE
