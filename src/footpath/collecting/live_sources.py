"""Live sources: what clients send to with a write key, and how each takes what they send."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field, field_validator

from footpath.collecting.sources import LIVE, now
from footpath.records import tables
from footpath.records.database import Database

_FRESH_S = 1.0  #: so long after a change a collector may go by what was there before


class SourceSettings(BaseModel):
    """How a live source takes what clients send."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origins: tuple[str, ...] = Field(
        (), max_length=100, description="web addresses whose pages may send, such as https://shop.example; none: all"
    )
    batch_bytes: int = Field(500_000, ge=1_000, le=20 << 20, description="bytes of a request at most, not compressed")
    batch_events: int = Field(2_500, ge=1, le=100_000, description="events of a request at most")
    events_per_second: int | None = Field(None, ge=1, description="events a second at most; none: as many as come")
    channel: str | None = Field(None, max_length=100, description="channel of events that name none")
    addresses: Literal["shortened", "none"] = Field(
        "shortened", description="what is kept of a sender's address: its network, or nothing"
    )
    paused: bool = Field(False, description="answer that it takes nothing now")

    @field_validator("origins")
    @classmethod
    def _are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            parts = urlsplit(origin)
            if (
                parts.scheme not in ("http", "https")
                or not parts.netloc
                or origin != f"{parts.scheme}://{parts.netloc}"
            ):
                raise ValueError(f"{origin!r} is no web address of pages. Write it as https://shop.example")
        return tuple(origin.lower() for origin in origins)


@dataclass(frozen=True)
class LiveSource:
    """A source, its write key and settings, and what came through it. ``at``: when it was made."""

    id: int
    name: str
    write_key: str
    settings: SourceSettings
    events: int
    rejected: int
    skipped: int
    at: str


class NoSuchSource(LookupError):
    """There is no live source of this number."""


def create_source(database: Database, name: str, settings: SourceSettings | None = None) -> LiveSource:
    """A new source with a write key of its own."""
    values = {
        "write_key": secrets.token_hex(16),
        "settings": (settings or SourceSettings()).model_dump_json(),
        "at": now(),
    }
    with database.transaction() as connection:
        made = connection.execute(
            sa.insert(tables.source).values(name=name, state=LIVE, mapping="{}", started=values["at"], seconds=0.0)
        )
        source = int(made.inserted_primary_key[0])  # type: ignore[index]
        connection.execute(sa.insert(tables.live_source).values(source=source, **values))
    return live_source(database, source)


def live_sources(database: Database) -> list[LiveSource]:
    """Every live source, the oldest first."""
    source, live = tables.source, tables.live_source
    chosen = sa.select(source, live.c.write_key, live.c.settings, live.c.at).join(live, live.c.source == source.c.id)
    with database.reading() as connection:
        rows = connection.execute(chosen.order_by(source.c.id)).all()
    return [
        LiveSource(
            row.id,
            row.name,
            row.write_key,
            SourceSettings.model_validate_json(row.settings),
            row.events,
            row.rejected,
            row.skipped,
            row.at,
        )
        for row in rows
    ]


def settings_of(database: Database, source: int) -> SourceSettings:
    """The settings of a source; the usual ones where it is none that clients send to."""
    chosen = sa.select(tables.live_source.c.settings).where(tables.live_source.c.source == source)
    with database.reading() as connection:
        found = connection.execute(chosen).scalar()
    return SourceSettings() if found is None else SourceSettings.model_validate_json(found)


def live_source(database: Database, source: int) -> LiveSource:
    """One live source. NoSuchSource where there is none of this number."""
    found = next((one for one in live_sources(database) if one.id == source), None)
    if found is None:
        raise NoSuchSource(str(source))
    return found


def change_source(
    database: Database,
    source: int,
    *,
    name: str | None = None,
    settings: SourceSettings | None = None,
    renew_key: bool = False,
) -> LiveSource:
    """The source with another name, settings or write key; what sends with the old key is refused from then on."""
    live_source(database, source)
    values = {
        **({} if settings is None else {"settings": settings.model_dump_json()}),
        **({"write_key": secrets.token_hex(16)} if renew_key else {}),
    }
    with database.transaction() as connection:
        if name is not None:
            connection.execute(sa.update(tables.source).where(tables.source.c.id == source).values(name=name))
        if values:
            here = tables.live_source.c.source == source
            connection.execute(sa.update(tables.live_source).where(here).values(**values))
    return live_source(database, source)


class WriteKeys:
    """Sources by their write keys, as they were at most a second ago."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._read_at: float | None = None
        self._sources: dict[str, LiveSource] = {}

    def source(self, write_key: str | None) -> LiveSource | None:
        """The source of this key; None where there is none."""
        if self._read_at is None or self._clock() - self._read_at > _FRESH_S:
            self._sources = {one.write_key: one for one in live_sources(self._database)}
            self._read_at = self._clock()
        return self._sources.get(write_key or "")
