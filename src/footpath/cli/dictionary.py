"""``dictionary``: every kind of event, or the properties of one."""

from typing import Annotated, Any

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, moment, out, percent, print_json, say, table


def dictionary(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="An event's name, or a part of it: its properties too.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Kinds to show (JSON holds all).")] = 100,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Every kind of event with its volume and its place on the map."""
    with opened(workspace) as ws:
        known = ws.dictionary
        answer, zone = known.kinds() if name is None else known.kind(known.named(name)), ws.settings.timezone
    if as_json:
        return print_json(answer)
    if not answer["kinds"]:
        return say("There are no events yet.")
    out().print(_kinds(answer["kinds"][:limit], zone))
    if name is not None:
        return out().print(_properties(answer["properties"]))
    shown = min(limit, len(answer["kinds"]))
    return out().print(f"{count(shown)} of {count(len(answer['kinds']))} kinds.", markup=False)


def _kinds(rows: list[dict[str, Any]], zone: str) -> Any:
    numbers = ("events", "customers")
    made = table("event", "channel", "surface", *numbers, "first", "last", "touchpoint", "stage", numbers=numbers)
    for row in rows:
        name = row["name"] if row["actor"] == "customer" else f"{row['name']} ({row['actor']})"
        times = [moment(row["first"], zone)[:10], moment(row["last"], zone)[:10]]
        place = [row["touchpoint"] or "not placed", row["stage"] or ""]
        counts = [count(row["events"]), count(row["customers"])]
        add_row(made, [name, row["channel"], row["surface"], *counts, *times, *place])
    return made


def _properties(rows: list[dict[str, Any]]) -> Any:
    made = table("property", "type", "filled", "values", "kept as", "examples", numbers=("filled", "values"))
    for row in rows:
        kept = "trait" if row["trait"] else "column" if row["kept"] else "log only"
        values = f"{count(row['distinct'])}{'+' if row['more'] else ''}"
        examples = ", ".join(text if len(text) <= 40 else f"{text[:39]}…" for text in row["examples"])
        add_row(made, [row["name"], row["type"], percent(row["share"]), values, kept, examples])
    return made
