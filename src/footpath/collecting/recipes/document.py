"""The text of a recipe: read with sentences that name the line, and written so that people like to read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.recipes import model
from footpath.collecting.recipes.model import Join, Recipe, Reject
from footpath.vocabulary.event import REASONS
from footpath.vocabulary.lined_yaml import Lines, Loc, YamlError, load, located, no_such_field

_LONGEST_LIST_ON_A_LINE = 100


@dataclass(frozen=True)
class Written:
    """A recipe and where each of its fields stands."""

    recipe: Recipe
    lines: Lines
    name: str  # of its file, for sentences

    def fault(self, sentence: str, *loc: str | int) -> Unreadable:
        """What is wrong with the field at ``loc``."""
        return Unreadable(located(sentence, loc, self.lines, self.name))


def read_recipe(text: str, name: str = "the recipe") -> Written:
    """The recipe in ``text``. Unreadable with line and field of the first fault."""
    try:
        document, lines = load(text, name)
    except YamlError as error:
        raise Unreadable(str(error)) from None
    if not isinstance(document, dict):
        raise Unreadable(f"{name} must have the fields `tables:` and `events:`.")
    try:
        recipe = Recipe.model_validate(document)
    except ValidationError as error:
        # Of an unknown field and of the deepest one is told first: they say more than what they lead to.
        first = min(
            error.errors(include_url=False), key=lambda one: (one["type"] != "extra_forbidden", -len(one["loc"]))
        )
        loc = _in_document(document, first["loc"], first["type"] == "missing")
        raise Unreadable(located(_sentence(first), loc, lines, name)) from None
    written = Written(recipe, lines, name)
    for loc, sentence in _wrong(recipe):
        raise written.fault(sentence, *loc)
    return written


def read_recipe_file(path: Path) -> Written:
    """The recipe in the file ``path``. Unreadable where it is not there or no text."""
    try:
        return read_recipe(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise Unreadable(f"The recipe {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is no text in UTF-8. Save the recipe as UTF-8.") from None


def write_recipe(recipe: Recipe) -> str:
    """The recipe as YAML; reading it gives the same recipe."""
    return str(yaml.dump(_plain(recipe), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120))


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _short(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    """Lists of short texts stand on one line."""
    flat = all(isinstance(item, str) for item in items) and sum(map(len, items)) < _LONGEST_LIST_ON_A_LINE
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


_Dumper.add_representer(list, _short)


def _plain(part: BaseModel) -> dict[str, Any]:
    """The fields that were said, by the names they are written with."""
    kept: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if not field.is_required() and value == field.get_default(call_default_factory=True) and name != "recipe":
            continue
        kept[field.alias or name] = _value(value)
    return kept


def _value(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _plain(value)
    if isinstance(value, dict):
        return {name: _value(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_value(one) for one in value]
    return value


def _in_document(document: Any, loc: Loc, missing: bool) -> Loc:
    """``loc`` without the names of types and steps that pydantic puts between the fields."""
    kept: list[str | int] = []
    for place, part in enumerate(loc):
        name_of_a_step = place > 1 and loc[place - 2] == "steps" and isinstance(loc[place - 1], int)
        inside = isinstance(document, dict) and part in document
        inside = inside or (isinstance(document, list) and isinstance(part, int) and part < len(document))
        if inside and not name_of_a_step:
            document = document[part]
            kept.append(part)
        elif missing and place + 1 == len(loc):
            kept.append(part)
    return tuple(kept)


_FIELDS = {
    "tables": list(model.Table.model_fields),
    "events": ["from", *(name for name in model.EventRule.model_fields if name != "table")],
    "steps": [*dict.fromkeys(name for one in (Join, Reject, model.Per, model.Split) for name in one.model_fields)],
}


def _sentence(error: Any) -> str:
    loc = error["loc"]
    if error["type"] == "extra_forbidden":
        room = next((part for part in reversed(loc) if part in _FIELDS), None)
        return no_such_field(loc[-1], _FIELDS[room] if room else list(Recipe.model_fields))
    if error["type"] == "missing":
        return f"The field {loc[-1]!r} is missing."
    return str(error["msg"]).removeprefix("Value error, ").rstrip(".") + "."


def _wrong(recipe: Recipe) -> Iterator[tuple[Loc, str]]:
    """What the fields alone cannot tell: tables that are not there, joins in a circle, reasons nobody knows."""
    for name, table in recipe.tables.items():
        for place, step in enumerate(table.steps):
            where = ("tables", name, "steps", place)
            if isinstance(step, Join) and step.join not in recipe.tables:
                yield (*where, "join"), no_such_table(step.join, recipe)
            if isinstance(step, Join) and name in _joined(recipe, step.join):
                yield (*where, "join"), f"The tables {name!r} and {step.join!r} join each other in a circle."
            if isinstance(step, Reject) and step.reason not in REASONS:
                yield (*where, "reason"), f"{step.reason!r} is no reason. Known are: {', '.join(REASONS)}."
    for place, rule in enumerate(recipe.events):
        if rule.table not in recipe.tables:
            yield ("events", place, "from"), no_such_table(rule.table, recipe)
        if rule.score is not None and rule.scale is None:
            yield ("events", place, "score"), "Say the scale of the score: scale: nps, csat or ces."


def no_such_table(name: str, recipe: Recipe) -> str:
    near = get_close_matches(name, recipe.tables, 1)
    return f"There is no table {name!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _joined(recipe: Recipe, name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """All tables that ``name`` is made of, itself included."""
    if name in seen or name not in recipe.tables:
        return seen
    seen |= {name}
    for step in recipe.tables[name].steps:
        if isinstance(step, Join):
            seen = _joined(recipe, step.join, seen)
    return seen
