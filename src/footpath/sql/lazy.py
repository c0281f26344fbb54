"""A lazy table: DuckDB says which columns and rows it needs, and only those are made, piece by piece."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.dataset as ds

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Column(Generic[Piece]):
    """A column: its Arrow type, and how a piece of the table makes it."""

    type: pa.DataType
    make: Callable[[Piece], pa.Array]


@dataclass(frozen=True)
class Coded(Generic[Piece]):
    """Columns that follow from one code: ``rows`` has a row a code, ``codes`` the code of each row of a piece.

    A filter over these columns alone is answered once for each code, not for each row.
    """

    rows: pa.Table
    codes: Callable[[Piece], npt.NDArray[np.unsignedinteger]]


class LazyTable(ds.Dataset, Generic[Piece]):  # type: ignore[misc]
    """A table of columns and pieces, as an Arrow dataset: what DuckDB asks of one (``schema``, ``scanner``) and no
    more; every other method of a dataset is missing behind it.

    ``hold``: opens what ``pieces`` will read, so that files deleted from now on can still be read.
    """

    def __init__(
        self,
        columns: Mapping[str, Column[Piece]],
        pieces: Callable[[], Iterable[Piece]],
        hold: Callable[[], None],
        coded: Coded[Piece] | None = None,
    ) -> None:
        self._columns = columns
        self._pieces = pieces
        self._coded = coded
        self.hold = hold
        #: What went wrong in the making of a piece: DuckDB passes on no more than its text.
        self.failed: Exception | None = None

    @property
    def schema(self) -> pa.Schema:
        return _schema(self._columns, list(self._columns))

    def scanner(self, columns: Sequence[str] | None = None, filter: Any = None) -> "_Scanner":  # noqa: A002 (Arrow's)
        """What DuckDB reads: these columns of the rows that ``filter`` (an Arrow expression) holds."""
        return _Scanner(self._batches(list(self._columns if columns is None else columns), filter))

    def _batches(self, wanted: list[str], chosen: Any) -> pa.RecordBatchReader:
        # Arrow does not tell which columns an expression reads, but its text names them all, and perhaps some more.
        read = [] if chosen is None else [name for name in self._columns if name in str(chosen)]
        schema = _schema(self._columns, wanted)
        return pa.RecordBatchReader.from_batches(schema, self._kept(self._made(wanted, read, chosen)))

    def _kept(self, made: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        try:
            yield from made
        except Exception as error:
            self.failed = error
            raise

    def _made(self, wanted: list[str], read: list[str], chosen: Any) -> Iterator[pa.RecordBatch]:
        by_code = None
        if self._coded is not None and read and set(read) <= set(self._coded.rows.column_names):
            by_code = _codes_where(self._coded.rows, chosen)
        every = wanted if by_code is not None else list(dict.fromkeys((*wanted, *read)))
        schema = _schema(self._columns, every)
        for piece in self._pieces():
            if by_code is not None and self._coded is not None:
                rows = by_code[self._coded.codes(piece)]
                if not rows.any():
                    continue
                batch = self._batch(piece, every, schema)
                yield batch if rows.all() else batch.filter(pa.array(rows))
            else:
                batch = self._batch(piece, every, schema)
                yield (batch if chosen is None else batch.filter(chosen)).select(wanted)

    def _batch(self, piece: Piece, names: list[str], schema: pa.Schema) -> pa.RecordBatch:
        return pa.record_batch([self._columns[name].make(piece) for name in names], schema=schema)


@dataclass(frozen=True)
class _Scanner:
    reader: pa.RecordBatchReader

    def to_reader(self) -> pa.RecordBatchReader:
        return self.reader


def _schema(columns: Mapping[str, Column[Any]], names: Sequence[str]) -> pa.Schema:
    return pa.schema([(name, columns[name].type) for name in names])


def _codes_where(rows: pa.Table, chosen: Any) -> npt.NDArray[np.bool_]:
    """For each code whether the filter holds its row: bool[codes]."""
    place = "\0code"
    found = rows.append_column(place, pa.array(np.arange(rows.num_rows))).filter(chosen)[place]
    held = np.zeros(rows.num_rows, np.bool_)
    held[found.to_numpy()] = True
    return held
