"""The ordered funnel with conditions: events that end an attempt, and a property that stays equal over the steps."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.funnel_orders import NEVER, record
from footpath.store.kernels.matching import collect, prefix

_ONE = np.uint64(1)


@njit(nogil=True, cache=True)
def _ends(
    hit: np.uint64, level: int, reached: int, after: npt.NDArray[np.int64], before: npt.NDArray[np.int64]
) -> bool:
    """Whether an attempt that stood at ``level`` before a moment and stands at ``reached`` after it is ended there.

    ``hit`` uint64: the exclusions that occur at that moment. One between steps i and j ends an attempt that had step i
    before that moment and still lacks step j after it: what happens at the same moment as i or j is not between them.
    """
    for rule in range(len(after)):
        if hit >> np.uint64(rule) & _ONE and level >= after[rule] and reached < before[rule]:
            return True
    return False


@njit(nogil=True, cache=True)
def _group(
    event: np.uint64,
    last: np.uint64,
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    excluded: npt.NDArray[np.uint64],
    held: npt.NDArray[np.unsignedinteger],
    value: int,
    pool: npt.NDArray[np.uint64],
    met: npt.NDArray[np.int64],
) -> tuple[np.uint64, int, np.uint64]:
    """The simultaneous events that begin with ``event``: the event after them, how many of the pool they fill, and the
    exclusions among them. A step must have the held value; an exclusion that has none ends attempts of any."""
    moment = time[event]
    size = 0
    hit = np.uint64(0)
    met[:] = 0
    while event < last and time[event] == moment:
        own = value == 0 or held[event] == value
        mask = masks[kind[event]]
        if own and mask:
            size = collect(mask, len(met), pool, size, met)
        if own or held[event] == 0:
            hit |= excluded[kind[event]]
        event += _ONE
    return event, size, hit


@njit(nogil=True, cache=True)
def _level(
    first: np.uint64,
    last: np.uint64,
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    excluded: npt.NDArray[np.uint64],
    after: npt.NDArray[np.int64],
    before: npt.NDArray[np.int64],
    held: npt.NDArray[np.unsignedinteger],
    value: int,
    window_ms: int,
    steps: int,
) -> tuple[int, np.int64, np.int64]:
    """Level of the events with one held value, when it was first reached, and the latest start of an attempt that still
    stands there (NEVER: none does).

    As in ``funnel.ordered``, the latest start of a chain is enough for each level: chains of one level are ended and
    go on together. O(events x steps²).
    """
    starts = np.full(steps, NEVER)
    fresh = np.full(steps, NEVER)
    pool = np.empty(steps * steps, np.uint64)
    met = np.zeros(steps, np.int64)
    level = 0
    reached_ms = np.int64(0)
    event = first
    while event < last and level < steps:
        moment = time[event]
        event, size, hit = _group(event, last, time, kind, masks, excluded, held, value, pool, met)
        if size == 0 and hit == 0:
            continue
        for place in range(steps):
            ended = _ends(hit, place + 1, place + 1, after, before)
            fresh[place] = NEVER if ended else starts[place]
        for base in range(steps if size else 0):
            start = moment if base == 0 else starts[base - 1]
            if start == NEVER or moment - start > window_ms:
                continue
            reached = prefix(base, steps, pool, size)
            if reached > level:
                level = reached
                reached_ms = moment
            for place in range(base, reached):
                if not _ends(hit, base, place + 1, after, before):
                    fresh[place] = max(fresh[place], start)
        starts[:] = fresh
    return level, reached_ms, starts[level - 1] if level else NEVER


@njit(nogil=True, cache=True)
def _times(
    first: np.uint64,
    last: np.uint64,
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    excluded: npt.NDArray[np.uint64],
    after: npt.NDArray[np.int64],
    before: npt.NDArray[np.int64],
    held: npt.NDArray[np.unsignedinteger],
    value: int,
    level: int,
    reached_ms: int,
    times: npt.NDArray[np.int64],
) -> bool:
    """Whether the attempt that starts at ``first`` gets to ``level`` at ``reached_ms``, and when to each step.

    ``times`` int64[steps + 1, steps]: row m, of the attempt while it stands at level m; row ``level`` is what was asked
    for. O(events x steps²).
    """
    steps = times.shape[1]
    stands = np.zeros(steps + 1, np.uint8)
    reach = np.zeros(steps + 1, np.int64)
    pool = np.empty(steps * steps, np.uint64)
    met = np.zeros(steps, np.int64)
    stands[0] = 1
    event = first
    while event < last and time[event] <= reached_ms:
        moment = time[event]
        event, size, hit = _group(event, last, time, kind, masks, excluded, held, value, pool, met)
        for base in range(steps):
            reach[base] = prefix(base, steps, pool, size) if stands[base] and size else 0
        for goal in range(steps, 0, -1):
            stays = stands[goal] == 1 and not _ends(hit, goal, goal, after, before)
            if stays:
                continue
            stands[goal] = 0
            for base in range(goal - 1, -1, -1):
                arrives = stands[base] == 1 and reach[base] >= goal
                counts = goal == level and moment == reached_ms
                if arrives and (counts or not _ends(hit, base, goal, after, before)):
                    times[goal, :base] = times[base, :base]
                    times[goal, base:goal] = moment
                    stands[goal] = 1
                    break
        stands[0] = 0
        if moment == reached_ms:
            return stands[level] == 1
    return False


@njit(nogil=True, cache=True)
def _value_after(value: int, first: np.uint64, last: np.uint64, held: npt.NDArray[np.unsignedinteger]) -> int:
    """The smallest held value above ``value``, 0 = none."""
    found = 0
    for event in range(first, last):
        code = np.int64(held[event])
        if code > value and (found == 0 or code < found):
            found = code
    return found


@njit(nogil=True, cache=True)
def conditional(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    excluded: npt.NDArray[np.uint64],
    after: npt.NDArray[np.int64],
    before: npt.NDArray[np.int64],
    held: npt.NDArray[np.unsignedinteger],
    holds: bool,
    window_ms: int,
    start_ms: int,
    end_ms: int,
    until_ms: int,
    levels: npt.NDArray[np.int64],
    waiting: npt.NDArray[np.int64],
    durations: npt.NDArray[np.int64],
    attempts: npt.NDArray[np.int64],
) -> None:
    """Funnel levels of a block where attempts can be ended, and where the steps of one share a value.

    Definition: as ``funnel.ordered``, over all choices of the first event and of the value, where no exclusion between
    steps i and j lies strictly between the events of these (or between that of i and the last reached). ``excluded``
    uint64[kinds]: bit e is set where exclusion e names the kind; ``after``, ``before`` int64[exclusions]: its i and j,
    from 1. ``held`` uint[events]: the value of each event, 0 = none, which matches no step; all 0 and not ``holds``:
    whatever the value. The times are those of the attempt that starts first of those that get to the level first.
    O(events x steps² x values of the customer), and as much again for each start that an exclusion ended before.
    The rest as ``funnel.ordered``.
    """
    steps = len(levels) - 1
    times = np.zeros((steps + 1, steps), np.int64)
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        best = chosen = 0
        best_ms = np.int64(0)
        opened = NEVER
        value = _value_after(0, first, last, held) if holds else 0
        while value or not holds:
            level, reached_ms, start = _level(
                first, last, time, kind, masks, excluded, after, before, held, value, window_ms, steps
            )
            if level > best or (level == best and reached_ms < best_ms):
                chosen = value
                best_ms = reached_ms
            opened = start if level > best else max(opened, start) if level == best else opened
            best = max(best, level)
            if not holds:
                break
            value = _value_after(value, first, last, held)
        levels[best] += 1
        if 0 < best < steps and opened != NEVER and until_ms - opened <= window_ms:
            waiting[best] += 1
        if best > 1 or (best == 1 and len(attempts) > 0):
            event = first
            while event < last:
                own = chosen == 0 or held[event] == chosen
                if own and masks[kind[event]] & _ONE and best_ms - time[event] <= window_ms:
                    begin = event
                    while begin > first and time[begin - _ONE] == time[event]:
                        begin -= _ONE
                    if _times(
                        begin, last, time, kind, masks, excluded, after, before, held, chosen, best, best_ms, times
                    ):
                        record(times[best], best, steps, durations)
                        if len(attempts) > 0:
                            mine = attempts[customer]
                            mine[0], mine[1], mine[2], mine[3] = best, times[best, 0], times[best, best - 1], chosen
                        break
                event += _ONE
