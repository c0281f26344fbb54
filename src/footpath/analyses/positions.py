"""KindStats: where each kind of event lies in journeys; what the proposal of stages reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._frame import actors, column, outcome_of
from footpath.analyses._quantiles import median_position
from footpath.analyses._sums import Sums
from footpath.analyses.proposal import KindStat
from footpath.store.journeys import Journeys
from footpath.store.kernels.positions import POSITIONS, fold


@dataclass(frozen=True)
class KindStatsPartial(Sums):
    """``kinds`` int64[kinds, 4]: events, customers, journeys it ends, customers it came before the outcome for;
    ``positions`` uint32[kinds, POSITIONS]; ``journeys``, and ``successes`` among them."""

    journeys: int
    successes: int
    kinds: npt.NDArray[np.int64]
    positions: npt.NDArray[np.uint32]


class KindStats(Analysis):
    """Where each kind of event lies in journeys: its median relative position, how often it ends them, how often the
    outcome follows."""

    name: ClassVar[str] = "positions"
    picture: ClassVar[str] = "table"
    example: ClassVar[dict[str, Any]] = {}
    heads: ClassVar[tuple[str, ...]] = (
        "code",
        "name",
        "channel",
        "surface",
        "customers",
        "events",
        "position",
        "last_share",
        "before_outcome",
    )
    keys: ClassVar[tuple[str, ...]] = ("code",)
    counted: ClassVar[Mapping[str, str]] = {"customers": "customers", "events": "events"}

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> KindStatsPartial:
        size = len(frame.kinds)
        return KindStatsPartial(0, 0, np.zeros((size, 4), np.int64), np.zeros((size, POSITIONS), np.uint32))

    def fold(self, journeys: Journeys, frame: Frame) -> KindStatsPartial:
        part = self.zero(frame)
        seen, succeeded = fold(
            journeys.offsets,
            journeys.include,
            column(journeys, "time"),
            column(journeys, "kind"),
            actors(frame),
            outcome_of(frame),
            frame.start_ms,
            frame.end_ms,
            part.kinds,
            part.positions,
        )
        return replace(part, journeys=seen, successes=succeeded)

    def answer(self, partial: KindStatsPartial, frame: Frame) -> dict[str, Any]:
        counted = zip(frame.kinds, partial.kinds.tolist(), partial.positions, strict=True)
        known = frame.definitions.outcome is not None
        rows = [
            {
                "code": kind.code,
                "name": kind.name,
                "channel": kind.channel,
                "surface": kind.surface,
                "customers": customers,
                "events": events,
                "position": median_position(positions),
                "last_share": round(last / customers, 6),
                "before_outcome": round(before / customers, 6) if known else None,
            }
            for kind, (events, customers, last, before), positions in counted
            if events
        ]
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": "Position: median place of its events in their journeys, 0 first to 1 last, to 1/64. Last "
            "share: of its customers, those whose journey it ends. Before outcome: those with the outcome after it.",
            "n": partial.journeys,
            "kinds": sorted(rows, key=lambda row: (-row["events"], row["code"])),
        }

    def stats(self, partial: KindStatsPartial, frame: Frame) -> dict[int, KindStat]:
        """By kind code, what the proposal of stages reads; kinds without events are left out."""
        return {
            row["code"]: KindStat(row["customers"], row["events"], row["position"], row["last_share"])
            for row in self.answer(partial, frame)["kinds"]
        }

    def held(
        self, whole: KindStatsPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[KindStatsPartial], int]:
        code = cell.get("code")
        if code not in range(1, len(frame.kinds)):
            raise NoCell(cell)
        column = 0 if measure == "events" else 1
        return lambda partial: int(partial.kinds[code, column])

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["kinds"])
