"""The inbox: what clients sent, durable before they are answered; a SQLite file of its own, so that collecting never
waits for settling. Its cursor lives in the store's state, for the two files are not atomic together.

A damaged file is mended where it lies: what can still be read is kept, under its number, and the file as it was is put
aside. Several processes have it open; who mends it is alone with it.
"""

import fcntl
import os
import shutil
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from footpath.collecting.protocols._protocol import Delivery
from footpath.store.segment import Damaged

_COLUMNS = "source, protocol, received_ms, path, address, agent, body, id, crc"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS delivery"
    " (id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, protocol TEXT NOT NULL,"
    " received_ms INTEGER NOT NULL, path TEXT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL,"
    " body BLOB NOT NULL, crc INTEGER NOT NULL)"
)
_INSERT = f"INSERT INTO delivery ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
Found = TypeVar("Found")


class InboxDamaged(Damaged):
    """The inbox cannot be read and not be mended; the message says what to do."""


class Inbox:
    """Deliveries in the order in which they were accepted. ``damaged``: how many were lost when it was mended.

    InboxDamaged where it is beyond mending.
    """

    def __init__(self, path: Path) -> None:
        self.damaged = 0
        self._path = path
        self._lock = threading.Lock()
        self._guard = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._connection = _connected(path)
        self._carried_out(lambda: self._connection.execute(_TABLE))

    def append(self, deliveries: Sequence[Delivery]) -> None:
        """Keep these. When this returns they are durable; all of them, or none."""
        rows = [
            (d.source, d.protocol, d.received_ms, d.path, d.address, d.agent, d.body, None, zlib.crc32(d.body))
            for d in deliveries
        ]

        def write() -> None:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(_INSERT, rows)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

        self._carried_out(write)

    def after(self, cursor: int, most_bytes: int) -> list[Delivery]:
        """Deliveries after the cursor, in order; no more than about so many bytes of bodies, and at least one."""

        def read() -> list[Delivery]:
            found, size = [], 0
            for row in self._connection.execute(f"SELECT {_COLUMNS} FROM delivery WHERE id > ? ORDER BY id", (cursor,)):
                found.append(_delivery(row))
                size += len(found[-1].body)
                if size >= most_bytes:
                    break
            return found

        return self._carried_out(read)

    def newest(self) -> int:
        """The id of the newest delivery; 0 where there is none."""
        return self._carried_out(
            lambda: int(self._connection.execute("SELECT max(id) FROM delivery").fetchone()[0] or 0)
        )

    def forget(self, cursor: int) -> None:
        """Delete what is at or below the cursor: it is settled."""
        self._carried_out(lambda: self._connection.execute("DELETE FROM delivery WHERE id <= ?", (cursor,)))

    def waiting(self, cursor: int) -> int:
        """How many deliveries wait to be settled."""
        chosen = "SELECT count(*) FROM delivery WHERE id > ?"
        return self._carried_out(lambda: int(self._connection.execute(chosen, (cursor,)).fetchone()[0]))

    def close(self) -> None:
        with self._lock:
            self._connection.close()
            os.close(self._guard)

    def _carried_out(self, do: Callable[[], Found]) -> Found:
        """What ``do`` says. Where the file turns out to be damaged it is mended, and ``do`` is tried once more."""
        with self._lock:
            try:
                with self._held(fcntl.LOCK_SH):
                    return do()
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
            with self._held(fcntl.LOCK_EX):
                self._mend()
                return do()

    @contextmanager
    def _held(self, how: int) -> Iterator[None]:
        fcntl.flock(self._guard, how)
        try:
            yield
        finally:
            fcntl.flock(self._guard, fcntl.LOCK_UN)

    def _mend(self) -> None:
        """Copy the file aside, and make its content anew from the deliveries that can still be read.

        Other processes have it open: it is written through SQLite, so that they see the new content like any change.
        """
        self._connection.close()
        kept, lost = _readable(self._path)
        aside = self._path.with_name(f"inbox-damaged-{time.time_ns()}.db")
        for suffix in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{self._path}{suffix}", f"{aside}{suffix}")
        fresh = sqlite3.connect(":memory:")
        fresh.execute(_TABLE)
        fresh.executemany(_INSERT, kept)
        fresh.commit()
        self._connection = _connected(self._path)
        try:
            fresh.backup(self._connection)
        except sqlite3.DatabaseError as error:
            raise InboxDamaged(
                f"{self._path.name} cannot be read ({error}); a copy is in {aside.name}. Stop every server of the "
                f"workspace, delete {self._path.name}, and start again: what it held and was not settled is lost."
            ) from error
        finally:
            fresh.close()
        self.damaged += lost


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    with suppress(sqlite3.DatabaseError):  # a damaged file is told by the first question
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _readable(path: Path) -> tuple[list[tuple[object, ...]], int]:
    """The rows of a damaged file that can be read, and how many between the first and the last of them cannot."""
    kept: list[tuple[object, ...]] = []
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        last = 0
        for question in ("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'", "SELECT max(id) FROM delivery"):
            with suppress(sqlite3.DatabaseError, TypeError):
                last = max(last, int(connection.execute(question).fetchone()[0]))
        first = last + 1
        with suppress(sqlite3.DatabaseError, TypeError):
            first = int(connection.execute("SELECT min(id) FROM delivery").fetchone()[0])
        for number in range(first, last + 1):
            with suppress(sqlite3.DatabaseError):
                row = connection.execute(f"SELECT {_COLUMNS} FROM delivery WHERE id = ?", (number,)).fetchone()
                if row is not None:
                    kept.append(row)
    finally:
        connection.close()
    return kept, max(0, last + 1 - first - len(kept))


def _delivery(row: tuple[object, ...]) -> Delivery:
    """A row as a delivery. One whose body is not what was accepted is of no protocol, so that it is kept as it is."""
    *told, crc = row
    delivery = Delivery(*told)  # type: ignore[arg-type]
    if zlib.crc32(delivery.body) == crc:
        return delivery
    return Delivery(delivery.source, "damaged", delivery.received_ms, "", "", "", delivery.body, delivery.id)
