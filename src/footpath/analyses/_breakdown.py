"""A breakdown: the same analysis for each group of customers, in one pass."""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from footpath.analyses._analysis import Analysis, Frame
from footpath.store.journeys import Journeys


@dataclass(frozen=True)
class BreakdownPartial:
    """``parts``: the partial answer of each group."""

    parts: tuple[Any, ...]

    def __add__(self, other: Self) -> Self:
        return type(self)(tuple(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def whole(self) -> Any:
        """The partial answer of all groups together: every customer is in one of them."""
        total = self.parts[0]
        for part in self.parts[1:]:
            total = total + part
        return total


@dataclass(frozen=True)
class Breakdown:
    """Folds ``analysis`` for each of ``groups`` groups; ``Journeys.groups`` says whose customer belongs to which.

    A fold passes over the customers of other groups: O(events + groups x customers).
    """

    analysis: Analysis
    groups: int

    def zero(self, frame: Frame) -> BreakdownPartial:
        return BreakdownPartial(tuple(self.analysis.zero(frame) for _ in range(self.groups)))

    def fold(self, journeys: Journeys, frame: Frame) -> BreakdownPartial:
        assert journeys.groups is not None
        own = (journeys.groups == np.uint8(group) for group in range(self.groups))
        masks = ((journeys.include & mask).astype(np.uint8) for mask in own)
        return BreakdownPartial(
            tuple(self.analysis.fold(replace(journeys, include=include), frame) for include in masks)
        )
