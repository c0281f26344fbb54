"""Parquet: the columns of the log, typed; properties as JSON text."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

import pyarrow as pa
import pyarrow.parquet as pq

from footpath.exporting.exporters._exporter import Exporter


class Parquet(Exporter):
    """For analysts and databases: small, typed, read by every tool of the field."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")
    by_customer: ClassVar[bool] = False

    def write(self, events: Iterator[pa.Table], out: BinaryIO) -> None:
        writer: pq.ParquetWriter | None = None
        for table in events:
            plain = table.cast(
                pa.schema(
                    [
                        pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type)
                        for f in table.schema
                    ]
                )
            )
            if writer is None:
                writer = pq.ParquetWriter(out, plain.schema, compression="zstd")
            writer.write_table(plain)
        if writer is not None:
            writer.close()
