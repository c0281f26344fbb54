"""The commands of ``footpath``, and how each ends: 0 done, 1 fault, 2 usage."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from footpath._version import __version__
from footpath.cli import asking, customers, definitions, importing, imports, serving, upkeep
from footpath.cli.faults import FAULT, report, sentence
from footpath.cli.options import VARIABLE
from footpath.cli.screen import say

app = typer.Typer(
    name="footpath",
    help="Event files in, the live customer journey map out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)


@app.callback()
def footpath(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option("-w", "--workspace", metavar="DIR", help=f"The workspace's folder (or {VARIABLE})."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Say the version.", is_eager=True)] = False,
) -> None:
    """Event files in, the live customer journey map out."""
    if version:
        print(f"footpath {__version__}")
        raise typer.Exit
    if workspace is not None:
        context.default_map = _defaults(context.command, workspace)


START, ASK, KEEP = "Begin", "Ask", "Keep"
app.command(rich_help_panel=START)(upkeep.init)
app.command("import", rich_help_panel=START)(importing.import_)
app.command(rich_help_panel=START)(serving.serve)
app.command(rich_help_panel=START)(serving.demo)
app.command(rich_help_panel=START)(serving.sample)
app.command("map", rich_help_panel=ASK)(asking.map_)
app.command(rich_help_panel=ASK)(asking.funnel)
app.command(rich_help_panel=ASK)(asking.transitions)
app.add_typer(customers.app, name="customers", rich_help_panel=ASK)
app.command(rich_help_panel=ASK)(upkeep.status)
app.add_typer(imports.app, name="imports", rich_help_panel=KEEP)
app.add_typer(definitions.app, name="definitions", rich_help_panel=KEEP)
app.command(rich_help_panel=KEEP)(upkeep.verify)
app.command(rich_help_panel=KEEP)(upkeep.rebuild)
app.command(rich_help_panel=KEEP)(upkeep.upgrade)
app.command(rich_help_panel=KEEP)(upkeep.doctor)


def run() -> None:
    """Carry out the command of the process's arguments and end the process."""
    try:
        app()
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(FAULT)
    except Exception as error:
        known = sentence(error)
        if known is None:
            path = report(error)
            where = f" A report is in {path}." if path else ""
            known = f"Something went wrong inside Footpath ({type(error).__name__}).{where} Your data is as it was."
        say(known)
        sys.exit(FAULT)


def _defaults(command: Any, workspace: Path) -> dict[str, Any]:
    """The workspace as the default of every command below ``command``."""
    return {
        name: _defaults(below, workspace) if hasattr(below, "commands") else {"workspace": str(workspace)}
        for name, below in command.commands.items()
    }
