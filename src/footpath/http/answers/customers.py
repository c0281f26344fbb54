"""The answers of the customers room."""

from typing import Any, Literal

from pydantic import Field

from footpath.http.answers.shapes import Instant, Shape, Valence


class CustomerRow(Shape):
    """A customer in a list. Only ``id`` may stand in an address: it is internal and says nothing."""

    id: str = Field(description="internal id, 16 hex digits")
    key: str
    events: int
    first: Instant
    last: Instant
    stage: str | None
    channels: list[str]


class CustomerList(Shape):
    """Customers that were found; ``rows`` holds the first of ``total``."""

    total: int
    rows: list[CustomerRow]


class CustomersIn(Shape):
    """Who stands behind a cell."""

    n: int = Field(description="what the cell says")
    unit: Literal["customers", "events", "sessions", "moves", "touches", "answers"] = Field(
        description="what n counts; customers: n of them are in the cell"
    )
    customers: list[CustomerRow] = Field(description="the first of those behind it")


class CustomerEvent(Shape):
    """An event in one customer's timeline."""

    time: Instant
    name: str
    channel: str | None
    surface: str | None
    actor: str
    touchpoint: str | None
    touchpoint_id: str | None
    stage: str | None
    value: float | None
    score: float | None
    scale: str | None
    valence: Valence | None
    properties: dict[str, Any]


class CustomerAnswer(Shape):
    """One customer's journey."""

    id: str
    key: str
    traits: dict[str, Any]
    events: list[CustomerEvent]
    total: int
