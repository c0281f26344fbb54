"""Live sources of a workspace: what clients send to, each with its write key and settings."""

from typing import Any

from pydantic import ValidationError

from footpath.collecting.live_sources import (
    LiveSource,
    NoSuchSource,
    SourceSettings,
    change_source,
    create_source,
    live_source,
    live_sources,
)
from footpath.records.database import Database
from footpath.vocabulary.said import say
from footpath.workspace.folder import WorkspaceError


class LiveSources:
    """Live sources by their numbers. WorkspaceError where there is none of a number, or a setting cannot be."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[dict[str, Any]]:
        """Every live source, the oldest first (docs/json.md)."""
        return [_row(source) for source in live_sources(self._database)]

    def get(self, source: int) -> dict[str, Any]:
        try:
            return _row(live_source(self._database, source))
        except NoSuchSource:
            raise WorkspaceError(say("collector.no_source", number=str(source))) from None

    def create(self, name: str, **settings: Any) -> dict[str, Any]:
        """A new source with a write key. ``settings``: those of ``SourceSettings``."""
        return _row(create_source(self._database, name, _settings({}, settings)))

    def change(
        self, source: int, *, name: str | None = None, renew_key: bool = False, **settings: Any
    ) -> dict[str, Any]:
        """The source with another name, a new write key, or other values of these settings."""
        before = self.get(source)["settings"]
        changed = _settings(before, settings) if settings else None
        return _row(change_source(self._database, source, name=name, settings=changed, renew_key=renew_key))


def _settings(before: dict[str, Any], changed: dict[str, Any]) -> SourceSettings:
    try:
        return SourceSettings.model_validate({**before, **changed})
    except ValidationError as error:
        first = error.errors()[0]
        message = str(first["msg"]).removeprefix("Value error, ")
        where = ".".join(str(part) for part in first["loc"])
        raise WorkspaceError(say("error.not_valid", where=where, message=message.rstrip("."))) from None


def _row(source: LiveSource) -> dict[str, Any]:
    plain = ("id", "name", "write_key", "events", "rejected", "skipped", "at")
    return {name: getattr(source, name) for name in plain} | {"settings": source.settings.model_dump(mode="json")}
