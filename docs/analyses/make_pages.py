"""The pages of this folder, made of what each analysis declares; what people write in them is kept: `make docs`.

A page is: title and meaning from the class, a part by hand between the two marks, then how to ask, parameters,
definition. tests/test_analysis_pages.py fails where a page is not what this file makes of it.
"""

import inspect
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import annotated_types as limits
from pydantic.fields import FieldInfo

import footpath
from footpath.analyses._analysis import Analysis, Frame
from footpath.definitions.lookup import stage_of, touchpoint_of
from footpath.definitions.model import Definitions
from footpath.shelf import items
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.kind import Kind

FOLDER = Path(__file__).parent
BY_HAND = "<!-- By hand from here on. -->"
MADE = "<!-- Made by `make docs` from here on. -->"
_EXAMPLE = re.compile(r"<!-- example: (.*?) -->", re.DOTALL)
#: What columns are called in every analysis: a new page begins with these words.
COLUMNS = {
    "name": "what the row is about",
    "customers": "distinct customers",
    "events": "events",
    "share": "share, 0 to 1",
    "low": "lower bound of the 95 % interval",
    "high": "upper bound of the 95 % interval",
    "n": "how many it rests on",
}


def shelved() -> dict[str, type[Analysis]]:
    """The analyses of this project, by name; those that others install beside it have their own pages."""
    found = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
    return {name: one for name, one in found.items() if one.__module__.startswith("footpath.analyses.")}


def pages() -> dict[str, str]:
    """What each file of this folder has to say, by file name."""
    made = {f"{name}.md": page(name, one, _hand(name, one)) for name, one in shelved().items()}
    return {"README.md": _index(), **made}


def page(name: str, analysis: type[Analysis], hand: str) -> str:
    """A page around its part by hand."""
    summary, _, more = _doc(analysis).partition("\n")
    meaning = "\n\n".join(part for part in (summary, more.strip()) if part)
    made = [*_asking(name, analysis, example_of(hand, analysis)), *_parameters(analysis), *_meaning(hand, analysis)]
    return f"# {name}\n{meaning}\n\n{BY_HAND}\n{hand.strip()}\n\n{MADE}\n" + "\n".join(made) + "\n"


def example_of(hand: str, analysis: type[Analysis]) -> dict[str, Any]:
    """The parameters that the page shows: those of its comment ``example``, else those of the class."""
    found = _EXAMPLE.search(hand)
    chosen: dict[str, Any] = json.loads(found[1]) if found else analysis.example
    return chosen


def _hand(name: str, analysis: type[Analysis]) -> str:
    path = FOLDER / f"{name}.md"
    if path.is_file() and BY_HAND in (text := path.read_text(encoding="utf-8")):
        return text.partition(BY_HAND)[2].partition(MADE)[0]
    rows = "\n".join(f"| `{head}` | {COLUMNS.get(head, head.replace('_', ' '))} |" for head in analysis.heads)
    return f"## The table\n| column | what |\n|---|---|\n{rows}\n"


def _doc(analysis: type[Analysis]) -> str:
    return inspect.getdoc(analysis) or analysis.name


