"""Arriving: the newest events of the log, as they settle."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from footpath.store.hashing import customer_codes
from footpath.store.manifest import LogRow, read_manifest
from footpath.store.store import Store

SHOWN_AT_FIRST, MOST_AT_ONCE = 20, 100
_COLUMNS = ["received", "customer", "time", "name", "channel", "surface", "actor", "value", "properties"]
_MOST_PROPERTIES = 12


class Arriving:
    """What came in last. Where more came at once than anybody can read, the newest of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def since(self, arrival: int | None) -> dict[str, Any]:
        """Events after this one, the oldest first: ``events``, ``passed_over`` (how many more there were), ``arrival``
        to ask from the next time. None: the last few."""
        manifest = read_manifest(self._store.database)
        head = manifest.state.arrival
        wanted = head - SHOWN_AT_FIRST if arrival is None else arrival
        first = max(0, wanted, head - MOST_AT_ONCE)
        rows = [row for row in manifest.log if row.first + row.rows > first]
        events = [event for row in rows for event in self._of_file(row, first)]
        passed_over = 0 if arrival is None else first - wanted
        return {"arrival": head, "passed_over": max(0, passed_over), "events": events}

    def _of_file(self, row: LogRow, first: int) -> Iterator[dict[str, Any]]:
        skipped = max(0, first - row.first)
        file = pq.ParquetFile(self._store.path("log", row.file))
        base, parts = 0, []
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            if base + size > skipped:
                parts.append(file.read_row_group(group, columns=_COLUMNS).slice(max(0, skipped - base)))
            base += size
        table = pa.concat_tables(parts)
        customers = self._store.whose.customers(customer_codes(table["customer"])).tolist()
        for at, (event, customer) in enumerate(zip(table.to_pylist(), customers, strict=True)):
            properties = dict([*json.loads(event["properties"]).items()][:_MOST_PROPERTIES])
            yield {
                **event,
                "arrival": row.first + skipped + at,
                "received": _moment(event["received"]),
                "time": _moment(event["time"]),
                "key": event["customer"],
                "customer": f"{customer:016x}",
                "source": row.source,
                "properties": properties,
            }


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")
