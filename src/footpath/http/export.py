"""The export room: an answer as a file, CSV, Excel or Parquet of its table, or JSON as it is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import pyarrow as pa
from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field, create_model

from footpath.analyses._analysis import Analysis
from footpath.exporting.tables import MEDIA_TYPES, Format, stream_table
from footpath.http.desk import Desk
from footpath.http.questions import Asked, analysis_of, question_of, scope_of
from footpath.shelf import items
from footpath.workspace import Workspace

PAGE = 10_000
REJECTED = pa.schema(
    [("import_id", pa.int64()), ("file", pa.string()), ("line", pa.int64())]
    + [(name, pa.string()) for name in ("reason", "sentence", "raw")]
)

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_CONTENTS = {
    "text/csv": {"schema": {"type": "string"}},
    "application/json": {"schema": {"type": "object"}},
    **dict.fromkeys((MEDIA_TYPES["xlsx"], MEDIA_TYPES["parquet"]), _BINARY),
}
#: What OpenAPI says of a route that answers with a file.
FILES: dict[int | str, dict[str, Any]] = {200: {"content": _CONTENTS}}


class RejectedExport(Asked):
    """Rows that did not come in."""

    export_of: Literal["rejected"] = Field(alias="answer")
    format: Format = "csv"
    import_id: int | None = Field(None, description="of one import; nothing: of all")


def export_room(desk: Desk) -> APIRouter:
    """POST /export."""
    router = APIRouter(tags=["export"])
    shelved = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]

    def export(question: Any) -> StreamingResponse:
        """An answer as a file. Text that a spreadsheet would take for a formula is none there."""
        if isinstance(question, RejectedExport):
            return file_answer(
                "rejected", question.format, _rejected(desk.workspace, question.import_id, question.format)
            )
        name: str = question.export_of
        result = desk.ask(analysis_of(shelved[name], question), scope_of(question))
        return file_answer(name, question.format, result.stream(question.format))

    questions = [_export_of(name, question_of(analysis)) for name, analysis in shelved.items()]
    export.__annotations__["question"] = Annotated[
        reduce(or_, questions, RejectedExport), Field(discriminator="export_of")
    ]
    router.post("/export", response_class=StreamingResponse, responses=FILES)(export)
    return router


def _export_of(name: str, question: type[BaseModel]) -> Any:
    fields: dict[str, Any] = {"export_of": (Literal[name], Field(alias="answer")), "format": (Format, "csv")}
    return create_model(f"{question.__name__.removesuffix('Question')}Export", __base__=question, **fields)


def _rejected(workspace: Workspace, import_id: int | None, file_format: Format) -> Iterable[bytes]:
    pages = _pages(workspace, import_id)
    if file_format == "json":
        return _json_rows({"schema": 1, "answer": "rejected"}, (row for page in pages for row in page))
    batches = (pa.RecordBatch.from_pylist(page, REJECTED) for page in pages)
    return stream_table(pa.RecordBatchReader.from_batches(REJECTED, batches), file_format, {"answer": "rejected"})


def _pages(workspace: Workspace, import_id: int | None) -> Iterator[list[dict[str, Any]]]:
    offset = 0
    while rows := workspace.rejected(import_id, limit=PAGE, offset=offset)["rows"]:
        yield rows
        offset += len(rows)


def _json_rows(head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    yield (json.dumps(head)[:-1] + ', "rows": [').encode()
    for place, row in enumerate(rows):
        yield ((", " if place else "") + json.dumps(row, ensure_ascii=False)).encode()
    yield b"]}"


def file_answer(name: str, file_format: Format, content: Iterable[bytes]) -> StreamingResponse:
    """A file to be kept, named for what it holds and today."""
    headers = {"Content-Disposition": f'attachment; filename="footpath-{name}-{date.today()}.{file_format}"'}
    return StreamingResponse(content, media_type=MEDIA_TYPES[file_format], headers=headers)
