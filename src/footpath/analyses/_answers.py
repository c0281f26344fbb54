"""The fold that scores and feeling share: sums over answers by touchpoint."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.analyses._frame import IGNORED, actors, column
from footpath.analyses._sums import Sums
from footpath.store.journeys import Journeys
from footpath.store.kernels.answers import FIELDS, SCALES
from footpath.store.kernels.scores import fold

COLUMNS = ("time", "kind", "score", "scale")


@dataclass(frozen=True)
class AnswersPartial(Sums):
    """``answers`` float64[touchpoints + 1, SCALES, FIELDS], the last row those given at no touchpoint."""

    answers: npt.NDArray[np.float64]


def none_yet(frame: Frame) -> AnswersPartial:
    return AnswersPartial(np.zeros((len(frame.definitions.touchpoints) + 1, SCALES, FIELDS), np.float64))


def of_touchpoints(journeys: Journeys, frame: Frame) -> AnswersPartial:
    """Sums over the answers of a block, by touchpoint."""
    part = none_yet(frame)
    group_of = np.minimum(frame.touchpoint_of, len(frame.definitions.touchpoints)).astype(np.uint32)
    group_of[actors(frame) == IGNORED] = 0xFFFFFFFF
    fold(
        journeys.offsets,
        journeys.include,
        column(journeys, "time"),
        column(journeys, "kind"),
        column(journeys, "score"),
        column(journeys, "scale"),
        group_of,
        frame.start_ms,
        frame.end_ms,
        part.answers,
    )
    return part
