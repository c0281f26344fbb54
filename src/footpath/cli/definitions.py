"""``definitions``: stages, touchpoints and outcome as YAML for version control, and their history."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, moment, out, print_json, say, table

app = typer.Typer(help="Stages, touchpoints and outcome as YAML.", no_args_is_help=True)


@app.command()
def export(
    path: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to write. (default: the screen)")] = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Write the definitions as YAML (the same definitions give the same text)."""
    with opened(workspace) as ws:
        if as_json:
            return print_json({"schema": 1, "definitions": ws.definitions().model_dump()})
        text = ws.export_definitions()
    if path is None or str(path) == "-":
        sys.stdout.write(text)
        return None
    path.write_text(text, encoding="utf-8")
    return say(f"The definitions are in {path}.")


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file; - reads what is piped in.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="A note for the history.")] = "",
    workspace: Where = None,
) -> None:
    """Take definitions from YAML. It is one edit, which can be undone."""
    if str(path) == "-":
        text = sys.stdin.read()
    elif not path.is_file():
        raise typer.BadParameter(f"{path} is not there, or is no file.", param_hint="FILE")
    else:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise typer.BadParameter(f"{path} is no text in UTF-8.", param_hint="FILE") from None
    with opened(workspace) as ws:
        before = ws.definitions()
        after = ws.import_definitions(text, why=why)
    if after == before:
        return say("The definitions are the same; nothing was changed.")
    return say(f"Took {len(after.stages)} stages and {len(after.touchpoints)} touchpoints. See them: footpath map")


@app.command()
def history(
    limit: Annotated[int, typer.Option(min=1, help="Edits to show.")] = 20,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Every edit, the newest first; the mark shows where you are."""
    with opened(workspace) as ws:
        rows, zone = ws.history(), ws.settings.timezone
    if as_json:
        return print_json({"schema": 1, "history": rows})
    if not rows:
        return say("Nothing was defined yet.")
    made = table("", "edit", "who", "when", "what", "why", numbers=("edit",))
    for row in rows[:limit]:
        add_row(
            made, ["→" if row["head"] else "", row["id"], row["who"], moment(row["at"], zone), row["what"], row["why"]]
        )
    return out().print(made)


@app.command()
def undo(workspace: Where = None) -> None:
    """Take the last edit back."""
    with opened(workspace) as ws:
        if not ws.can_undo():
            return say("There is nothing to undo.")
        ws.undo()
    return say("The last edit is undone. Bring it back: footpath definitions redo")


@app.command()
def redo(workspace: Where = None) -> None:
    """Bring back the edit that was undone last."""
    with opened(workspace) as ws:
        if not ws.can_redo():
            return say("There is nothing to redo.")
        ws.redo()
    return say("The edit is back.")
