"""What several analyses read from a frame: who counts, how far the data was seen, columns as kernels want them."""

import weakref
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.definitions.lookup import NONE, kinds_of
from footpath.store.journeys import Journeys

Made = TypeVar("Made")

_MADE: dict[int, dict[Hashable, Any]] = {}  # by id of the frame, for as long as it lives

IGNORED, CUSTOMER, COMPANY = 0, 1, 2  #: who acted; what the system did never counts


def once(frame: Frame, key: Hashable, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, made once for this frame: the folds of all blocks share their look-up tables.

    Nobody may write to it. Two threads that come first at once may both make it: the results are equal.
    """
    own = _MADE.get(id(frame))
    if own is None:
        own = _MADE.setdefault(id(frame), {})
        weakref.finalize(frame, _MADE.pop, id(frame), None)
    if key not in own:
        own[key] = make()
    found: Made = own[key]
    return found


def actors(frame: Frame) -> npt.NDArray[np.uint8]:
    """uint8[kinds]: CUSTOMER, COMPANY, or IGNORED for what the system did and for the unused code 0."""
    return once(frame, "actors", lambda: _actors(frame))


def _actors(frame: Frame) -> npt.NDArray[np.uint8]:
    codes = {"customer": CUSTOMER, "company": COMPANY, "system": IGNORED}
    table = np.array([codes.get(kind.actor, CUSTOMER) for kind in frame.kinds], np.uint8)
    table[:1] = IGNORED
    return table


def stages_of_kinds(frame: Frame) -> npt.NDArray[np.uint16]:
    """uint16[kinds]: the stage of each kind's touchpoint, NONE where it has none."""
    stages = np.append(frame.stage_of, np.uint16(NONE))
    return stages[np.minimum(frame.touchpoint_of, len(frame.stage_of))]


def outcome_of(frame: Frame) -> npt.NDArray[np.uint8]:
    """uint8[kinds]: 1 where the kind is the outcome."""
    outcome = frame.definitions.outcome
    return once(frame, "outcome", lambda: kinds_of(outcome.match if outcome else [], frame.kinds))


def seen_until(frame: Frame) -> int:
    """The last moment (UTC ms) at which an event could have been seen: who still has time is judged by it.

    The data's end, or the end of the period where that comes first: what follows the period is not looked at, so
    nobody may be called lost for it.
    """
    return min(frame.data_end_ms, frame.end_ms - 1)


def column(journeys: Journeys, name: str) -> npt.NDArray[Any]:
    """A column as one contiguous array, of the dtype that ``store.journeys.COLUMNS`` names."""
    return np.ascontiguousarray(journeys.columns[name])
