"""Asking in SQL: the tables of the newest snapshot, and the answers to questions over them."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from footpath.definitions.model import Definitions
from footpath.exporting.tables import Format, Written, format_of, json_ready, stream_table, write_table
from footpath.sql.faults import SqlError
from footpath.sql.limits import Limits, Stopped, Watch
from footpath.store.snapshot import Snapshot
from footpath.store.store import Store
from footpath.vocabulary.said import say
from footpath.workspace.asking import no_cancel, snapshot_row
from footpath.workspace.folder import Cancelled
from footpath.workspace.properties import Properties

if TYPE_CHECKING:
    from footpath.sql.engine import Reading
    from footpath.sql.tables import Tables

#: Questions of one workspace that are answered at a time; each may take its memory.
AT_ONCE = 2
#: Beyond it a number of JSON is not exact everywhere; whole numbers are text then.
_EXACT = 1 << 53
_WAIT_S = 0.1
_FOLDER = "spill"

Cancelling = Callable[[], bool]


class SqlResult:
    """The answer of a question in SQL. ``.table`` is Arrow: it works with pandas, Polars and DuckDB."""

    def __init__(
        self, query: str, table: pa.Table, types: list[str], more: bool, seconds: float, snapshot: dict[str, Any]
    ) -> None:
        self.query = query
        self.table = table
        #: Of each column its type as DuckDB names it.
        self.types = types
        #: Whether there are more rows than were asked for.
        self.more = more
        self.seconds = seconds
        self._snapshot = snapshot

    @property
    def heads(self) -> list[str]:
        """The columns, in order."""
        return list(self.table.schema.names)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows; times are in the workspace's time zone."""
        return self.table.to_pylist()  # type: ignore[no-any-return]

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready values (docs/json.md)."""
        return {
            "schema": 1,
            "heads": self.heads,
            "types": self.types,
            "rows": [{name: _exact(json_ready(value)) for name, value in row.items()} for row in self.rows],
            "more": self.more,
            "seconds": round(self.seconds, 3),
            "snapshot": self._snapshot,
        }

    def __repr__(self) -> str:
        return f"<sql: {self.table.num_rows:,} rows, {self.table.num_columns} columns>"


class Sql:
    """Asks the events, customers and definitions of a workspace in SQL (docs/sql.md). Every question is of one
    snapshot, reads only, and has its limits."""

    def __init__(self, store: Store, root: Path, timezone: str, definitions: Callable[[], Definitions]) -> None:
        self._store = store
        self._root = root
        self._timezone = timezone
        self._definitions = definitions
        self._free = threading.BoundedSemaphore(AT_ONCE)

    def __call__(
        self,
        query: str,
        *,
        rows: int | None = None,
        time_limit: float = 60.0,
        memory: str = "2GB",
        cancelled: Cancelling = no_cancel,
    ) -> SqlResult:
        """The answer of one SELECT (also WITH, DESCRIBE, SUMMARIZE, EXPLAIN).

        ``rows``: at most so many, else all. ``time_limit`` in seconds, ``memory`` like 2GB. SqlError says what is
        wrong with the question, with its place as ``where``; Cancelled is raised once ``cancelled`` says yes.
        """
        began = time.perf_counter()
        with self._reading(query, Limits(time_limit, memory), cancelled) as (snapshot, answer):
            table, more = _first(answer.rows, rows)
            seconds = time.perf_counter() - began
            return SqlResult(query, table, answer.types, more, seconds, snapshot_row(snapshot))

    def tables(self) -> list[dict[str, Any]]:
        """What there is to ask: of each table its name and columns, of each column its name and type."""
        from footpath.sql.engine import types_of

        types = types_of(self._tables(self._store.snapshot()))
        return [
            {"name": name, "columns": [{"name": column, "type": kind} for column, kind in columns.items()]}
            for name, columns in types.items()
        ]

    def write(
        self,
        query: str,
        path: str | Path,
        file_format: str | None = None,
        *,
        time_limit: float = 60.0,
        memory: str = "2GB",
        cancelled: Cancelling = no_cancel,
    ) -> Written:
        """Write all rows of an answer as CSV, XLSX, Parquet or JSON: by the suffix, else ``file_format``.

        Memory: one batch of rows. The file is whole or not there. Unwritable says what hinders.
        """
        target = Path(path)
        chosen = format_of(target, file_format)
        with self._reading(query, Limits(time_limit, memory), cancelled) as (snapshot, answer):
            return write_table(answer.rows, target, chosen, _about(query, snapshot))

    def stream(
        self, query: str, file_format: Format, *, time_limit: float = 60.0, cancelled: Cancelling = no_cancel
    ) -> Iterator[bytes]:
        """The bytes of the file that ``write`` makes. What hinders is raised before the first."""
        with self._reading(query, Limits(time_limit), cancelled) as (snapshot, answer):
            return stream_table(answer.rows, file_format, _about(query, snapshot))

    @contextmanager
    def _reading(self, query: str, limits: Limits, cancelled: Cancelling) -> Iterator[tuple[Snapshot, "Reading"]]:
        from footpath.sql.engine import reading  # DuckDB takes a while to import

        watch = Watch(limits, cancelled)
        try:
            with self._turn(watch):
                snapshot = self._store.snapshot()
                known, folder = self._tables(snapshot), self._root / _FOLDER
                with reading(
                    query, known, limits=limits, watch=watch, folder=folder, timezone=self._timezone
                ) as answer:
                    yield snapshot, answer
        except Stopped as stopped:
            raise Cancelled(str(stopped)) from None

    @contextmanager
    def _turn(self, watch: Watch) -> Iterator[None]:
        """Waits until fewer questions are being answered, within this one's time."""
        while not self._free.acquire(timeout=_WAIT_S):
            try:
                watch.check()
            except SqlError:
                raise SqlError(say("sql.busy")) from None
        try:
            yield
        finally:
            self._free.release()

    def _tables(self, snapshot: Snapshot) -> "Tables":
        from footpath.sql.tables import tables

        definitions = self._definitions()
        properties = Properties(snapshot, definitions.dimensions)
        found = [properties.find(name) for name in properties.names()]
        return tables(snapshot, definitions, [dimension for dimension in found if dimension is not None])


def _first(reader: pa.RecordBatchReader, rows: int | None) -> tuple[pa.Table, bool]:
    """The first rows, and whether there are more."""
    batches, count = [], 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        if rows is not None and count > rows:
            break
    table = pa.Table.from_batches(batches, reader.schema)
    return (table, False) if rows is None or count <= rows else (table.slice(0, rows), True)


def _exact(value: Any) -> Any:
    """The value with whole numbers that JSON cannot carry everywhere as text."""
    match value:
        case bool():
            return value
        case int():
            return value if -_EXACT <= value <= _EXACT else str(value)
        case dict():
            return {name: _exact(one) for name, one in value.items()}
        case list():
            return [_exact(one) for one in value]
    return value


def _about(query: str, snapshot: Snapshot) -> dict[str, Any]:
    row = snapshot_row(snapshot)
    return {
        "query": query,
        "snapshot": f"version {row['version']}, newest event {row['at']}, events {row['events']:,}",
    }
