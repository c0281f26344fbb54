"""YAML that people write: plain values, and the line on which each field stands, so that a fault can name it."""

from difflib import get_close_matches
from typing import Any

import yaml

Loc = tuple[str | int, ...]
#: A field of the document with the line (from 1) where it stands.
Lines = dict[Loc, int]

_LARGEST = 5_000_000  # characters


class YamlError(ValueError):
    """The text is not the YAML that was asked for; the message is the sentence to show."""


def load(text: str, what: str, whole_numbers: frozenset[Loc] = frozenset()) -> tuple[Any, Lines]:
    """The document in plain values, and the line of every field. ``what`` names it in sentences: "the definitions".

    Scalars stay the text that was written (``name: 2024``, ``name: no``), save those at ``whole_numbers``: pydantic
    reads the numbers it wants. YamlError on anything else than mappings, lists and scalars.
    """
    if len(text) > _LARGEST:
        raise YamlError(f"{_capital(what)} are longer than 5,000,000 characters. Is it the right file?")
    lines: Lines = {}
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise YamlError(f"{_capital(what)} use an alias (*name), which is not taken. Write the value out.")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return (None if node is None else _value(node, (), lines, what, whole_numbers)), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "the text holds characters that YAML does not allow"
        raise YamlError(f"{_capital(what)} are no YAML{where}: {problem}.") from None
    except RecursionError:
        raise YamlError(f"{_capital(what)} are nested too deep to be read.") from None


def located(sentence: str, loc: Loc, lines: Lines, what: str) -> str:
    """``sentence`` with the line and the field that it speaks of."""
    nearest = next((loc[:length] for length in range(len(loc), -1, -1) if loc[:length] in lines), ())
    field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")
    return f"Line {lines.get(nearest, 1)} of {what}, field {field or 'the document'}: {sentence}"


def no_such_field(name: object, fields: list[str]) -> str:
    """The sentence for a field that is not known, with the nearest that is."""
    near = get_close_matches(str(name), fields, 1)
    return f"There is no field {name!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _value(node: yaml.Node, loc: Loc, lines: Lines, what: str, whole_numbers: frozenset[Loc]) -> Any:
    lines[loc] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*loc, place), lines, what, whole_numbers) for place, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {}
        for key, item in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(f"Line {line} of {what}: a field's name must be text.")
            if key.value in values:
                raise YamlError(located(f"{key.value!r} is given twice.", (*loc, key.value), {(): line}, what))
            values[key.value] = _value(item, (*loc, key.value), lines, what, whole_numbers)
            lines[(*loc, key.value)] = line
        return values
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if loc in whole_numbers and node.tag == "tag:yaml.org,2002:int" and node.value.isdecimal():
        return int(node.value)
    return node.value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
