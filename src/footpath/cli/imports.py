"""``imports``: what came in, and taking it out again."""

from typing import Annotated, Any

import typer

from footpath.cli.faults import USAGE
from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, interactive, moment, out, print_json, printable, say, some, table

app = typer.Typer(help="What came in.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="ID", help="Its number in `footpath imports list`.")]


@app.command("list")
def list_(workspace: Where = None, as_json: AsJson = False) -> None:
    """All imports, the newest first."""
    with opened(workspace) as ws:
        rows, zone = ws.imports(), ws.settings.timezone
    if as_json:
        return print_json({"schema": 1, "imports": rows})
    if not rows:
        return say("Nothing was imported yet. Begin with `footpath import FILE` or `footpath sample`.")
    made = table(
        *("id", "name", "state", "events", "customers", "rejected", "skipped", "seconds", "started"),
        numbers=("id", "events", "customers", "rejected", "skipped", "seconds"),
    )
    for row in rows:
        numbers = [count(row[name]) for name in ("events", "customers", "rejected", "skipped")]
        state = row["state"] + (f": {row['error']}" if row["error"] else "")
        add_row(made, [row["id"], row["name"], state, *numbers, f"{row['seconds']:.1f}", moment(row["started"], zone)])
    return out().print(made)


@app.command()
def undo(number: Number, workspace: Where = None) -> None:
    """Take everything out that an import brought."""
    with opened(workspace) as ws:
        ws.undo_import(number)
    say(f"Import {number} is undone: its events are gone from the map.")


@app.command()
def delete(
    number: Number,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    workspace: Where = None,
) -> None:
    """Take everything out that an import brought, its rejected rows, and the import itself from the list."""
    with opened(workspace) as ws:
        row = next((row for row in ws.imports() if row["id"] == number), None)
        if row is not None and not yes and not _agreed(row):
            return say("Nothing was deleted.")
        ws.delete_import(number)
    return say(f"Import {number} is deleted. Your own file is not touched: it can be imported again.")


def _agreed(row: dict[str, Any]) -> bool:
    """Whether the person in front of it wants this import deleted."""
    brought = "" if row["state"] == "undone" else f" with {some(row['events'], 'event')}"
    question = (
        f"Delete import {row['id']} ({printable(row['name'])}){brought}? It cannot be brought back but by its file."
    )
    if not interactive():
        say(f"{question} Nobody is here to answer: add --yes.")
        raise typer.Exit(USAGE)
    return typer.confirm(question, err=True)
