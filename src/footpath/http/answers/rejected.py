"""The answers about rows that did not come in: the rows, and what a replay of them brings."""

from typing import Literal

from pydantic import Field

from footpath.http.answers.data import PreviewEvent, RejectedSample
from footpath.http.answers.shapes import Said, Shape


class Cell(Shape):
    """A cell of a row beside the name of its column."""

    column: str
    text: str | None


class RejectedRow(RejectedSample):
    """A row that did not come in."""

    id: str
    import_id: str
    file: str
    cells: list[Cell] | None = Field(description="null where the row does not fit the columns of its file")


class Rejected(Shape):
    """Rows that did not come in, with the reason."""

    total: int
    by_reason: dict[str, int]
    rows: list[RejectedRow]


class RejectedOne(RejectedRow):
    """One row, how its file was read, and what hinders reading it again."""

    column: str | None = Field(description="the column of which the reason speaks")
    columns: list[str]
    joins: list[str] = Field(description="tables that the recipe joins: a replay needs their files")
    recipe: str | None
    table: str | None
    obstacle: str | None
    obstacle_said: Said


class Left(Shape):
    """Rows that stay, for one reason."""

    reason: str
    n: int
    sentence: str
    said: Said


class Replayed(Shape):
    """What reading rows again brought, or would bring."""

    schema_: Literal[1] = Field(1, alias="schema")
    rows: int = Field(description="rows looked at")
    fixed: int = Field(description="rows that leave the list")
    events: int
    skipped: int = Field(description="events that were here already")
    left: list[Left]
    shown: list[PreviewEvent] = Field(description="the first ten events")


class Replay(Shape):
    """A replay: told at once where it is dry, else in the background; ask GET /api/replays/{replay}."""

    replay: str | None
    import_id: str
    state: Literal["waiting", "running", "done", "cancelled", "failed"]
    rows: int = Field(description="rows read so far")
    total: int
    result: Replayed | None
    error: str | None
    said: Said = Field(description="the error by codes and values")
