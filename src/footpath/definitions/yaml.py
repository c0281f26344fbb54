"""Definitions as YAML for version control: one document, one text, and reading it back gives the document."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, ValidationError

from footpath.definitions.edit import DefinitionError
from footpath.definitions.model import Definitions, DimensionRule, Group, Match, Outcome, Touchpoint
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.lined_yaml import Loc, YamlError, load, located, no_such_field

_HEAD = (
    "# Footpath definitions: the stages and touchpoints of the journey map. The order is the order on the map;\n"
    "# an event belongs to the first touchpoint with a match that fits (* stands for any text, case is ignored).\n"
)
_WHAT = "the definitions"
_LINE = re.compile(rf"Line (\d+) of {_WHAT}[,:] ")
_UNREAD = re.compile(r"\bline (\d+)")


def export(definitions: Definitions) -> str:
    """The document as YAML: fields in a fixed order, one thing a line, what is not said left out."""
    body = yaml.dump(_plain(definitions), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return _HEAD + str(body)


def read(text: str) -> Definitions:
    """The definitions that ``text`` holds. DefinitionError names line and field of the first fault."""
    definitions, faults = _read(text)
    if faults or definitions is None:
        raise DefinitionError(faults[0])
    return definitions


class Fault(NamedTuple):
    """What is wrong with a document, and in which line of it (from 1)."""

    line: int
    sentence: str


def faults(text: str) -> list[Fault]:
    """Everything that keeps ``text`` from being definitions, by line; what its form hides is not looked for."""
    return sorted(_fault(sentence) for sentence in _read(text)[1])


def _fault(sentence: str) -> Fault:
    at = _LINE.match(sentence)
    if at:
        return Fault(int(at[1]), sentence[at.end() :])
    unread = _UNREAD.search(sentence)
    return Fault(int(unread[1]) if unread else 1, sentence)


def _read(text: str) -> tuple[Definitions | None, list[str]]:
    try:
        document, lines = load(text, _WHAT, whole_numbers=frozenset([("version",)]))
    except YamlError as error:
        return None, [str(error)]
    if not isinstance(document, dict):
        return None, ["The definitions must be a list of fields such as `stages:` and `touchpoints:`."]
    try:
        definitions = Definitions.model_validate(document)
    except ValidationError as error:
        wrong = [(fault["loc"], _sentence(fault["type"], fault["loc"], fault["msg"])) for fault in error.errors()]
        return None, [located(sentence, loc, lines, _WHAT) for loc, sentence in wrong]
    return definitions, [located(sentence, loc, lines, _WHAT) for loc, sentence in _wrong(definitions)]


class _Dumper(yaml.SafeDumper):
    """Text with line breaks or control characters is written in double quotes with escapes: nothing of it is folded."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"'
    ),
)


def _plain(model: BaseModel) -> dict[str, Any]:
    """Fields in the model's order; those at their default left out, but never the version."""
    kept: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if not field.is_required() and value == field.get_default(call_default_factory=True) and name != "version":
            continue
        if isinstance(value, BaseModel):
            value = _plain(value)
        elif isinstance(value, list):
            value = [_plain(item) if isinstance(item, BaseModel) else item for item in value]
        kept[name] = value
    return kept


def _sentence(kind: str, loc: Loc, message: str) -> str:
    if kind == "extra_forbidden":
        return no_such_field(loc[-1], list(Definitions.model_fields) if len(loc) == 1 else _FIELDS)
    if kind == "missing":
        return f"The field {loc[-1]!r} is missing."
    return f"{message}."


_FIELDS = [
    *dict.fromkeys(
        [
            *Match.model_fields,
            *Touchpoint.model_fields,
            *Outcome.model_fields,
            *DimensionRule.model_fields,
            *Group.model_fields,
        ]
    )
]


def _wrong(definitions: Definitions) -> Iterator[tuple[Loc, str]]:
    """What the fields alone cannot tell: ids given twice, stages that are not there, matches that fit everything."""
    stages: set[str] = set()
    for place, stage in enumerate(definitions.stages):
        if stage.id in stages:
            yield ("stages", place, "id"), f"There is a stage with the id {stage.id!r} already."
        stages.add(stage.id)
    touchpoints: set[str] = set()
    for place, touchpoint in enumerate(definitions.touchpoints):
        if touchpoint.id in touchpoints:
            yield ("touchpoints", place, "id"), f"There is a touchpoint with the id {touchpoint.id!r} already."
        touchpoints.add(touchpoint.id)
        if touchpoint.stage is not None and touchpoint.stage not in stages:
            near = get_close_matches(touchpoint.stage, stages, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            yield ("touchpoints", place, "stage"), f"There is no stage with the id {touchpoint.stage!r}.{hint}"
        yield from _blank(touchpoint.match, "touchpoints", place)
    if definitions.outcome is not None:
        yield from _blank(definitions.outcome.match, "outcome")
    touches: set[str] = set()
    for place, touch in enumerate(definitions.marketing):
        if touch.name.casefold() in touches:
            yield ("marketing", place, "name"), f"There is a marketing touch {touch.name!r} already."
        touches.add(touch.name.casefold())
        yield from _blank(touch.match, "marketing", place)
    yield from _dimensions(definitions.dimensions)
    try:
        milliseconds(definitions.horizon)
    except ValueError as error:
        yield ("horizon",), str(error)


def _dimensions(dimensions: Sequence[DimensionRule]) -> Iterator[tuple[Loc, str]]:
    names: set[str] = set()
    for place, dimension in enumerate(dimensions):
        if dimension.name.casefold() in names:
            yield ("dimensions", place, "name"), f"There is a dimension {dimension.name!r} already."
        names.add(dimension.name.casefold())
        groups: set[str] = set()
        for index, group in enumerate(dimension.groups):
            where = ("dimensions", place, "groups", index)
            if group.name.casefold() in groups:
                yield (*where, "name"), f"There is a group {group.name!r} already."
            groups.add(group.name.casefold())
            if not group.name.strip() or not any(value.strip() for value in group.values):
                yield where, "A group needs a name and at least one value."


def _blank(matches: Sequence[Match], *where: str | int) -> Iterator[tuple[Loc, str]]:
    for index, match in enumerate(matches):
        if match.name is None and match.channel is None and match.surface is None:
            yield (*where, "match", index), "A match must give a name, a channel or a surface."
