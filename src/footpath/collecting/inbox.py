"""The inbox: raw events, durable before the collector answers; a SQLite file of its own, so that collecting never
waits for settling. Its cursor lives in the store's state, for the two files are not atomic together."""

import json
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class Inbox:
    """Raw events in order of arrival."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS inbox"
            " (id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, body TEXT NOT NULL)"
        )

    def append(self, source: int, events: Sequence[dict[str, Any]]) -> None:
        """Keep these events. When this returns they are durable; all of them, or none."""
        rows = [(source, json.dumps(event, ensure_ascii=False)) for event in events]
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany("INSERT INTO inbox (source, body) VALUES (?, ?)", rows)
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def after(self, cursor: int, limit: int) -> list[tuple[int, int, str]]:
        """Up to ``limit`` rows after the cursor: (id, source, body)."""
        with self._lock:
            chosen = "SELECT id, source, body FROM inbox WHERE id > ? ORDER BY id LIMIT ?"
            return list(self._connection.execute(chosen, (cursor, limit)))

    def forget(self, cursor: int) -> None:
        """Delete the rows up to the cursor: they are settled."""
        with self._lock:
            self._connection.execute("DELETE FROM inbox WHERE id <= ?", (cursor,))

    def waiting(self, cursor: int) -> int:
        """How many rows wait to be settled."""
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM inbox WHERE id > ?", (cursor,)).fetchone()[0])

    def close(self) -> None:
        with self._lock:
            self._connection.close()
