"""The application: one workspace behind the API and the web page."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from footpath._version import __version__
from footpath.http.analyses import analyses_room
from footpath.http.audiences import audiences_room
from footpath.http.backfills import backfills_room
from footpath.http.collector import Collector
from footpath.http.customers import customers_room
from footpath.http.data import imports_room, uploads_room
from footpath.http.definitions import definitions_room
from footpath.http.desk import Desk
from footpath.http.dictionary import dictionary_room
from footpath.http.export import export_room
from footpath.http.front import STATIC
from footpath.http.identity import identity_room
from footpath.http.jobs import Jobs
from footpath.http.limits import Limits
from footpath.http.lists import lists_room
from footpath.http.live import live_room
from footpath.http.log import event
from footpath.http.map import map_room
from footpath.http.members import members_room
from footpath.http.protect import protect
from footpath.http.refusals import FaultAnswer
from footpath.http.rejected import rejected_room
from footpath.http.shelf import shelf_room
from footpath.http.sources import sources_room
from footpath.http.sql import sql_room
from footpath.http.status import status_room
from footpath.http.uploads import Uploads
from footpath.workspace import Workspace
from footpath.workspace.collecting import Collecting

ROOMS = (
    status_room,
    map_room,
    analyses_room,
    shelf_room,
    members_room,
    sql_room,
    definitions_room,
    dictionary_room,
    backfills_room,
    customers_room,
    audiences_room,
    lists_room,
    uploads_room,
    imports_room,
    sources_room,
    live_room,
    identity_room,
    rejected_room,
    export_room,
)

REFUSED: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": FaultAnswer, "description": "Refused: the sentence says what to do"},
    "5XX": {"model": FaultAnswer, "description": "A fault inside Footpath"},
}


def _settler_ended(code: int) -> None:
    event("settler_ended", logging.ERROR, code=code)


def create_app(root: Path, *, port: int = 8420, limits: Limits | None = None, static: Path = STATIC) -> FastAPI:
    """The application for the workspace at ``root``, answering as 127.0.0.1:``port``.

    Raises WorkspaceError with a sentence where ``root`` is no workspace.
    """
    limits = limits or Limits()
    workspace = Workspace.open(root)
    collecting = Collecting(workspace, failed=_settler_ended)
    desk = Desk(workspace, Jobs(), Uploads(root / "uploads", limits))
    desk.uploads.sweep()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        collecting.start()
        yield
        await run_in_threadpool(collecting.stop)
        await run_in_threadpool(desk.jobs.close)
        workspace.close()

    app = FastAPI(
        title="Footpath",
        version=__version__,
        summary="Event files in, the live customer journey map out.",
        description="Answers on this machine only. Whatever is not a GET needs the header `X-Footpath: 1`.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=REFUSED,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    for room in ROOMS:
        app.include_router(room(desk), prefix="/api")
    protect(app, port=port, limits=limits, static=static)
    app.add_middleware(Collector, collecting=collecting, disk_reserve_bytes=limits.disk_reserve_bytes)
    return app
