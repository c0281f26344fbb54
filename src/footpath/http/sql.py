"""The SQL room: a question, its answer as a page shows it, or as a file."""

import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import Field

from footpath.exporting.tables import Format
from footpath.http.answers.sql import SqlAnswer, SqlTables
from footpath.http.desk import Desk
from footpath.http.export import FILES, file_answer
from footpath.http.leaving import client_left
from footpath.http.questions import Asked

#: What a page is given at most: rows, cells, and characters of one cell. A file holds all.
ROWS, CELLS, CHARACTERS = 1_000, 100_000, 2_000
_LONGEST_S = 600


class SqlAsked(Asked):
    """A question in SQL."""

    query: str = Field(max_length=100_000, examples=["SELECT name, count(*) FROM events GROUP BY ALL"])
    time_limit_s: float = Field(60, gt=0, le=_LONGEST_S, description="seconds until it is stopped")


class SqlPage(SqlAsked):
    """A question whose answer is looked at."""

    rows: int = Field(ROWS, ge=1, le=ROWS, description="how many rows to give")


class SqlFile(SqlAsked):
    """A question whose answer is kept."""

    format: Format = "csv"


def sql_room(desk: Desk) -> APIRouter:
    """POST /sql, /sql/export, GET /sql/tables."""
    router = APIRouter(prefix="/sql", tags=["sql"])

    @router.post("", response_model=SqlAnswer)
    def ask(question: SqlPage) -> Any:
        """The first rows of the answer of one SELECT; it is stopped when the client leaves."""
        sql = desk.workspace.sql
        result = sql(question.query, rows=question.rows, time_limit=question.time_limit_s, cancelled=client_left)
        answer = result.to_dict()
        shown = answer["rows"][: max(1, CELLS // max(1, len(result.heads)))]
        rows = [{name: _cut(value) for name, value in row.items()} for row in shown]
        return answer | {"rows": rows, "more": result.more or len(rows) < len(answer["rows"])}

    @router.post("/export", response_class=StreamingResponse, responses=FILES)
    def export(question: SqlFile) -> StreamingResponse:
        """All rows of the answer as a file."""
        content = desk.workspace.sql.stream(
            question.query, question.format, time_limit=question.time_limit_s, cancelled=client_left
        )
        return file_answer("sql", question.format, content)

    @router.get("/tables", response_model=SqlTables)
    def tables() -> Any:
        """The tables and their columns."""
        return {"schema": 1, "tables": desk.workspace.sql.tables()}

    return router


def _cut(value: Any) -> Any:
    """The value, or the beginning of its text where that is long."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
    return text[:CHARACTERS] + "…" if isinstance(text, str) and len(text) > CHARACTERS else value
