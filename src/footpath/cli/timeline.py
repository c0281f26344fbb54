"""One customer's journey drawn in the terminal, event by event."""

from typing import Any

from rich.text import Text

from footpath.cli.screen import QUIET, add_row, count, moment, out, printable, table


def draw_journey(answer: dict[str, Any], limit: int, zone: str) -> None:
    """Key, traits, and the newest ``limit`` events in the time zone ``zone``."""
    console = out()
    console.print(Text.assemble((printable(str(answer["key"])), "bold"), f"  {count(answer['total'])} events"))
    if answer["traits"]:
        console.print(Text(printable(" · ".join(f"{k}: {v}" for k, v in answer["traits"].items())), style=QUIET))
    made = table(
        *("time", "event", "channel", "touchpoint", "stage", "value", "score", "more"),
        numbers=("value", "score"),
        cut="more",
    )
    for event in answer["events"][-limit:]:
        score = f"{event['scale'].upper()} {event['score']:g}" if event["scale"] else ""
        value = "" if event["value"] is None else f"{event['value']:,.2f}"
        own = {name: text for name, text in event["properties"].items() if name not in answer["traits"]}
        more = ", ".join(f"{name}: {text}" for name, text in own.items())
        name = event["name"] + (f" {event['surface']}" if event["surface"] else "")
        cells = [moment(event["time"], zone), name, event["channel"] or "", event["touchpoint"] or ""]
        add_row(made, [*cells, event["stage"] or "", value, score, more])
    console.print(made)
    if answer["total"] > limit:
        console.print(f"The newest {limit:,} of {answer['total']:,} events; more with --limit.", markup=False)
