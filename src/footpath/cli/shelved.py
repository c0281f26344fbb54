"""A command for every analysis on the shelf, made of its parameters."""

import ast
import inspect
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import typer
from pydantic import ValidationError
from typer.core import TyperCommand

from footpath.cli.members import InCell, Measure, SaveList, show_customers
from footpath.cli.options import AsJson, Audience, From, To, Where, opened, period_of, rule_of
from footpath.cli.screen import count, print_json, say

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from footpath.analyses._analysis import Analysis
    from footpath.workspace import Result

SHELF = "footpath.analyses"
Limit = Annotated[int, typer.Option("--rows", min=1, help="Rows to show (JSON holds all).")]
Filter = Annotated[
    str | None, typer.Option("--where", metavar="RULE", help="Only events of this rule, e.g. 'channel = app'.")
]
Breakdown = Annotated[
    str | None, typer.Option(metavar="PROPERTY", help="The same for each group, by a property or dimension.")
]
Compare = Annotated[str | None, typer.Option(metavar="RULE", help="Compare with the customers of this audience.")]
CompareFrom = Annotated[str | None, typer.Option(metavar="DATE", help="Compare with the period from this date on.")]
CompareTo = Annotated[str | None, typer.Option(metavar="DATE", help="Compare with the period up to this date.")]
EngineName = Annotated[
    str | None,
    typer.Option("--engine", metavar="NAME", help="Where it is counted: threads (of this machine), dask or spark."),
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="The cluster's scheduler, e.g. tcp://10.0.0.5:8786.")
]
Segments = Annotated[
    str | None,
    typer.Option(metavar="URL", help="An object store from which its workers read segments, e.g. s3://bucket/shop."),
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write it to a file, by its suffix: .csv, .xlsx or .parquet (the table), .json."),
]
_COMMON: dict[str, tuple[Any, Any]] = {
    "workspace": (Where, None),
    "audience": (Audience, None),
    "period_from": (From, None),
    "period_to": (To, None),
    "where": (Filter, None),
    "breakdown": (Breakdown, None),
    "compare": (Compare, None),
    "compare_from": (CompareFrom, None),
    "compare_to": (CompareTo, None),
    "cell": (InCell, []),
    "measure": (Measure, "customers"),
    "save_list": (SaveList, None),
    "engine": (EngineName, None),
    "scheduler": (Scheduler, None),
    "segments": (Segments, None),
    "rows": (Limit, 30),
    "as_json": (AsJson, False),
    "out": (Out, None),
}


@cache
def summaries() -> dict[str, str]:
    """Names of the analyses with what each is for in a line, read without importing them: the help lists them."""
    found = {}
    for file in sorted(files(SHELF).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".py") and not file.name.startswith("_"):
            for node in ast.parse(file.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Analysis" for base in node.bases):
                    name = file.name.removesuffix(".py")
                    found[name] = (ast.get_docstring(node) or name).splitlines()[0]
    for entry in entry_points(group=SHELF):  # outsiders' own: these have to be imported
        found[entry.name] = (inspect.getdoc(entry.load()) or entry.name).splitlines()[0]
    return found


def stub(name: str) -> TyperCommand:
    """What the help says of an analysis."""
    return TyperCommand(name, help=summaries()[name])


def command(name: str) -> Any:
    """The command of an analysis: an option for each of its parameters, and those that all share."""
    from footpath.analyses._analysis import Analysis
    from footpath.shelf import items

    analysis = items(SHELF, Analysis)[name]  # type: ignore[type-abstract]
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, help=inspect.getdoc(analysis))(_asking(analysis))
    return typer.main.get_command(app)


