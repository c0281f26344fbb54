"""The engine: DuckDB in memory, shut off from everything but its tables, and held to its limits."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from footpath.sql.check import Checked, check
from footpath.sql.faults import SqlError, told
from footpath.sql.lazy import LazyTable
from footpath.sql.limits import Limits, Watch
from footpath.sql.plain import plain_batch, plain_schema
from footpath.sql.tables import Tables
from footpath.vocabulary.said import say

#: What one question may put on the disk where its memory does not suffice.
SPILLED = "10GB"
_BATCH = 10_000
_STALE_S = 24 * 3600
_EXPLAIN = "EXPLAIN "


@dataclass(frozen=True)
class Reading:
    """A question that is being answered: ``types`` of its columns as DuckDB names them, the rows as they come."""

    types: list[str]
    rows: pa.RecordBatchReader


@contextmanager
def reading(
    text: str, tables: Tables, *, limits: Limits, watch: Watch, folder: Path, timezone: str
) -> Iterator[Reading]:
    """The answer of a question, as long as the block lasts; whoever reads its rows may meet the same errors.

    ``folder``: where it may spill to the disk. SqlError where it cannot be answered, or not within its limits; Stopped
    once nobody waits any more.
    """
    text = text.encode(errors="replace").decode().replace("\0", " ")
    with _spill(folder) as spill, _connected(limits, spill) as connection:
        asked = check(connection, text, list(tables))
        for name in asked.tables:
            table = tables[name]
            if isinstance(table, LazyTable):
                table.hold()
        _lock(connection, tables, timezone)
        answering = _Answering(connection, asked, tables, limits, watch)
        with watch.over(connection):
            with answering.telling():
                relation = connection.sql(text)
                types = [str(kind) for kind in relation.types]
                rows = relation.to_arrow_reader(_BATCH)
            try:
                schema = plain_schema(rows.schema)
                yield Reading(types, pa.RecordBatchReader.from_batches(schema, answering.batches(rows, schema)))
            finally:
                connection.interrupt()
                rows.close()


def types_of(tables: Tables) -> dict[str, dict[str, str]]:
    """The columns of every table with their types, as DuckDB names them."""
    found = {}
    with _connected(Limits(), None) as connection:
        for name, table in tables.items():
            connection.register(name, table)
            relation = connection.table(name)
            found[name] = dict(zip(relation.columns, map(str, relation.types), strict=True))
    return found


@contextmanager
def _connected(limits: Limits, spill: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": limits.memory,
        "temp_directory": "" if spill is None else str(spill),
        "max_temp_directory_size": SPILLED,
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "allow_community_extensions": False,
        "errors_as_json": True,
    }
    if limits.threads is not None:
        config["threads"] = limits.threads
    connection = duckdb.connect(":memory:", config=config)
    try:
        yield connection
    finally:
        connection.close()


def _lock(connection: duckdb.DuckDBPyConnection, tables: Tables, timezone: str) -> None:
    """Give the engine its tables and take the rest of the world away from it, for good."""
    for name, table in tables.items():
        connection.register(name, table)
    connection.execute("SET TimeZone = '" + timezone.replace("'", "''") + "'")
    connection.execute("SET enable_progress_bar = false")  # it would be drawn on stdout
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


@dataclass(frozen=True)
class _Answering:
    connection: duckdb.DuckDBPyConnection
    asked: Checked
    tables: Tables
    limits: Limits
    watch: Watch

    def batches(self, rows: pa.RecordBatchReader, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        with self.telling():
            for batch in rows:
                self.watch.check()
                yield plain_batch(batch, schema)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turns what DuckDB raises into what the question's author can read."""
        try:
            yield
        except (duckdb.Error, OSError, RuntimeError) as error:
            self.watch.check()
            for table in self.tables.values():
                if isinstance(table, LazyTable) and table.failed is not None:
                    raise table.failed from None
            if "Query interrupted" in str(error):  # by Ctrl-C: the signal is the engine's while it works
                raise KeyboardInterrupt from None
            if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory Error" in str(error):
                raise SqlError(say("sql.too_large", limit=self.limits.memory)) from None
            raise self._told(error) from None

    def _told(self, error: Exception) -> SqlError:
        known = {column for name in self.asked.tables for column in self.tables[name].schema.names}
        if "{" not in str(error):
            # Made by the layer in front of the engine, without a place: the engine's own says where.
            try:
                self.connection.execute(_EXPLAIN + self.asked.plain)
            except duckdb.Error as again:
                return told(self.asked.text, str(again), known, shift=len(_EXPLAIN))
        return told(self.asked.text, str(error), known)


@contextmanager
def _spill(folder: Path) -> Iterator[Path]:
    """A folder for this question alone; those that a killed process left are cleared after a day."""
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_S:
                for file in left.iterdir():
                    file.unlink()
                left.rmdir()
    with tempfile.TemporaryDirectory(prefix="sql-", dir=folder) as own:
        yield Path(own)
