"""Retention: of the customers who began in a period, how many come back in the periods after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._calendar import calendar
from footpath.analyses._frame import CUSTOMER, actors, column, once, seen_until
from footpath.analyses._intervals import share
from footpath.analyses._steps import Step, resolve
from footpath.store.journeys import Journeys
from footpath.store.kernels.retention import ACTIVE, BACK, BRACKET, DONE, EARLY, ON, ON_OR_AFTER, START, fold
from footpath.store.kernels.sparse import add
from footpath.vocabulary.said import joined, parts_of, say

DAY_MS = 86_400_000
LENGTHS_MS = {"day": DAY_MS, "week": 7 * DAY_MS, "month": 30 * DAY_MS}
MODES = {"on": ON, "on_or_after": ON_OR_AFTER, "bracket": BRACKET}


@dataclass(frozen=True)
class RetentionPartial:
    """``cohorts`` uint64 ascending, periods of the frame's calendar; ``values`` int64[cohorts, 1 + 3 x columns]: size,
    then for each column customers whose time is over, returned of these, returned already of the others; ``activity``
    int64[periods, 2]: customers active in a period, and also in the next."""

    cohorts: npt.NDArray[np.uint64]
    values: npt.NDArray[np.int64]
    activity: npt.NDArray[np.int64]

    def __add__(self, other: Self) -> Self:
        return type(self)(*add(self.cohorts, self.values, other.cohorts, other.values), self.activity + other.activity)


class Retention(Analysis):
    """Of the customers who began in a period, how many come back in the periods after.

    A customer belongs to the cohort of the first start event ever, whatever the period asked about: that only says
    which cohorts are listed, and until when returns are seen. A cohort is listed whole, once its own period is over.
    """

    name: ClassVar[str] = "retention"
    picture: ClassVar[str] = "cohorts"
    example: ClassVar[dict[str, Any]] = {"unit": "day", "periods": 7}
    keys: ClassVar[tuple[str, ...]] = ("cohort", "first", "last")
    heads: ClassVar[tuple[str, ...]] = (
        "cohort",
        "size",
        "first",
        "last",
        "customers",
        "returned",
        "share",
        "low",
        "high",
        "complete",
        "waiting",
        "returned_so_far",
    )

    counted: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("size", "customers", "returned", "waiting", "returned_so_far"), "customers"
    )

    start: str | Step | None = Field(None, description="own event that begins it, or its touchpoint or stage; else any")
    back: str | Step | None = Field(
        None, description="what counts as coming back; else any event of the customer's own"
    )
    unit: Literal["day", "week", "month"] = Field("week", description="length of a cohort and of a period after it")
    periods: int = Field(12, ge=1, le=366, description="how many periods after the cohort's own (period 0)")
    mode: Literal["on", "on_or_after", "bracket"] = Field(
        "on", description="on: back in period k; on_or_after: in k or any later one; bracket: within a range of periods"
    )
    brackets: list[tuple[int, int]] = Field([], max_length=64, description="first and last period of each bracket")
    clock: Literal["calendar", "rolling"] = Field(
        "calendar", description="calendar: of the time zone; rolling: 24 h, 7 or 30 times that, from the own start"
    )

    @model_validator(mode="after")
    def _brackets_are_ranges(self) -> Self:
        if (self.mode == "bracket") != bool(self.brackets):
            raise ValueError("Brackets are given with the mode bracket, and only with it.")
        for first, last in self.brackets:
            if not 0 <= first <= last <= 366:
                raise ValueError(
                    f"{first} to {last} is no bracket: its first period is 0 or later, its last at most 366."
                )
        return self

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> RetentionPartial:
        none = np.empty((0, 1 + 3 * len(self._ranges())), np.int64)
        return RetentionPartial(np.empty(0, np.uint64), none, np.zeros((len(calendar(frame, self.unit)), 2), np.int64))

    def fold(self, journeys: Journeys, frame: Frame) -> RetentionPartial:
        days, until_ms = calendar(frame, self.unit), seen_until(frame)
        lasts = np.array([first if last is None else last for first, last in self._ranges()], np.uint64)
        cells = int(lasts.max()) + 1
        masks = np.zeros(cells, np.uint64)
        for bit, (first, last) in enumerate(self.brackets):
            masks[first : last + 1] |= np.uint64(1 << bit)
        elapsed = np.zeros((len(days), cells + 1), np.int64)
        returned = np.zeros((len(days), len(lasts) + 1, 2), np.int64)
        activity = np.zeros((len(days) + 1, 2), np.int64)
        kind, flags = self._seen(journeys, frame)
        fold(
            journeys.offsets,
            journeys.include,
            column(journeys, "time"),
            kind,
            flags,
            days.bounds,
            days.places,
            days.shift,
            min(until_ms + 1, int(days.bounds[-1])),
            days.over(until_ms),
            LENGTHS_MS[self.unit] if self.clock == "rolling" else 0,
            MODES[self.mode],
            masks,
            lasts,
            elapsed,
            returned,
            activity,
        )
        used = np.flatnonzero(elapsed.any(axis=1))
        at_least = elapsed[used, ::-1].cumsum(axis=1)[:, ::-1]
        counts = returned[used, :-1]
        if self.mode == "on_or_after":
            counts[:, :, DONE] = counts[:, ::-1, DONE].cumsum(axis=1)[:, ::-1]
        values = (at_least[:, :1], at_least[:, lasts + np.uint64(1)], counts[:, :, DONE], counts[:, :, EARLY])
        return RetentionPartial(used.astype(np.uint64), np.concatenate(values, axis=1), activity[:-1])

    def _seen(self, journeys: Journeys, frame: Frame) -> tuple[npt.NDArray[Any], npt.NDArray[np.uint8]]:
        """Codes of the events and what each counts for. A filter hides returns, never when somebody began."""
        flags = once(frame, ("retention", self.model_dump_json()), lambda: self._flags(frame))
        kind = column(journeys, "kind")
        if journeys.unfiltered is None:
            return kind, flags
        return np.where(kind == 0, flags[journeys.unfiltered] & np.uint8(START), flags[kind]), np.arange(
            8, dtype=np.uint8
        )

    def answer(self, partial: RetentionPartial, frame: Frame) -> dict[str, Any]:
        days = calendar(frame, self.unit)
        over = days.over(seen_until(frame))
        values = partial.values[partial.cohorts < over]
        cohorts = [
            {"cohort": days.label(cohort), "size": row[0], "cells": self._cells(row)}
            for cohort, row in zip(partial.cohorts.tolist(), values.tolist(), strict=False)
        ]
        length_ms = LENGTHS_MS[self.unit]
        definition = joined(
            (
                say(f"definition.retention_{self.unit}", timezone=frame.timezone),
                say("definition.retention_rolling", period_ms=length_ms)
                if self.clock == "rolling"
                else say("definition.retention_calendar"),
                say(f"definition.retention_{self.mode}"),
                say("definition.retention"),
            )
        )
        total = values.sum(axis=0).tolist()
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": total[0],
            "unit": self.unit,
            "mode": self.mode,
            "clock": self.clock,
            "cohorts": cohorts,
            "mean": self._cells(total),
            "activity": [
                {"from": days.label(place), "customers": active, "again": again, **share(again, active)}
                for place, (active, again) in enumerate(partial.activity[: max(0, over - 1)].tolist())
                if active
            ],
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"cohort": row["cohort"], "size": row["size"], **cell} for row in answer["cohorts"] for cell in row["cells"]
        ]

    def held(
        self, whole: RetentionPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[RetentionPartial], int]:
        days, over = calendar(frame, self.unit), calendar(frame, self.unit).over(seen_until(frame))
        listed = [int(cohort) for cohort in whole.cohorts if cohort < over]
        chosen = [cohort for cohort in listed if cell.get("cohort") in (None, days.label(cohort))]
        ranges, wanted = self._ranges(), (cell.get("first"), cell.get("last"))
        if not chosen or wanted not in ranges:
            raise NoCell(cell)
        place = ranges.index(wanted)

        def held(partial: RetentionPartial) -> int:
            rows = partial.values[np.isin(partial.cohorts, np.array(chosen, np.uint64))]
            size = int(rows[:, 0].sum())
            customers, returned, early = (int(rows[:, 1 + part * len(ranges) + place].sum()) for part in range(3))
            counts = {"size": size, "customers": customers, "returned": returned, "waiting": size - customers}
            return counts.get(measure, early)

        return held

    def _ranges(self) -> list[tuple[int, int | None]]:
        """First and last period of each column; no last one where any later period counts."""
        if self.mode == "bracket":
            return [*self.brackets]
        return [(k, k if self.mode == "on" else None) for k in range(self.periods + 1)]

    def _cells(self, row: list[int]) -> list[dict[str, Any]]:
        """Cells of a row of ``values``."""
        columns = len(self._ranges())
        parts = zip(self._ranges(), *(row[1 + i * columns : 1 + (i + 1) * columns] for i in range(3)), strict=True)
        return [
            {
                "first": first,
                "last": last,
                "customers": customers,
                "returned": returned,
                **share(returned, customers),
                "complete": customers == row[0],
                "waiting": row[0] - customers,
                "returned_so_far": early,
            }
            for (first, last), customers, returned, early in parts
        ]

    def _flags(self, frame: Frame) -> npt.NDArray[np.uint8]:
        """uint8[kinds]: what each kind counts for."""
        own = (actors(frame) == CUSTOMER).astype(np.uint8)
        start = own if self.start is None else own & resolve(self.start, frame)
        back = own if self.back is None else own & resolve(self.back, frame)
        flags: npt.NDArray[np.uint8] = start * np.uint8(START) | back * np.uint8(BACK) | own * np.uint8(ACTIVE)
        return flags
