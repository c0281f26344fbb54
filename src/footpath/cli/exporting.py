"""``export``: the events of the workspace as a file for other tools."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from footpath.cli.options import AsJson, From, To, Where, opened, period_of
from footpath.cli.screen import count, err, print_json, say, steps


def export(
    path: Annotated[Path, typer.Argument(metavar="FILE", help=".parquet, .csv, .xes or .jsonocel; .gz packs it.")],
    file_format: Annotated[
        str | None, typer.Option("--format", help="parquet, csv, xes or ocel. (default: by the suffix)")
    ] = None,
    begin: From = None,
    end: To = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Write all events to a file. Importing it again gives the same journeys."""
    with opened(workspace) as ws, steps("Writing", shown=err().is_terminal and not as_json) as progress:
        done = ws.export(path, file_format=file_format, period=period_of(begin, end), progress=progress)
    if as_json:
        return print_json({"schema": 1, **asdict(done)})
    return say(f"{count(done.events)} events are in {path} ({done.format}).")
