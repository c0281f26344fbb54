"""The journey map of a block in one pass: kinds, touchpoints, stages, channels, columns, returns, answers."""

import numpy as np
import numpy.typing as npt
from numba import njit

from footpath.store.kernels.answers import record
from footpath.store.kernels.histogram import bin_of
from footpath.store.kernels.positions import MIDDLE, POSITIONS

REACHED, GONE_ON, LEFT, IN_TIME = 0, 1, 2, 3

_NONE = np.uint16(0xFFFF)
_NEVER = np.iinfo(np.int64).min
_ONE = np.uint64(1)
_CUSTOMER = np.uint8(1)


@njit(nogil=True, cache=True)
def fold(
    offsets: npt.NDArray[np.int64],
    include: npt.NDArray[np.uint8],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    score: npt.NDArray[np.float32],
    scale: npt.NDArray[np.uint8],
    actor_of: npt.NDArray[np.uint8],
    touchpoint_of: npt.NDArray[np.uint16],
    column_of: npt.NDArray[np.uint16],
    stage_of: npt.NDArray[np.uint16],
    channel_of: npt.NDArray[np.uint32],
    outcome_of: npt.NDArray[np.uint8],
    unplaced_of: npt.NDArray[np.uint32],
    horizon_ms: int,
    start_ms: int,
    end_ms: int,
    until_ms: int,
    kinds: npt.NDArray[np.int64],
    touchpoints: npt.NDArray[np.int64],
    channels: npt.NDArray[np.int64],
    stages: npt.NDArray[np.int64],
    durations: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
    returns: npt.NDArray[np.int64],
    answers: npt.NDArray[np.float64],
    positions: npt.NDArray[np.uint32],
) -> tuple[int, int]:
    """Everything the map counts but its variants. One pass (a second over kinds alone where some are unplaced).

    Tables over kinds: ``actor_of`` (0 ignored, 1 customer, 2 company), ``touchpoint_of``, ``column_of`` and
    ``stage_of`` (0xFFFF none; a kind has all of column and stage, or none), ``channel_of``, ``outcome_of`` (0, 1),
    ``unplaced_of`` (row in ``positions``, len(positions) where placed).
    Added to, all int64 unless said: ``kinds`` [kinds, 2] events, customers; ``touchpoints`` [touchpoints] and
    ``channels`` [channels] customers; ``stages`` [stages, 4] reached, gone on, left, in time; ``durations``
    [stages, BINS] time in stage of those who went on; ``columns`` [columns, 2] left and in time of those whose
    furthest column it is (in time: their last event lies within the horizon of ``until_ms``); ``returns``
    [columns, columns, 2] moves and customers from column to earlier column between a customer's consecutive events
    at columns (size 0: not counted); ``answers`` float64[touchpoints + 1, SCALES, FIELDS], last row at none;
    ``positions`` uint32[unplaced, POSITIONS] events by relative position in their journey.
    Returns journeys and customers with the outcome. O(events + customers x stages).

    Going on: with the first event in a later stage at or after (equal times: whichever arrived first) the first in
    this one, within the horizon; those whom it comes to later have left. ``lowest`` is the lowest stage that waits for
    one, so that a customer's event settles each stage once. All in one loop: a call that takes arrays costs ten times
    the rest of an event (reference counts); answers are few.
    """
    kind_marks = np.zeros(len(kinds), np.uint32)
    touchpoint_marks = np.zeros(len(touchpoints) + 1, np.uint32)
    touching = np.zeros(len(touchpoints) + 1, np.int64)  # the last: at none
    channel_marks = np.zeros(len(channels), np.uint32)
    return_marks = np.zeros(returns.shape[:2], np.uint32)
    firsts = np.empty(len(stages), np.int64)
    lasts = np.empty(len(stages), np.int64)
    waiting = np.empty(len(stages), np.uint8)
    elsewhere = np.uint64(len(touchpoints))
    placed = np.uint32(len(positions))
    unplaced = len(positions) > 0
    ignoring = np.any(actor_of[1:] == 0)
    count = np.uint64(len(stages))
    journeys = outcomes = 0
    for customer in range(np.uint64(len(offsets) - 1)):
        if include[customer] == 0:
            continue
        me = np.uint32(customer + _ONE)
        first, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        while first < last and time[first] < start_ms:
            first += _ONE
        while first < last and time[last - _ONE] >= end_ms:
            last -= _ONE
        size = np.int64(last - first)
        if ignoring and unplaced:
            size = 0
            for event in range(first, last):
                size += actor_of[kind[event]] != 0
        step = (POSITIONS - 1) / (size - 1) if size > 1 else 0.0
        place = 0.5 if size > 1 else MIDDLE + 0.5
        for stage in range(count):
            firsts[stage] = lasts[stage] = _NEVER
            waiting[stage] = 0
        lowest = count
        last_ms = _NEVER
        previous = furthest = _NONE
        succeeded = False
        for event in range(first, last):
            code = kind[event]
            actor = actor_of[code]
            if actor == 0:
                continue
            moment = last_ms = time[event]
            channel = channel_of[code]
            touchpoint = min(np.uint64(touchpoint_of[code]), elsewhere)
            kinds[code, 0] += 1
            kinds[code, 1] += kind_marks[code] != me
            channels[channel] += channel_marks[channel] != me
            touching[touchpoint] += touchpoint_marks[touchpoint] != me
            kind_marks[code] = channel_marks[channel] = touchpoint_marks[touchpoint] = me
            succeeded |= outcome_of[code] != 0
            if unplaced:
                row = unplaced_of[code]
                if row != placed:
                    positions[row, np.uint64(place)] += 1
                place += step
            if scale[event]:
                record(answers, touchpoint, scale[event], score[event])
            column = column_of[code]
            if column == _NONE:
                continue
            stage = np.uint64(stage_of[code])
            while lowest < stage:
                if waiting[lowest]:
                    waiting[lowest] = 0
                    passed = moment - firsts[lowest]
                    if passed <= horizon_ms:
                        stages[lowest, GONE_ON] += 1
                        durations[lowest, bin_of(passed)] += 1
                    else:
                        stages[lowest, LEFT] += 1
                lowest += _ONE
            lasts[stage] = moment
            if firsts[stage] == _NEVER:
                firsts[stage] = moment
                stages[stage, REACHED] += 1
                simultaneous = False
                for later in range(stage + _ONE, count):
                    simultaneous |= lasts[later] == moment
                if simultaneous:
                    stages[stage, GONE_ON] += 1
                    durations[stage, 0] += 1
                else:
                    waiting[stage] = 1
                    lowest = min(lowest, stage)
            if furthest == _NONE or column > furthest:
                furthest = column
            if actor == _CUSTOMER:
                if column < previous and previous != _NONE and len(returns):
                    returns[previous, column, 0] += 1
                    if return_marks[previous, column] != me:
                        return_marks[previous, column] = me
                        returns[previous, column, 1] += 1
                previous = column
        if last_ms == _NEVER:
            continue
        journeys += 1
        outcomes += succeeded
        for stage in range(lowest, count):
            if waiting[stage]:
                stages[stage, IN_TIME if until_ms - firsts[stage] <= horizon_ms else LEFT] += 1
        if furthest != _NONE:
            columns[furthest, 1 if until_ms - last_ms <= horizon_ms else 0] += 1
    touchpoints += touching[:-1]
    return journeys, outcomes
