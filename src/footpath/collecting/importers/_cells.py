"""Where the cells of separated text lie: one pass over the bytes, and one copy into Arrow columns.

Quoting as RFC 4180 and Python's ``csv`` have it: a quote counts only at the start of a cell, doubled quotes
inside stand for one, text after the closing quote is kept as it is. A line ends at ``newline`` (a carriage
return before it is dropped). Separator, quote and newline are ASCII, so UTF-8 text needs no decoding here.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from numba import njit

DONE, TOO_LONG, OPEN_QUOTE, FULL = 0, 1, 2, 3


class Cells(NamedTuple):
    """What one pass over a block found.

    ``starts``, ``ends`` int32[rows, columns] into the block; ``escaped`` uint8[rows, columns], 1 where doubled
    quotes must be undone; ``row_start``, ``row_end`` int32[rows]; ``lines`` int64[rows]; ``bad`` int64[k, 4]: start,
    end, line and number of cells of each record that does not have ``columns`` cells. ``consumed`` bytes are done
    with, ``line`` is the number of the next line, ``status`` one of DONE, TOO_LONG, OPEN_QUOTE, FULL.
    """

    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    escaped: npt.NDArray[np.uint8]
    row_start: npt.NDArray[np.int32]
    row_end: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int64]
    bad: npt.NDArray[np.int64]
    consumed: int
    line: int
    status: int


def scan(
    data: npt.NDArray[np.uint8], *, separator: int, quote: int, newline: int, columns: int, line: int, final: bool,
    max_rows: int, max_bytes: int,
) -> Cells:  # fmt: skip
    """Cells of the whole records in ``data``. ``quote`` 0: none. ``final``: nothing follows ``data``."""
    ends = int(np.count_nonzero(data == newline)) + 1
    rows = min(ends, len(data) // max(columns, 1) + 1, max_rows)
    cells = rows * columns
    starts, stops, escaped = np.empty(cells, np.int32), np.empty(cells, np.int32), np.empty(cells, np.uint8)
    row_start, row_end, lines = np.empty(rows, np.int32), np.empty(rows, np.int32), np.empty(rows, np.int64)
    bad = np.empty((ends, 4), np.int64)
    n, k, consumed, line, status = _scan(
        data, separator, quote, newline, columns, line, final, max_bytes,
        starts, stops, escaped, row_start, row_end, lines, bad,
    )  # fmt: skip
    shape = (n, columns)
    return Cells(
        starts[: n * columns].reshape(shape), stops[: n * columns].reshape(shape),
        escaped[: n * columns].reshape(shape),
        row_start[:n], row_end[:n], lines[:n], bad[:k], consumed, line, status,
    )  # fmt: skip


@njit(nogil=True, cache=True)
def _scan(  # type: ignore[no-untyped-def]
    data, separator, quote, newline, columns, line, final, max_bytes,
    starts, ends, escaped, row_start, row_end, lines, bad,
):  # fmt: skip
    """O(bytes). Returns rows, bad rows, bytes consumed, next line, status."""
    size = len(data)
    max_rows = len(lines)
    n = 0
    k = 0
    at = 0
    while at < size:
        if n == max_rows:
            return n, k, at, line, FULL
        begin = at
        first_line = line
        field = 0
        base = n * columns
        ended = False
        while not ended:
            start = at
            doubled = 0
            stop = -1
            if quote and at < size and data[at] == quote:
                at += 1
                closed = False
                while at < size:
                    c = data[at]
                    if c == quote:
                        if at + 1 < size and data[at + 1] == quote:
                            doubled = 1
                            at += 2
                            continue
                        if at + 1 >= size and not final:
                            return n, k, begin, first_line, DONE
                        closed = True
                        at += 1
                        break
                    if c == newline:
                        line += 1
                    at += 1
                    if at - begin > max_bytes:
                        return n, k, begin, first_line, TOO_LONG
                if not closed:
                    return n, k, begin, first_line, OPEN_QUOTE if final else DONE
                stop = at - 1
            tail = at
            while at < size and data[at] != separator and data[at] != newline:
                at += 1
            if at - begin > max_bytes:
                return n, k, begin, first_line, TOO_LONG
            if at >= size and not final:
                return n, k, begin, first_line, DONE
            close = at
            ended = at >= size or data[at] == newline
            if ended and close > tail and data[close - 1] == 13:
                close -= 1
            if field < columns:
                if stop < 0:
                    starts[base + field] = start
                    ends[base + field] = close
                    escaped[base + field] = 0
                elif close == tail and doubled == 0:
                    starts[base + field] = start + 1
                    ends[base + field] = stop
                    escaped[base + field] = 0
                else:
                    starts[base + field] = start
                    ends[base + field] = close
                    escaped[base + field] = 1
            field += 1
            at += 1
        if at > size:
            at = size
        last = close
        line += 1
        if field == columns and not (columns == 1 and last == begin):
            row_start[n] = begin
            row_end[n] = last
            lines[n] = first_line
            n += 1
        elif last > begin:
            bad[k, 0] = begin
            bad[k, 1] = last
            bad[k, 2] = first_line
            bad[k, 3] = field
            k += 1
    return n, k, at, line, DONE


@njit(nogil=True, cache=True)
def _copy(data, quote, starts, ends, escaped, offsets, out):  # type: ignore[no-untyped-def]
    """Copies one column's cells behind each other; ``out`` has room for all of them. Returns the bytes written."""
    at = 0
    for i in range(len(starts)):
        start = starts[i]
        end = ends[i]
        if escaped[i] == 0:
            for j in range(start, end):
                out[at] = data[j]
                at += 1
        else:
            j = start + 1
            while j < end:
                if data[j] == quote:
                    if j + 1 < end and data[j + 1] == quote:
                        out[at] = quote
                        at += 1
                        j += 2
                        continue
                    j += 1
                    break
                out[at] = data[j]
                at += 1
                j += 1
            while j < end:
                out[at] = data[j]
                at += 1
                j += 1
        offsets[i + 1] = at
    return at


def column(data: npt.NDArray[np.uint8], cells: Cells, index: int, quote: int) -> pa.Array:
    """One column as large_string; an empty cell is null. The bytes must be valid UTF-8."""
    starts, ends = np.ascontiguousarray(cells.starts[:, index]), np.ascontiguousarray(cells.ends[:, index])
    n = len(starts)
    offsets = np.zeros(n + 1, np.int64)
    out = np.empty(int((ends - starts).sum(dtype=np.int64)), np.uint8)
    written = _copy(data, quote, starts, ends, np.ascontiguousarray(cells.escaped[:, index]), offsets, out)
    present = offsets[1:] > offsets[:-1]
    full = bool(present.all())
    validity: Any = None if full else pa.py_buffer(np.packbits(present, bitorder="little"))
    buffers = [validity, pa.py_buffer(offsets), pa.py_buffer(out[:written])]
    return pa.Array.from_buffers(pa.large_string(), n, buffers, null_count=0 if full else int(n - present.sum()))
