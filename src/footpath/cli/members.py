"""``--cell`` of every analysis: which customers stand behind a number of its table."""

import json
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footpath.cli.customers import draw_customers
from footpath.cli.options import opened, period_of, rule_of
from footpath.cli.screen import count, out, print_json, say

if TYPE_CHECKING:
    from footpath.analyses._analysis import Analysis

InCell = Annotated[
    list[str],
    typer.Option(
        "--cell", metavar="NAME=VALUE", help="Show which customers stand behind a row, named by its columns: step=2."
    ),
]
Measure = Annotated[str, typer.Option(metavar="COLUMN", help="Of --cell: the column whose customers are shown.")]
SaveList = Annotated[str | None, typer.Option(metavar="NAME", help="Of --cell: save them all as a list, for rules.")]


def show_customers(analysis: "Analysis", common: dict[str, Any]) -> None:
    """Which customers stand behind a cell, and all of them saved as a list where that is asked."""
    from footpath.workspace import Cell

    pairs = dict(pair.partition("=")[::2] for pair in common["cell"])
    row = {name.strip(): _value(value.strip()) for name, value in pairs.items()}
    cell = Cell(row, common["measure"], common["breakdown"])
    with opened(common["workspace"]) as workspace:
        scope: dict[str, Any] = {
            "period": period_of(common["period_from"], common["period_to"]),
            "audience": rule_of(workspace, common["audience"]),
            "where": common["where"],
        }
        found = workspace.customers_in(analysis, cell, **scope, limit=common["rows"])
        saved = workspace.lists.save_cell(common["save_list"], analysis, cell, **scope) if common["save_list"] else None
        zone = workspace.settings.timezone
    if saved:
        use = f"--audience 'in list \"{saved['name']}\"'"
        say(f"Saved {count(saved['customers'])} customers as a list. Use them: {use}")
    if common["as_json"]:
        return print_json({"schema": 1, **found})
    out().print(f"{common['measure']}: {count(found['n'])} {found['unit']}", markup=False)
    return draw_customers(found["customers"], zone)


def _value(text: str) -> str | int | bool | None:
    """A value of a cell: what JSON reads as a number, true, false or null, else text."""
    try:
        read = json.loads(text)
    except ValueError:
        return text
    return read if isinstance(read, bool | int | NoneType) else text
