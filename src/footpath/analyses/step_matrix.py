"""Step matrix: where journeys are at each of their first steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._frame import column
from footpath.analyses._intervals import share
from footpath.analyses.transitions import Transitions
from footpath.store.journeys import Journeys
from footpath.store.kernels.step_matrix import fold
from footpath.vocabulary.said import joined, parts_of, say


@dataclass(frozen=True)
class StepMatrixPartial:
    """``table`` int64[steps, nodes + 1]: journeys by node at each step, the last column those that ended before;
    ``journeys``: those with a step, the sum of each row."""

    table: npt.NDArray[np.int64]
    journeys: int

    def __add__(self, other: Self) -> Self:
        return type(self)(self.table + other.table, self.journeys + other.journeys)


class StepMatrix(Analysis):
    """Where journeys are at each of their first steps: which share is at which event, touchpoint or stage, or over.

    The k-th step is the k-th customer event of a journey in the period. A journey that has fewer is at END: every
    journey is somewhere at every step, so the shares of a step add up to 1.
    """

    name: ClassVar[str] = "step_matrix"
    picture: ClassVar[str] = "heat"
    example: ClassVar[dict[str, Any]] = {"by": "name", "depth": 5}
    heads: ClassVar[tuple[str, ...]] = ("step", "name", "customers", "share", "low", "high")
    keys: ClassVar[tuple[str, ...]] = ("step", "name")
    counted: ClassVar[Mapping[str, str]] = {"customers": "customers"}
    tested: ClassVar[Mapping[str, tuple[str, str]]] = {"share": ("customers", "n")}

    by: Literal["name", "kind", "touchpoint", "stage"] = Field(
        "name", description="where a journey is: event names, kinds (name, channel, surface), touchpoints or stages"
    )
    depth: int = Field(10, ge=1, le=100, description="how many first steps")
    collapse: bool = Field(False, description="count consecutive repeats as one step")
    most: int = Field(15, ge=1, le=1000, description="nodes with rows of their own, the others as one")

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> StepMatrixPartial:
        return StepMatrixPartial(np.zeros((self.depth, len(self._nodes(frame)[0]) + 1), np.int64), 0)

    def fold(self, journeys: Journeys, frame: Frame) -> StepMatrixPartial:
        _, node_of = self._nodes(frame)
        table = self.zero(frame).table
        block = (journeys.offsets, journeys.include, column(journeys, "time"), column(journeys, "kind"))
        return StepMatrixPartial(table, fold(*block, node_of, self.collapse, frame.start_ms, frame.end_ms, table))

    def answer(self, partial: StepMatrixPartial, frame: Frame) -> dict[str, Any]:
        names, _ = self._nodes(frame)
        rows = self._rows(partial, names)
        repeats = say("definition.collapsed" if self.collapse else "definition.repeats")
        definition = joined((say(f"definition.by_{self.by}"), repeats, say("definition.step_matrix")))
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": partial.journeys,
            "by": self.by,
            "collapse": self.collapse,
            "depth": self.depth,
            "rows": [
                {"step": step + 1, "name": name, "customers": count, **share(count, partial.journeys)}
                for step in range(self.depth if partial.journeys else 0)
                for name, nodes in rows
                for count in [int(partial.table[step, nodes].sum())]
            ],
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["rows"])

    def paired(
        self, answer: dict[str, Any], other: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows of both; ``n``: all journeys."""
        here, there = ([{**row, "n": side["n"]} for row in side["rows"]] for side in (answer, other))
        return here, there

    def held(
        self, whole: StepMatrixPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[StepMatrixPartial], int]:
        rows = dict(self._rows(whole, self._nodes(frame)[0]))
        step: Any = cell.get("step")
        name = cell.get("name")
        if step not in range(1, self.depth + 1) or name not in rows:
            raise NoCell(cell)
        nodes = rows[name]
        return lambda partial: int(partial.table[step - 1, nodes].sum())

    def _rows(self, partial: StepMatrixPartial, names: list[str]) -> list[tuple[str | None, npt.NDArray[np.intp]]]:
        """The rows of a step and the columns of ``table`` that each adds up: nodes by how many journeys are there, the
        rest as one (None), END."""
        totals = partial.table[:, :-1].sum(axis=0)
        order = sorted(np.flatnonzero(totals).tolist(), key=lambda node: (-totals[node], names[node]))
        shown: list[tuple[str | None, npt.NDArray[np.intp]]] = [
            (names[node], np.array([node])) for node in order[: self.most]
        ]
        if len(order) > self.most:
            shown.append((None, np.array(order[self.most :])))
        return [*shown, ("END", np.array([len(names)]))]

    def _nodes(self, frame: Frame) -> tuple[list[str], npt.NDArray[np.uint32]]:
        return Transitions(by=self.by)._nodes(frame)
