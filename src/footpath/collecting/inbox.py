"""The inbox: what clients sent, durable before they are answered; a SQLite file of its own, so that collecting never
waits for settling. Its cursor lives in the store's state, for the two files are not atomic together."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from footpath.collecting.protocols._protocol import Delivery

_COLUMNS = "source, protocol, received_ms, path, address, agent, body"


class Inbox:
    """Deliveries in the order in which they were accepted."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS delivery"
            " (id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, protocol TEXT NOT NULL,"
            " received_ms INTEGER NOT NULL, path TEXT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL,"
            " body BLOB NOT NULL)"
        )

    def append(self, deliveries: Sequence[Delivery]) -> None:
        """Keep these. When this returns they are durable; all of them, or none."""
        rows = [(d.source, d.protocol, d.received_ms, d.path, d.address, d.agent, d.body) for d in deliveries]
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(f"INSERT INTO delivery ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def after(self, cursor: int, most_bytes: int) -> list[Delivery]:
        """Deliveries after the cursor, in order; no more than about so many bytes of bodies, and at least one."""
        chosen = f"SELECT {_COLUMNS}, id FROM delivery WHERE id > ? ORDER BY id"
        found, size = [], 0
        with self._lock:
            for row in self._connection.execute(chosen, (cursor,)):
                found.append(Delivery(*row))
                size += len(found[-1].body)
                if size >= most_bytes:
                    break
        return found

    def newest(self) -> int:
        """The id of the newest delivery; 0 where there is none."""
        with self._lock:
            return int(self._connection.execute("SELECT max(id) FROM delivery").fetchone()[0] or 0)

    def forget(self, cursor: int) -> None:
        """Delete what is at or below the cursor: it is settled."""
        with self._lock:
            self._connection.execute("DELETE FROM delivery WHERE id <= ?", (cursor,))

    def waiting(self, cursor: int) -> int:
        """How many deliveries wait to be settled."""
        with self._lock:
            chosen = "SELECT count(*) FROM delivery WHERE id > ?"
            return int(self._connection.execute(chosen, (cursor,)).fetchone()[0])

    def close(self) -> None:
        with self._lock:
            self._connection.close()
