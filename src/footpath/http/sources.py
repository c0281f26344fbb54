"""The sources room: what clients send to with a write key."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import Field

from footpath.http.answers.sources import Source, Sources
from footpath.http.desk import Desk
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError


class Settings(Asked):
    """Settings of a source; those that are not given stay, or are as they are for a new one."""

    origins: list[str] | None = Field(None, max_length=100)
    batch_bytes: int | None = None
    batch_events: int | None = None
    events_per_second: int | None = None
    channel: str | None = Field(None, max_length=100)
    addresses: Literal["shortened", "none"] | None = None
    paused: bool | None = None


class NewSource(Asked):
    """A source to make."""

    name: str = Field(min_length=1, max_length=200)
    settings: Settings = Settings()


class ChangedSource(Asked):
    """What changes of a source."""

    name: str | None = Field(None, min_length=1, max_length=200)
    settings: Settings = Settings()
    renew_key: bool = Field(False, description="a new write key; the old one is refused from then on")


def sources_room(desk: Desk) -> APIRouter:
    """GET, POST /sources; POST /sources/{source}."""
    router = APIRouter(prefix="/sources", tags=["data"])
    sources = desk.workspace.sources

    @router.get("", response_model=Sources)
    def every() -> Any:
        """All live sources with their write keys and counts."""
        return {"sources": sources.all()}

    @router.post("", response_model=Source)
    def create(body: NewSource) -> Any:
        """Makes a source with a write key of its own."""
        try:
            return sources.create(body.name, **body.settings.model_dump(exclude_unset=True))
        except WorkspaceError as error:
            raise Refusal(422, "not_valid", error.args[0], where="settings") from None

    @router.post("/{source}", response_model=Source)
    def change(source: int, body: ChangedSource) -> Any:
        """Changes name, settings or write key of a source."""
        _there(desk, source)
        settings = body.settings.model_dump(exclude_unset=True)
        try:
            return sources.change(source, name=body.name, renew_key=body.renew_key, **settings)
        except WorkspaceError as error:
            raise Refusal(422, "not_valid", error.args[0], where="settings") from None

    return router


def _there(desk: Desk, source: int) -> None:
    try:
        desk.workspace.sources.get(source)
    except WorkspaceError as error:
        raise Refusal(404, "no_such_source", error.args[0], where="source") from None
