"""Dimensions by rule: what each group holds, and which rules hold nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.definitions.dimensions import NO_GROUP, NO_VALUE, group_of
from footpath.definitions.model import DimensionRule
from footpath.store.dictionaries import Dimension
from footpath.store.snapshot import Snapshot
from footpath.workspace.properties import Properties

EXAMPLES = 10
Counts = npt.NDArray[np.int64]


def value_counts(snapshot: Snapshot, dimension: Dimension, stop: Callable[[], None]) -> Counts:
    """Events with each value of a property that is a column: int64[values], 0 for none given. O(events)."""
    counts = np.zeros(len(dimension.values), np.int64)
    for block in snapshot.blocks((dimension.column,)):
        stop()
        counts += np.bincount(block().columns[dimension.column], minlength=len(counts))
    return counts


def dimension_row(snapshot: Snapshot, rule: DimensionRule, counts: Callable[[Dimension], Counts]) -> dict[str, Any]:
    """What a rule makes of its property. ``state``: ``ready``; ``unknown`` where no event ever gave the property;
    ``no_column`` where it lies in the log alone; ``hidden`` where a property has the dimension's name."""
    properties = Properties(snapshot)
    base = properties.property(rule.property)
    row = {"name": rule.name, "property": rule.property, "trait": bool(base and base.trait)}
    if base is None or not base.declared:
        state = "unknown" if base is None else "no_column"
        empty = [_group(group.name) for group in rule.groups]
        return {**row, "state": state, "groups": empty, "other": _group(rule.other), "missing": 0}
    events, of = counts(base), group_of(rule, base.values)
    of = np.where(events > 0, of, NO_VALUE - 1)
    return {
        **row,
        "state": "hidden" if properties.property(rule.name) else "ready",
        "groups": [_held(group.name, base, events, of == index) for index, group in enumerate(rule.groups)],
        "other": _held(rule.other, base, events, of == NO_GROUP),
        "missing": int(events[0]),
    }


def _held(name: str, base: Dimension, events: Counts, mine: npt.NDArray[np.bool_]) -> dict[str, Any]:
    places = np.flatnonzero(mine)
    most = places[np.argsort(-events[places], kind="stable")][:EXAMPLES]
    return _group(name, len(places), int(events[places].sum()), [base.values[place] for place in most])


def _group(name: str, values: int = 0, events: int = 0, examples: list[str] | None = None) -> dict[str, Any]:
    return {"name": name, "values": values, "events": events, "examples": examples or []}
