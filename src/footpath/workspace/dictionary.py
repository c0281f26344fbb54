"""The event dictionary: every kind in the store with its volume and place, and what its events carry."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.definitions.lookup import NONE
from footpath.definitions.model import Definitions, DimensionRule, Match
from footpath.store.dictionaries import Dimension
from footpath.store.log import read_properties
from footpath.store.property_facts import property_facts
from footpath.store.snapshot import Snapshot
from footpath.store.store import Store
from footpath.store.tally import Tally, newest, tally
from footpath.vocabulary.said import parts_of, say
from footpath.workspace import rules
from footpath.workspace.asking import Asking, no_cancel, period_row, snapshot_row
from footpath.workspace.dimensions import dimension_row, value_counts
from footpath.workspace.folder import Cancelled, WorkspaceError
from footpath.workspace.people import event_row, iso

SAMPLES = 10
_MOST_KEPT = 64
_Made = TypeVar("_Made")
Cancel = Callable[[], bool]


class EventDictionary:
    """Answers about kinds and about rules over them. Counts are kept for as long as the store stays as it is."""

    def __init__(self, store: Store, asking: Asking, definitions: Callable[[], Definitions]) -> None:
        self._store = store
        self._asking = asking
        self._definitions = definitions
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def kinds(self, cancelled: Cancel = no_cancel) -> dict[str, Any]:
        """Every kind that has events, those with most first, and every property that an event ever gave."""
        snapshot, frame = self._now()
        counted = self._tally(snapshot, cancelled)
        rows = kind_rows(frame, counted)
        return {
            **_head("definition.dictionary", len(rows), snapshot, frame),
            "kinds": rows,
            "properties": property_rows(snapshot),
        }

    def properties(self) -> list[dict[str, Any]]:
        """Every property that an event ever gave."""
        return property_rows(self._store.snapshot())

    def kind(self, kinds: Sequence[int], cancelled: Cancel = no_cancel) -> dict[str, Any]:
        """One or several kinds (codes): volume, properties, newest events. WorkspaceError where none has events."""
        snapshot, frame = self._now()
        wanted = set(kinds)
        rows = [row for row in kind_rows(frame, self._tally(snapshot, cancelled)) if row["code"] in wanted]
        if not rows:
            raise WorkspaceError(say("workspace.no_kind"))
        group = np.zeros(len(frame.kinds), np.uint8)
        group[[row["code"] for row in rows]] = 1
        facts = self._kept(
            ("properties", snapshot.version, group.tobytes()),
            lambda: property_facts(snapshot, group, _stop(cancelled)),
        )
        events = sum(row["events"] for row in rows)
        return {
            **_head("definition.kind", events, snapshot, frame),
            "kinds": rows,
            "events": events,
            "properties": [asdict(fact) | {"share": round(fact.filled / events, 6)} for fact in facts],
            "samples": samples(snapshot, frame, group, cancelled),
        }

    def named(self, name: str) -> list[int]:
        """Codes of the kinds with this name, whatever its case; all that contain it where none has it."""
        snapshot, _ = self._now()
        folded = name.casefold()
        kinds = [kind for kind in snapshot.dictionaries.kinds if kind.code]
        exact = [kind.code for kind in kinds if kind.name.casefold() == folded]
        return exact or [kind.code for kind in kinds if folded in kind.name.casefold()]

    def match(self, match: Sequence[Match], cancelled: Cancel = no_cancel) -> dict[str, Any]:
        """What a rule fits: how many kinds, events and customers, whose the kinds are now, and examples."""
        snapshot, frame = self._now()
        rows = {row["code"]: row for row in kind_rows(frame, self._tally(snapshot, cancelled))}
        answer, group = rules.matched(snapshot, frame, rows, match, _stop(cancelled))
        return {
            **_head("definition.match", answer["customers"], snapshot, frame),
            **answer,
            "samples": samples(snapshot, frame, group, cancelled),
        }

    def dimension(self, rule: DimensionRule, cancelled: Cancel = no_cancel) -> dict[str, Any]:
        """What a dimension by rule makes of its property: values and events of each group, and of what is left."""
        snapshot, frame = self._now()
        row = self._dimension(snapshot, rule, cancelled)
        events = sum(group["events"] for group in (*row["groups"], row["other"])) + row["missing"]
        return {**_head("definition.dimension", events, snapshot, frame), **row}

    def check(self, cancelled: Cancel = no_cancel) -> dict[str, Any]:
        """Counts of every rule, and where rules meet, fit nothing or leave something out."""
        snapshot, frame = self._now()

        def made() -> dict[str, Any]:
            rows = kind_rows(frame, self._tally(snapshot, cancelled))
            dimensions = [self._dimension(snapshot, rule, cancelled) for rule in frame.definitions.dimensions]
            return {**rules.checked(snapshot, frame, rows, _stop(cancelled)), "dimensions": dimensions}

        answer = self._kept(("check", snapshot.version, frame.definitions.model_dump_json()), made)
        return {**_head("definition.check", answer["customers"], snapshot, frame), **answer}

    def _dimension(self, snapshot: Snapshot, rule: DimensionRule, cancelled: Cancel) -> dict[str, Any]:
        def counts(dimension: Dimension) -> npt.NDArray[np.int64]:
            key = ("values", snapshot.version, dimension.name, len(dimension.values))
            return self._kept(key, lambda: value_counts(snapshot, dimension, _stop(cancelled)))

        return dimension_row(snapshot, rule, counts)

    def _now(self) -> tuple[Snapshot, Frame]:
        snapshot = self._store.snapshot()
        return snapshot, self._asking.frame(snapshot, self._definitions())

    def _tally(self, snapshot: Snapshot, cancelled: Cancel) -> Tally:
        size = len(snapshot.dictionaries.kinds)
        return self._kept(
            ("kinds", snapshot.version, size), lambda: tally(snapshot, np.arange(size), size, _stop(cancelled))
        )

    def _kept(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        # Two threads may both make what is missing: the results are equal.
        found: _Made | None = self._made.get(key)
        if found is None:
            found = make()
        self._made[key] = found
        while len(self._made) > _MOST_KEPT:
            self._made.popitem(last=False)
        return found


def property_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The properties of a snapshot; ``kept`` are those with a column."""
    dimensions = snapshot.dictionaries.dimensions.values()
    return [{"name": d.name, "type": d.type, "kept": d.declared, "trait": d.trait} for d in dimensions]


