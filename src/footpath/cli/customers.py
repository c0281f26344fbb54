"""``customers``: the list, and one person's journey."""

from typing import Annotated, Any

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, moment, out, print_json, say, table

app = typer.Typer(help="Customers and their journeys.", no_args_is_help=True)


@app.command("list")
def list_(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="Only keys that contain this.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Rows to show.")] = 50,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Customers, those seen last first."""
    with opened(workspace) as ws:
        answer, zone = ws.customers(text, limit), ws.settings.timezone
    if as_json:
        return print_json({"schema": 1, **answer})
    if not answer["total"]:
        return say("No customer's key contains this." if text else "There are no customers yet.")
    draw_customers(answer["rows"], zone)
    return out().print(f"{count(len(answer['rows']))} of {count(answer['total'])} customers.", markup=False)


def draw_customers(rows: list[dict[str, Any]], zone: str) -> None:
    """A table of customers."""
    made = table("customer", "events", "first", "last", "stage", "channels", numbers=("events",))
    for row in rows:
        times = [moment(row["first"], zone), moment(row["last"], zone)]
        add_row(made, [row["key"], count(row["events"]), *times, row["stage"] or "", ", ".join(row["channels"])])
    out().print(made)


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The customer's key or id.")],
    limit: Annotated[int, typer.Option(min=1, help="Newest events to show (JSON holds all).")] = 100,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """One customer's journey, event by event."""
    with opened(workspace) as ws:
        answer, zone = ws.customer(key), ws.settings.timezone
    if as_json:
        return print_json({"schema": 1, **answer})
    from footpath.cli.timeline import draw_journey

    return draw_journey(answer, limit, zone)