def _asking(analysis: "type[Analysis]") -> Callable[..., None]:
    fields = analysis.model_fields

    def ask(**given: Any) -> None:
        common = {name: given.pop(name) for name in _COMMON}
        asked = _made(analysis, given)
        if common["cell"]:
            if common["out"]:
                raise typer.BadParameter("Customers are listed here, not written. Take --json.", param_hint="--out")
            return show_customers(asked, common)
        if common["out"]:
            from footpath.exporting.tables import format_of

            format_of(common["out"])  # a name that says no format is refused before the work
        result = _answer(asked, common)
        if common["out"]:
            written = result.write(common["out"])
            say(f"{count(written.rows)} rows are in {common['out']} ({written.format}).")
            if not common["as_json"]:
                return None
        if common["as_json"]:
            return print_json(result.to_dict())
        from footpath.cli.answers import draw

        return draw(result, common["rows"])

    parameters = {name: _parameter(name, field) for name, field in fields.items()} | _COMMON
    ask.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for name, (annotation, default) in parameters.items()
        ]
    )
    ask.__annotations__ = {name: annotation for name, (annotation, _) in parameters.items()}
    return ask


def _parameter(name: str, field: "FieldInfo") -> tuple[Any, Any]:
    """Annotation and default of the option that gives a parameter."""
    kind, several = _kind(field.annotation)
    option = _option(name, several)
    default = [] if several else None if field.is_required() else field.default
    flags = [option] if kind is not bool or default is False else []
    metavar = None if kind in (bool, int, float) or get_origin(kind) is Literal else "TEXT"
    shown = typer.Option(*flags, help=field.description, metavar=metavar, show_default=default not in (None, [], ""))
    annotation = list[kind] if several else kind if kind is bool else kind | None  # type: ignore[valid-type]
    return Annotated[annotation, shown], default


def _option(name: str, several: bool) -> str:
    """``steps``, of which there are several, is given as --step, once for each."""
    return "--" + (name.removesuffix("s") if several else name).replace("_", "-")


def _kind(annotation: Any) -> tuple[Any, bool]:
    """How the command line takes a type (what it has no word for is text, or JSON), and whether several are given."""
    parts = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) in (list, tuple):
        return str, True
    if get_origin(annotation) in (Union, UnionType):
        return _kind(parts[0]) if len(parts) == 1 else (str, any(get_origin(part) in (list, tuple) for part in parts))
    if get_origin(annotation) is Literal or annotation in (bool, int, float):
        return annotation, False
    return str, False


def _made(analysis: "type[Analysis]", given: dict[str, Any]) -> "Analysis":
    """The analysis that the options ask for. A parameter that cannot be taken is named with its option."""
    told = {name: _read(value) for name, value in given.items() if value not in (None, [], ())}
    try:
        return analysis.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        message = f"{first['msg'].removeprefix('Value error, ')}.".replace("..", ".")
        if first["type"] in ("missing", "too_short"):
            message = _wanted(analysis.model_fields[name])
        several = name in analysis.model_fields and _kind(analysis.model_fields[name].annotation)[1]
        raise typer.BadParameter(message, param_hint=_option(name, several) if name else None) from None


def _wanted(field: "FieldInfo") -> str:
    """What has to be given, and how many of it."""
    least = next((rule.min_length for rule in field.metadata if hasattr(rule, "min_length")), 1)
    return f"Give {'it' if least == 1 else f'{least} or more'}: {field.description}."


def _read(value: Any) -> Any:
    """Text that begins like JSON is read as JSON: a step or a range said exactly."""
    if isinstance(value, list | tuple):
        return [_read(one) for one in value]
    if isinstance(value, str) and value[:1] in "[{" and value:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _answer(analysis: "Analysis", common: dict[str, Any]) -> "Result":
    from footpath.workspace import Scope, engine_of

    engine = engine_of(common["engine"], common["scheduler"], common["segments"])
    with opened(common["workspace"]) as workspace:
        rule = rule_of(workspace, common["audience"])
        period = period_of(common["period_from"], common["period_to"])
        against = rule_of(workspace, common["compare"])
        other_period = period_of(common["compare_from"], common["compare_to"])
        other = Scope(other_period or period, against or rule, common["where"]) if against or other_period else None
        return workspace.run(
            analysis,
            period=period,
            audience=rule,
            where=common["where"],
            breakdown=common["breakdown"],
            compare=other,
            engine=engine,
        )
