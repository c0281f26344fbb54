"""``imports``: what came in, and taking it out again."""

from typing import Annotated

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, moment, out, print_json, say, table

app = typer.Typer(help="What came in.", no_args_is_help=True)


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
def undo(
    number: Annotated[int, typer.Argument(metavar="ID", help="Its number in `footpath imports list`.")],
    workspace: Where = None,
) -> None:
    """Take everything out that an import brought."""
    with opened(workspace) as ws:
        ws.undo_import(number)
    say(f"Import {number} is undone: its events are gone from the map.")
