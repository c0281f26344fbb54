"""Funnel: how many customers reach each step, in order, within a window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._frame import CUSTOMER, actors, column, once, seen_until
from footpath.analyses._intervals import share
from footpath.analyses._quantiles import sure_median
from footpath.analyses._steps import Step, label, resolve
from footpath.store.journeys import Journeys
from footpath.store.kernels.funnel import ordered
from footpath.store.kernels.funnel_conditions import conditional
from footpath.store.kernels.funnel_orders import any_order, strict
from footpath.store.kernels.funnel_values import values_at
from footpath.store.kernels.histogram import BINS
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.said import joined, parts_of, say


@dataclass(frozen=True)
class FunnelPartial:
    """``levels`` int64[steps + 1]: customers of exactly that level; ``waiting`` the same, of those still in window;
    ``durations`` int64[steps, BINS]: row 0 the whole way, row i from step i to the next, counted from 1."""

    levels: npt.NDArray[np.int64]
    waiting: npt.NDArray[np.int64]
    durations: npt.NDArray[np.int64]

    def __add__(self, other: Self) -> Self:
        return type(self)(self.levels + other.levels, self.waiting + other.waiting, self.durations + other.durations)


class Exclusion(BaseModel):
    """What ends an attempt that has matched step ``after`` and not yet step ``before``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: str | Step = Field(description="an event name, else a touchpoint, else a stage")
    after: int = Field(1, ge=1, le=31, description="number of the step after which it counts, from 1")
    before: int | None = Field(
        None, ge=2, le=32, description="number of the step until which it counts; none: the last"
    )


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
        "step",
        "name",
        "customers",
        "dropped",
        "in_window",
        "share",
        "low",
        "high",
        "median_s",
        "median_low",
        "median_high",
        "kinds",
    )
    keys: ClassVar[tuple[str, ...]] = ("step", "name")
    counted: ClassVar[Mapping[str, str]] = dict.fromkeys(("customers", "dropped", "in_window"), "customers")

    steps: list[str | Step] = Field(
        min_length=2, max_length=32, description="the steps in order: an event name, else a touchpoint, else a stage"
    )
    window: str = Field("14d", description="time allowed from the first step, inclusive, e.g. 30m, 12h, 14d")
    order: Literal["ordered", "strict", "any"] = Field(
        "ordered", description="ordered: others may come between; strict: consecutive; any: in any order"
    )
    exclude: list[str | Exclusion] = Field(
        [], max_length=64, description="events that end an attempt between the first and the last step, or two others"
    )
    hold: str | None = Field(
        None, max_length=1_000, description="property or dimension that is the same at all steps of an attempt"
    )
    breakdown_at: Literal["first_step", "last_step", "first_event"] = Field(
        "first_step",
        description="of a breakdown by an event's property, whose value counts: that of the event at the first step "
        "or at the last one reached, of the attempt whose times are counted; or of the first event that has one",
    )

    @field_validator("window")
    @classmethod
    def _is_duration(cls, text: str) -> str:
        milliseconds(text)
        return text

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.exclude or self.hold) and self.order != "ordered":
            raise ValueError("Exclusions and a held property go with the order ordered only.")
        for rule in self._exclusions():
            if not rule.after < (rule.before or 0) <= len(self.steps):
                between = f"between step {rule.after} and step {rule.before}"
                raise ValueError(f"An exclusion {between} does not fit a funnel of {len(self.steps)} steps.")
        return self

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind", *([frame.property(self.hold).column] if self.hold else []))

    def zero(self, frame: Frame) -> FunnelPartial:
        steps = len(self.steps)
        empty = np.zeros(steps + 1, np.int64)
        return FunnelPartial(empty, empty, np.zeros((steps, BINS), np.int64))

    def fold(self, journeys: Journeys, frame: Frame) -> FunnelPartial:
        return self._followed(journeys, frame, np.empty((0, 4), np.int64))

    def _followed(self, journeys: Journeys, frame: Frame, attempts: npt.NDArray[np.int64]) -> FunnelPartial:
        """The partial answer; ``attempts`` as ``kernels.funnel.ordered`` writes it."""
        masks = self._masks(frame)
        classes = np.unique(masks[masks != 0])
        exclusive = not bool(np.any(classes & (classes - np.uint64(1))))
        steps = len(self.steps)
        part = FunnelPartial(
            np.zeros(steps + 1, np.int64), np.zeros(steps + 1, np.int64), np.zeros((steps, BINS), np.int64)
        )
        block = (journeys.offsets, journeys.include, column(journeys, "time"), column(journeys, "kind"))
        limits = (milliseconds(self.window), frame.start_ms, frame.end_ms, seen_until(frame))
        counts = (part.levels, part.waiting, part.durations, attempts)
        if self.exclude or self.hold:
            held = column(journeys, frame.property(self.hold).column if self.hold else "kind")
            conditional(*block, masks, *self._excluded(frame), held, self.hold is not None, *limits, *counts)
        elif self.order == "ordered":
            ordered(*block, masks, exclusive, *limits, *counts)
        elif self.order == "strict":
            strict(*block, masks, (actors(frame) == CUSTOMER).astype(np.uint8), *limits, *counts)
        else:
            class_of = np.searchsorted(classes, masks).astype(np.uint16)
            class_of[masks == 0] = len(classes)
            any_order(*block, class_of, classes, exclusive, *limits, *counts)
        return part

    def valued_at(self) -> str:
        return self.breakdown_at

    def valued(self, journeys: Journeys, frame: Frame, codes: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.int64]:
        attempts = np.zeros((len(journeys), 4), np.int64)
        self._followed(journeys, frame, attempts)
        time, kind = column(journeys, "time"), column(journeys, "kind")
        held = column(journeys, frame.property(self.hold).column) if self.hold else kind
        at = (self._masks(frame), self.order == "any", held, codes, attempts, self.breakdown_at == "last_step")
        found: npt.NDArray[np.int64] = values_at(journeys.offsets, time, kind, *at)
        return found

    def answer(self, partial: FunnelPartial, frame: Frame) -> dict[str, Any]:
        reached = [int(n) for n in partial.levels[::-1].cumsum()[::-1][1:]]
        steps = [self._step(i, reached, partial, frame) for i in range(len(reached))]
        window_ms = milliseconds(self.window)
        definition = joined(
            (
                say(f"definition.funnel_{self.order}", window_ms=window_ms),
                *([say("definition.funnel_exclude")] if self.exclude else []),
                *([say("definition.funnel_hold", name=self.hold)] if self.hold else []),
                say("definition.funnel"),
            )
        )
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": reached[0],
            "steps": steps,
            "window_ms": window_ms,
            "order": self.order,
            "exclude": [
                {"name": label(rule.event), "after": rule.after, "before": rule.before} for rule in self._exclusions()
            ],
            "hold": self.hold,
            "converted": {
                "customers": reached[-1],
                **share(reached[-1], reached[0]),
                **sure_median(partial.durations[0]),
            },
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["steps"])

    def held(
        self, whole: FunnelPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[FunnelPartial], int]:
        step, last = cell.get("step"), len(self.steps)
        if step not in range(1, last + 1):
            raise NoCell(cell)
        if measure == "customers":
            return lambda partial: int(partial.levels[step:].sum())
        if step == last:
            return lambda _: 0
        if measure == "in_window":
            return lambda partial: int(partial.waiting[step])
        return lambda partial: int(partial.levels[step] - partial.waiting[step])

    def _step(self, i: int, reached: list[int], partial: FunnelPartial, frame: Frame) -> dict[str, Any]:
        last = i == len(reached) - 1
        waiting = 0 if last else int(partial.waiting[i + 1])
        return {
            "step": i + 1,
            "name": label(self.steps[i]),
            "customers": reached[i],
            "dropped": 0 if last else reached[i] - reached[i + 1] - waiting,
            "in_window": waiting,
            **share(reached[i], reached[i - 1 if i else 0]),
            **sure_median(partial.durations[i] if i else partial.durations[i][:0]),
            "kinds": int(resolve(self.steps[i], frame).sum()),
        }

    def _exclusions(self) -> list[Exclusion]:
        given = (Exclusion(event=rule) if isinstance(rule, str) else rule for rule in self.exclude)
        return [rule.model_copy(update={"before": rule.before or len(self.steps)}) for rule in given]

    def _excluded(self, frame: Frame) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """uint64[kinds]: bit e is set where exclusion e names the kind; after and before which step each counts."""
        rules = self._exclusions()
        masks = np.zeros(len(frame.kinds), np.uint64)
        for bit, rule in enumerate(rules):
            masks |= resolve(rule.event, frame).astype(np.uint64) << np.uint64(bit)
        bounds = np.array([(rule.after, rule.before) for rule in rules], np.int64).reshape(-1, 2)
        return masks, np.ascontiguousarray(bounds[:, 0]), np.ascontiguousarray(bounds[:, 1])

    def _masks(self, frame: Frame) -> npt.NDArray[np.uint64]:
        """uint64[kinds]: bit i set where the kind counts for step i + 1."""
        return once(frame, ("steps", self.model_dump_json()), lambda: self._make_masks(frame))

    def _make_masks(self, frame: Frame) -> npt.NDArray[np.uint64]:
        masks = np.zeros(len(frame.kinds), np.uint64)
        for i, step in enumerate(self.steps):
            masks |= resolve(step, frame).astype(np.uint64) << np.uint64(i)
        return masks
