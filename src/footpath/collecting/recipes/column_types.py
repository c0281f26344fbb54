"""How expressions see the columns of a table: as said in the recipe, else by what their cells hold."""

from collections.abc import Iterator

import pyarrow as pa

from footpath.collecting._clock import ORDERS
from footpath.collecting._moments import EPOCHS
from footpath.collecting.recipes.expressions import columns_used
from footpath.collecting.recipes.frame import ColumnType
from footpath.collecting.recipes.model import Compute, Join, Moment, Per, Recipe, Reject, Repeat, Table, Where
from footpath.collecting.recognise.columns import Column, columns_of, decimal_comma
from footpath.collecting.recognise.times import read_column

_SURE = 0.95
_WORDS = {"text": "string", "number": "float64", "boolean": "bool"}


class BadType(ValueError):
    """A type that is not known, or cannot be told; the message is the sentence, ``column`` whose it is."""

    def __init__(self, sentence: str, column: str) -> None:
        super().__init__(sentence)
        self.column = column


def types_of(sample: pa.Table, table: Table, used: frozenset[str], zone: str) -> dict[str, ColumnType]:
    """The type of each column of ``sample`` that an expression of the recipe names."""
    wanted = [name for name in sample.column_names if name in used]
    columns = {column.name: column for column in columns_of(sample.select(wanted))}
    return {name: _type(column, table, zone) for name, column in columns.items()}


def said_time_format(said: str) -> str | None:
    """The time format that the word of a recipe's ``types:`` means, or None where it means no time."""
    return said if said in {*ORDERS, *EPOCHS} or "%" in said else None


def _type(column: Column, table: Table, zone: str) -> ColumnType:
    decimal = table.decimal or ("," if decimal_comma(column) else ".")
    said = table.types.get(column.name)
    if said in _WORDS:
        return ColumnType(_WORDS[said], decimal=decimal)
    if said is not None:
        time_format = said_time_format(said)
        if time_format is None:
            known = ", ".join([*_WORDS, *ORDERS, *EPOCHS])
            raise BadType(f"{said!r} is no type. Known are: {known}, or a pattern such as %d.%m.%Y.", column.name)
        return ColumnType("time", time_format, zone)
    if column.type != "string":
        return ColumnType(column.type)
    if decimal == "," and column.given and column.numeric == 1.0:
        return ColumnType("float64", decimal=",")
    reading = read_column(column)
    if reading.share < _SURE:
        return ColumnType("string")
    if reading.ambiguous:
        raise BadType(
            f"The times of the column {column.name!r} can be read as {reading.format} and as "
            f"{' and '.join(reading.also)}. Say which under types:, e.g. {column.name}: {reading.format}.",
            column.name,
        )
    return ColumnType("time", reading.format, zone)


def columns_in_expressions(recipe: Recipe) -> frozenset[str]:
    """Every name that an expression of the recipe uses."""
    return frozenset(name for text in _expressions(recipe) for name in columns_used(text))


def _expressions(recipe: Recipe) -> Iterator[str]:
    for table in recipe.tables.values():
        for step in table.steps:
            if isinstance(step, Compute | Per) or (isinstance(step, Join) and isinstance(step.columns, dict)):
                yield from step.columns.values()  # type: ignore[union-attr]
            elif isinstance(step, Where):
                yield step.where
            elif isinstance(step, Reject):
                yield step.reject
            elif isinstance(step, Repeat):
                yield step.repeat
    for rule in recipe.events:
        if rule.where is not None:
            yield rule.where
        if isinstance(rule.time, Moment):
            yield rule.time.plus