def _index() -> str:
    rows = [f"| [{name}]({name}.md) | {_doc(one).splitlines()[0]} |" for name, one in shelved().items()]
    return (
        "# Analyses\n"
        "One page each: when to use it, what its numbers mean, how to ask for it. They are made of the declarations by "
        "`make docs`; [add one](../guides/add-an-analysis.md) and it has a page too.\n\n"
        "| analysis | what it answers |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def _asking(name: str, analysis: type[Analysis], example: dict[str, Any]) -> Iterator[str]:
    home = "footpath" if analysis.__name__ in footpath.__all__ else analysis.__module__
    made = ", ".join(f"{key}={_python(value)}" for key, value in example.items())
    call = f"{analysis.__name__}({made})"
    yield "## Ask it"
    yield "On the command line:\n\n```\n" + shlex.join(["footpath", name, *_options(example)]) + "\n```\n"
    body = json.dumps(example, ensure_ascii=False)
    yield f"Over HTTP, `POST /api/{name}`, as JSON (with the header `X-Footpath: 1`):\n\n```json\n{body}\n```\n"
    yield f"In Python:\n\n```python\nimport footpath\nfrom {home} import {analysis.__name__}\n"
    yield f'ws = footpath.open("shop")\nws.run({call}).table\n```\n'
    yield (
        "Like every analysis it takes a period, an audience, a filter over events, a breakdown and a comparison "
        "([command line](../cli.md), [answers](../json.md)), and gives its table as CSV, XLSX or Parquet, the whole "
        f"answer as JSON: `--out {name}.xlsx`, `POST /api/export`, `Result.write`.\n"
    )


def _python(value: Any) -> str:
    """A JSON value as Python writes it, in the quotes of this project."""
    if isinstance(value, list):
        return f"[{', '.join(map(_python, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_python(key)}: {_python(one)}" for key, one in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _options(example: dict[str, Any]) -> list[str]:
    words = []
    for name, value in example.items():
        several = isinstance(value, list)
        option = "--" + (name.removesuffix("s") if several else name).replace("_", "-")
        for one in value if several else [value]:
            text = one if isinstance(one, str) else json.dumps(one)
            words += [option] if one is True else [option, text]
    return words


def _parameters(analysis: type[Analysis]) -> Iterator[str]:
    yield "## Parameters"
    if not analysis.model_fields:
        yield "None of its own.\n"
        return
    yield "| parameter | takes | default | what |\n|---|---|---|---|"
    for name, field in analysis.model_fields.items():
        yield f"| `{name}` | {_takes(field)} | {_default(field)} | {field.description} |"
    yield "\nOn the command line `--` and the name, with `-` for `_`; a list by its singular, once for each item.\n"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    return "" if field.default in (None, []) else f"`{json.dumps(field.default)}`"


def _takes(field: FieldInfo) -> str:
    bounds = {type(rule): rule for rule in field.metadata}
    least, most = bounds.get(limits.Ge), bounds.get(limits.Le)
    words = "length of time, such as 30m, 12h, 7d" if _is_duration(field) else _kind(field.annotation)
    if least is not None:
        words += f", {least.ge:,} to {most.le:,}" if most is not None else f", {least.ge:,} or more"
    fewest, longest = bounds.get(limits.MinLen), bounds.get(limits.MaxLen)
    if "list" in words and longest is not None:
        words += f", {fewest.min_length if fewest is not None else 0} to {longest.max_length} of them"
    return words


def _is_duration(field: FieldInfo) -> bool:
    try:
        return isinstance(field.default, str) and milliseconds(field.default) > 0
    except ValueError:
        return False


def _kind(annotation: Any) -> str:
    """A type in words."""
    parts = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if get_origin(annotation) in (Union, UnionType):
        return " or ".join(dict.fromkeys(_kind(part) for part in parts))
    if get_origin(annotation) is list:
        return f"list of {_kind(parts[0])}"
    if get_origin(annotation) is tuple:
        return f"`[{', '.join(_kind(part) for part in parts)}]`"
    names = {str: "text", int: "whole number", float: "number", bool: "yes or no"}
    return names.get(annotation) or f"`{{{', '.join(annotation.model_fields)}}}`"


def _meaning(hand: str, analysis: type[Analysis]) -> Iterator[str]:
    """What the answer to the example says of itself, of a store where all that it names has happened."""
    asked = analysis.model_validate(example_of(hand, analysis))
    names = re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(example_of(hand, analysis)))
    kinds = [Kind(0, "", "", "", "system"), *(Kind(i, name, "", "", "customer") for i, name in enumerate(names, 1))]
    nothing = Definitions()
    frame = Frame(0, 1, 0, kinds, nothing, touchpoint_of(nothing, kinds), stage_of(nothing))
    yield "## What the answer says of itself"
    yield f"> {asked.answer(asked.zero(frame), frame)['definition']}\n"
    if analysis.counted:
        counts = ", ".join(f"`{column}`" for column in analysis.counted)
        yield f"Who stands behind a row is listed for {counts} (`POST /api/{analysis.name}/customers`, or a click)."


if __name__ == "__main__":
    for file, text in pages().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
