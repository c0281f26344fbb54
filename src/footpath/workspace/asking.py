"""Asking: from a question to an answer over a snapshot."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from datetime import time as clock
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._breakdown import Breakdown, BreakdownPartial
from footpath.analyses._difference import HEADS, TEST_HEADS, corrected, differences, keys_of
from footpath.analyses._variants import Variants
from footpath.analyses.map import Map, with_variants
from footpath.audiences.members import needed
from footpath.definitions.lookup import stage_of, touchpoint_of
from footpath.definitions.model import Definitions
from footpath.store.engines._engine import Engine
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.said import say
from footpath.workspace.folder import WorkspaceError
from footpath.workspace.people import iso
from footpath.workspace.properties import Properties
from footpath.workspace.result import Result
from footpath.workspace.saving import rule_of
from footpath.workspace.scope import MOST_GROUPS, Period, Scope, blocks, go_on, groups_of, reading, source_of

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
            Properties(snapshot, definitions.dimensions),
        )

    def run(
        self,
        snapshot: Snapshot,
        analysis: Analysis,
        frame: Frame,
        scope: Scope,
        cancelled: Callable[[], bool],
        engine: Engine,
        breakdown: str | None = None,
    ) -> Result:
        """The answer of one analysis, with the period and the snapshot it is about. Cancelled where that was asked.

        ``breakdown``: the same beside it for each group of customers, by a property or a dimension.
        """
        answer, groups, at = self._answer(snapshot, analysis, frame, scope, cancelled, engine, breakdown)
        if isinstance(analysis, Map):
            answer = with_variants(answer, self._count_variants(snapshot, frame, scope, cancelled, engine))
        answer |= {
            "analysis": analysis.name,
            "schema": 1,
            "period": period_row(snapshot, frame, scope.period),
            "audience": scope.audience or None,
            "where": scope.where or None,
            "snapshot": snapshot_row(snapshot),
        }
        if breakdown is None:
            return Result(answer, analysis.table(answer), analysis.heads)
        answer["breakdown"] = {"property": breakdown, "at": at, "groups": groups}
        rows = [
            {"group": group["value"], "group_other": group["other"], **row}
            for group in groups
            for row in analysis.table(group["answer"])
        ]
        return Result(answer, rows, ("group", "group_other", *analysis.heads))

    def _answer(
        self,
        snapshot: Snapshot,
        analysis: Analysis,
        frame: Frame,
        scope: Scope,
        cancelled: Callable[[], bool],
        engine: Engine,
        breakdown: str | None,
    ) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
        """The answer; those of the groups, and at which event a customer's value was taken."""
        columns, waited = analysis.columns(frame), partial(go_on, cancelled)
        if breakdown is None:
            source = source_of(snapshot, columns, frame, scope)
            frame = reading(frame, source.columns)
            found = engine.run(analysis, frame, source, waited)
            waited()  # once more: an answer may take as long as a range
            return analysis.answer(found, frame), [], ""
        groups = groups_of(snapshot, analysis, breakdown, frame, scope, cancelled, engine)
        source = source_of(snapshot, (*columns, *groups.values.columns(frame)), frame, scope).then(groups.marked)
        frame = reading(frame, source.columns)
        parts: BreakdownPartial = engine.run(Breakdown(analysis, len(groups.names)), frame, source, waited)
        waited()
        of_groups = [
            {"value": name, "other": name is None and groups.other and place == MOST_GROUPS,
             "answer": analysis.answer(part, frame)}
            for place, (name, part) in enumerate(zip(groups.names, parts.parts, strict=True))
        ]  # fmt: skip
        return analysis.answer(parts.whole(), frame), of_groups, groups.values.at

    def compare(
        self,
        snapshot: Snapshot,
        analysis: Analysis,
        frames: tuple[Frame, Frame],
        scopes: tuple[Scope, Scope],
        cancelled: Callable[[], bool],
        engine: Engine,
    ) -> Result:
        """The answers of two scopes, and their difference row by row, with its interval where one exists."""
        one, two = (
            self.run(snapshot, analysis, frame, scope, cancelled, engine)
            for frame, scope in zip(frames, scopes, strict=True)
        )
        answer = {**one.to_dict(), "other": two.to_dict()}
        here, there = analysis.paired(one.to_dict(), two.to_dict())
        keys = keys_of([*here, *there], analysis.heads, analysis.keys)
        rows = differences(here, there, analysis.heads, keys, analysis.tested)
        heads = (*keys, *HEADS)
        if analysis.tested:
            answer["test"] = corrected(rows)
            heads = (*heads, *TEST_HEADS)
        return Result({**answer, "difference": rows}, rows, heads)

    def count(self, snapshot: Snapshot, frame: Frame, audience: str) -> tuple[int, int]:
        """How many customers the rule holds, and of how many."""
        held = [block().include for block in blocks(snapshot, (), frame, Scope(audience=audience), no_cancel)]
        return sum(int(include.sum()) for include in held), sum(len(include) for include in held)

    def check(self, snapshot: Snapshot, frame: Frame, audience: str) -> None:
        """Raise the audience's own error where its rule names what the store does not have."""
        needed(rule_of(snapshot.store.database, audience), Properties(snapshot, frame.definitions.dimensions), frame)

    def _count_variants(
        self, snapshot: Snapshot, frame: Frame, scope: Scope, cancelled: Callable[[], bool], engine: Engine
    ) -> int:
        ruled = scope.audience or scope.where
        key = repr((snapshot.version, frame.start_ms, frame.end_ms, scope, frame.definitions if ruled else None))
        if key not in self._variants:
            analysis = Variants()
            source = source_of(snapshot, analysis.columns(frame), frame, scope)
            seen = reading(frame, source.columns)
            found = engine.run(analysis, seen, source, partial(go_on, cancelled))
            self._variants[key] = int(analysis.answer(found, seen)["variants"])
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
