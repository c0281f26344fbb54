"""The tables of a recipe: their rows read and carried through the steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow as pa

from footpath.collecting._columns import row_texts
from footpath.collecting._zones import time_zone
from footpath.collecting.importers._importer import RawBatch, Unreadable
from footpath.collecting.recipes.column_types import BadType, columns_in_expressions, types_of
from footpath.collecting.recipes.document import Written
from footpath.collecting.recipes.files import Opened, open_tables
from footpath.collecting.recipes.frame import ColumnType, Frame, frame_of
from footpath.collecting.recipes.model import Per
from footpath.collecting.recipes.steps import BadStep, Refused, carry_out
from footpath.vocabulary.event import RAW_CHARACTERS, Rejection

SAMPLE_ROWS = 20_000


@dataclass(frozen=True)
class Raw:
    """Rows as their file has them, to be shown where one is rejected."""

    table: pa.Table
    lines: list[int]
    separator: str | None

    def texts(self, lines: Sequence[int]) -> list[str]:
        """The text of each of ``lines``."""
        place = {line: i for i, line in enumerate(self.lines)}
        rows = self.table.take(pa.array([place[line] for line in lines], pa.int64()))
        return [text[:RAW_CHARACTERS] for text in row_texts(rows, self.separator)]


@dataclass
class Rows:
    """Rows of a table, with what was rejected on their way. ``raw``: None where rows of several batches became one."""

    frame: Frame
    file: str
    rejected: list[Rejection] = field(default_factory=list)
    bytes_read: int = 0
    raw: Raw | None = None


class Tables:
    """All tables of a recipe, over the files that were given."""

    def __init__(self, written: Written, paths: Sequence[Path], timezone: str, batch_rows: int) -> None:
        self._written = written
        self._recipe = written.recipe
        self._timezone = self._recipe.timezone or timezone
        self._batch_rows = batch_rows
        self._used = columns_in_expressions(self._recipe)
        self._types: dict[str, dict[str, ColumnType]] = {}
        self._whole: dict[str, Frame] = {}
        for name in self._recipe.tables:
            time_zone(self.zone(name))
        self.files = open_tables(written, paths)

    def zone(self, name: str) -> str:
        """The time zone of the table's times that name none."""
        return self._recipe.tables[name].timezone or self._timezone

    def sample(self, name: str) -> Rows:
        """The first rows of the table, carried through its steps."""
        one = self.files[name][0]
        return self._steps(name, self._begin(name, one, self._first(name), 1), 0, None)

    def rows(self, name: str) -> Iterator[Rows]:
        """All rows of the table after its steps, some 100,000 of a file at a time; all at once after a step ``per``."""
        steps = self._recipe.tables[name].steps
        stop = next((place for place, step in enumerate(steps) if isinstance(step, Per)), None)
        parts = (self._steps(name, part, 0, stop) for part in self._read(name))
        if stop is None:
            yield from parts
            return
        held = list(parts)
        frame = Frame(pl.concat([part.frame.rows for part in held], how="vertical_relaxed"))
        rejected = [one for part in held for one in part.rejected]
        yield self._steps(name, Rows(frame, held[0].file, rejected, held[-1].bytes_read), stop, None)

    def _read(self, name: str) -> Iterator[Rows]:
        row = 1
        for one in self.files[name]:
            for raw in one.importer.read(one.path, one.layout, batch_rows=self._batch_rows):
                yield self._begin(name, one, raw, row)
                row += raw.table.num_rows

    def _begin(self, name: str, one: Opened, raw: RawBatch, row: int) -> Rows:
        frame = frame_of(raw, self._column_types(name), row)
        shown = Raw(raw.table, raw.lines.to_pylist(), one.separator)
        return Rows(frame, one.path.name, list(raw.rejected), raw.bytes_read, shown)

    def _first(self, name: str) -> RawBatch:
        one = self.files[name][0]
        first = next(iter(one.importer.read(one.path, one.layout, batch_rows=SAMPLE_ROWS)), None)
        if first is None:
            raise Unreadable(f"{one.path.name} has no rows. Choose a file with one row an event.")
        return first

    def _column_types(self, name: str) -> dict[str, ColumnType]:
        if name not in self._types:
            table = self._recipe.tables[name]
            try:
                self._types[name] = types_of(self._first(name).table, table, self._used, self.zone(name))
            except BadType as bad:
                raise self._written.fault(str(bad), "tables", name, "types", bad.column) from None
        return self._types[name]

    def _steps(self, name: str, rows: Rows, start: int, stop: int | None) -> Rows:
        steps = self._recipe.tables[name].steps
        for place in range(start, len(steps) if stop is None else stop):
            try:
                done = carry_out(steps[place], rows.frame, self._all_of)
            except BadStep as bad:
                raise self._written.fault(str(bad), "tables", name, "steps", place, *bad.loc) from None
            rows.frame = done.frame
            rows.rejected += [one for refused in done.refused for one in _rejections(refused, rows.raw)]
        return rows

    def _all_of(self, name: str) -> Frame:
        """A whole table, for joins; read once and kept."""
        if name not in self._whole:
            parts = [rows.frame.rows for rows in self.rows(name)]
            self._whole[name] = Frame(pl.concat(parts, how="vertical_relaxed"))
        return self._whole[name]


def _rejections(refused: Refused, raw: Raw | None) -> list[Rejection]:
    texts = raw.texts(refused.lines) if raw else [""] * len(refused.lines)
    return [
        Rejection(line, refused.reason, text, refused.because) for line, text in zip(refused.lines, texts, strict=True)
    ]
