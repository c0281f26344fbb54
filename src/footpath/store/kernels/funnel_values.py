"""What an attempt's event of a step has for a value."""

import numpy as np
import numpy.typing as npt
from numba import njit

NOBODY = -1  #: of a customer without an attempt

_ONE = np.uint64(1)


@njit(nogil=True, cache=True)
def values_at(
    offsets: npt.NDArray[np.int64],
    time: npt.NDArray[np.int64],
    kind: npt.NDArray[np.unsignedinteger],
    masks: npt.NDArray[np.uint64],
    any_order: bool,
    held: npt.NDArray[np.unsignedinteger],
    codes: npt.NDArray[np.unsignedinteger],
    attempts: npt.NDArray[np.int64],
    last_step: bool,
) -> npt.NDArray[np.int64]:
    """int64[customers]: the code of the event at the first, or the last reached, step of the attempt that counts,
    NOBODY where there is none. O(customers x log(events of one) + simultaneous events).

    ``masks`` uint64[kinds] as in ``funnel.ordered``; in ``any_order`` any of the steps will do. ``codes``, ``held``
    uint[events]: the value wanted, and the one that all steps of an attempt share. ``attempts`` int64[customers, 4] as
    ``funnel.ordered`` writes it, level 0: none. Of events at the same moment that match, the first that arrived.
    """
    found = np.full(len(offsets) - 1, NOBODY, np.int64)
    for customer in range(np.uint64(len(offsets) - 1)):
        level, began_ms, reached_ms, chosen = attempts[customer]
        if level == 0:
            continue
        moment = reached_ms if last_step else began_ms
        step = np.uint64(level - 1) if last_step else np.uint64(0)
        event, last = np.uint64(offsets[customer]), np.uint64(offsets[customer + _ONE])
        high = last
        while event < high:
            middle = (event + high) >> _ONE
            if time[middle] < moment:
                event = middle + _ONE
            else:
                high = middle
        while event < last and time[event] == moment:
            mask = masks[kind[event]]
            matches = mask != 0 if any_order else mask >> step & _ONE == _ONE
            if matches and (chosen == 0 or held[event] == chosen):
                found[customer] = codes[event]
                break
            event += _ONE
    return found
