"""What one question may take, and the watch that stops it."""

import contextvars
import re
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from footpath.sql.faults import SqlError
from footpath.vocabulary.said import say

if TYPE_CHECKING:
    import duckdb

_LOOK_S = 0.05
_MEMORY = re.compile(r"\d{1,6}(\.\d+)?\s*[MGT]i?B", re.IGNORECASE)


class Stopped(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True)
class Limits:
    """Seconds until a question is stopped, memory as DuckDB writes it (2GB), threads (None: every core).

    ``memory`` is that of the engine's buffers; the piece of the journeys that is being read comes on top.
    """

    time_s: float = 60.0
    memory: str = "2GB"
    threads: int | None = None

    def __post_init__(self) -> None:
        if not _MEMORY.fullmatch(self.memory):
            raise SqlError(say("sql.bad_memory", text=self.memory))
        if not self.time_s > 0:
            raise SqlError(say("sql.bad_time", text=str(self.time_s)))


class Watch:
    """Interrupts the engine when the time is up or nobody waits any more. The time runs from its making."""

    def __init__(self, limits: Limits, cancelled: Callable[[], bool]) -> None:
        self._limits = limits
        self._cancelled = cancelled
        self._until = time.monotonic() + limits.time_s
        self._done = threading.Event()
        self._why: Exception | None = None

    def over(self, connection: "duckdb.DuckDBPyConnection") -> "_Over":
        """Watches over this connection while the block lasts."""
        return _Over(self, connection)

    def check(self) -> None:
        """Raise what ends the question, if something does: Stopped, or SqlError where the time is up."""
        if self._why is None and self._cancelled():
            self._why = Stopped("Stopped.")
        elif self._why is None and time.monotonic() > self._until:
            self._why = SqlError(say("sql.too_long", limit_ms=round(self._limits.time_s * 1000)))
        if self._why is not None:
            raise self._why

    def look(self, connection: "duckdb.DuckDBPyConnection", over: "_Over") -> None:
        """Look until it is over, and interrupt the engine once there is a reason to."""
        while not over.wait(_LOOK_S):
            try:
                self.check()
                stopped = over.signalled
            except (Stopped, SqlError):
                stopped = True
            if stopped:
                connection.interrupt()


class _Over:
    """The thread that looks.

    A signal wakes it through a socket: in the main thread Python would notice Ctrl-C only once the engine returns,
    and the engine looks for signals between its tasks alone, which may last a minute each.
    """

    def __init__(self, watch: Watch, connection: "duckdb.DuckDBPyConnection") -> None:
        # Whether the client has left is known in the context that asked.
        target, arguments = contextvars.copy_context().run, (watch.look, connection, self)
        self._thread = threading.Thread(target=target, args=arguments, name="sql-watch", daemon=True)
        self._done = False
        self.signalled = False

    def __enter__(self) -> None:
        self._heard, self._told = socket.socketpair()
        self._told.setblocking(False)
        self._before = None
        if threading.current_thread() is threading.main_thread():
            self._before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done = True
        if self._before is not None:
            signal.set_wakeup_fd(self._before)
        self._told.send(b"\0")
        self._thread.join()
        self._heard.close()
        self._told.close()

    def wait(self, seconds: float) -> bool:
        """Wait that long, or until a signal comes or it is over; whether it is over."""
        self._heard.settimeout(seconds)
        with suppress(TimeoutError):
            self.signalled |= signal.SIGINT in self._heard.recv(64)
        return self._done
