"""What every answer carries."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Valence = Annotated[float, Field(ge=-1, le=1)]
Instant = Annotated[str, Field(description="ISO 8601 with time zone", examples=["2026-01-31T09:00:00+01:00"])]


class Shape(BaseModel):
    """A part of an answer. Fields that are null in the answer stay in it: null means "no data"."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Period(Shape):
    """From inclusive, to exclusive, in the workspace's time zone; null where neither question nor event gives it."""

    from_: Instant | None = Field(alias="from")
    to: Instant | None
    timezone: str


class Snapshot(Shape):
    """Which data the answer rests on."""

    version: int = Field(description="of the manifest")
    at: Instant | None = Field(description="newest event; null while there is none")
    events: int


class SaidPart(Shape):
    """A sentence by its code and values: what a page says in its own language."""

    code: str
    values: dict[str, str | int | float | list[str]]


Said = Annotated[list[SaidPart], Field(description="the sentence beside it by codes and values; empty: text alone")]


class Answer(Shape):
    """The head of every answer: its definition, how many cases it rests on, when, and from which data."""

    schema_: Literal[1] = Field(1, alias="schema")
    definition: str = Field(description="what the figures mean, one sentence")
    said: Said = []
    n: int = Field(description="cases (customers, unless the definition says otherwise)")
    period: Period
    audience: str | None = Field(None, description="the rule, where one was asked for")
    where: str | None = Field(None, description="the rule over events, where one was asked for")
    snapshot: Snapshot
