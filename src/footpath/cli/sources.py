"""``sources``: what clients send to with a write key."""

from typing import Annotated, Any

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, out, print_json, say, table

app = typer.Typer(help="Live sources: what clients send to with a write key.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="SOURCE", help="Its number.")]
Origins = Annotated[
    list[str] | None, typer.Option("--origin", metavar="URL", help="Only pages of this address may send; repeat it.")
]
BatchBytes = Annotated[int | None, typer.Option(metavar="N", help="Bytes of a request at most (500,000).")]
BatchEvents = Annotated[int | None, typer.Option(metavar="N", help="Events of a request at most (2,500).")]
Rate = Annotated[int | None, typer.Option("--events-per-second", metavar="N", help="Events a second at most.")]
Channel = Annotated[str | None, typer.Option(help="The channel of events that name none.")]
Addresses = Annotated[str | None, typer.Option(metavar="shortened|none", help="What is kept of senders' addresses.")]


@app.command("list")
def list_(workspace: Where = None, as_json: AsJson = False) -> None:
    """All live sources with their write keys."""
    with opened(workspace) as ws:
        rows = ws.sources.all()
    if as_json:
        return print_json({"schema": 1, "sources": rows})
    if not rows:
        return say("No live source yet. Make one: footpath sources create NAME")
    made = table("number", "name", "write key", "events", "rejected", numbers=("number", "events", "rejected"))
    for row in rows:
        name = f"{row['name']} (paused)" if row["settings"]["paused"] else row["name"]
        add_row(made, [str(row["id"]), name, row["write_key"], count(row["events"]), count(row["rejected"])])
    return out().print(made)


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called, e.g. Shop.")],
    origin: Origins = None,
    batch_bytes: BatchBytes = None,
    batch_events: BatchEvents = None,
    events_per_second: Rate = None,
    channel: Channel = None,
    addresses: Addresses = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Make a source, and say its write key."""
    settings = _given(origin, batch_bytes, batch_events, events_per_second, channel, addresses)
    with opened(workspace) as ws:
        made = ws.sources.create(name, **settings)
    _told(made, f"Made “{made['name']}”.", as_json)


@app.command()
def change(
    source: Number,
    name: Annotated[str | None, typer.Option(help="Its new name.")] = None,
    origin: Origins = None,
    batch_bytes: BatchBytes = None,
    batch_events: BatchEvents = None,
    events_per_second: Rate = None,
    channel: Channel = None,
    addresses: Addresses = None,
    pause: Annotated[bool | None, typer.Option("--pause/--resume", help="Take nothing; take events again.")] = None,
    renew_key: Annotated[
        bool, typer.Option("--renew-key", help="A new write key; the old one is refused from now on.")
    ] = False,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Change what is given; all else stays."""
    settings = _given(origin, batch_bytes, batch_events, events_per_second, channel, addresses)
    if pause is not None:
        settings["paused"] = pause
    with opened(workspace) as ws:
        made = ws.sources.change(source, name=name, renew_key=renew_key, **settings)
    _told(made, f"Changed “{made['name']}”.", as_json)


def _given(
    origins: list[str] | None,
    batch_bytes: int | None,
    batch_events: int | None,
    rate: int | None,
    channel: str | None,
    addresses: str | None,
) -> dict[str, Any]:
    settings = {
        "origins": origins or None,
        "batch_bytes": batch_bytes,
        "batch_events": batch_events,
        "events_per_second": rate,
        "channel": channel,
        "addresses": addresses,
    }
    return {name: value for name, value in settings.items() if value is not None}


def _told(row: dict[str, Any], done: str, as_json: bool) -> None:
    if as_json:
        return print_json({"schema": 1, **row})
    use = "Give it to your clients with the address of the server: footpath serve (docs/collecting.md)."
    return say(f"{done} Its write key: {row['write_key']}. {use}")
