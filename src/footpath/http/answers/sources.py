"""The answers of the sources room."""

from typing import Literal

from pydantic import Field

from footpath.http.answers.shapes import Instant, Shape


class SourceSettings(Shape):
    """How a live source takes what clients send."""

    origins: list[str] = Field(description="web addresses whose pages may send; none: all")
    batch_bytes: int = Field(description="bytes of a request at most")
    batch_events: int = Field(description="events of a request at most")
    events_per_second: int | None = Field(description="events a second at most; null: as many as come")
    channel: str | None = Field(description="channel of events that name none")
    addresses: Literal["shortened", "none"] = Field(description="what is kept of senders' addresses")
    paused: bool = Field(description="whether it takes nothing now")


class Source(Shape):
    """A live source."""

    id: int
    name: str
    write_key: str = Field(description="what clients send with")
    settings: SourceSettings
    events: int = Field(description="events that came in")
    rejected: int = Field(description="events that were kept, but not taken")
    skipped: int = Field(description="events that came again")
    at: Instant = Field(description="when it was made")


class Sources(Shape):
    """All live sources."""

    sources: list[Source]
