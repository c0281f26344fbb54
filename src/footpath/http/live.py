"""The live room: events as they arrive, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from footpath.http.answers.live import Arrivals
from footpath.http.desk import Desk
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import say

MOST_WATCHERS = 50
_LOOKS_EVERY_S, _SAYS_IT_LIVES_EVERY_S = 0.5, 15.0

_STREAMED: dict[str, Any] = {"description": "One after another, each as `data` of a server-sent event"}

After = Annotated[int | None, Query(ge=0, description="the arrival to go on from; nothing: the last few events")]


def live_room(desk: Desk) -> APIRouter:
    """GET /live, GET /live/stream."""
    router = APIRouter(prefix="/live", tags=["data"])
    watchers: set[object] = set()

    @router.get("", response_model=Arrivals)
    def newest(after: After = None) -> Any:
        """The newest events, and from where to ask for the next."""
        return desk.workspace.arriving.since(after)

    @router.get("/stream", response_class=StreamingResponse, responses={200: {"model": Arrivals, **_STREAMED}})
    async def stream(after: After = None) -> Any:
        """The same as server-sent events, each time some came in: ``data`` is an answer of /live."""
        if len(watchers) >= MOST_WATCHERS:
            raise Refusal(503, "too_many_watchers", say("error.too_many_watchers"), headers={"Retry-After": "30"})
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(desk, after, watchers), media_type="text/event-stream", headers=headers)

    return router


async def _events(desk: Desk, after: int | None, watchers: set[object]) -> AsyncIterator[str]:
    watcher = object()
    watchers.add(watcher)
    try:
        silent_s = 0.0
        yield "retry: 2000\n\n"
        while True:
            found = await run_in_threadpool(desk.workspace.arriving.since, after)
            if found["events"] or after is None:
                yield f"id: {found['arrival']}\ndata: {Arrivals.model_validate(found).model_dump_json()}\n\n"
                silent_s = 0.0
            elif silent_s >= _SAYS_IT_LIVES_EVERY_S:
                yield ": still here\n\n"
                silent_s = 0.0
            after = found["arrival"]
            silent_s += _LOOKS_EVERY_S
            await asyncio.sleep(_LOOKS_EVERY_S)
    finally:
        watchers.discard(watcher)
