"""``rejected``: rows that were not taken, why, and how they come in after all."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footpath.cli.options import AsJson, Language, Where, opened
from footpath.cli.screen import add_row, count, err, out, print_json, say, some, steps, table

if TYPE_CHECKING:
    from footpath.workspace import Workspace

app = typer.Typer(help="Rows that were not taken, and how they come in after all.", no_args_is_help=True)

Import = Annotated[int, typer.Argument(metavar="IMPORT", help="Its number in `footpath imports list`.")]
AnImport = Annotated[int | None, typer.Argument(metavar="IMPORT", help="Of one import only.")]
Reason = Annotated[str | None, typer.Option(metavar="WORD", help="Only rows of this reason, e.g. no_customer.")]
With = Annotated[
    list[Path] | None, typer.Option("--with", metavar="FILE", help="Files of the tables that the recipe joins.")
]
COLUMNS = ("import", "file", "line", "reason", "sentence", "raw")
_PAGE = 10_000


@app.command("list")
def list_(
    number: AnImport = None,
    reason: Reason = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows to show.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Rows to pass over.")] = 0,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Rows that were not taken: file, line, reason, and the row itself."""
    with opened(workspace) as ws:
        answer = ws.rejected(number, limit=limit, offset=offset, reason=reason)
    if as_json:
        return print_json({"schema": 1, **answer})
    if not answer["total"]:
        return say("Every row was taken.")
    made = table("id", "import", "file", "line", "why", "row", numbers=("id", "import", "line"), cut="row")
    for row in answer["rows"]:
        add_row(made, [row["id"], row["import_id"], row["file"], count(row["line"]), row["sentence"], row["raw"]])
    out().print(made)
    reasons = ", ".join(f"{reason} {count(rows)}" for reason, rows in sorted(answer["by_reason"].items()))
    return out().print(f"{count(len(answer['rows']))} of {count(answer['total'])} rows ({reasons}).", markup=False)


@app.command()
def show(
    row_id: Annotated[int, typer.Argument(metavar="ID", help="Its number in `footpath rejected list`.")],
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """One row: its columns beside their names, why it was not taken, and how its file was read."""
    with opened(workspace) as ws:
        row = ws.rejected_row(row_id)
    if as_json:
        return print_json({"schema": 1, **row})
    out().print(f"{row['file']}, line {count(row['line'])}, import {row['import_id']}: {row['sentence']}", markup=False)
    if row["cells"] is None:
        out().print(row["raw"], markup=False)
    else:
        made = table("column", "text")
        for cell in row["cells"]:
            add_row(made, [cell["column"], "" if cell["text"] is None else cell["text"]])
        out().print(made)
    if row["recipe"]:
        out().print(f"Its file was read by this recipe (table {row['table']}):\n\n{row['recipe']}", markup=False)
    if row["obstacle"]:
        return out().print(row["obstacle"], markup=False)
    column = row["column"] or "COLUMN"
    rule = f"footpath rejected fix {row['import_id']} --reason {row['reason']} --set {column}=EXPRESSION --preview"
    return say(f"To bring it in: {rule}")


@app.command()
def fix(
    number: Import,
    rule: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="COLUMN=EXPRESSION", help="What a column is, in SQL over the columns of the row."
        ),
    ],
    reason: Reason = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only show what would come in; write nothing.")] = False,
    files: With = None,
    language: Language = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Mend rows by a rule, and bring in those that are events then."""
    pairs = dict(_pair(text) for text in rule)
    _replay(number, reason, pairs, files, preview, language, workspace, as_json)


@app.command()
def replay(
    number: Import,
    reason: Reason = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only show what would come in; write nothing.")] = False,
    files: With = None,
    language: Language = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Read rows again as they are, e.g. after an update that reads more."""
    _replay(number, reason, {}, files, preview, language, workspace, as_json)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file; it is written anew.")],
    number: Annotated[int | None, typer.Option("--import", metavar="ID", help="Of one import only.")] = None,
    reason: Reason = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Write the rows to a CSV file; text that a spreadsheet would take for a formula is made plain."""
    from footpath.vocabulary.cells import csv_lines

    written = 0

    def rows(ws: "Workspace") -> Iterator[Mapping[str, Any]]:
        nonlocal written
        while page := ws.rejected(number, limit=_PAGE, offset=written, reason=reason)["rows"]:
            written += len(page)
            yield from ({**row, "import": row["import_id"]} for row in page)

    with opened(workspace) as ws:
        try:
            with file.open("w", encoding="utf-8", newline="") as target:
                target.writelines(csv_lines(COLUMNS, rows(ws)))
        except OSError as error:
            raise typer.BadParameter(f"{file} cannot be written: {error.strerror}.", param_hint="FILE") from None
    if as_json:
        return print_json({"schema": 1, "file": str(file), "rows": written})
    return say(f"{some(written, 'row')} {'is' if written == 1 else 'are'} in {file}.")


def _pair(text: str) -> tuple[str, str]:
    column, sign, expression = text.partition("=")
    if not sign or not column.strip() or not expression.strip():
        raise typer.BadParameter(f"{text!r} is not COLUMN=EXPRESSION, e.g. customer=email.", param_hint="--set")
    return column.strip(), expression.strip()


def _replay(
    number: int,
    reason: str | None,
    rule: dict[str, str],
    files: list[Path] | None,
    preview: bool,
    language: str | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """What would come in is shown first; a rule that mends nothing changes nothing."""
    given: dict[str, Any] = {"reason": reason, "rule": rule, "paths": files or []}
    shown = err().is_terminal and not as_json
    with opened(workspace) as ws:
        if preview or not as_json:
            with steps("Reading the rows", shown) as progress:
                told = ws.replay(number, **given, dry=True, progress=progress)
            if as_json:
                return print_json(told)
            _draw(told)
            if preview:
                return None
        with steps("Bringing them in", shown) as progress:
            told = ws.replay(number, **given, progress=progress, language=language)
        if as_json:
            return print_json(told)
        known = f" {count(told['skipped'])} were here already." if told["skipped"] else ""
        say(f"{some(told['events'], 'event')} of {some(told['fixed'], 'row')} came in.{known}")
        if told["fixed"]:
            say(f"To take them out again, with all of their import: footpath imports undo {number}")
    return None


def _draw(told: dict[str, Any]) -> None:
    """How many rows would come in, the first events, and why the others stay."""
    from footpath.cli.previewing import draw_events

    console = out()
    console.print(f"{count(told['fixed'])} of {some(told['rows'], 'row')} can come in.", markup=False)
    if told["shown"]:
        draw_events(told["shown"])
    for one in told["left"]:
        console.print(f"{some(one['n'], 'row')} would stay: {one['sentence']}", markup=False)
