"""``identity``: whose keys are, and why."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, moment, out, print_json, say, table

app = typer.Typer(help="Whose keys are: links between them, merging and splitting.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(metavar="KEY", help="A key, such as 20418 or email:ann@example.com.")]
Preview = Annotated[bool, typer.Option("--preview", help="Only say what it would change.")]


@app.command()
def show(key: Key, workspace: Where = None, as_json: AsJson = False) -> None:
    """All keys of the customer who has this one, and the links that join them."""
    with opened(workspace) as ws:
        answer, zone = ws.identity.keys(key), ws.settings.timezone
    if as_json:
        return print_json({"schema": 1, **answer})
    say("Keys: " + ", ".join(answer["keys"]))
    if not answer["links"]:
        return say("No link joins it with another key.")
    made = table("key", "key", "why", "since", "by")
    for row in answer["links"]:
        since = datetime.fromtimestamp(row["at_ms"] / 1000, UTC).isoformat()
        by = row["who"] or f"source {row['source']}"
        add_row(made, [row["one"], row["other"], row["rule"], moment(since, zone), by])
    return out().print(made)


@app.command()
def shared(workspace: Where = None, as_json: AsJson = False) -> None:
    """Keys that link nothing: of too many people (crowded), or of two who would become one (bridging)."""
    with opened(workspace) as ws:
        rows = ws.identity.shared()
    if as_json:
        return print_json({"schema": 1, "keys": rows})
    if not rows:
        return say("Every key links.")
    made = table("key", "why")
    for row in rows:
        add_row(made, [row["written"], row["why"]])
    return out().print(made)


@app.command()
def merge(key: Key, other: Key, preview: Preview = False, workspace: Where = None, as_json: AsJson = False) -> None:
    """Say that two keys are one person's. `identity split` takes it back."""
    with opened(workspace) as ws:
        answer = ws.identity.merge(key, other, who="command line", dry=preview)
    _told(answer, preview, as_json)


@app.command()
def split(key: Key, preview: Preview = False, workspace: Where = None, as_json: AsJson = False) -> None:
    """Take a key out of its customer: both get back what came under their keys."""
    with opened(workspace) as ws:
        answer = ws.identity.split(key, who="command line", dry=preview)
    _told(answer, preview, as_json)


def _told(answer: dict[str, Any], preview: bool, as_json: bool) -> None:
    if as_json:
        return print_json({"schema": 1, **answer})
    lead = "It would be" if preview else "Now there are"
    say(f"{lead} {count(len(answer['customers']))} customers; {count(answer['events'])} events are concerned.")
    for group in answer["customers"]:
        say("  " + ", ".join(group["keys"]))
    return None
