"""The manifest: which files live in which version. Rows in the records database; a commit inserts, never rewrites."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa

from footpath.records import tables
from footpath.records.database import Database

_Row = TypeVar("_Row")
FILE_TABLES = {"segment": tables.segment, "log": tables.log, "ids": tables.ids, "change": tables.change}


@dataclass(frozen=True)
class State:
    """Where the store stands: version, number of the last settle, next arrival, cursor of the inbox."""

    version: int
    settle: int
    arrival: int
    cursor: int


@dataclass(frozen=True)
class SegmentRow:
    """A live segment. ``level`` -1 is the base of the range (``bits``, ``prefix``); others hold any customer."""

    file: str
    bytes: int
    crc: int
    level: int
    bits: int
    prefix: int
    first: int
    last: int
    customers: int
    events: int
    oldest: int | None
    newest: int | None


@dataclass(frozen=True)
class LogRow:
    """A live file of the log."""

    file: str
    bytes: int
    crc: int
    settle: int
    source: int
    first: int
    rows: int


@dataclass(frozen=True)
class IdsRow:
    """A run of event ids that is in use. ``hour``: of a live source, when they settled (since 1970); they go after a
    day."""

    file: str
    bytes: int
    crc: int
    source: int
    rows: int
    hour: int | None = None


@dataclass(frozen=True)
class Manifest:
    """One version of the store, whole."""

    state: State
    base: tuple[SegmentRow, ...]  # ascending by range; together they cover every customer, or there is none
    spans: tuple[SegmentRow, ...]  # oldest first
    log: tuple[LogRow, ...]  # ascending by arrival
    ids: tuple[IdsRow, ...]

    @property
    def events(self) -> int:
        return sum(row.rows for row in self.log)

    @property
    def oldest(self) -> int | None:
        return min((row.oldest for row in (*self.base, *self.spans) if row.oldest is not None), default=None)

    @property
    def newest(self) -> int | None:
        return max((row.newest for row in (*self.base, *self.spans) if row.newest is not None), default=None)


class Outdated(Exception):
    """Another writer committed first: read the manifest again and repeat."""


@dataclass
class Commit:
    """What one transaction changes: files born and died (by table), rows of other tables, and the state."""

    born: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    died: dict[str, list[str]] = field(default_factory=dict)
    state: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[sa.Table, list[dict[str, Any]]]] = field(default_factory=list)
    statements: list[sa.Executable] = field(default_factory=list)

    def bear(self, table: str, **row: Any) -> None:
        self.born.setdefault(table, []).append(row)

    def bury(self, table: str, files: Sequence[str]) -> None:
        self.died.setdefault(table, []).extend(files)


def read_manifest(database: Database) -> Manifest:
    """The newest version."""
    with database.reading() as connection:
        row = connection.execute(sa.select(tables.state)).one()
        state = State(row.version, row.settle, row.arrival, row.cursor)

        def live(table: sa.Table) -> list[Any]:
            alive = sa.or_(table.c.died.is_(None), table.c.died > state.version)
            return list(connection.execute(sa.select(table).where(table.c.born <= state.version, alive)).mappings())

        segments = [_row(SegmentRow, row) for row in live(tables.segment)]
        return Manifest(
            state,
            tuple(sorted((s for s in segments if s.level < 0), key=lambda s: s.prefix << (64 - s.bits))),
            tuple(sorted((s for s in segments if s.level >= 0), key=lambda s: s.first)),
            tuple(sorted((_row(LogRow, row) for row in live(tables.log)), key=lambda log: log.first)),
            tuple(sorted((_row(IdsRow, row) for row in live(tables.ids)), key=lambda run: run.file)),
        )


def _row(shape: type[_Row], row: Any) -> _Row:
    return shape(**{name: row[name] for name in shape.__dataclass_fields__})  # type: ignore[attr-defined]


def commit(database: Database, version: int, change: Commit) -> int:
    """Carry out ``change`` on top of ``version`` in one transaction; returns the new version.

    Raises Outdated, and changes nothing, where the store has moved on.
    """
    with database.transaction() as connection:
        current = connection.execute(sa.select(tables.state.c.version).with_for_update()).scalar_one()
        if current != version:
            raise Outdated(f"The store is at version {current}, not {version}.")
        new = version + 1
        for name, files in change.died.items():
            table = FILE_TABLES[name]
            for start in range(0, len(files), 500):
                chosen = table.c.file.in_(files[start : start + 500])
                connection.execute(sa.update(table).where(chosen).values(died=new))
        for name, rows in change.born.items():
            connection.execute(sa.insert(FILE_TABLES[name]), [{**row, "born": new, "died": None} for row in rows])
        for table, rows in change.rows:
            if rows:
                connection.execute(sa.insert(table), rows)
        for statement in change.statements:
            connection.execute(statement)
        connection.execute(sa.update(tables.state).values(version=new, **change.state))
        return new


def start(database: Database) -> None:
    """The state of an empty store, where there is none yet."""
    with database.transaction() as connection:
        if connection.execute(sa.select(tables.state.c.id)).first() is None:
            connection.execute(sa.insert(tables.state).values(id=1, version=0, settle=0, arrival=0, cursor=0))
