"""Joining the log: a settle writes a file of its own, and neighbours become one until it has about a million rows.

Neither an event's place in the log nor what is said of it changes: only the file that holds it.
"""

from itertools import pairwise

import pyarrow.parquet as pq

from footpath.store.log import ROWS_A_GROUP, SCHEMA
from footpath.store.manifest import Commit, LogRow, Manifest
from footpath.store.segment import seal
from footpath.store.store import Store

FILES_JOINED = 8
MOST_ROWS = 1_000_000


def neighbours(manifest: Manifest) -> list[LogRow]:
    """The oldest files that are to be joined: eight of one source in a row, none of more rows than the others together.

    So each row is written again O(log n) times, and files of one source that lie in a row stay O(log n) many below a
    million rows.
    """
    for at in range(len(manifest.log) - FILES_JOINED + 1):
        rows = manifest.log[at : at + FILES_JOINED]
        total = sum(row.rows for row in rows)
        small = total <= MOST_ROWS and 2 * max(row.rows for row in rows) <= total
        if small and all(_follows(one, other) for one, other in pairwise(rows)):
            return [*rows]
    return []


def join(store: Store, rows: list[LogRow]) -> Commit:
    """Write one file of these, durable; the commit by which it takes their place."""
    newest = rows[-1]
    path = store.new_path("log", newest.settle, ".parquet")
    with pq.ParquetWriter(path, SCHEMA, compression="zstd", compression_level=1) as writer:
        for row in rows:
            writer.write_table(pq.read_table(store.path("log", row.file), schema=SCHEMA), row_group_size=ROWS_A_GROUP)
    size, crc = seal(path)
    store.sync("log")
    change = Commit()
    change.bear(
        "log",
        file=path.name,
        bytes=size,
        crc=crc,
        settle=newest.settle,
        source=newest.source,
        first=rows[0].first,
        rows=sum(row.rows for row in rows),
    )
    change.bury("log", [row.file for row in rows])
    return change


def _follows(one: LogRow, other: LogRow) -> bool:
    return one.source == other.source and one.first + one.rows == other.first
