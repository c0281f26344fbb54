"""CSV for spreadsheets and scripts: one row an event, properties as a JSON object in the last column."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

import pyarrow as pa

from footpath.exporting.exporters._exporter import COLUMNS, Exporter
from footpath.vocabulary.cells import csv_lines


class Csv(Exporter):
    """Times are UTC in ISO 8601. Text that a spreadsheet would take for a formula gets a leading apostrophe."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)
    by_customer: ClassVar[bool] = False

    def write(self, events: Iterator[pa.Table], out: BinaryIO) -> None:
        rows = (row | {"time": stamp(row["time"])} for table in events for row in table.to_pylist())
        for line in csv_lines(COLUMNS, rows):
            out.write(line.encode())


def stamp(time: object) -> str:
    """A UTC time in ISO 8601 with milliseconds."""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")  # type: ignore[attr-defined,no-any-return]
