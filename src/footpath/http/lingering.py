"""Refusing a request whose body is still on its way."""

import asyncio
import time

from starlette.responses import JSONResponse
from starlette.types import Message, Receive, Scope, Send

from footpath.http.refusals import Refusal

LINGER_S = 2.0


async def refuse_unread(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers, then discards what still arrives for at most two seconds, then closes.

    Closing at once would reset the connection, and the client would lose the answer that says why.
    """
    response: JSONResponse = refusal.response()
    response.headers["Connection"] = "close"

    async def held(message: Message) -> None:
        if message["type"] == "http.response.body":
            await send({**message, "more_body": True})
        else:
            await send(message)

    await response(scope, receive, held)
    until = time.monotonic() + LINGER_S
    while (left := until - time.monotonic()) > 0:
        try:
            message = await asyncio.wait_for(receive(), left)
        except TimeoutError:
            break
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    await send({"type": "http.response.body", "body": b"", "more_body": False})
