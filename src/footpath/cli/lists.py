"""``lists``: customers by their keys, for rules: in list "NAME"."""

from pathlib import Path
from typing import Annotated

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, count, moment, out, print_json, say, some, table

app = typer.Typer(help="Lists of customers, for rules: in list NAME.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What rules call it.")]


@app.command("list")
def list_(workspace: Where = None, as_json: AsJson = False) -> None:
    """All lists of customers."""
    with opened(workspace) as ws:
        rows, zone = ws.lists.all(), ws.settings.timezone
    if as_json:
        return print_json({"schema": 1, "lists": rows})
    if not rows:
        return say("No list is saved yet. Save one: footpath lists save NAME FILE, one key a line.")
    made = table("name", "customers", "saved", numbers=("customers",))
    for row in rows:
        add_row(made, [row["name"], count(row["customers"]), moment(row["at"], zone)])
    return out().print(made)


@app.command()
def save(
    name: Name,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Customers' keys, one a line.", exists=True, dir_okay=False)
    ],
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Save customers by their keys; a list of this name is replaced."""
    try:
        keys = [line.strip() for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
    except UnicodeDecodeError as error:
        raise typer.BadParameter(
            f"{file} is not UTF-8 ({error.reason}). Save it as UTF-8.", param_hint="FILE"
        ) from None
    with opened(workspace) as ws:
        saved = ws.lists.save(name, keys)
    if as_json:
        return print_json({"schema": 1, **saved})
    missing = f" {count(saved['unknown'])} keys have no event." if saved["unknown"] else ""
    use = f"Use it: --audience 'in list \"{name}\"'"
    return say(f"Saved “{name}”: {some(saved['customers'], 'customer')}.{missing} {use}")


@app.command()
def delete(name: Name, workspace: Where = None) -> None:
    """Delete a list that no saved audience asks for; its customers stay."""
    with opened(workspace) as ws:
        ws.lists.delete(name)
    say(f"Deleted “{name}”.")
