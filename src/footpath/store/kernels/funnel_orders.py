"""The funnel's other orders: strict (consecutive customer events) and any (different steps in any order)."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.histogram import bin_of
from footpath.store.kernels.matching import largest

NEVER = np.iinfo(np.int64).min
_ONE = np.uint64(1)


@njit(nogil=True, cache=True)
def record(times: npt.NDArray[np.int64], level: int, steps: int, durations: npt.NDArray[np.int64]) -> None:
    """Enter the times of the steps of one attempt that got to ``level``, as ``funnel._record_times`` does."""
    for step in range(1, level):
        durations[step, bin_of(times[step] - times[step - 1])] += 1
    if level == steps:
        durations[0, bin_of(times[steps - 1] - times[0])] += 1


@njit(nogil=True, cache=True)
def strict(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    seen: npt.NDArray[np.uint8],
    window_ms: int,
    start_ms: int,
    end_ms: int,
    until_ms: int,
    levels: npt.NDArray[np.int64],
    waiting: npt.NDArray[np.int64],
    durations: npt.NDArray[np.int64],
    attempts: npt.NDArray[np.int64],
) -> None:
    """Funnel levels where steps 1 .. m must be matched by consecutive customer events (ties by arrival).

    ``seen`` uint8[kinds]: 1 where the customer acts; other events are passed over. An attempt is open when its last
    event is the customer's last and its window is not over. The rest as ``funnel.ordered``. O(events x steps).
    """
    steps = len(levels) - 1
    run = np.zeros(steps, np.uint8)
    recent = np.zeros(steps, np.int64)
    times = np.zeros(steps, np.int64)
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        run[:] = 0
        level = 0
        for event in range(first, last):
            code = kind[event]
            moment = time[event]
            if seen[code] == 0:
                continue
            mask = masks[code]
            for step in range(steps - 1, 0, -1):
                recent[step] = recent[step - 1]
            recent[0] = moment
            for step in range(steps - 1, -1, -1):
                follows = step == 0 or run[step - 1] == 1
                matches = mask >> np.uint64(step) & _ONE == _ONE
                run[step] = 1 if follows and matches and moment - recent[step] <= window_ms else 0
                if run[step] == 1 and step + 1 > level:
                    level = step + 1
                    for earlier in range(level):
                        times[earlier] = recent[step - earlier]
            if level == steps:
                break
        levels[level] += 1
        if 0 < level < steps and run[level - 1] == 1 and until_ms - recent[level - 1] <= window_ms:
            waiting[level] += 1
        record(times, level, steps, durations)
        if level > 0 and len(attempts) > 0:
            mine = attempts[customer]
            mine[0], mine[1], mine[2], mine[3] = level, times[0], times[level - 1], 0


@njit(nogil=True, cache=True)
def _filled(
    present: npt.NDArray[np.int64],
    classes: npt.NDArray[np.uint64],
    steps: int,
    exclusive: bool,
    pool: npt.NDArray[np.uint64],
) -> int:
    """How many different steps the events of a window fill, each by an event of its own.

    ``classes`` uint64[n]: the distinct masks; ``present`` int64[n]: events of each in the window.
    """
    size = 0
    for entry in range(len(classes)):
        if exclusive:
            size += min(present[entry], 1)
            continue
        for _ in range(min(present[entry], steps)):
            pool[size] = classes[entry]
            size += 1
    return size if exclusive else largest(steps, pool, size)


@njit(nogil=True, cache=True)
def any_order(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    class_of: npt.NDArray[np.uint16],
    classes: npt.NDArray[np.uint64],
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
    """Funnel levels where the steps may come in any order: the most different steps within the window of the first.

    ``class_of`` uint16[kinds]: index of the kind's mask in ``classes`` (uint64[n], the distinct sets of steps that
    kinds match), len(classes) = no step. An attempt starts at each event of a step; it is open while its window
    reaches beyond ``until_ms``. A window slides over the events: O(events x steps); where kinds match several
    steps, each start costs a matching, O(steps³). The rest as ``funnel.ordered``.
    """
    steps = len(levels) - 1
    none = np.uint16(len(classes))
    present = np.zeros(len(classes), np.int64)
    pool = np.empty(steps * max(len(classes), 1), np.uint64)
    times = np.zeros(steps, np.int64)
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        present[:] = 0
        level = 0
        latest = NEVER
        earliest = first
        ahead = first
        for event in range(first, last):
            entry = class_of[kind[event]]
            moment = time[event]
            if entry == none:
                continue
            ahead = max(ahead, event)
            while ahead < last and time[ahead] - moment <= window_ms:
                coming = class_of[kind[ahead]]
                if coming != none:
                    present[coming] += 1
                ahead += _ONE
            found = _filled(present, classes, steps, exclusive, pool)
            if found > level:
                level = found
                earliest = event
                latest = moment
            elif found == level:
                latest = moment
            present[entry] -= 1
            if level == steps:
                break
        levels[level] += 1
        if 0 < level < steps and until_ms - latest <= window_ms:
            waiting[level] += 1
        if level > 1 or (level == 1 and len(attempts) > 0):
            present[:] = 0
            filled = 0
            event = earliest
            while filled < level:
                entry = class_of[kind[event]]
                if entry != none:
                    present[entry] += 1
                    found = _filled(present, classes, steps, exclusive, pool)
                    if found > filled:
                        times[filled] = time[event]
                        filled = found
                event += _ONE
            record(times, level, steps, durations)
            if len(attempts) > 0:
                mine = attempts[customer]
                mine[0], mine[1], mine[2], mine[3] = level, times[0], times[level - 1], 0
