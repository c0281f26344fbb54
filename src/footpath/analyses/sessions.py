"""Sessions: how many, how long, of how many events, where they begin and where they end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._frame import column
from footpath.analyses._groups import By, groups, own_groups
from footpath.analyses._intervals import share
from footpath.analyses._quantiles import median_s
from footpath.analyses._sums import Sums
from footpath.store.journeys import Journeys
from footpath.store.kernels.histogram import BINS, middles
from footpath.store.kernels.sessions import fold
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.said import parts_of, say

#: Edges of the bins that the answer gathers its histograms in.
SIZES = (1, 2, 3, 4, 5, 6, 8, 11, 16, 21, 31, 51, 101, 201, 501, 1001)
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
LENGTHS_MS = (
    *(0, 1, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE),
    *(HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 7 * DAY),
)


@dataclass(frozen=True)
class SessionsPartial(Sums):
    """``totals`` int64[5]: sessions, customers, events, sessions of one event, sum of ms; ``groups`` int64[groups, 2]:
    sessions that begin and that end there; ``sizes``, ``durations`` int64[BINS]: sessions by events and by ms."""

    totals: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    durations: npt.NDArray[np.int64]


class Sessions(Analysis):
    """How many sessions customers have, how long, of how many events, and where they begin and end.

    A session is a run of one customer's own events in which each follows the one before within less than the gap.
    Their times and sizes have no interval: the sessions of one customer are not independent.
    """

    name: ClassVar[str] = "sessions"
    picture: ClassVar[str] = "sessions"
    example: ClassVar[dict[str, Any]] = {"gap": "30m", "by": "name"}
    heads: ClassVar[tuple[str, ...]] = (
        "name",
        "begins",
        "begins_share",
        "begins_low",
        "begins_high",
        "ends",
        "ends_share",
        "ends_low",
        "ends_high",
    )

    keys: ClassVar[tuple[str, ...]] = ("name",)
    counted: ClassVar[Mapping[str, str]] = {"begins": "sessions", "ends": "sessions"}

    gap: str = Field("30m", description="silence that ends a session; an event after exactly so long begins a new one")
    by: By = Field("touchpoint", description="where sessions begin and end: event names, touchpoints, stages, channels")

    @field_validator("gap")
    @classmethod
    def _is_duration(cls, text: str) -> str:
        if milliseconds(text) < 1:
            raise ValueError(f"{text!r} is no gap. Write 1 ms or more, e.g. 30m.")
        return text

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> SessionsPartial:
        names, _ = groups(frame, self.by)
        bins = np.zeros((2, BINS), np.int64)
        return SessionsPartial(np.zeros(5, np.int64), np.zeros((len(names), 2), np.int64), bins[0], bins[1])

    def fold(self, journeys: Journeys, frame: Frame) -> SessionsPartial:
        part = self.zero(frame)
        fold(
            journeys.offsets,
            journeys.include,
            column(journeys, "time"),
            column(journeys, "kind"),
            own_groups(frame, self.by),
            milliseconds(self.gap),
            frame.start_ms,
            frame.end_ms,
            part.totals,
            part.groups,
            part.sizes,
            part.durations,
        )
        return part

    def answer(self, partial: SessionsPartial, frame: Frame) -> dict[str, Any]:
        sessions, customers, events, bounces, total_ms = map(int, partial.totals)
        definition = say("definition.sessions", gap_ms=milliseconds(self.gap)).then(say(f"definition.places_{self.by}"))
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": customers,
            "gap_ms": milliseconds(self.gap),
            "by": self.by,
            "sessions": sessions,
            "events": events,
            "per_customer": _mean(sessions, customers),
            "session_events": {
                "mean": _mean(events, sessions),
                "median": _median(partial.sizes),
                "bins": _bins(partial.sizes, SIZES, 1),
            },
            "session_time": {
                "mean_s": round(total_ms / sessions / 1000, 3) if sessions else None,
                "median_s": median_s(partial.durations),
                "bins": _bins(partial.durations, LENGTHS_MS, 1000),
            },
            "bounce": {"sessions": bounces, **share(bounces, sessions)},
            "places": self._places(partial, sessions, frame),
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["places"])

    def held(
        self, whole: SessionsPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[SessionsPartial], int]:
        names, _ = groups(frame, self.by)
        if cell.get("name") not in names:
            raise NoCell(cell)
        group, column = names.index(cell.get("name")), 0 if measure == "begins" else 1
        return lambda partial: int(partial.groups[group, column])

    def _places(self, partial: SessionsPartial, sessions: int, frame: Frame) -> list[dict[str, Any]]:
        names, _ = groups(frame, self.by)
        used = np.flatnonzero(partial.groups.any(axis=1))
        rows = [
            {
                "name": names[group],
                "begins": begins,
                **{f"begins_{word}": value for word, value in share(begins, sessions).items()},
                "ends": ends,
                **{f"ends_{word}": value for word, value in share(ends, sessions).items()},
            }
            for group, (begins, ends) in zip(used.tolist(), partial.groups[used].tolist(), strict=True)
        ]
        return sorted(rows, key=lambda row: (-row["begins"], -row["ends"], row["name"] or ""))


def _median(sizes: npt.NDArray[np.int64]) -> float | None:
    """Median of a histogram of whole numbers: exact below 128, else to 1 %."""
    running = np.cumsum(sizes)
    total = int(running[-1])
    if total == 0:
        return None
    return round(float(middles()[np.searchsorted(running, [(total + 1) // 2, total // 2 + 1])].mean()), 1)


def _bins(counts: npt.NDArray[np.int64], edges: tuple[int, ...], unit: int) -> list[dict[str, Any]]:
    """A histogram gathered in the bins between ``edges``, from the first to the last that is filled. ``to`` is not in
    it, and None in the last bin of all; edges are in the histogram's unit, of which ``unit`` make one of the answer's.
    An edge is met to 1 %: exactly below 128."""
    found = np.bincount(np.searchsorted(edges, middles(), "right"), counts, len(edges) + 1)[1:]
    filled = np.flatnonzero(found)
    if not len(filled):
        return []
    bounds = [*(edge if unit == 1 else edge / unit for edge in edges), None]
    used = range(int(filled[0]), int(filled[-1]) + 1)
    return [{"from": bounds[i], "to": bounds[i + 1], "sessions": int(found[i])} for i in used]


def _mean(total: int, n: int) -> float | None:
    return round(total / n, 4) if n else None
