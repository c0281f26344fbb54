"""A preview drawn in the terminal: columns with their roles, the first events, what will not come in."""

from typing import Any

from rich.text import Text

from footpath.cli.screen import QUIET, add_row, count, err, out, percent, printable, table

_VALUES = 3
_EVENTS = 3


def draw_preview(preview: dict[str, Any]) -> None:
    """All that is known of a file before anything is written."""
    console = out()
    rows = f"{count(preview['rows'])} rows" if preview["rows_exact"] else f"about {count(preview['rows'])} rows"
    facts = [preview["importer"], preview["encoding"], _separator(preview["separator"]), rows, _size(preview["size"])]
    console.print(Text.assemble((printable(preview["file"]), "bold"), "  " + " · ".join(filter(None, facts))))
    console.print(_columns(preview["columns"]))
    time = preview["time"]
    if time:
        console.print(f"Times: {time['format']}, {time['timezone']}.", markup=False)
    if preview["events"]:
        console.print(_events(preview["events"]))
    _draw_rejected(preview)
    for note in preview["notes"]:
        console.print(printable(note), markup=False)
    for question in preview["questions"]:
        console.print(Text(f"To be answered: {printable(question['text'])}", style="bold"))


def draw_recipe_preview(preview: dict[str, Any]) -> None:
    """The first events of every rule of a recipe, and what would not come in."""
    console = out()
    console.print(Text(printable(preview["recipe"]), style="bold"))
    for part in preview["tables"]:
        console.print(f"\nTable {part['table']}: {', '.join(part['files'])}", markup=False)
        for rule in preview["rules"]:
            if rule["from"] == part["table"]:
                console.print(
                    _events(rule["events"][:_EVENTS], f"{rule['event']}: {count(rule['n'])} in the first rows")
                )
        _draw_rejected(part)


def _draw_rejected(preview: dict[str, Any]) -> None:
    if preview["rejected_in_sample"]:
        console = out()
        console.print(f"{count(preview['rejected_in_sample'])} of the first rows would not come in:", markup=False)
        made = table("line", "why", "row", numbers=("line",), cut="row")
        for row in preview["rejected_sample"][:5]:
            add_row(made, [count(row["line"]), row["sentence"], row["raw"]])
        console.print(made)


def draw_events(events: list[dict[str, Any]]) -> None:
    """The first events as they would come in."""
    out().print(_events(events[:_EVENTS]))


def draw_summary(preview: dict[str, Any]) -> None:
    """One line, said before an import: which column is what."""
    roles: dict[str, list[str]] = {}
    for column in preview["columns"]:
        if column["role"] not in ("property", "ignore"):
            roles.setdefault(column["role"], []).append(column["name"])
    shown = " · ".join(f"{role}: {', '.join(names)}" for role, names in roles.items())
    err().print(printable(f"{preview['file']}: {shown}"), markup=False)


def _columns(columns: list[dict[str, Any]]) -> Any:
    made = table("column", "is", "sure", "type", "distinct", "for example", "why", numbers=("sure", "distinct"))
    for column in columns:
        examples = ", ".join(str(sample) for sample in column["samples"][:_VALUES])
        plain = column["role"] in ("property", "ignore")
        add_row(
            made,
            [
                column["name"],
                column["role"],
                "" if plain else percent(column["confidence"]),
                column["type"],
                count(column["distinct"]),
                examples[:48],
                "" if plain else column["reason"],
            ],
            style=QUIET if plain else None,
        )
    return made


def _events(events: list[dict[str, Any]], title: str = "First events") -> Any:
    made = table("customer", "time", "event", "channel", "value", "properties", numbers=("value",), title=title)
    for event in events:
        value = event.get("value")
        properties = ", ".join(f"{name}: {text}" for name, text in event["properties"].items())
        cells = [event["customer"], event["time"], event["name"], event.get("channel") or ""]
        add_row(made, [*cells, "" if value is None else f"{value:g}", properties])
    return made


def _separator(separator: str | None) -> str:
    names = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}
    return names.get(separator, separator) if separator else ""


def _size(size: int) -> str:
    for unit, bytes_ in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= bytes_:
            return f"{size / bytes_:,.1f} {unit}"
    return f"{size} B"
