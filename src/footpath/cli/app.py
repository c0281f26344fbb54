"""The commands of ``footpath``, and how each ends: 0 done, 1 fault, 2 usage."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from footpath._version import __version__
from footpath.cli import (
    audiences,
    customers,
    definitions,
    dictionary,
    exporting,
    identity,
    importing,
    imports,
    lists,
    rejected,
    segments,
    serving,
    shelved,
    sources,
    sql,
    upkeep,
)
from footpath.cli.faults import FAULT, report, sentence
from footpath.cli.options import VARIABLE
from footpath.cli.screen import say

BEGIN = ("init", "import")
KEEP = (
    *(
        "sql",
        "customers",
        "identity",
        "audiences",
        "lists",
        "serve",
        "settle",
        "demo",
        "sample",
        "status",
        "imports",
        "sources",
        "rejected",
        "definitions",
        "dictionary",
    ),
    *("export", "segments", "verify", "backfill", "rebuild", "upgrade", "doctor"),
)


class Commands(TyperGroup):
    """The commands in the order of the help: to begin, to ask, to keep; an analysis is imported once it is asked."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return [*BEGIN, *shelved.summaries(), *KEEP]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        return super().get_command(ctx, cmd_name) or (
            shelved.stub(cmd_name) if cmd_name in shelved.summaries() else None
        )

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        name, command, rest = super().resolve_command(ctx, args)
        return name, shelved.command(name) if name in shelved.summaries() else command, rest


app = typer.Typer(
    name="footpath",
    cls=Commands,
    help="Event files in, the live customer journey map out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
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


app.command()(upkeep.init)
app.command("import")(importing.import_)
app.command()(sql.sql)
app.add_typer(customers.app, name="customers")
app.add_typer(identity.app, name="identity")
app.add_typer(audiences.app, name="audiences")
app.add_typer(lists.app, name="lists")
app.command()(serving.serve)
app.command()(serving.settle)
app.command()(serving.demo)
app.command()(serving.sample)
app.command()(upkeep.status)
app.add_typer(segments.app, name="segments")
app.add_typer(imports.app, name="imports")
app.add_typer(sources.app, name="sources")
app.add_typer(rejected.app, name="rejected")
app.add_typer(definitions.app, name="definitions")
app.command()(dictionary.dictionary)
app.command()(exporting.export)
app.command()(upkeep.verify)
app.command()(upkeep.backfill)
app.command()(upkeep.rebuild)
app.command()(upkeep.upgrade)
app.command()(upkeep.doctor)


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
            known = f"Something went wrong inside Footpath ({type(error).__name__}).{where}"
        say(known)
        sys.exit(FAULT)


def _defaults(command: Any, workspace: Path) -> dict[str, Any]:
    """The workspace as the default of every command below ``command``."""
    return {
        name: _defaults(below, workspace) if hasattr(below, "commands") else {"workspace": str(workspace)}
        for name, below in command.commands.items()
    }
