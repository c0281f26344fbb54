"""Steps matched to different events: the largest prefix of steps for which each has an event of its own."""

import numpy as np
import numpy.typing as npt
from numba import njit


@njit(nogil=True, cache=True)
def augment(
    step: int,
    pool: npt.NDArray[np.uint64],
    size: int,
    event_of: npt.NDArray[np.int64],
    step_of: npt.NDArray[np.int64],
) -> bool:
    """Give ``step`` an event of the pool, moving others to another of theirs (Kuhn 1955). O(steps x size).

    ``pool`` uint64: the steps that each event matches, one bit a step; its first ``size`` are used.
    ``event_of`` int64[steps] and ``step_of`` int64[len(pool)]: the matching so far, -1 = none; changed in place.
    """
    via = np.full(size, -1, np.int64)
    queue = np.empty(len(event_of) + 1, np.int64)
    queue[0] = step
    head, tail = 0, 1
    while head < tail:
        current = queue[head]
        head += 1
        bit = np.uint64(1) << np.uint64(current)
        for event in range(size):
            if pool[event] & bit == 0 or via[event] >= 0:
                continue
            via[event] = current
            if step_of[event] >= 0:
                queue[tail] = step_of[event]
                tail += 1
                continue
            free = event
            while free >= 0:
                owner = via[free]
                before = event_of[owner]
                event_of[owner] = free
                step_of[free] = owner
                if owner == step:
                    return True
                free = before
    return False


@njit(nogil=True, cache=True)
def prefix(start: int, steps: int, pool: npt.NDArray[np.uint64], size: int) -> int:
    """Largest j for which steps start .. j - 1 can be filled by different events of the pool."""
    event_of = np.full(steps, -1, np.int64)
    step_of = np.full(size, -1, np.int64)
    reached = start
    while reached < steps and augment(reached, pool, size, event_of, step_of):
        reached += 1
    return reached


@njit(nogil=True, cache=True)
def largest(steps: int, pool: npt.NDArray[np.uint64], size: int) -> int:
    """How many steps, whichever, can be filled at once by different events of the pool."""
    event_of = np.full(steps, -1, np.int64)
    step_of = np.full(size, -1, np.int64)
    filled = 0
    for step in range(steps):
        if augment(step, pool, size, event_of, step_of):
            filled += 1
    return filled


@njit(nogil=True, cache=True)
def collect(mask: np.uint64, steps: int, pool: npt.NDArray[np.uint64], size: int, met: npt.NDArray[np.int64]) -> int:
    """Put an event into the pool unless each of its steps already has ``steps`` events there. Returns the new size.

    That many are enough for any matching: the other steps use at most ``steps`` - 1 of them. So the pool holds
    at most steps² events. ``met`` int64[steps]: events in the pool for each step.
    """
    wanted = False
    for step in range(steps):
        if mask >> np.uint64(step) & np.uint64(1) and met[step] < steps:
            wanted = True
    if not wanted:
        return size
    for step in range(steps):
        if mask >> np.uint64(step) & np.uint64(1):
            met[step] += 1
    pool[size] = mask
    return size + 1
