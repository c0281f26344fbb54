"""Groups of kinds: events by event name, touchpoint, stage or channel, as look-up tables for kernels."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.analyses._frame import CUSTOMER, actors, once, stages_of_kinds
from footpath.definitions.lookup import NONE
from footpath.store.kernels.sessions import PASSED

By = Literal["name", "touchpoint", "stage", "channel"]


def groups(frame: Frame, by: By) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
    """Names of the groups, and uint32[kinds] the group of each kind.

    The last group, None, holds the kinds that have no touchpoint, stage or channel (or name).
    """
    return once(frame, ("groups", by), lambda: _groups(frame, by))


def own_groups(frame: Frame, by: By) -> npt.NDArray[np.uint32]:
    """uint32[kinds]: the group of each kind, PASSED where no customer acted."""
    return once(frame, ("own groups", by), lambda: only(actors(frame) == CUSTOMER, groups(frame, by)[1]))


def only(counted: npt.NDArray[np.bool_], group_of: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The same groups, PASSED for the kinds that do not count."""
    return np.where(counted, group_of, np.uint32(PASSED))


def _groups(frame: Frame, by: By) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
    if by == "touchpoint" or by == "stage":
        places = frame.touchpoint_of if by == "touchpoint" else stages_of_kinds(frame)
        known = frame.definitions.touchpoints if by == "touchpoint" else frame.definitions.stages
        names = [one.name for one in known]
        group_of = places.astype(np.uint32)
        group_of[places == NONE] = len(names)
    else:
        texts = [kind.name if by == "name" else kind.channel for kind in frame.kinds]
        names = [name for name in dict.fromkeys(texts) if name]
        codes = {name: code for code, name in enumerate(names)}
        group_of = np.array([codes.get(text, len(names)) for text in texts], np.uint32)
    return [*names, None], group_of
