"""The answers of the analyses: what every one of them has, and the shelf they stand on."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from footpath.http.answers.shapes import Answer, Said, Shape

Row = dict[str, Any]
Unit = Literal["customers", "events", "sessions", "moves", "touches", "answers"]


class Group(Shape):
    """A group of a breakdown."""

    value: str | None = Field(description="null: customers without a value, or, with `other`, all other values")
    other: bool
    answer: Row = Field(description="the same analysis for the customers of this group")


class Breakdown(Shape):
    """The same for each group of customers."""

    property: str
    at: Literal["newest", "first_event", "first_step", "last_step"] = Field(
        description="the event whose value is a customer's: of a trait the newest"
    )
    groups: list[Group]


class Table(Shape):
    """The rows of the main table, as they are exported."""

    heads: list[str] = Field(description="columns, in order")
    keys: list[str] = Field(description="columns that name a row")
    rows: list[Row]
    total: int = Field(description="rows there are; `rows` holds the first of them")


class DifferenceTest(Shape):
    """Which of many shares differ."""

    definition: str
    said: Said
    level: float = Field(description="a `p_adjusted` of at most this is called a difference")
    tests: int = Field(description="shares that were tested")
    differ: int = Field(description="those that differ")


class AnalysisAnswer(Answer):
    """The answer of an analysis: its own fields stand beside these."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="allow")

    analysis: str
    breakdown: Breakdown | None = Field(None, description="where one was asked for")
    other: Row | None = Field(None, description="of the other scope, where two are compared")
    difference: list[Row] | None = Field(None, description="row by row, where two are compared")
    test: DifferenceTest | None = Field(None, description="of `difference`, where its shares are tested")
    table: Table | None = Field(None, description="where `rows` were asked for")


class AnalysisRow(Shape):
    """An analysis: what it asks, takes and gives."""

    name: str = Field(description="its route, command and page")
    summary: str
    picture: str = Field(description="the view that draws its answer")
    heads: list[str] = Field(description="columns of its main table")
    keys: list[str] = Field(description="columns that name a row; empty: those of text")
    counted: dict[str, Unit] = Field(description="columns whose cells say which customers, and what they count")
    parameters: Row = Field(description="JSON schema of its parameters")
    example: Row = Field(description="parameters that run on any store")


class Shelf(Shape):
    """Every analysis but the map."""

    schema_: Literal[1] = Field(1, alias="schema")
    analyses: list[AnalysisRow]


class Start(Shape):
    """Parameters with which an analysis has something to say of this workspace."""

    schema_: Literal[1] = Field(1, alias="schema")
    analysis: str
    parameters: Row
