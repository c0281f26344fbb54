"""Rows on their way through a recipe: every column as its file wrote it, and as expressions see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pyarrow as pa

from footpath.collecting._columns import as_text
from footpath.collecting._moments import READ, moments
from footpath.collecting._types import convert, is_text, numbers
from footpath.collecting.importers._importer import RawBatch
from footpath.collecting.plan import Source, TimeFormat
from footpath.collecting.recipes.expressions import HIDDEN, expression

#: Number of the row in its table, from 1; line of the row in its file.
ROW, LINE = "_row", HIDDEN + "line"
#: Before the name of a column: the same column with the type that expressions see.
TYPED = HIDDEN + "typed "
#: Before the place of a key's column, as text.
KEY = HIDDEN + "key"


@dataclass(frozen=True)
class ColumnType:
    """How expressions see a column: text, int64, float64, bool or time. Times are local times of ``zone``."""

    name: str
    time_format: str = ""
    zone: str = "UTC"
    decimal: str = "."


@dataclass(frozen=True)
class Frame:
    """Rows of a table, at least the columns ``_row`` and the line."""

    rows: pl.DataFrame

    @property
    def height(self) -> int:
        return self.rows.height

    @property
    def columns(self) -> list[str]:
        """The columns that people can name."""
        return [name for name in self.rows.columns if not name.startswith(HIDDEN)]

    def values(self, text: str) -> pl.Series:
        """The expression ``text``, row by row. BadExpression."""
        found = expression(text, self.columns)
        values = self.seen(found.meta.root_names()).select(found.alias(HIDDEN)).to_series()
        if len(values) == self.height:
            return values
        return values.new_from_index(0, self.height)  # a constant

    def seen(self, names: Sequence[str]) -> pl.DataFrame:
        """Columns as expressions see them, and the line, so that there are rows even without columns."""
        wanted = [LINE, *dict.fromkeys(names)]
        return self.rows.select(pl.col(self._typed(name)).alias(name) for name in wanted)

    def with_columns(self, columns: Mapping[str, pl.Series]) -> "Frame":
        rows = self.rows.drop([TYPED + name for name in columns if TYPED + name in self.rows.columns])
        return Frame(rows.with_columns(series.alias(name) for name, series in columns.items()))

    def where(self, keep: pl.Series) -> "Frame":
        return Frame(self.rows.filter(truth(keep)))

    def named(self, names: Mapping[str, str]) -> "Frame":
        """The columns of ``names`` (new name by old), and how expressions see them; no others."""
        chosen = [pl.col(old).alias(new) for old, new in names.items()]
        typed = [
            pl.col(TYPED + old).alias(TYPED + new) for old, new in names.items() if TYPED + old in self.rows.columns
        ]
        return Frame(self.rows.select(*chosen, *typed))

    def table(self) -> pa.Table:
        """The columns that people can name, as Arrow."""
        found = self.rows.select(self.columns).to_arrow()
        return found.cast(pa.schema([pa.field(f.name, _large(f.type)) for f in found.schema]))

    def lines(self) -> pa.Array:
        return self.rows[LINE].to_arrow()

    def _typed(self, name: str) -> str:
        return TYPED + name if TYPED + name in self.rows.columns else name


def frame_of(raw: RawBatch, types: Mapping[str, ColumnType], first_row: int) -> Frame:
    """The rows of ``raw``; ``types`` of the columns that expressions use."""
    table = raw.table
    rows = pl.DataFrame(
        {
            ROW: np.arange(first_row, first_row + table.num_rows),
            LINE: pl.Series(values=pl.from_arrow(raw.lines)),
            **{name: pl.Series(values=pl.from_arrow(_plain(table[name]))) for name in table.column_names},
            **{TYPED + name: _typed(table, name, how) for name, how in types.items() if name in table.column_names},
        }
    )
    return Frame(rows)


def joined_key(rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The columns of a key as text, so that 17 and "17" are one."""
    return pl.DataFrame(
        {
            f"{KEY}{place}": pl.Series(values=pl.from_arrow(as_text(rows[name].to_arrow()))).cast(pl.String)
            for place, name in enumerate(names)
        }
    )


def truth(condition: pl.Series) -> pl.Series:
    """A condition as true or false: where a value is missing it is not met."""
    return condition.cast(pl.Boolean, strict=False).fill_null(False)


def with_zone(types: Mapping[str, ColumnType], zone: str) -> dict[str, ColumnType]:
    return {name: replace(how, zone=zone) for name, how in types.items()}


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dictionaries spelled out: the columns of two files must be alike."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _typed(table: pa.Table, name: str, how: ColumnType) -> pl.Series:
    column = table[name]
    if how.name == "time":
        ms, state = moments(table, Source((name,)), TimeFormat(how.time_format, how.zone))
        utc = pl.Series(ms).cast(pl.Datetime("ms"))
        local = utc.dt.replace_time_zone("UTC").dt.convert_time_zone(ZoneInfo(how.zone).key).dt.replace_time_zone(None)
        return local.zip_with(pl.Series(state == READ), pl.Series([None], dtype=local.dtype))
    if how.name in ("float64", "number"):
        return pl.Series(values=pl.from_arrow(numbers(column, "," if how.decimal == "," else ".")))
    if how.name in ("int64", "bool"):
        found, _ = convert(column, how.name)  # type: ignore[arg-type]
        return pl.Series(values=pl.from_arrow(found))
    return pl.Series(values=pl.from_arrow(column if is_text(column.type) else as_text(column)))


def _large(kind: pa.DataType) -> pa.DataType:
    return pa.large_string() if pa.types.is_string(kind) or pa.types.is_string_view(kind) else kind
