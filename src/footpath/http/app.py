"""The application: one workspace behind the API and the web page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from footpath._version import __version__
from footpath.http.front import STATIC
from footpath.http.limits import Limits
from footpath.http.protect import protect
from footpath.http.refusals import FaultAnswer

REFUSED: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": FaultAnswer, "description": "Refused: the sentence says what to do"},
    "5XX": {"model": FaultAnswer, "description": "A fault inside Footpath"},
}


def create_app(root: Path, *, port: int = 8420, limits: Limits | None = None, static: Path = STATIC) -> FastAPI:
    """The application for the workspace at ``root``, answering as 127.0.0.1:``port``.

    Raises WorkspaceError with a sentence where ``root`` is no workspace.
    """
    limits = limits or Limits()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

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
    protect(app, port=port, limits=limits, static=static)
    return app
