"""The answers of the data room: uploads, previews, imports, rejected rows."""

from typing import Any, Literal

from pydantic import Field

from footpath.http.answers.shapes import Answer, Instant, Said, Shape

ImportState = Literal["waiting", "running", "done", "cancelled", "failed", "interrupted", "undone"]
Role = Literal[
    "customer", "time", "event", "channel", "surface", "value", "score", "scale", "actor", "property", "ignore"
]


class UploadAnswer(Shape):
    """A file that arrived whole."""

    upload: str = Field(description="random id")
    name: str = Field(description="the file name as kept")
    size: int


class Column(Shape):
    """A column of the file and what it was taken for."""

    name: str
    role: Role
    confidence: float
    reason: str
    said: Said
    type: str
    samples: list[str]
    distinct: int


class TimeChoice(Shape):
    """A way to read the times."""

    format: str
    label: str
    example: str


class TimeFormat(Shape):
    """How times are written; ``ambiguous``: day and month cannot be told apart, so it is asked."""

    format: str
    confidence: float
    timezone: str
    ambiguous: bool
    choices: list[TimeChoice]


class PreviewEvent(Shape):
    """One of the first events as it would come in."""

    customer: str
    time: str
    name: str
    channel: str | None
    value: float | None
    properties: dict[str, Any]


class RejectedSample(Shape):
    """A row that would not come in."""

    line: int
    reason: str
    sentence: str
    said: Said
    raw: str


class FilePeriod(Shape):
    """From the oldest to the newest event that was seen."""

    from_: str = Field(alias="from")
    to: str
    timezone: str = Field(description="of times that name none")


class Question(Shape):
    """To be answered before the import."""

    id: str
    text: str
    said: Said
    choices: list[str | dict[str, Any]]


class Preview(Shape):
    """What an import would do; nothing is written."""

    schema_: Literal[1] = Field(1, alias="schema")
    file: str
    importer: str
    encoding: str | None
    separator: str | None
    rows: int | None
    rows_exact: bool
    size: int
    columns: list[Column]
    time: TimeFormat | None
    score_scale: str | None
    events: list[PreviewEvent]
    rejected_sample: list[RejectedSample]
    rejected_in_sample: int
    period: FilePeriod | None
    questions: list[Question]
    notes: list[str]
    notes_said: list[Said] = Field(description="of each note its codes and values")
    mapping: dict[str, str] = Field(description="what was recognised, as an import takes it: column(s) by role")


class RecipeText(Shape):
    """A recipe as YAML."""

    recipe: str


class RecipeTable(Shape):
    """A table of a recipe on its first rows."""

    table: str
    files: list[str]
    columns: list[str]
    rejected_in_sample: int
    rejected_sample: list[RejectedSample]


class RecipeRule(Shape):
    """A rule of a recipe on the first rows of its table."""

    from_: str = Field(alias="from")
    event: str
    n: int
    events: list[PreviewEvent]


class RecipePreview(Shape):
    """What an import by a recipe would do; nothing is written."""

    recipe: str = Field(description="its name")
    tables: list[RecipeTable]
    rules: list[RecipeRule]


class Started(Shape):
    """An import that was started; ask GET /api/imports/{import_id} for its progress."""

    import_id: str


class ImportRow(Shape):
    """An import, past or present."""

    id: str
    name: str
    state: ImportState
    events: int
    customers: int
    rejected: int
    skipped: int
    seconds: float
    started: Instant
    error: str | None
    said: Said = Field(description="the error by codes and values")


class DeletedImport(Shape):
    """The id of what was deleted; no import will have it again."""

    id: str


class Imports(Shape):
    """All imports, newest first."""

    imports: list[ImportRow]


class ImportAnswer(Answer):
    """What an import brought. ``n``: events; period and snapshot are those of the store after it."""

    import_id: int
    events: int
    customers: int
    rejected: int
    skipped: int
    future: int = Field(description="events, those that were here too, after the moment when the import began")
    seconds: float
    files: list[str]


class Progress(ImportRow):
    """How far an import is."""

    rows_read: int
    bytes_read: int
    bytes_total: int | None
    result: ImportAnswer | None = Field(description="what it brought, once it is done, while this server runs")


class Doctor(Shape):
    """Whether the store is whole."""

    ok: bool
    problems: list[str]
    files: int
    events: int
