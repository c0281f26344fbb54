"""Variants: how many distinct sequences of event names there are; the map shows it, and it outlives its edits."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._frame import CUSTOMER, actors, column, once
from footpath.store.journeys import Journeys
from footpath.store.kernels.sparse import union
from footpath.store.kernels.variants import NO_NAME, fold


@dataclass(frozen=True)
class VariantsPartial:
    """``hashes`` uint64 ascending, one a variant; ``journeys``: customers with at least one event of their own."""

    hashes: npt.NDArray[np.uint64]
    journeys: int

    def __add__(self, other: Self) -> Self:
        return type(self)(union(self.hashes, other.hashes), self.journeys + other.journeys)


class Variants(Analysis):
    """How many different sequences of event names the journeys are; what customers did, nothing else.

    Depends on kinds and period only, never on definitions: the map's number of variants can be kept while
    touchpoints and stages are edited.
    """

    name: ClassVar[str] = "variants"
    picture: ClassVar[str] = "number"
    example: ClassVar[dict[str, Any]] = {}
    heads: ClassVar[tuple[str, ...]] = ("journeys", "variants")

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> VariantsPartial:
        return VariantsPartial(np.empty(0, np.uint64), 0)

    def fold(self, journeys: Journeys, frame: Frame) -> VariantsPartial:
        hashes = np.empty(len(journeys), np.uint64)
        used = fold(
            journeys.offsets,
            journeys.include,
            column(journeys, "time"),
            column(journeys, "kind"),
            once(frame, "names", lambda: _names(frame)),
            frame.start_ms,
            frame.end_ms,
            hashes,
        )
        return VariantsPartial(np.unique(hashes[:used]), used)

    def answer(self, partial: VariantsPartial, frame: Frame) -> dict[str, Any]:
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": "Distinct sequences of the names of customer events, compared by 64-bit hashes.",
            "n": partial.journeys,
            "variants": len(partial.hashes),
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"journeys": answer["n"], "variants": answer["variants"]}]


def _names(frame: Frame) -> npt.NDArray[np.uint32]:
    """uint32[kinds]: a number for each name, NO_NAME for what customers did not do."""
    places: dict[str, int] = {}
    table = np.array([places.setdefault(kind.name, len(places)) for kind in frame.kinds], np.uint32)
    table[actors(frame) != CUSTOMER] = NO_NAME
    return table
