"""A recipe as a document: tables that are read and reshaped, and the events that their rows become."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator

Sql = Annotated[str, Field(min_length=1, max_length=10_000, description="An SQL expression over the table's columns")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Scale = Literal["nps", "csat", "ces"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


class Part(BaseModel):
    """One part of a recipe: a field that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Join(Part):
    """Columns of another table, where its keys are equal; rows without a match keep empty cells."""

    join: Name = Field(description="The other table")
    on: str | list[str] | dict[str, str] = Field(description="Key: a column of both, several, or {here: there}")
    columns: list[str] | dict[str, Sql] | None = Field(
        None, description="Its columns (default: all); or aggregates over all its rows of a key: {paid: SUM(value)}"
    )
    take: Literal["first", "last", "every"] | None = Field(
        None, description="Where a key has several rows there; by default that is a fault"
    )


class Compute(Part):
    """Further columns, each an SQL expression over the columns before it."""

    columns: dict[Name, Sql] = Field(min_length=1)


class Where(Part):
    """Only rows that meet the condition go on; the others make no event, and that is no fault."""

    where: Sql


class Reject(Part):
    """Rows that meet the condition are rejected: kept with the reason, to be mended and replayed."""

    reject: Sql
    reason: Name = Field("recipe", description="A reason such as no_customer")
    because: str = Field("", max_length=500, description="What to tell the person who looks at the row")


class Split(Part):
    """A cell that holds a list becomes a row for each of its parts; ``_part`` counts them from 1."""

    split: Name = Field(description="The column; the part takes its place")
    by: str = Field(min_length=1, max_length=20, description='What stands between the parts, e.g. " > "')


class Repeat(Part):
    """A row that stands for n journeys becomes n rows; ``_copy`` counts them from 1."""

    repeat: Sql = Field(description="How many: a whole number; empty or 0 is none")


class Per(Part):
    """Rows with equal keys become one row, e.g. the lines of an invoice. Needs the table in memory."""

    per: list[Name] = Field(min_length=1)
    columns: dict[Name, Sql] = Field(min_length=1, description="Aggregates: {total: SUM(quantity * price)}")


_STEPS = ("join", "per", "reject", "split", "repeat", "where", "columns")


def _step(value: Any) -> str | None:
    """Which step it is, by its first telling field."""
    if isinstance(value, Part):
        value = dict.fromkeys(type(value).model_fields)
    return next((name for name in _STEPS if isinstance(value, dict) and name in value), None)


Step = Annotated[
    Annotated[Join, Tag("join")]
    | Annotated[Per, Tag("per")]
    | Annotated[Reject, Tag("reject")]
    | Annotated[Split, Tag("split")]
    | Annotated[Repeat, Tag("repeat")]
    | Annotated[Where, Tag("where")]
    | Annotated[Compute, Tag("columns")],
    Discriminator(
        _step,
        custom_error_type="no_step",
        custom_error_message=f"A step starts with one of: {', '.join(_STEPS)}",
    ),
]


class Table(Part):
    """Rows of one or several files of equal columns. Besides theirs every table has ``_row``, from 1."""

    file: str | list[str] = Field(description="Name of the file, or a pattern such as orders*.csv*")
    separator: Literal[",", ";", "tab", "|", "spaces"] | None = Field(None, description="Default: recognised")
    encoding: str | None = Field(None, description="Default: recognised")
    header: list[Name] | None = Field(
        None, description="Names of the columns, where the file has no first line of them"
    )
    sheet: str | None = Field(None, description="Of a workbook; default: the first that holds a table")
    decimal: Literal[".", ","] | None = Field(None, description="Default: recognised")
    timezone: str | None = Field(None, description="Of times that name none (default: the recipe's)")
    types: dict[str, str] = Field(
        default_factory=dict,
        description="text, number, boolean, or how a time is written: ymd, dmy, mdy, epoch_s, epoch_ms, %d.%m.%Y",
    )
    steps: list[Step] = Field(default_factory=list)
    traits: list[Name] = Field(default_factory=list, description="Columns kept with every event of this table")

    @field_validator("file")
    @classmethod
    def _some(cls, file: str | list[str]) -> str | list[str]:
        if not file:
            raise ValueError("name a file, or a pattern such as orders*.csv*")
        return file


class Moment(Part):
    """A time that is reckoned: ``at`` a column or a constant, ``plus`` so many units."""

    at: str
    plus: Sql
    unit: Unit = "day"


class EventRule(Part):
    """What event a row becomes. A source is a column, ``A|B`` (the first given), ``A+B`` (both) or ``=text``."""

    table: Name = Field(alias="from")
    event: str
    customer: str
    time: str | Moment
    where: Sql | None = Field(None, description="Only rows that meet it become this event")
    optional: bool = Field(False, description="A row without the time is no such event, instead of a rejected row")
    channel: str | None = None
    surface: str | None = None
    actor: str | None = None
    value: str | None = None
    score: str | None = None
    scale: Scale | str | None = Field(None, description="nps, csat or ces, or the column that says which")
    text: str | None = Field(None, description="Column of what the customer wrote; kept as the property text")
    cost: str | None = Field(None, description="Column of what it cost; kept as the property cost")
    keys: dict[Name, str] = Field(
        default_factory=dict, description="Further keys of the same person by namespace, kept as properties key_NAME"
    )
    properties: list[Name] | dict[Name, Name] | None = Field(
        None, description="Columns to keep (default: all that are nothing else), or {name: column}"
    )


class Recipe(Part):
    """How files become events."""

    recipe: Literal["1"] = Field("1", description="Version of the language")
    name: str = ""
    about: str = ""
    timezone: str | None = Field(None, description="Of times that name none (default: the workspace's)")
    tables: dict[Name, Table] = Field(min_length=1, max_length=100)
    events: list[EventRule] = Field(min_length=1, max_length=500)
