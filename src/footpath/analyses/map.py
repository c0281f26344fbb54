"""Map: stages and touchpoints, how many customers reach them, go on, turn back or leave, and how they feel there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._frame import IGNORED, actors, column, once, outcome_of, seen_until, stages_of_kinds
from footpath.analyses._map_answer import compose
from footpath.analyses._sums import Sums
from footpath.definitions.lookup import NONE
from footpath.store.journeys import Journeys
from footpath.store.kernels.answers import FIELDS, SCALES
from footpath.store.kernels.histogram import BINS
from footpath.store.kernels.map import REACHED, fold
from footpath.store.kernels.positions import POSITIONS
from footpath.vocabulary.duration import milliseconds

RETURN_COLUMNS = 1024  #: a map wider than this counts no returns: columns² cells would not fit


@dataclass(frozen=True)
class MapPartial(Sums):
    """Counts of ``store.kernels.map.fold``, which gives their shapes; ``journeys``: customers with an event."""

    journeys: int
    outcomes: int
    kinds: npt.NDArray[np.int64]
    touchpoints: npt.NDArray[np.int64]
    channels: npt.NDArray[np.int64]
    stages: npt.NDArray[np.int64]
    durations: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    returns: npt.NDArray[np.int64]
    answers: npt.NDArray[np.float64]
    positions: npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Tables:
    """What the map looks up: over kinds ``column_of`` uint16, ``channel_of`` and ``unplaced_of`` uint32; ``columns``
    are indexes of touchpoints by stage, then order; ``channels`` names; ``unplaced`` codes of kinds."""

    column_of: npt.NDArray[np.uint16]
    channel_of: npt.NDArray[np.uint32]
    unplaced_of: npt.NDArray[np.uint32]
    columns: list[int]
    channels: list[str]
    unplaced: list[int]


class Map(Analysis):
    """Where customers walk, where they fall, and how they feel: stages and touchpoints with what happened there.

    Counts events of customers and of the company, never the system's. Its number of variants is an analysis of its
    own, merged by ``with_variants``.
    """

    name: ClassVar[str] = "map"
    picture: ClassVar[str] = "map"
    example: ClassVar[dict[str, Any]] = {}
    heads: ClassVar[tuple[str, ...]] = (
        "stage",
        "id",
        "name",
        "channel",
        "customers",
        "events",
        "alive",
        "left",
        "in_time",
        "left_share",
        "feeling",
        "feeling_low",
        "feeling_high",
    )
    keys: ClassVar[tuple[str, ...]] = ("id",)
    counted: ClassVar[Mapping[str, str]] = {
        "customers": "customers",
        "events": "events",
        "alive": "customers",
        "left": "customers",
        "in_time": "customers",
    }

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind", "score", "scale")

    def zero(self, frame: Frame) -> MapPartial:
        tables = self.tables(frame)
        stages, width = len(frame.definitions.stages), len(tables.columns)
        turns = width if width <= RETURN_COLUMNS else 0
        touchpoints = len(frame.definitions.touchpoints)
        return MapPartial(
            journeys=0,
            outcomes=0,
            kinds=np.zeros((len(frame.kinds), 2), np.int64),
            touchpoints=np.zeros(touchpoints, np.int64),
            channels=np.zeros(len(tables.channels), np.int64),
            stages=np.zeros((stages, 4), np.int64),
            durations=np.zeros((stages, BINS), np.int64),
            columns=np.zeros((width, 2), np.int64),
            returns=np.zeros((turns, turns, 2), np.int64),
            answers=np.zeros((touchpoints + 1, SCALES, FIELDS), np.float64),
            positions=np.zeros((len(tables.unplaced), POSITIONS), np.uint32),
        )

    def fold(self, journeys: Journeys, frame: Frame) -> MapPartial:
        part, tables = self.zero(frame), self.tables(frame)
        seen, succeeded = fold(
            journeys.offsets,
            journeys.include,
            column(journeys, "time"),
            column(journeys, "kind"),
            column(journeys, "score"),
            column(journeys, "scale"),
            actors(frame),
            frame.touchpoint_of,
            tables.column_of,
            stages_of_kinds(frame),
            tables.channel_of,
            outcome_of(frame),
            tables.unplaced_of,
            milliseconds(frame.definitions.horizon),
            frame.start_ms,
            frame.end_ms,
            seen_until(frame),
            part.kinds,
            part.touchpoints,
            part.channels,
            part.stages,
            part.durations,
            part.columns,
            part.returns,
            part.answers,
            part.positions,
        )
        return replace(part, journeys=seen, outcomes=succeeded)

    def answer(self, partial: MapPartial, frame: Frame) -> dict[str, Any]:
        return compose(partial, self.tables(frame), frame)

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"stage": stage["name"], **{key: touchpoint[key] for key in self.heads[1:]}}
            for stage in answer["stages"]
            for touchpoint in stage["touchpoints"]
        ]

    def held(
        self, whole: MapPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[MapPartial], int]:
        """``cell``: the ``id`` of a touchpoint, or of a stage, of which ``customers`` alone are counted."""
        stages = [stage.id for stage in frame.definitions.stages]
        touchpoints = [touchpoint.id for touchpoint in frame.definitions.touchpoints]
        if measure == "customers" and cell.get("id") in stages:
            stage = stages.index(str(cell["id"]))
            return lambda partial: int(partial.stages[stage, REACHED])
        if cell.get("id") not in touchpoints:
            raise NoCell(cell)
        touchpoint = touchpoints.index(str(cell["id"]))
        if measure == "customers":
            return lambda partial: int(partial.touchpoints[touchpoint])
        if measure == "events":
            own = frame.touchpoint_of == touchpoint
            return lambda partial: int(partial.kinds[own, 0].sum())
        columns = self.tables(frame).columns
        if touchpoint not in columns:
            raise NoCell(cell)
        column = columns.index(touchpoint)
        if measure == "alive":
            return lambda partial: int(partial.columns[column:].sum())
        if column == len(columns) - 1:
            return lambda _: 0
        return lambda partial: int(partial.columns[column, 0 if measure == "left" else 1])

    def tables(self, frame: Frame) -> Tables:
        return once(frame, "map", lambda: self._tables(frame))

    def _tables(self, frame: Frame) -> Tables:
        columns = [int(t) for t in np.argsort(frame.stage_of, kind="stable") if frame.stage_of[t] != NONE]
        places = np.full(len(frame.stage_of) + 1, NONE, np.uint16)
        places[columns] = np.arange(len(columns))
        column_of = places[np.minimum(frame.touchpoint_of, len(frame.stage_of))]
        channels = list(dict.fromkeys(kind.channel for kind in frame.kinds))
        codes = {name: code for code, name in enumerate(channels)}
        unplaced = np.flatnonzero((column_of == NONE) & (actors(frame) != IGNORED))
        unplaced_of = np.full(len(frame.kinds), len(unplaced), np.uint32)
        unplaced_of[unplaced] = np.arange(len(unplaced))
        return Tables(
            column_of,
            np.array([codes[kind.channel] for kind in frame.kinds], np.uint32),
            unplaced_of,
            columns,
            channels,
            unplaced.tolist(),
        )


def with_variants(answer: dict[str, Any], variants: int) -> dict[str, Any]:
    """The map's answer with its number of variants, which ``Variants`` counts apart from the definitions."""
    return {**answer, "variants": variants}
