"""Rejected rows as a file that can be read again, and the recipe of their import with a rule before it."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.origins import Origin
from footpath.collecting.recipes.document import Written, read_recipe
from footpath.collecting.recipes.expressions import columns_used
from footpath.collecting.recipes.model import Compute, EventRule, Join, Moment, Per, Recipe, Repeat, Split, Table
from footpath.collecting.recipes.rules import Pinned
from footpath.vocabulary.event import RAW_CHARACTERS
from footpath.vocabulary.said import say

_NAMES = {"\t": "tab", " ": "spaces"}
#: The role that a reason speaks of.
_ROLES = {
    "no_customer": "customer",
    "no_time": "time",
    "bad_time": "time",
    "time_out_of_range": "time",
    "no_name": "event",
}


@dataclass(frozen=True)
class Kept:
    """A rejected row as it is kept."""

    id: int
    raw: str
    reason: str


class _Mended(Written):
    """A recipe whose first step is the rule: what is wrong with it is said without a place in a text."""

    def fault(self, sentence: str, *loc: str | int) -> Unreadable:
        if loc[2:4] == ("steps", 0):
            return Unreadable(sentence)
        return super().fault(sentence, *loc)


def cells_of(origin: Origin, raw: str) -> list[Any] | None:
    """The cells of a row, one a column; None where it was cut or does not fit the columns of its file."""
    if len(raw) >= RAW_CHARACTERS:
        return None
    if origin.separator is None:
        try:
            found = json.loads(raw)
        except ValueError:
            return None
        return [found.get(name) for name in origin.columns] if isinstance(found, dict) else None
    try:
        rows = list(csv.reader(io.StringIO(raw, newline=""), delimiter=origin.separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 and len(rows[0]) == len(origin.columns) else None


def write_rows(path: Path, origin: Origin, rows: Iterable[Kept]) -> tuple[dict[int, int], dict[int, str]]:
    """The rows as a file of their format.

    Returns the id of the row that begins on each line, and the reason of each row that cannot be read again.
    """
    at: dict[int, int] = {}
    left: dict[int, str] = {}
    line = 1
    with path.open("w", encoding="utf-8", newline="") as file:
        if origin.separator is not None:
            line += _put(file, _csv(origin.columns, origin.separator))
        for row in rows:
            cells = cells_of(origin, row.raw)
            if cells is None:
                left[row.id] = "cut" if len(row.raw) >= RAW_CHARACTERS else row.reason
                continue
            at[line] = row.id
            # Empty cells are written too: a column that no row fills must still be there.
            names = dict(zip(origin.columns, cells, strict=True))
            plain = origin.separator is None
            line += _put(file, json.dumps(names, ensure_ascii=False) if plain else _csv(cells, origin.separator or ","))
    return at, left


def _csv(cells: Sequence[Any], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="").writerow(cells)
    return text.getvalue()


def _put(file: Any, text: str) -> int:
    """Writes a row; returns how many lines it takes."""
    file.write(text + "\n")
    return text.count("\n") + 1


def mended(origin: Origin, rule: dict[str, str], file: str, joined_files: bool) -> tuple[Written, Pinned]:
    """The recipe of the import over ``file`` with the rule as its first step, and what stays as it was recognised."""
    obstacle = obstacle_of(origin, joined_files)
    if obstacle:
        raise Unreadable(obstacle)
    recipe = _recipe(origin)
    table = recipe.tables[origin.table]
    used = {name for text in rule.values() for name in columns_used(text)}
    separator = None if origin.separator is None else _NAMES.get(origin.separator, origin.separator)
    changed: dict[str, Any] = {
        "file": file,
        "encoding": None if origin.separator is None else "utf-8",
        "header": None,
        "sheet": None,
        "separator": separator,
        # The rule sees cells as their file wrote them: it is text that is missing, and text that takes its place.
        "types": {name: how for name, how in table.types.items() if name not in rule} | dict.fromkeys(used, "text"),
        "steps": [*_step(rule), *table.steps],
    }
    tables = {name: one for name, one in recipe.tables.items() if name in _joined(recipe, origin.table)}
    tables[origin.table] = table.model_copy(update=changed)
    events = [one for one in recipe.events if one.table == origin.table]
    written = _Mended(recipe.model_copy(update={"tables": tables, "events": events}), {}, "the rule")
    times = {name: how for name, how in (origin.times | table.types).items() if how != "typed"}
    pinned = {name: how for name, how in times.items() if name not in rule}
    return written, Pinned(dict(origin.types), pinned, times)


def obstacle_of(origin: Origin, joined_files: bool = False) -> str:
    """Why rows of this origin cannot be read again; empty where they can."""
    if "_row" in origin.recipe:
        return say("replay.counts_rows")
    joins = joins_of(origin)
    if joins and not joined_files:
        return say("replay.joins", tables=joins)
    return ""


def puts_together(origin: Origin) -> bool:
    """Whether rows of equal keys become one."""
    return any(isinstance(step, Per) for step in _recipe(origin).tables[origin.table].steps)


def makes_several(origin: Origin) -> bool:
    """Whether a row can become several events."""
    recipe = _recipe(origin)
    steps = recipe.tables[origin.table].steps
    rules = sum(one.table == origin.table for one in recipe.events)
    return rules > 1 or any(isinstance(step, Split | Repeat) for step in steps)


def _recipe(origin: Origin) -> Recipe:
    return read_recipe(origin.recipe, "the recipe of the import").recipe


def joins_of(origin: Origin) -> list[str]:
    """The tables that the rows' own table joins."""
    recipe = _recipe(origin)
    return sorted(_joined(recipe, origin.table))


def column_of_reason(origin: Origin, reason: str) -> str | None:
    """The column of the file that a reason speaks of, such as that of the customer; None where it is none."""
    role = _ROLES.get(reason)
    recipe = _recipe(origin)
    for one in recipe.events if role else ():
        if one.table == origin.table and (name := _first_column(one, str(role))) in origin.columns:
            return name
    return None


def _first_column(rule: EventRule, role: str) -> str:
    source = getattr(rule, role)
    text = source.at if isinstance(source, Moment) else source
    return "" if text.startswith("=") else text.split("|")[0].split("+")[0].strip()


def _step(rule: dict[str, str]) -> list[Compute]:
    try:
        return [Compute(columns=rule)] if rule else []
    except ValidationError:
        raise Unreadable(say("replay.bad_rule")) from None


def _joined(recipe: Recipe, name: str) -> set[str]:
    table: Table = recipe.tables[name]
    found: set[str] = set()
    for step in table.steps:
        if isinstance(step, Join):
            found |= {step.join} | _joined(recipe, step.join)
    return found
