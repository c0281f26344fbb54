"""The answers of the SQL room."""

from typing import Any, Literal

from pydantic import Field

from footpath.http.answers.shapes import Shape, Snapshot


class SqlColumn(Shape):
    """A column of a table."""

    name: str
    type: str = Field(description="as DuckDB names it")


class SqlTable(Shape):
    """A table that questions can name."""

    name: str
    columns: list[SqlColumn]


class SqlTables(Shape):
    """What there is to ask."""

    schema_: Literal[1] = Field(1, alias="schema")
    tables: list[SqlTable]


class SqlAnswer(Shape):
    """The answer of a question in SQL. It has no definition: what its figures mean the question says."""

    schema_: Literal[1] = Field(1, alias="schema")
    heads: list[str] = Field(description="columns, in order")
    types: list[str] = Field(description="their types, as DuckDB names them")
    rows: list[dict[str, Any]] = Field(description="the first rows; whole numbers beyond 2^53 are text")
    more: bool = Field(description="whether there are further rows")
    seconds: float
    snapshot: Snapshot
