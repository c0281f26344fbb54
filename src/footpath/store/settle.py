"""Settling: one batch of events becomes a log file, a segment and a run of ids, committed together or not at all.

Files first, each made durable, then one transaction (store.md): a crash before it leaves files that no row names,
and nothing of the batch happened.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import sqlalchemy as sa

from footpath.records import tables
from footpath.store.compact import segment_row
from footpath.store.encode import encode, part_of
from footpath.store.hashing import contents
from footpath.store.ids import LIVE_HOURS, Ordinals, Run, identified, known_of_run, write_run
from footpath.store.log import SCHEMA, properties_json, write_log
from footpath.store.manifest import IdsRow, commit, read_manifest
from footpath.store.merge import merge, merged_part
from footpath.store.segment import seal, write_segment
from footpath.store.settling import Settling, Told
from footpath.store.store import Store
from footpath.store.whose import After, Regrouped, filed, moved_parts

U64 = npt.NDArray[np.uint64]
RUNS_JOINED = 3  #: with the new run, four become one


def content_of(events: pa.Table, properties: pa.Table) -> tuple[U64, U64]:
    """Two independent hashes of what each event says."""
    return contents(pa.table({**_columns(events), **_columns(properties, "p:")}))


def drop_duplicates(batch: Settling) -> None:
    """Leave out events whose id the store has. Of an import, the id is the content and the ordinal among its identical
    rows, known for good; of a live source, what the client says, known for a day."""
    if isinstance(batch.ids, Told):
        ids = identified(batch.ids.high, batch.ids.low)
        oldest = batch.ids.hour - LIVE_HOURS
        others = [row.file for row in batch.manifest.ids if row.source == batch.source and (row.hour or 0) > oldest]
    else:
        ids = batch.ids.ids(*content_of(batch.events, batch.properties))
        others = [row.file for row in batch.manifest.ids if row.hour is None and row.file not in batch.ids.files]
    batch.high, batch.low, batch.run = ids.high, ids.low, ids.run
    here = known_of_run([batch.store.run(file) for file in others], ids.run)
    if here.any():
        keep = np.ones(len(ids.high), bool)
        keep[ids.order[here]] = False
        batch.skipped = int(here.sum())
        batch.events = batch.events.filter(pa.array(keep))
        if isinstance(batch.ids, Told):
            batch.ids = replace(batch.ids, texts=batch.ids.texts.filter(pa.array(keep)))
        if batch.properties.num_columns:
            batch.properties = batch.properties.filter(pa.array(keep))
        batch.high, batch.low = ids.high[keep], ids.low[keep]
        batch.run = Run(ids.run.high[~here], ids.run.low[~here])


def find_customer(batch: Settling) -> None:
    """The customer of each event, by its key."""
    batch.customers, batch.keys = filed(After(batch.store.whose, batch.regrouped), batch.events["customer"])


def name_kind(batch: Settling) -> None:
    """Kinds and declared dimensions as codes; new ones are entered in the dictionaries."""
    batch.dictionaries.declare(batch.properties)
    declared = {d.name for d in batch.dictionaries.declared} & set(batch.properties.column_names)
    values = {name: batch.properties[name] for name in batch.properties.column_names if name in declared}
    batch.columns = encode(batch.events, values, batch.dictionaries, batch.manifest.state.arrival)


def append_log(batch: Settling) -> None:
    """The events in their final form, durable."""
    rows = batch.events.num_rows
    identity = np.empty((rows, 2), np.uint64)
    identity[:, 0], identity[:, 1] = batch.high, batch.low
    table = pa.table(
        [
            pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), rows, [None, pa.py_buffer(identity.tobytes())]),
            pa.array(np.full(rows, batch.received_ms, np.int64)),
            *(batch.events[name] for name in batch.events.column_names),
            batch.ids.texts if isinstance(batch.ids, Told) else properties_json(batch.properties, rows),
        ],
        schema=SCHEMA,
    )
    path = batch.store.new_path("log", batch.number, ".parquet")
    size, crc = write_log(path, table)
    batch.commit.bear(
        "log",
        file=path.name,
        bytes=size,
        crc=crc,
        settle=batch.number,
        source=batch.source,
        first=batch.manifest.state.arrival,
        rows=rows,
    )


def write_ids(batch: Settling) -> None:
    """The ids of the batch, merged with runs of the source (of a live one, and the hour) that are about as long."""
    hour = batch.ids.hour if isinstance(batch.ids, Told) else None
    rows = [row for row in batch.manifest.ids if row.source == batch.source and row.hour == hour]
    if hour is not None:
        batch.commit.bury("ids", [row.file for row in batch.manifest.ids if row.hour and row.hour <= hour - LIVE_HOURS])
    joined = _joined(len(batch.run), sorted(rows, key=lambda row: row.rows))
    batch.commit.bury("ids", [row.file for row in joined])
    total = len(batch.run) + sum(row.rows for row in joined)
    path = batch.store.new_path("ids", batch.number, ".ids")
    size, crc = write_run(path, [batch.run, *(batch.store.run(row.file) for row in joined)])
    if isinstance(batch.ids, Ordinals) and batch.ids.files.issuperset(row.file for row in joined):
        batch.ids.files.add(path.name)
    batch.commit.bear("ids", file=path.name, bytes=size, crc=crc, source=batch.source, rows=total, hour=hour)


def _joined(size: int, rows: list[IdsRow]) -> list[IdsRow]:
    """The runs, of ``rows`` from the shortest, that one of ``size`` ids merges with: three of at most twice its length,
    then three of at most twice what that makes. Each id is rewritten O(log n) times, and O(log n) runs are left."""
    joined: list[IdsRow] = []
    while len(more := rows[len(joined) : len(joined) + RUNS_JOINED]) == RUNS_JOINED and more[-1].rows <= 2 * size:
        joined += more
        size += sum(row.rows for row in more)
    return joined


def write_entries(batch: Settling) -> None:
    """The segment: what is new of each customer, and the journeys of those whose keys changed hands."""
    parts = [part_of(batch.customers, batch.keys, batch.columns)] if batch.events.num_rows else []
    if batch.regrouped.moves:
        parts = [*moved_parts(batch.store.snapshot(), batch.regrouped), *parts]
    if not parts:
        return
    part = merged_part(merge(parts, whole=False)) if len(parts) > 1 else parts[0]
    path = batch.store.new_path("segment", batch.number, ".arrow")
    size, crc = write_segment(path, part)
    batch.commit.bear("segment", **segment_row(part, path.name, size, crc, 0, 0, 0, batch.number, batch.number))
    _note_changes(batch, part.customers)


def _note_changes(batch: Settling, customers: U64) -> None:
    """Which customers changed, for followers; nothing is written while there are none."""
    with batch.store.database.reading() as connection:
        if connection.execute(sa.select(tables.follower.c.name).limit(1)).first() is None:
            return
    path = batch.store.new_path("change", batch.number, ".customers")
    path.write_bytes(customers.tobytes())
    size, crc = seal(path)
    batch.commit.bear("change", file=path.name, bytes=size, crc=crc, settle=batch.number)


STEPS: tuple[Callable[[Settling], None], ...] = (
    drop_duplicates,
    find_customer,
    name_kind,
    append_log,
    write_ids,
    write_entries,
)


@dataclass(frozen=True)
class Settled:
    """What one settle did: ``customers`` uint64, the codes of those who changed."""

    events: int
    skipped: int
    customers: U64


@dataclass(frozen=True)
class Beside:
    """What is committed together with a settle: rows of other tables, statements, the new cursor of the inbox."""

    rows: list[tuple[sa.Table, list[dict[str, object]]]] = field(default_factory=list)
    statements: list[sa.Executable] = field(default_factory=list)
    cursor: int | None = None


def settle(
    store: Store,
    source: int,
    received_ms: int,
    events: pa.Table,
    properties: pa.Table,
    ids: Ordinals | Told,
    beside: Callable[[Settled], Beside] = lambda _: Beside(),
    regrouped: Regrouped | None = None,
) -> Settled:
    """Take one batch in. When this returns, the batch is durable and every later snapshot shows it. ``regrouped``: keys
    that change hands with it."""
    with store.locked("writer"):
        manifest = read_manifest(store.database)
        dictionaries = store.writing_dictionaries(manifest.state.version)
        batch = Settling(
            store, source, received_ms, events, properties, ids, manifest, regrouped or Regrouped(), dictionaries
        )
        try:
            for step in STEPS:
                if batch.events.num_rows or step is write_entries:
                    step(batch)
            store.sync("log", "segment", "ids", "change")
            done = Settled(batch.events.num_rows, batch.skipped, np.unique(batch.customers))
            version = _commit(batch, beside(done))
        except BaseException:
            store.forget_dictionaries()
            raise
        dictionaries.pending.clear()
        store.keep_dictionaries(version, dictionaries)
    store.mark_dead("ids", batch.commit.died.get("ids", []))
    return done


def _commit(batch: Settling, beside: Beside) -> int:
    state = batch.manifest.state
    if batch.commit.born.get("segment"):
        batch.commit.state = {"settle": batch.number, "arrival": state.arrival + batch.events.num_rows}
    if beside.cursor is not None:
        batch.commit.state["cursor"] = beside.cursor
    batch.commit.rows = [*batch.dictionaries.pending.rows(), *batch.regrouped.rows, *beside.rows]
    batch.commit.statements = [*batch.regrouped.statements, *beside.statements]
    return commit(batch.store.database, state.version, batch.commit)


def _columns(table: pa.Table, prefix: str = "") -> dict[str, pa.ChunkedArray]:
    return {prefix + name: table[name] for name in table.column_names}
