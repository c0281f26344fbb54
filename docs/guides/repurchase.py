"""Repurchase: how long customers take from one purchase to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._frame import column, outcome_of
from footpath.analyses._intervals import share
from footpath.analyses._steps import Step, resolve
from footpath.store.journeys import Journeys

DAY_MS = 86_400_000


@dataclass(frozen=True)
class RepurchasePartial:
    """``days`` int64[last + 1]: purchases by whole days since the customer's one before, the last those after longer;
    ``buyers``: customers with a purchase; ``again``: with two or more."""

    days: npt.NDArray[np.int64]
    buyers: int
    again: int

    def __add__(self, other: Self) -> Self:
        return type(self)(self.days + other.days, self.buyers + other.buyers, self.again + other.again)


class Repurchase(Analysis):
    """How long customers take from one purchase to the next.

    Every purchase but a customer's first counts once, by the whole days (of 24 hours) since the one before.
    """

    name: ClassVar[str] = "repurchase"
    picture: ClassVar[str] = "bars"
    example: ClassVar[dict[str, Any]] = {"of": {"match": [{"name": "*"}]}, "width": 1}
    heads: ClassVar[tuple[str, ...]] = ("from_days", "to_days", "purchases", "share", "low", "high")
    keys: ClassVar[tuple[str, ...]] = ("from_days",)
    counted: ClassVar[Mapping[str, str]] = {"purchases": "events"}

    of: str | Step | None = Field(
        None, description="what is a purchase: an event, touchpoint or stage; else the outcome"
    )
    width: int = Field(7, ge=1, le=365, description="days that a row of the table takes together")
    most: int = Field(26, ge=1, le=1000, description="how many rows; what took longer is one more")

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> RepurchasePartial:
        return RepurchasePartial(np.zeros(self.width * self.most + 1, np.int64), 0, 0)

    def fold(self, journeys: Journeys, frame: Frame) -> RepurchasePartial:
        time, kind = column(journeys, "time"), column(journeys, "kind")
        who = np.repeat(np.arange(len(journeys)), np.diff(journeys.offsets))
        purchase = outcome_of(frame) if self.of is None else resolve(self.of, frame)
        seen = (purchase[kind] == 1) & (time >= frame.start_ms) & (time < frame.end_ms) & (journeys.include[who] == 1)
        time, who = time[seen], who[seen]
        same = who[1:] == who[:-1]
        days = np.minimum((time[1:] - time[:-1])[same] // DAY_MS, self.width * self.most)
        counts = np.bincount(days, minlength=self.width * self.most + 1)
        return RepurchasePartial(counts.astype(np.int64), len(np.unique(who)), len(np.unique(who[1:][same])))

    def answer(self, partial: RepurchasePartial, frame: Frame) -> dict[str, Any]:
        purchases = int(partial.days.sum())
        by_row = partial.days[:-1].reshape(self.most, self.width).sum(axis=1).tolist()
        bounds = [(row * self.width, (row + 1) * self.width) for row in range(self.most)]
        counts = [*zip(bounds, by_row, strict=True), ((self.width * self.most, None), int(partial.days[-1]))]
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": "Purchases by the whole days since the same customer's purchase before, in the period.",
            "said": [],
            "n": partial.buyers,
            "again": {"customers": partial.again, **share(partial.again, partial.buyers)},
            "median_days": _median(partial.days),
            "rows": [
                {"from_days": low, "to_days": high, "purchases": count, **share(count, purchases)}
                for (low, high), count in counts
                if count
            ],
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["rows"])


def _median(days: npt.NDArray[np.int64]) -> int | None:
    """Whole days in which half of the purchases followed; None where there is none, or it lies beyond the rows."""
    if not days.any():
        return None
    middle = int(np.searchsorted(days.cumsum(), (days.sum() + 1) // 2))
    return middle if middle < len(days) - 1 else None
