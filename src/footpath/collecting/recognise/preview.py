"""What is shown before anything is written: columns with their roles, ten events, what must be asked."""

from dataclasses import asdict, dataclass, field
from typing import Any

from footpath.vocabulary.said import parts_of


@dataclass(frozen=True)
class ColumnView:
    """One column as recognised. ``role``: a role of the plan, property or ignore."""

    name: str
    role: str
    confidence: float
    reason: str
    type: str
    samples: list[str]
    distinct: int


@dataclass(frozen=True)
class Preview:
    """A file as it would be imported, seen on its first rows. ``questions`` must be answered before the import."""

    file: str
    importer: str
    encoding: str
    separator: str
    rows: int
    rows_exact: bool
    size: int
    columns: list[ColumnView]
    time: dict[str, Any] | None
    score_scale: str | None
    events: list[dict[str, Any]]
    rejected_sample: list[dict[str, Any]]
    rejected_in_sample: int
    period: dict[str, Any] | None
    questions: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As JSON, ``schema`` 1."""
        columns = [{**asdict(column), "said": parts_of(column.reason)} for column in self.columns]
        questions = [{**question, "said": parts_of(question["text"])} for question in self.questions]
        notes_said = [parts_of(note) for note in self.notes]
        return {"schema": 1, **asdict(self), "columns": columns, "questions": questions, "notes_said": notes_said}
