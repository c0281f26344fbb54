"""Rebuild: everything derived from the log, made anew. Also how an import is undone: its files leave the log."""

import json
import time
from collections.abc import Callable, Sequence

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import sqlalchemy as sa

from footpath.records import tables
from footpath.store.compact import segment_row, write_base
from footpath.store.dictionaries import Dictionaries, text_of
from footpath.store.encode import encode, part_of
from footpath.store.ids import HOUR_MS, LIVE_HOURS, Run, sorted_run, write_run
from footpath.store.log import batches
from footpath.store.manifest import Commit, LogRow, SegmentRow, commit, read_manifest
from footpath.store.segment import Part, write_segment
from footpath.store.snapshot import EVERYONE, Range
from footpath.store.store import Store
from footpath.store.whose import filed

Progress = Callable[[int, int], None]


def rebuild(
    store: Store,
    *,
    without_source: int | None = None,
    progress: Progress = lambda done, total: None,
    statements: Sequence[sa.Executable] = (),
) -> int:
    """Write all segments and id runs anew from the log. ``without_source``: leave that source's events out for good.

    The old version stays readable until the single commit at the end. Returns the number of events.
    """
    with store.locked("merger"), store.locked("writer"):
        manifest = read_manifest(store.database)
        keep = [row for row in manifest.log if row.source != without_source]
        total = sum(row.rows for row in keep)
        dictionaries = store.writing_dictionaries(manifest.state.version)
        change = Commit(statements=list(statements))
        spans: list[SegmentRow] = []
        done = 0
        live = live_sources(store)
        try:
            for row in keep:
                spans.append(_write_span(store, row, dictionaries))
                _write_ids(store, row, change, live=row.source in live)
                done += row.rows
                progress(done, total)
            upto = manifest.state.settle
            if spans:
                for base in write_base(store, Range(0, EVERYONE, tuple(spans)), 0, 0, upto):
                    change.bear("segment", **base)
            store.sync("segment", "ids")
            dead = [row.file for row in (*manifest.base, *manifest.spans)]
            change.bury("segment", dead)
            change.bury("ids", [row.file for row in manifest.ids])
            change.bury("log", [row.file for row in manifest.log if row.source == without_source])
            change.rows = dictionaries.pending.rows()
            version = commit(store.database, manifest.state.version, change)
        except BaseException:
            store.forget_dictionaries()
            raise
        dictionaries.pending.clear()
        store.keep_dictionaries(version, dictionaries)
        for name, files in change.died.items():
            store.mark_dead(name, files)
        for span in spans:
            store.path("segment", span.file).unlink(missing_ok=True)
        store.kept.forget()
    return total


def part_of_log(store: Store, row: LogRow, dictionaries: Dictionaries) -> Part:
    """The events of one log file as a part."""
    events = pa.concat_tables(batches(store.path("log", row.file)))
    texts = events["properties"].to_pylist() if dictionaries.declared else []
    customers, keys = filed(store.whose, events["customer"])
    return part_of(
        customers,
        keys,
        encode(events, _declared_values(texts, dictionaries), dictionaries, row.first),
    )


def _declared_values(texts: list[str], dictionaries: Dictionaries) -> dict[str, pa.ChunkedArray]:
    if not texts:
        return {}
    series = pl.Series(texts, dtype=pl.String)
    distinct = series.unique(maintain_order=True).to_list()
    place = {text: i for i, text in enumerate(distinct)}
    index = pa.array(np.fromiter((place[text] for text in texts), np.int64, len(texts)))
    objects = [json.loads(text) for text in distinct]
    values: dict[str, pa.ChunkedArray] = {}
    for dimension in dictionaries.declared:
        column = pa.array([text_of(found.get(dimension.name)) for found in objects], pa.large_string())
        values[dimension.name] = pa.chunked_array([column.take(index)])
    return values


def _write_span(store: Store, row: LogRow, dictionaries: Dictionaries) -> SegmentRow:
    part = part_of_log(store, row, dictionaries)
    path = store.new_path("segment", row.settle, ".arrow")
    size, crc = write_segment(path, part)
    return SegmentRow(**segment_row(part, path.name, size, crc, 0, 0, 0, row.settle, row.settle))  # type: ignore[arg-type]


def live_sources(store: Store) -> set[int]:
    """Sources whose events are known by what clients say, for a day; 0 is Footpath itself."""
    with store.database.reading() as connection:
        chosen = sa.select(tables.source.c.id).where(tables.source.c.state == "live")
        return {0, *connection.execute(chosen).scalars()}


def _write_ids(store: Store, row: LogRow, change: Commit, *, live: bool) -> None:
    hour = None
    if live:
        received = pq.read_table(store.path("log", row.file), columns=["received"])["received"]
        hour = pc.max(received).as_py() // HOUR_MS
        if hour <= time.time() * 1000 // HOUR_MS - LIVE_HOURS:
            return
    run = ids_of_log(store, row)
    path = store.new_path("ids", row.settle, ".ids")
    size, crc = write_run(path, [run])
    change.bear("ids", file=path.name, bytes=size, crc=crc, source=row.source, rows=len(run), hour=hour)


def ids_of_log(store: Store, row: LogRow) -> Run:
    """The ids of one log file, sorted."""
    identity = pa.concat_tables(batches(store.path("log", row.file), ["id"]))["id"].combine_chunks()
    if isinstance(identity, pa.ChunkedArray):
        identity = identity.chunk(0)
    pairs = np.frombuffer(identity.buffers()[1], np.uint64, 2 * len(identity), identity.offset * 16).reshape(-1, 2)
    return sorted_run(np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))
