"""``audiences``: rules under a name, for --audience."""

from typing import Annotated

import typer

from footpath.cli.options import AsJson, Where, opened
from footpath.cli.screen import add_row, out, print_json, say, some, table

app = typer.Typer(help="Rules under a name, for --audience.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What --audience calls it.")]


@app.command("list")
def list_(workspace: Where = None, as_json: AsJson = False) -> None:
    """All saved audiences."""
    with opened(workspace) as ws:
        rows = ws.audiences()
    if as_json:
        return print_json({"schema": 1, "audiences": rows})
    if not rows:
        return say("No audience is saved yet. Save one: footpath audiences save NAME RULE")
    made = table("id", "name", "rule", numbers=("id",))
    for row in rows:
        add_row(made, [row["id"], row["name"], row["rule"]])
    return out().print(made)


@app.command()
def save(
    name: Name,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule (docs/cli.md); it is tried first.")],
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Save a rule under a name; one that is there takes the new rule."""
    with opened(workspace) as ws:
        held, of = ws.count(rule)
        number = next((int(row["id"]) for row in ws.audiences() if row["name"] == name), None)
        if number is None:
            number = ws.save_audience(name, rule)
        else:
            ws.change_audience(number, name, rule)
    if as_json:
        return print_json({"schema": 1, "id": number, "name": name, "rule": rule, "customers": held, "of": of})
    return say(f"Saved “{name}”: {some(held, 'customer')} of {of:,}. Use it: footpath map --audience '{name}'")


@app.command()
def delete(name: Name, workspace: Where = None) -> None:
    """Delete a saved audience; its customers stay."""
    with opened(workspace) as ws:
        found = [int(row["id"]) for row in ws.audiences() if row["name"] == name]
        for number in found:
            ws.delete_audience(number)
    if not found:
        raise typer.BadParameter(f"No audience is saved as {name!r}.", param_hint="NAME")
    say(f"Deleted “{name}”.")