def kind_rows(frame: Frame, counted: Tally) -> list[dict[str, Any]]:
    """The kinds that have events, those with most first."""
    order = np.argsort(-counted.events, kind="stable")
    return [_kind_row(frame, counted, int(code)) for code in order if counted.events[code]]


def _kind_row(frame: Frame, counted: Tally, code: int) -> dict[str, Any]:
    kind, index = frame.kinds[code], int(frame.touchpoint_of[code])
    touchpoint = frame.definitions.touchpoints[index] if index != NONE else None
    stage = int(frame.stage_of[index]) if touchpoint else NONE
    return {
        "code": code,
        "name": kind.name,
        "channel": kind.channel,
        "surface": kind.surface,
        "actor": kind.actor,
        "events": int(counted.events[code]),
        "customers": int(counted.customers[code]),
        "first": iso(int(counted.first[code])),
        "last": iso(int(counted.last[code])),
        "touchpoint": touchpoint.name if touchpoint else None,
        "touchpoint_id": touchpoint.id if touchpoint else None,
        "stage": frame.definitions.stages[stage].name if stage != NONE else None,
    }


def samples(snapshot: Snapshot, frame: Frame, group: npt.NDArray[np.uint8], cancelled: Cancel) -> list[dict[str, Any]]:
    """The newest events of these kinds with all their properties; ``customer`` is the id of whose they are."""
    found = newest(snapshot, group, SAMPLES, _stop(cancelled))
    files = [(snapshot.store.path("log", row.file), row.first, row.rows) for row in snapshot.manifest.log]
    properties = read_properties(files, found.columns["arrival"].astype(np.uint64))
    return [
        event_row(i, found.columns, properties[i], frame) | {"customer": f"{code:016x}"}
        for i, code in enumerate(found.customers)
    ]


def _head(definition: str, n: int, snapshot: Snapshot, frame: Frame) -> dict[str, Any]:
    said = say(definition)
    return {
        "schema": 1,
        "definition": str(said),
        "said": parts_of(said),
        "n": n,
        "period": period_row(snapshot, frame),
        "audience": None,
        "snapshot": snapshot_row(snapshot),
    }


def _stop(cancelled: Cancel) -> Callable[[], None]:
    def stop() -> None:
        if cancelled():
            raise Cancelled("Cancelled.")

    return stop
