"""The export room: an answer as a file, CSV for spreadsheets or JSON as it is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field, create_model

from footpath.analyses._analysis import Analysis
from footpath.http.desk import Desk
from footpath.http.questions import Asked, analysis_of, question_of, scope_of
from footpath.shelf import items
from footpath.vocabulary.cells import csv_lines
from footpath.workspace import Workspace

Format = Literal["csv", "json"]
PAGE = 10_000
REJECTED = ("import_id", "file", "line", "reason", "sentence", "raw")


class RejectedExport(Asked):
    """Rows that did not come in."""

    of: Literal["rejected"] = Field(alias="answer")
    format: Format = "csv"
    import_id: int | None = Field(None, description="of one import; nothing: of all")


def export_room(desk: Desk) -> APIRouter:
    """POST /export."""
    router = APIRouter(tags=["export"])
    shelved = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]

    def export(question: Any) -> StreamingResponse:
        """An answer as a file. In CSV, text that a spreadsheet would take for a formula is made plain."""
        if isinstance(question, RejectedExport):
            rows: Iterable[Mapping[str, Any]] = _rejected(desk.workspace, question.import_id)
            head: dict[str, Any] = {"schema": 1, "answer": "rejected"}
            return _json_rows(head, rows) if question.format == "json" else _csv("rejected", REJECTED, rows)
        name: str = question.of
        result = desk.ask(analysis_of(shelved[name], question), scope_of(question))
        if question.format == "json":
            return _file(name, "json", "application/json", [result.to_json()])
        table = result.table
        return _csv(name, table.column_names, (_flat(row) for row in table.to_pylist()))

    questions = [_export_of(name, question_of(analysis)) for name, analysis in shelved.items()]
    export.__annotations__["question"] = Annotated[reduce(or_, questions, RejectedExport), Field(discriminator="of")]
    contents = {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}}
    router.post("/export", response_class=StreamingResponse, responses={200: {"content": contents}})(export)
    return router


def _export_of(name: str, question: type[BaseModel]) -> Any:
    fields: dict[str, Any] = {"of": (Literal[name], Field(alias="answer")), "format": (Format, "csv")}
    return create_model(f"{question.__name__.removesuffix('Question')}Export", __base__=question, **fields)


def _rejected(workspace: Workspace, import_id: int | None) -> Iterator[Mapping[str, Any]]:
    offset = 0
    while rows := workspace.rejected(import_id, limit=PAGE, offset=offset)["rows"]:
        yield from rows
        offset += len(rows)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    nested = (dict, list)
    return {key: json.dumps(v, ensure_ascii=False) if isinstance(v, nested) else v for key, v in row.items()}


def _csv(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> StreamingResponse:
    return _file(name, "csv", "text/csv; charset=utf-8", csv_lines(list(columns), rows))


def _json_rows(head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> StreamingResponse:
    def text() -> Iterator[str]:
        yield json.dumps(head)[:-1] + ', "rows": ['
        for place, row in enumerate(rows):
            yield (", " if place else "") + json.dumps(row, ensure_ascii=False)
        yield "]}"

    return _file(str(head["answer"]), "json", "application/json", text())


def _file(name: str, suffix: str, media_type: str, text: Iterable[str]) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="footpath-{name}-{date.today()}.{suffix}"'}
    return StreamingResponse((part.encode() for part in text), media_type=media_type, headers=headers)
