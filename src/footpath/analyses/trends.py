"""Trends: events, customers and value by hour, day, week or month, and what is out of the ordinary at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._anomalies import Series, anomalies
from footpath.analyses._calendar import Calendar, Unit, calendar
from footpath.analyses._frame import CUSTOMER, actors, column, once, seen_until
from footpath.analyses._groups import By, groups, only
from footpath.analyses._steps import Step, resolve
from footpath.store.journeys import Journeys
from footpath.store.kernels.sparse import add
from footpath.store.kernels.trends import COLUMNS, CUSTOMERS, EVENTS, MILLIONTHS, VALUED, WHOLE, fold
from footpath.vocabulary.said import joined, parts_of, say

DENSE_CELLS = 1 << 20  #: up to this many periods x groups a table holds them, else a hash
LISTED = 20_000  #: the newest periods that an answer lists


@dataclass(frozen=True)
class TrendsPartial:
    """``cells`` uint64 ascending, period * groups + group; ``values`` int64[cells, COLUMNS]: events, customers, events
    with a value, and the sum of these in whole numbers and millionths; ``customers``: distinct, with any event."""

    cells: npt.NDArray[np.uint64]
    values: npt.NDArray[np.int64]
    customers: int

    def __add__(self, other: Self) -> Self:
        return type(self)(*add(self.cells, self.values, other.cells, other.values), self.customers + other.customers)


class Trends(Analysis):
    """Events, distinct customers and the sum of values by calendar period: of everything, of a rule, or split.

    The last whole periods are compared with a seasonal forecast made of the eight weeks before them.
    """

    name: ClassVar[str] = "trends"
    picture: ClassVar[str] = "lines"
    example: ClassVar[dict[str, Any]] = {"unit": "day", "split": "name", "top": 2}
    heads: ClassVar[tuple[str, ...]] = ("from", "complete", "name", "rest", "events", "customers", "value")
    keys: ClassVar[tuple[str, ...]] = ("from", "name", "rest")
    counted: ClassVar[Mapping[str, str]] = {"events": "events", "customers": "customers"}

    unit: Unit = Field("day", description="calendar period of the time zone; weeks begin on Monday")
    of: str | Step | None = Field(
        None, description="what is counted: an event, touchpoint or stage; else all own events"
    )
    split: By | None = Field(None, description="a series for each stage, touchpoint, channel or event name")
    top: int = Field(8, ge=1, le=100, description="how many series, by events; the rest is one series, other")
    judged: int = Field(1, ge=0, le=100, description="how many of the last whole periods are compared with a forecast")

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind", "value")

    def zero(self, frame: Frame) -> TrendsPartial:
        return TrendsPartial(np.empty(0, np.uint64), np.empty((0, COLUMNS), np.int64), 0)

    def fold(self, journeys: Journeys, frame: Frame) -> TrendsPartial:
        periods = calendar(frame, self.unit)
        time = column(journeys, "time")
        names, group_of = once(frame, ("trends", self.model_dump_json()), lambda: self._groups(frame))
        cells = len(periods) * len(names)
        hashed = cells > DENSE_CELLS
        rows = len(time) + 1 if hashed else cells
        slots = np.zeros(1 << (2 * rows).bit_length() if hashed else 1, np.uint64)
        keys, values = np.empty(rows if hashed else 1, np.uint64), np.zeros((rows, COLUMNS), np.int64)
        customers, used = fold(
            journeys.offsets,
            journeys.include,
            time,
            column(journeys, "kind"),
            column(journeys, "value"),
            group_of,
            len(names),
            periods.bounds,
            periods.places,
            periods.shift,
            max(frame.start_ms, int(periods.bounds[0])),
            min(seen_until(frame) + 1, int(periods.bounds[-1])),
            hashed,
            slots,
            np.empty(len(slots), np.uint32),
            keys,
            np.zeros(rows, np.uint32),
            values,
        )
        if hashed:
            order = np.argsort(keys[:used])
            return TrendsPartial(keys[order], values[order], customers)
        found = np.flatnonzero(values[:, EVENTS])
        return TrendsPartial(found.astype(np.uint64), values[found], customers)

    def answer(self, partial: TrendsPartial, frame: Frame) -> dict[str, Any]:
        periods = calendar(frame, self.unit)
        names, _ = once(frame, ("trends", self.model_dump_json()), lambda: self._groups(frame))
        places, codes = (part.astype(np.intp) for part in np.divmod(partial.cells, np.uint64(len(names))))
        last = len(periods) if len(places) else 0
        first = max(int(places[0]), last - LISTED) if len(places) else 0
        series = self._series(names, self._ranked(names, partial), places, codes, partial.values, (first, last))
        whole = _whole(periods, frame)[first:last]
        unusual, refused = anomalies(series, periods, first, whole, self.judged)
        definition = joined(
            (
                say(f"definition.trends_{self.unit}", timezone=frame.timezone),
                say("definition.trends"),
                say("definition.trends_anomalies"),
            )
        )
        labels = [periods.label(place) for place in range(first, last)]
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": partial.customers,
            "unit": self.unit,
            "split": self.split,
            "left_out": len(np.unique(places[places < first])),
            "periods": [
                {"from": label, "complete": bool(is_whole)} for label, is_whole in zip(labels, whole, strict=True)
            ],
            "series": [one.to_dict() for one in series],
            "anomalies": [{**found, "from": labels[found["from"]]} for found in unusual],
            "refused": None if refused is None else str(refused),
            "refused_said": parts_of(refused),
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {**period, "name": one["name"], "rest": one["other"], **point}
            for one in answer["series"]
            for period, point in zip(answer["periods"], one["points"], strict=True)
        ]

    def held(
        self, whole: TrendsPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[TrendsPartial], int]:
        """The customers of the rest are not told apart: its events are, and whose they are."""
        names, _ = once(frame, ("trends", self.model_dump_json()), lambda: self._groups(frame))
        periods = calendar(frame, self.unit)
        place = next((place for place in range(len(periods)) if periods.label(place) == cell.get("from")), None)
        order = self._ranked(names, whole)
        if cell.get("rest"):
            codes = order[self.top :]
        else:
            codes = [code for code in order[: self.top] if names[code] == cell.get("name")][:1]
        if place is None or not codes or (measure == "customers" and cell.get("rest")):
            raise NoCell(cell)
        cells = np.array(codes, np.uint64) + np.uint64(place * len(names))
        column = EVENTS if measure == "events" else CUSTOMERS
        return lambda partial: int(partial.values[np.isin(partial.cells, cells), column].sum())

    def _ranked(self, names: list[str | None], partial: TrendsPartial) -> list[int]:
        """Codes of the groups where anything happened, those with the most events first."""
        totals = np.zeros(len(names), np.int64)
        np.add.at(totals, (partial.cells % np.uint64(len(names))).astype(np.intp), partial.values[:, EVENTS])
        return sorted(np.flatnonzero(totals).tolist(), key=lambda code: (-totals[code], names[code] or "", code))

    def _groups(self, frame: Frame) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
        """Names of the groups that are counted apart, and uint32[kinds] the group of each kind."""
        counted = actors(frame) == CUSTOMER if self.of is None else resolve(self.of, frame) > 0
        if self.split is None:
            return [None], only(counted, np.zeros(len(frame.kinds), np.uint32))
        names, group_of = groups(frame, self.split)
        return names, only(counted, group_of)

    def _series(
        self,
        names: list[str | None],
        order: list[int],
        places: npt.NDArray[np.intp],
        codes: npt.NDArray[np.intp],
        values: npt.NDArray[np.int64],
        listed: tuple[int, int],
    ) -> list[Series]:
        """A series for each of the groups with the most events, and one for the rest; none where nothing happened."""
        first, last = listed
        row_of = np.full(len(names), self.top, np.intp)
        row_of[order[: self.top]] = np.arange(len(order[: self.top]))
        seen = places >= first
        table = np.zeros((self.top + 1, last - first, COLUMNS), np.int64)
        np.add.at(table, (row_of[codes[seen]], places[seen] - first), values[seen])
        found = [Series(names[code], False, *_measures(table[row])) for row, code in enumerate(order[: self.top])]
        if len(order) > self.top:
            events, _, value = _measures(table[self.top])
            # The same customer may be in several groups of the rest: distinct customers of groups do not add.
            found.append(Series(None, True, events, None, value))
        return found


def _measures(points: npt.NDArray[np.int64]) -> tuple[list[int], list[int], list[float | None]]:
    values = [
        (whole * 1_000_000 + millionths) / 1_000_000 if valued else None
        for valued, whole, millionths in points[:, [VALUED, WHOLE, MILLIONTHS]].tolist()
    ]
    return points[:, EVENTS].tolist(), points[:, CUSTOMERS].tolist(), values


def _whole(periods: Calendar, frame: Frame) -> npt.NDArray[np.bool_]:
    """bool[periods]: whether all of the period lies within what was asked about and is over."""
    within: npt.NDArray[np.bool_] = periods.bounds[:-1] >= frame.start_ms
    return within & (np.arange(len(periods)) < periods.over(seen_until(frame)))
