"""Touches: which kinds are touches, and which row of attribution each belongs to."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.analyses._frame import COMPANY, CUSTOMER, IGNORED, actors, once
from footpath.definitions.lookup import NONE, kinds_of
from footpath.store.kernels.attribution import NO_ROW, OUTCOME, SEEN, TOUCH

By = Literal["channel", "touchpoint", "name", "touch"]


def acts(frame: Frame, outcome: npt.NDArray[np.uint8], company: bool) -> npt.NDArray[np.uint8]:
    """uint8[kinds]: bits SEEN (counts for sessions), TOUCH (a marketing touch), OUTCOME.

    ``outcome`` uint8[kinds]; ``company``: what the company did can be a marketing touch too.
    """
    who = actors(frame)
    marketing = kinds_of([match for touch in frame.definitions.marketing for match in touch.match], frame.kinds)
    able = (who == CUSTOMER) | (who == COMPANY if company else False)
    bits = np.where(who == CUSTOMER, SEEN, 0) | np.where(able & (marketing != 0), TOUCH, 0)
    return (bits | np.where((who != IGNORED) & (outcome != 0), OUTCOME, 0)).astype(np.uint8)


def rows(frame: Frame, by: By, named: str | None) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
    """Names of the rows, and uint32[codes] the row of each kind; with ``named``, a property or dimension, its values,
    and the row of each code of its column. The last row, None, holds the events that have none."""
    if named is not None:
        return once(frame, ("rows of", named), lambda: _values(frame.property(named).values))
    return once(frame, ("rows", by), lambda: _rows(frame, by))


def _values(values: Sequence[str]) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
    names = [name for name in dict.fromkeys(values[1:]) if name]
    places = {name: place for place, name in enumerate(names)}
    return [*names, None], np.array([len(names), *(places.get(v, len(names)) for v in values[1:])], np.uint32)


def _rows(frame: Frame, by: By) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
    if by == "touchpoint":
        names = [touchpoint.name for touchpoint in frame.definitions.touchpoints]
        row_of = frame.touchpoint_of.astype(np.uint32)
        row_of[frame.touchpoint_of == NONE] = len(names)
    elif by == "touch":
        names = [touch.name for touch in frame.definitions.marketing]
        row_of = np.full(len(frame.kinds), len(names), np.uint32)
        for place in range(len(names) - 1, -1, -1):  # backwards: the first writes last
            row_of[kinds_of(frame.definitions.marketing[place].match, frame.kinds) != 0] = place
    else:
        texts = [kind.name if by == "name" else kind.channel for kind in frame.kinds]
        names = [text for text in dict.fromkeys(texts) if text]
        places = {name: place for place, name in enumerate(names)}
        row_of = np.array([places.get(text, len(names)) for text in texts], np.uint32)
    row_of[:1] = NO_ROW
    return [*names, None], row_of
