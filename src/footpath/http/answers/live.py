"""The answers of the live room."""

from typing import Any

from pydantic import Field

from footpath.http.answers.shapes import Instant, Shape


class Arrived(Shape):
    """An event that came in."""

    arrival: int = Field(description="its place in the log")
    received: Instant
    time: Instant = Field(description="when it happened")
    name: str
    channel: str | None
    surface: str | None
    actor: str | None
    value: float | None
    customer: str = Field(description="internal id of whose it is, 16 hex digits")
    key: str = Field(description="the key it came with")
    source: int = Field(description="the source or import it came with")
    properties: dict[str, Any] = Field(description="the first twelve")


class Arrivals(Shape):
    """What came in."""

    arrival: int = Field(description="ask from here the next time")
    passed_over: int = Field(description="how many came besides those that are listed")
    events: list[Arrived]
