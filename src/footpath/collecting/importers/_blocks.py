"""Blocks of a separated text, record by record: whole rows out, the open rest carried over, odd rows set aside."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.collecting.importers._cells import FULL, OPEN_QUOTE, TOO_LONG, Cells, column, scan
from footpath.collecting.importers._encoding import Utf8
from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.importers._stream import Stream
from footpath.vocabulary.event import RAW_CHARACTERS, Rejection
from footpath.vocabulary.said import say

BLOCK = 8 << 20
ROW_BYTES = 1_000_000
QUOTE = ord('"')
#: So many lines may open a quote that never closes; after that the file is not what it says it is.
_LOOSE_QUOTES = 1_000
_REPLACED = "\ufffd".encode()


@dataclass(frozen=True)
class Part:
    columns: list[pa.Array]
    lines: npt.NDArray[np.int64]
    bytes: int
    rejected: list[Rejection] = field(default_factory=list)


@dataclass
class Blocks:
    """Walks the blocks of one file: whole records out, the open rest carried to the next block."""

    text: Utf8
    separator: int
    newline: int
    columns: int
    line: int
    loose_quotes: int = 0
    seen: int = 0
    waiting: int = 0

    def bytes_done(self, stream: Stream) -> int:
        """Bytes of the file behind the rows so far: what is read but not yet parsed does not count."""
        return stream.bytes_read * max(self.seen - self.waiting, 0) // max(self.seen, 1)

    def _more(self, size: int) -> bytes:
        data = self.text.read(size)
        self.seen += len(data)
        return data

    def parts(self, skip: int, max_rows: int) -> Iterator[Part]:
        rest = self._more(max(BLOCK, skip))[skip:]
        final = False
        while True:
            if not rest and final:
                return
            cells = self._scan(rest, final, max_rows)
            part = self._part(rest, cells)
            rest, self.line = rest[cells.consumed :], cells.line
            self.waiting = len(rest)
            if len(part.lines) or part.rejected:
                yield part
            if cells.status in (TOO_LONG, OPEN_QUOTE):
                odd, rest = self._odd(rest)
                yield odd
            elif cells.status != FULL and not (final and not rest):
                more = self._more(BLOCK)
                final = not more
                rest += more

    def _scan(self, data: bytes, final: bool, max_rows: int, quote: int = QUOTE) -> Cells:
        return scan(
            np.frombuffer(data, np.uint8),
            separator=self.separator,
            quote=quote,
            newline=self.newline,
            columns=self.columns,
            line=self.line,
            final=final,
            max_rows=max_rows,
            max_bytes=ROW_BYTES,
        )

    def _odd(self, rest: bytes) -> tuple[Part, bytes]:
        """The first line of ``rest`` by itself: it opens a quote that never closes, or is too long to be a row."""
        end = rest.find(self.newline, 0, ROW_BYTES)
        if end < 0 and len(rest) <= ROW_BYTES:
            end = len(rest)
        if end >= 0:
            self.loose_quotes += 1
            if self.loose_quotes > _LOOSE_QUOTES:
                raise Unreadable(say("file.loose_quotes", line=self.line, times=_LOOSE_QUOTES))
            line = rest[: end + 1]
            cells = self._scan(line, True, 1, quote=0)
            part = self._part(line, cells, quote=0)
            self.line = cells.line
            return part, rest[end + 1 :]
        raw = _text(rest[:RAW_CHARACTERS])
        while (end := rest.find(self.newline)) < 0:
            rest = self._more(BLOCK)
            if not rest:
                break
        nothing = [pa.array([], pa.large_string())] * self.columns
        part = Part(nothing, np.empty(0, np.int64), 0, [Rejection(self.line, "too_large", raw)])
        self.line += 1
        return part, rest[end + 1 :] if end >= 0 else b""

    def _part(self, data: bytes, cells: Cells, quote: int = QUOTE) -> Part:
        rejected = [
            Rejection(
                line,
                "bad_row",
                _text(data[start:end][:RAW_CHARACTERS]),
                say("row.cells", found=found, columns=self.columns),
            )
            for start, end, line, found in cells.bad.tolist()
        ]
        odd = self._undecodable(data, cells)
        if odd:
            rejected += odd.values()
            keep = np.ones(len(cells.lines), bool)
            keep[list(odd)] = False
            cells = cells._replace(
                starts=cells.starts[keep], ends=cells.ends[keep], escaped=cells.escaped[keep], lines=cells.lines[keep]
            )
        view = np.frombuffer(data, np.uint8)
        columns = [column(view, cells, i, quote) for i in range(self.columns)]
        return Part(columns, cells.lines, cells.consumed, rejected)

    def _undecodable(self, data: bytes, cells: Cells) -> dict[int, Rejection]:
        """Rows of the block that are no text, by their index. A block that is sound is told at once."""
        block = data[: cells.consumed]
        zeros = b"\0" in block
        if not zeros and (_REPLACED not in block if self.text.transcodes else _is_utf8(block)):
            return {}
        found = {}
        rows = zip(cells.row_start.tolist(), cells.row_end.tolist(), cells.lines.tolist(), strict=True)
        for i, (start, end, line) in enumerate(rows):
            row = data[start:end]
            if zeros and b"\0" in row:
                found[i] = Rejection(line, "bad_row", _text(row[:RAW_CHARACTERS]), say("row.nul"))
            elif (_REPLACED in row) if self.text.transcodes else not _is_utf8(row):
                found[i] = Rejection(line, "bad_encoding", _text(row[:RAW_CHARACTERS]))
        return found


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace").replace("\0", "\ufffd")
