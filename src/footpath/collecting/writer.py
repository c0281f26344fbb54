"""The writer of the inbox: requests that arrive together are made durable together, each told when its own is."""

import asyncio
import threading
from dataclasses import dataclass

from footpath.collecting.inbox import Inbox
from footpath.collecting.protocols._protocol import Delivery

MOST_BYTES = 64 << 20  #: what may wait in memory for the disk


class Overloaded(Exception):
    """More arrives than the disk takes: the client is to come again."""


@dataclass
class _Waiting:
    delivery: Delivery
    loop: asyncio.AbstractEventLoop
    kept: "asyncio.Future[None]"


class Writer:
    """Group commit: one thread writes what waits as one transaction, while the next gathers."""

    def __init__(self, inbox: Inbox, most_bytes: int = MOST_BYTES) -> None:
        self._inbox = inbox
        self._most_bytes = most_bytes
        self._changed = threading.Condition()
        self._waiting: list[_Waiting] = []
        self._bytes = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
        self._thread.start()

    async def keep(self, delivery: Delivery) -> None:
        """Returns when the delivery is durable. Overloaded where too much waits; OSError and sqlite3.Error where it
        cannot be written: then it was not taken."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(delivery, loop, loop.create_future())
        with self._changed:
            if self._closed or (self._bytes and self._bytes + len(delivery.body) > self._most_bytes):
                raise Overloaded
            self._waiting.append(waiting)
            self._bytes += len(delivery.body)
            self._changed.notify()
        await waiting.kept

    def close(self) -> None:
        """Write what waits, and end."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if not self._waiting:
                    return
                group, self._waiting = self._waiting, []
            error: Exception | None = None
            try:
                self._inbox.append([waiting.delivery for waiting in group])
            except Exception as raised:
                error = raised
            with self._changed:
                self._bytes -= sum(len(waiting.delivery.body) for waiting in group)
            for loop in {waiting.loop for waiting in group}:
                of_loop = [waiting.kept for waiting in group if waiting.loop is loop]
                loop.call_soon_threadsafe(_tell, of_loop, error)


def _tell(kept: "list[asyncio.Future[None]]", error: Exception | None) -> None:
    for future in kept:
        if future.done():  # the client left
            continue
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)
