"""Receiving single events: into the inbox, durable; and settling the inbox into the store, exactly once."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from footpath.collecting._moments import FIRST_MS, LAST_MS
from footpath.collecting.inbox import Inbox
from footpath.collecting.pipeline import take_in
from footpath.store.ids import Ordinals
from footpath.store.manifest import read_manifest
from footpath.store.settle import content_of
from footpath.store.store import Store
from footpath.vocabulary.event import EVENTS, EventBatch, Rejection

MOST_EVENTS_A_SETTLE = 50_000


def receive(inbox: Inbox, source: int, events: Sequence[dict[str, Any]]) -> None:
    """Take events (keys as the columns of ``EVENTS``, ``properties`` an object, ``time`` UTC ms). Durable on return."""
    inbox.append(source, events)


def settle_inbox(store: Store, inbox: Inbox) -> int:
    """Settle what waits, in order, one source at a time; returns how many rows were settled.

    A repeat after a crash comes to the same result: rows at or below the cursor are settled and only deleted. A single
    event that says the same as another is that event sent again, whether they are settled together or apart.
    """
    settled = 0
    with store.locked("writer"):
        cursor = read_manifest(store.database).state.cursor
        inbox.forget(cursor)
        while rows := inbox.after(cursor, MOST_EVENTS_A_SETTLE):
            for source, group in groupby(rows, key=lambda row: row[1]):
                of_source = list(group)
                cursor = of_source[-1][0]
                batch, repeated = _once(_batch(of_source))
                take_in(store, source, "inbox", batch, Ordinals(), cursor, repeated)
                settled += len(of_source)
            inbox.forget(cursor)
    return settled


def _batch(rows: list[tuple[int, int, str]]) -> EventBatch:
    """Inbox rows as a batch. An event without a customer, a name or a sensible time is rejected with its raw text."""
    taken: list[dict[str, Any]] = []
    lines: list[int] = []
    rejected: list[Rejection] = []
    for line, _, body in rows:
        event = json.loads(body)
        reason = _fault(event)
        if reason:
            rejected.append(Rejection(line, reason, body))
        else:
            taken.append(event)
            lines.append(line)
    columns = []
    for field in EVENTS:
        plain = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        column = pa.array([event.get(field.name) for event in taken], plain)
        columns.append(column.dictionary_encode() if pa.types.is_dictionary(field.type) else column)
    return EventBatch(pa.table(columns, schema=EVENTS), _properties(taken), pa.array(lines, pa.int64()), rejected)


def _once(batch: EventBatch) -> tuple[EventBatch, int]:
    """The batch with the first of the events that say the same, and how many were left out."""
    content = np.column_stack(content_of(batch.events, batch.properties))
    keep = np.sort(np.unique(content, axis=0, return_index=True)[1])
    repeated = len(content) - len(keep)
    if not repeated:
        return batch, 0
    properties = batch.properties.take(keep) if batch.properties.num_columns else batch.properties
    return EventBatch(batch.events.take(keep), properties, batch.lines.take(pa.array(keep)), batch.rejected), repeated


def _fault(event: dict[str, Any]) -> str | None:
    time = event.get("time")
    if not event.get("customer"):
        return "no_customer"
    if time is None:
        return "no_time"
    if isinstance(time, bool) or not isinstance(time, int):
        return "bad_time"
    if not FIRST_MS <= time < LAST_MS:
        return "time_out_of_range"
    return None if event.get("name") else "no_name"


def _properties(events: list[dict[str, Any]]) -> pa.Table:
    """Properties as columns, each of one type; where values differ in type, text."""
    names = dict.fromkeys(name for event in events for name in event.get("properties") or {})
    columns: dict[str, pa.Array] = {}
    for name in names:
        values = [(event.get("properties") or {}).get(name) for event in events]
        flat = [json.dumps(v, ensure_ascii=False) if isinstance(v, dict | list) else v for v in values]
        kinds = {type(value) for value in flat if value is not None}
        if kinds <= {bool} or kinds <= {str}:
            columns[name] = pa.array(flat, pa.bool_() if kinds == {bool} else pa.large_string())
        elif kinds <= {int, float}:
            columns[name] = pa.array([None if v is None else float(v) for v in flat], pa.float64())
        else:
            texts = [v if v is None or isinstance(v, str) else json.dumps(v) for v in flat]
            columns[name] = pa.array(texts, pa.large_string())
    return pa.table(columns) if columns else pa.table({})
