"""The ordered funnel: events of the steps in time order, others may come between, equal times in any order."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.histogram import bin_of
from footpath.store.kernels.matching import collect, prefix

NEVER = np.iinfo(np.int64).min
_ONE = np.uint64(1)


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
    first: np.uint64,
    last: np.uint64,
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    steps: int,
    exclusive: bool,
    earliest_ms: int,
    reached_ms: int,
    durations: npt.NDArray[np.int64],
) -> None:
    """Enter the times of the earliest completing attempt into ``durations`` (int64[steps, BINS]).

    The level was first reached at ``reached_ms``; an attempt that starts earlier gets to each level no later, so the
    earliest attempt that completes starts at the first step-1 event within the window before that moment,
    ``earliest_ms``. Row 0: from step 1 to the last step, row i: from step i to step i + 1 (counted from 1). O(events).
    """
    pool = np.empty(steps * steps, np.uint64)
    met = np.zeros(steps, np.int64)
    level = 0
    start = before = np.int64(0)
    event = first
    while event < last:
        moment = time[event]
        if moment > reached_ms:
            break
        union = np.uint64(0)
        size = 0
        met[:] = 0
        while event < last and time[event] == moment:
            mask = masks[kind[event]]
            union |= mask
            if not exclusive and mask:
                size = collect(mask, steps, pool, size, met)
            event += _ONE
        if union == 0 or moment < earliest_ms:
            continue
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
) -> None:
    """Funnel levels of a block. One pass, and a second one over customers of level 2 and more. O(events x steps).

    Definition: the level of a customer is the largest m for which m different events in time order (equal times
    in any order) match steps 1 .. m with t(m) - t(1) <= window, over all choices of the first. Equal to
    ClickHouse's ``windowFunnel(window, 'strict_once')``.

    For each level the latest start of a chain is enough (``starts``, never rising with the level): whatever completes
    an earlier chain of the same level completes the later one.

    ``masks`` uint64[kinds]: bit i is set where the kind matches step i; ``exclusive``: no kind matches two steps.
    Events outside [start_ms, end_ms) are not seen. Added to: ``levels`` int64[steps + 1] customers of exactly that
    level; ``waiting`` the same, of those with an attempt of that level whose window is open at ``until_ms``;
    ``durations`` int64[steps, BINS], see ``_record_times``.
    """
    steps = len(levels) - 1
    starts = np.empty(steps, np.int64)
    pool = np.empty(steps * steps, np.uint64)
    met = np.zeros(steps, np.int64)
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        starts[:] = NEVER
        level = 0
        size = 0
        reached_ms = group_ms = np.int64(0)
        union = np.uint64(0)
        for event in range(first, last + _ONE):
            mask = np.uint64(0)
            if event < last:
                mask = masks[kind[event]]
                if mask == 0:
                    continue
            if union != 0 and (event == last or time[event] != group_ms):
                highest = 0
                if exclusive:
                    for step in range(steps):
                        if union >> np.uint64(step) & _ONE == 0:
                            continue
                        start = group_ms if step == 0 else starts[step - 1]
                        if start != NEVER and group_ms - start <= window_ms:
                            starts[step] = start
                            highest = step + 1
                else:
                    highest = _extend(starts, group_ms, window_ms, pool, size)
                if highest > level:
                    level = highest
                    reached_ms = group_ms
                    if level == steps:
                        break
                union = np.uint64(0)
                size = 0
            if event < last:
                group_ms = time[event]
                union |= mask
                if not exclusive:
                    if size == 0:
                        met[:] = 0
                    size = collect(mask, steps, pool, size, met)
        levels[level] += 1
        if 0 < level < steps and until_ms - starts[level - 1] <= window_ms:
            waiting[level] += 1
        if level > 1:
            _record_times(
                first,
                last,
                time,
                kind,
                masks,
                steps,
                exclusive,
                reached_ms - window_ms,
                reached_ms,
                durations,
            )
