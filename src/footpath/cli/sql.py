"""``sql``: a question in SQL, its answer as a table or a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import QUIET, add_row, count, moment, out, print_json, say, some, table

if TYPE_CHECKING:
    from footpath.workspace import SqlResult

_NUMBERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE"}


def sql(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="A SELECT (also WITH, DESCRIBE, SUMMARIZE, EXPLAIN).")
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help="List the tables and their columns instead.")] = False,
    rows: Annotated[int, typer.Option(min=1, help="Rows to show (JSON and files hold all).")] = 30,
    to_file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write all rows to a file: .csv, .xlsx, .parquet or .json."),
    ] = None,
    time_limit: Annotated[float, typer.Option(metavar="SECONDS", help="Stop it after this time.")] = 60,
    memory: Annotated[str, typer.Option(metavar="SIZE", help="Memory it may take.")] = "2GB",
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Ask events, customers and definitions in SQL (docs/sql.md)."""
    if tables == (query is not None):
        raise typer.BadParameter("Give a question in SQL, or --tables alone.", param_hint="QUERY")
    with opened(workspace) as ws:
        if query is None:
            found = ws.sql.tables()
            return print_json({"schema": 1, "tables": found}) if as_json else _draw_tables(found)
        if to_file is not None:
            written = ws.sql.write(query, to_file, time_limit=time_limit, memory=memory)
            if as_json:
                return print_json({"schema": 1, "file": str(to_file), "format": written.format, "rows": written.rows})
            return say(f"{count(written.rows)} rows are in {to_file} ({written.format}).")
        result = ws.sql(query, rows=None if as_json else rows, time_limit=time_limit, memory=memory)
        return print_json(result.to_dict()) if as_json else _draw(result, ws.settings.timezone)


def _draw(result: "SqlResult", zone: str) -> None:
    answer = result.to_dict()
    columns = list(zip(result.heads, result.types, strict=True))
    rows = [[_cell(row[name], kind, zone) for name, kind in columns] for row in answer["rows"]]
    widths = [max(len(cell) for cell in column) for column in zip(result.heads, *rows, strict=True)]
    if len(columns) > 1 and sum(widths) + 3 * len(widths) > out().width:
        _draw_records(result.heads, rows)
    else:
        made = table(*result.heads, numbers=[name for name, kind in columns if _is_number(kind)])
        for row in rows:
            add_row(made, row)
        out().print(made)
    more = " There are more: show them with --rows, or take all with --out or --json." if result.more else ""
    out().print(f"{some(len(rows), 'row')}, {result.seconds:.2f} s.{more}", markup=False, style=QUIET)


def _draw_records(heads: list[str], rows: list[list[str]]) -> None:
    """Rows that are too wide for the screen, each with a line a column."""
    for place, row in enumerate(rows, 1):
        made = table(f"row {place}", "")
        for name, value in zip(heads, row, strict=True):
            add_row(made, [name, value])
        out().print(made)


def _draw_tables(found: list[dict[str, Any]]) -> None:
    made = table("table", "column", "type")
    for one in found:
        for place, column in enumerate(one["columns"]):
            add_row(made, ["" if place else one["name"], column["name"], column["type"]])
    out().print(made)


def _is_number(kind: str) -> bool:
    return kind.startswith("DECIMAL") or kind.removeprefix("U") in _NUMBERS


def _cell(value: Any, kind: str, zone: str) -> str:
    if value is None:
        return ""
    if kind == "TIMESTAMP WITH TIME ZONE":
        return moment(value, zone)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
