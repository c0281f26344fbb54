"""Funnel: how many customers reach each step, in order, within a window."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._frame import CUSTOMER, actors, column, once, seen_until
from footpath.analyses._intervals import share
from footpath.analyses._quantiles import median_s
from footpath.analyses._steps import Step, label, resolve
from footpath.store.journeys import Journeys
from footpath.store.kernels.funnel import ordered
from footpath.store.kernels.funnel_orders import any_order, strict
from footpath.store.kernels.histogram import BINS
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.said import parts_of, say


@dataclass(frozen=True)
class FunnelPartial:
    """``levels`` int64[steps + 1]: customers of exactly that level; ``waiting`` the same, of those still in window;
    ``durations`` int64[steps, BINS]: row 0 the whole way, row i from step i to the next, counted from 1."""

    levels: npt.NDArray[np.int64]
    waiting: npt.NDArray[np.int64]
    durations: npt.NDArray[np.int64]

    def __add__(self, other: Self) -> Self:
        return type(self)(self.levels + other.levels, self.waiting + other.waiting, self.durations + other.durations)


class Funnel(Analysis):
    """How many customers reach each step, in order, within a window.

    A customer's level is the largest m for which m different events match steps 1 .. m in the order chosen and
    within the window of the first, over all choices of the first. Customers who stopped at a step either dropped,
    or are still in window: an attempt that got there is still open at the end of the data.
    """

    name: ClassVar[str] = "funnel"
    picture: ClassVar[str] = "steps"
    example: ClassVar[dict[str, Any]] = {"steps": [{"match": [{"name": "*"}]}] * 2, "window": "14d"}
    heads: ClassVar[tuple[str, ...]] = (
        "name",
        "customers",
        "dropped",
        "in_window",
        "share",
        "low",
        "high",
        "median_s",
        "kinds",
    )

    steps: list[str | Step] = Field(
        min_length=2, max_length=32, description="the steps in order: an event name, else a touchpoint, else a stage"
    )
    window: str = Field("14d", description="time allowed from the first step, inclusive, e.g. 30m, 12h, 14d")
    order: Literal["ordered", "strict", "any"] = Field(
        "ordered", description="ordered: others may come between; strict: consecutive; any: in any order"
    )

    @field_validator("window")
    @classmethod
    def _is_duration(cls, text: str) -> str:
        milliseconds(text)
        return text

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> FunnelPartial:
        steps = len(self.steps)
        empty = np.zeros(steps + 1, np.int64)
        return FunnelPartial(empty, empty, np.zeros((steps, BINS), np.int64))

    def fold(self, journeys: Journeys, frame: Frame) -> FunnelPartial:
        masks = self._masks(frame)
        classes = np.unique(masks[masks != 0])
        exclusive = not bool(np.any(classes & (classes - np.uint64(1))))
        steps = len(self.steps)
        part = FunnelPartial(
            np.zeros(steps + 1, np.int64), np.zeros(steps + 1, np.int64), np.zeros((steps, BINS), np.int64)
        )
        block = (journeys.offsets, journeys.include, column(journeys, "time"), column(journeys, "kind"))
        limits = (milliseconds(self.window), frame.start_ms, frame.end_ms, seen_until(frame))
        counts = (part.levels, part.waiting, part.durations)
        if self.order == "ordered":
            ordered(*block, masks, exclusive, *limits, *counts)
        elif self.order == "strict":
            strict(*block, masks, (actors(frame) == CUSTOMER).astype(np.uint8), *limits, *counts)
        else:
            class_of = np.searchsorted(classes, masks).astype(np.uint16)
            class_of[masks == 0] = len(classes)
            any_order(*block, class_of, classes, exclusive, *limits, *counts)
        return part

    def answer(self, partial: FunnelPartial, frame: Frame) -> dict[str, Any]:
        reached = [int(n) for n in partial.levels[::-1].cumsum()[::-1][1:]]
        steps = [self._step(i, reached, partial, frame) for i in range(len(reached))]
        window_ms = milliseconds(self.window)
        definition = say(f"definition.funnel_{self.order}", window_ms=window_ms).then(say("definition.funnel"))
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": reached[0],
            "steps": steps,
            "window_ms": window_ms,
            "order": self.order,
            "converted": {
                "customers": reached[-1],
                **share(reached[-1], reached[0]),
                "median_s": median_s(partial.durations[0]),
            },
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["steps"])

    def _step(self, i: int, reached: list[int], partial: FunnelPartial, frame: Frame) -> dict[str, Any]:
        last = i == len(reached) - 1
        waiting = 0 if last else int(partial.waiting[i + 1])
        return {
            "name": label(self.steps[i]),
            "customers": reached[i],
            "dropped": 0 if last else reached[i] - reached[i + 1] - waiting,
            "in_window": waiting,
            **share(reached[i], reached[i - 1 if i else 0]),
            "median_s": median_s(partial.durations[i]) if i else None,
            "kinds": int(resolve(self.steps[i], frame).sum()),
        }

    def _masks(self, frame: Frame) -> npt.NDArray[np.uint64]:
        """uint64[kinds]: bit i set where the kind counts for step i + 1."""
        return once(frame, ("steps", self.model_dump_json()), lambda: self._make_masks(frame))

    def _make_masks(self, frame: Frame) -> npt.NDArray[np.uint64]:
        masks = np.zeros(len(frame.kinds), np.uint64)
        for i, step in enumerate(self.steps):
            masks |= resolve(step, frame).astype(np.uint64) << np.uint64(i)
        return masks
