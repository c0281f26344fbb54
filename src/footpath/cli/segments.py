"""``footpath segments``: the store's columns on an object store, for workers that share no folder with this machine."""

from dataclasses import asdict
from typing import Annotated

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import count, err, print_json, say, steps

app = typer.Typer(no_args_is_help=True, help="Segments on an object store, for the workers of a cluster.")


@app.command()
def publish(
    url: Annotated[str, typer.Argument(metavar="URL", help="The object store's folder, e.g. s3://bucket/shop.")],
    sweep: Annotated[
        bool, typer.Option("--sweep", help="Delete there what no longer belongs to this version.")
    ] = False,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Bring the newest version's segments there, those that are not there yet. Stopped, it goes on the next time."""
    with opened(workspace) as ws, steps("Publishing", shown=err().is_terminal and not as_json) as told:
        done = ws.publish(url, sweep=sweep, told=told)
    if as_json:
        return print_json({"schema": 1, **asdict(done)})
    away = f"; {count(done.deleted)} old ones were deleted" if sweep else ""
    sent = f"{count(done.sent)} were sent, {count(done.bytes)} bytes"
    return say(f"{count(done.segments)} segments are at {url}: {sent}{away}.")
