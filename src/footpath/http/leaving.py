"""Leaving: a client that goes away while its question is answered; the analysis stops at the next block."""

import asyncio
import threading
from contextvars import ContextVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_gone: ContextVar[threading.Event | None] = ContextVar("gone", default=None)


def client_left() -> bool:
    """Whether nobody waits any more for the answer to the request that this code runs for (also in its threads)."""
    gone = _gone.get()
    return gone is not None and gone.is_set()


class Leaving:
    """Watches for the client's leaving while the application works.

    It stands within ``Bodies``: there a body is in memory, so that what else arrives can only be the end.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        gone = threading.Event()
        waiting: asyncio.Queue[Message] = asyncio.Queue()

        async def watch() -> None:
            while not gone.is_set():
                message = await receive()
                if message["type"] == "http.disconnect":
                    gone.set()
                waiting.put_nowait(message)

        token = _gone.set(gone)
        watching = asyncio.create_task(watch())
        try:
            await self.app(scope, waiting.get, send)
        finally:
            watching.cancel()
            _gone.reset(token)
