"""The tables of a workspace, by the names that questions use."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pyarrow as pa

from footpath.definitions.lookup import NONE, stage_of, touchpoint_of
from footpath.definitions.model import Definitions
from footpath.sql.journeys import Dimension, Placed, customers_table, events_table
from footpath.sql.lazy import LazyTable
from footpath.sql.log import log_table
from footpath.store.snapshot import Snapshot

Tables: TypeAlias = Mapping[str, LazyTable[Any] | pa.Table]
NAMES = ("events", "customers", "kinds", "touchpoints", "stages", "log")


def tables(snapshot: Snapshot, definitions: Definitions, dimensions: Sequence[Dimension]) -> Tables:
    """Every table of one snapshot under one version of the definitions. ``dimensions``: in the order of their columns;
    those that are no columns of the journeys are left out."""
    placed = _placed(snapshot, definitions)
    declared = [dimension for dimension in dimensions if dimension.declared]
    names = {stage.id: stage.name for stage in definitions.stages}
    texts = placed.texts()
    return {
        "events": events_table(snapshot, placed, declared),
        "customers": customers_table(snapshot, declared),
        "kinds": pa.table({name: _texts(values[1:]) for name, values in texts.items()}),
        "touchpoints": pa.table(
            {
                "place": pa.array(range(1, len(definitions.touchpoints) + 1), pa.int32()),
                "id": _texts([one.id for one in definitions.touchpoints]),
                "name": _texts([one.name for one in definitions.touchpoints]),
                "channel": _texts([one.channel for one in definitions.touchpoints]),
                "stage": _texts([names.get(one.stage or "", "") for one in definitions.touchpoints]),
                "origin": _texts([one.origin for one in definitions.touchpoints]),
            }
        ),
        "stages": pa.table(
            {
                "place": pa.array(range(1, len(definitions.stages) + 1), pa.int32()),
                "id": _texts([one.id for one in definitions.stages]),
                "name": _texts([one.name for one in definitions.stages]),
            }
        ),
        "log": log_table(snapshot),
    }


def _placed(snapshot: Snapshot, definitions: Definitions) -> Placed:
    kinds = snapshot.dictionaries.kinds
    stage_at = stage_of(definitions)
    touchpoints, stages = [], []
    for index in touchpoint_of(definitions, kinds).tolist():
        met = index != NONE
        touchpoints.append(definitions.touchpoints[index].name if met else "")
        placed = met and int(stage_at[index]) != NONE
        stages.append(definitions.stages[int(stage_at[index])].name if placed else "")
    return Placed(kinds, touchpoints, stages)


def _texts(values: Sequence[str]) -> pa.Array:
    return pa.array([value or None for value in values], pa.string())
