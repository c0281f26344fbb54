"""Asking: from a question to an answer over a snapshot."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._variants import Variants
from footpath.analyses.map import Map, with_variants
from footpath.audiences.members import members, needed
from footpath.audiences.rule import parse
from footpath.definitions.lookup import stage_of, touchpoint_of
from footpath.definitions.model import Definitions
from footpath.store.engines.threads import run as run_threads
from footpath.store.journeys import Journeys
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.said import say
from footpath.workspace.folder import Cancelled, WorkspaceError
from footpath.workspace.people import iso
from footpath.workspace.properties import Properties
from footpath.workspace.result import Result

Period = tuple[str | date | datetime | None, str | date | datetime | None]
_MOST_KEPT = 32


def no_cancel() -> bool:
    return False


class Asking:
    """Answers questions; keeps the counts of variants, which do not depend on definitions."""

    def __init__(self, timezone: str) -> None:
        self._timezone = timezone
        self._variants: OrderedDict[object, int] = OrderedDict()

    def frame(self, snapshot: Snapshot, definitions: Definitions, period: Period | None = None) -> Frame:
        """What an analysis is asked about. ``period``: (from, to), to exclusive; a missing end is that of the data."""
        kinds = snapshot.dictionaries.kinds
        oldest, newest = snapshot.manifest.oldest or 0, snapshot.manifest.newest or 0
        begin, end = period or (None, None)
        start_ms = oldest if begin is None else self._milliseconds(begin)
        end_ms = max(newest + 1, start_ms) if end is None else self._milliseconds(end)
        if begin is None:
            start_ms = min(start_ms, end_ms)
        elif end_ms <= start_ms and end is not None:
            raise WorkspaceError(say("workspace.backwards"))
        return Frame(
            start_ms,
            end_ms,
            newest,
            kinds,
            definitions,
            touchpoint_of(definitions, kinds),
            stage_of(definitions),
            self._timezone,
        )

    def run(
        self,
        snapshot: Snapshot,
        analysis: Analysis,
        frame: Frame,
        audience: str | None,
        cancelled: Callable[[], bool],
        period: Period | None = None,
    ) -> Result:
        """The answer of one analysis, with the period and the snapshot it is about. Cancelled where that was asked."""
        blocks = self._blocks(snapshot, analysis.columns(frame), frame, audience, cancelled)
        answer = analysis.answer(run_threads(analysis, frame, blocks), frame)
        if isinstance(analysis, Map):
            answer = with_variants(answer, self._count_variants(snapshot, frame, audience, cancelled))
        answer |= {
            "analysis": analysis.name,
            "schema": 1,
            "period": period_row(snapshot, frame, period),
            "audience": audience or None,
            "snapshot": snapshot_row(snapshot),
        }
        return Result(answer, analysis.table(answer), analysis.heads)

    def reached(
        self,
        snapshot: Snapshot,
        frame: Frame,
        touchpoints: Sequence[int],
        audience: str | None,
        limit: int,
        cancelled: Callable[[], bool],
    ) -> tuple[int, list[int]]:
        """Customers with an event at one of these touchpoints (indexes) in the period: how many, and some codes."""
        here = np.isin(frame.touchpoint_of, np.array(touchpoints, np.uint16))
        count, codes = 0, list[int]()
        for block in self._blocks(snapshot, ("time", "kind"), frame, audience, cancelled):
            journeys = block()
            time, kind = journeys.columns["time"], journeys.columns["kind"]
            events = np.flatnonzero(here[kind] & (time >= frame.start_ms) & (time < frame.end_ms))
            rows = np.unique(np.searchsorted(journeys.offsets, events, "right") - 1)
            rows = rows[journeys.include[rows] == 1]
            count += len(rows)
            codes += [int(code) for code in journeys.customers[rows[: max(0, limit - len(codes))]]]
        return count, codes

    def count(self, snapshot: Snapshot, frame: Frame, audience: str) -> tuple[int, int]:
        """How many customers the rule holds, and of how many."""
        held = [block().include for block in self._blocks(snapshot, (), frame, audience, no_cancel)]
        return sum(int(include.sum()) for include in held), sum(len(include) for include in held)

    def check(self, snapshot: Snapshot, frame: Frame, audience: str) -> None:
        """Raise the audience's own error where its rule names what the store does not have."""
        needed(parse(audience), Properties(snapshot, frame.definitions.dimensions), frame)

    def _blocks(
        self,
        snapshot: Snapshot,
        columns: tuple[str, ...],
        frame: Frame,
        audience: str | None,
        cancelled: Callable[[], bool],
    ) -> list[Callable[[], Journeys]]:
        rule = parse(audience) if audience else None
        lookup = Properties(snapshot, frame.definitions.dimensions)
        wanted = tuple(dict.fromkeys((*columns, *(needed(rule, lookup, frame) if rule else ()))))

        def prepared(block: Callable[[], Journeys]) -> Journeys:
            if cancelled():
                raise Cancelled("Cancelled.")
            journeys = block()
            if rule is None:
                return journeys
            return replace(journeys, include=members(rule, journeys, lookup, frame))

        return [lambda block=block: prepared(block) for block in snapshot.blocks(wanted)]  # type: ignore[misc]

    def _count_variants(
        self, snapshot: Snapshot, frame: Frame, audience: str | None, cancelled: Callable[[], bool]
    ) -> int:
        name = (snapshot.version, frame.start_ms, frame.end_ms, audience, None if not audience else frame.definitions)
        key = repr(name)
        if key not in self._variants:
            analysis = Variants()
            blocks = self._blocks(snapshot, analysis.columns(frame), frame, audience, cancelled)
            self._variants[key] = int(analysis.answer(run_threads(analysis, frame, blocks), frame)["variants"])
            while len(self._variants) > _MOST_KEPT:
                self._variants.popitem(last=False)
        return self._variants[key]

    def _milliseconds(self, moment: str | date | datetime) -> int:
        if isinstance(moment, str):
            try:
                moment = datetime.fromisoformat(moment)
            except ValueError:
                raise WorkspaceError(say("workspace.bad_date", text=str(moment))) from None
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, clock())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(self._timezone))
        return int(moment.astimezone(UTC).timestamp() * 1000)


def period_row(snapshot: Snapshot, frame: Frame, period: Period | None = None) -> dict[str, Any]:
    """The period of an answer. An end that neither the question nor an event gives is not known: null, never 1970."""
    begin, end = period or (None, None)
    known = bool(snapshot.manifest.events)
    return {
        "from": iso(frame.start_ms) if known or begin is not None else None,
        "to": iso(frame.end_ms) if known or end is not None else None,
        "timezone": frame.timezone,
    }


def snapshot_row(snapshot: Snapshot) -> dict[str, Any]:
    """Which version of the store an answer is about."""
    manifest = snapshot.manifest
    return {"version": snapshot.version, "at": iso(manifest.newest), "events": manifest.events}
