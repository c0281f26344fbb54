"""CSV: separated text in any usual encoding, separator and quoting."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.collecting.importers._cells import FULL, OPEN_QUOTE, TOO_LONG, Cells, column, scan
from footpath.collecting.importers._encoding import SAMPLE, Utf8, recognise_encoding
from footpath.collecting.importers._importer import Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._stream import Stream, head
from footpath.vocabulary.event import Rejection

BLOCK = 8 << 20
BATCH_BYTES = 64 << 20
ROW_BYTES = 1_000_000
MAX_COLUMNS = 2_000
_QUOTE = ord('"')
_RAW = 4_000
#: So many lines may open a quote that never closes; after that the file is not what it says it is.
_LOOSE_QUOTES = 1_000
_SEPARATORS = ",;\t|"
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_VALUE = re.compile(r"[-+]?\d+([.,:/ -]\d+)*|[^@\s]+@[^@\s]+\.\w+")
_REPLACED = "\ufffd".encode()


class Csv(Importer):
    """One row an event, the first line names the columns."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".txt")

    def recognises(self, path: Path, head: bytes) -> bool:
        if recognise_encoding(head).startswith("utf-16"):
            return True
        return b"\0" not in head[:4096] and head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] not in (b"{", b"[", b"<")

    def layout(self, path: Path) -> Layout:
        encoding = recognise_encoding(head(path, SAMPLE))
        with Stream(path) as stream:
            text = Utf8(stream, encoding).read(ROW_BYTES + 1).decode("utf-8", errors="replace")
        if not text.strip():
            raise Unreadable(f"{path.name} is empty. Choose a file with one row an event.")
        separator = recognise_separator(text)
        names, notes = _named(path, _first_record(path, encoding, separator).cells)
        if len(names) == 1:
            notes.append("Only one column was found: the separator may be unusual (known are , ; tab and |).")
        return Layout(importer=self.name, encoding=encoding, separator=separator, notes=notes)

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        header = _first_record(path, layout.encoding, layout.separator)
        names, _ = _named(path, header.cells)
        with Stream(path) as stream:
            text = Utf8(stream, layout.encoding)
            reader = _Reader(text, ord(layout.separator), header.newline, len(names), header.next_line)
            parts: list[_Part] = []
            rows = size = 0
            for part in reader.parts(header.consumed, batch_rows):
                parts.append(part)
                rows += len(part.lines)
                size += part.bytes
                if rows >= batch_rows or size >= BATCH_BYTES:
                    yield _batch(names, parts, reader.bytes_done(stream))
                    parts, rows, size = [], 0, 0
            if parts:
                yield _batch(names, parts, stream.bytes_read)


def recognise_separator(text: str) -> str:
    """The separator under which most records have as many cells as the first; ties: more cells."""
    if hint := _EXCEL_HINT.match(text):
        return hint[1]
    sample = text[:65_536]
    lines = sample.splitlines(keepends=True)
    if len(lines) > 1 and len(sample) < len(text):
        lines = lines[:-1]

    def score(separator: str) -> tuple[float, int]:
        try:
            rows = [row for _, row in zip(range(200), csv.reader(lines, delimiter=separator), strict=False) if row]
        except csv.Error:
            return 0.0, 0
        width = len(rows[0]) if rows else 0
        if width < 2:
            return 0.0, 0
        return round(sum(len(row) == width for row in rows) / len(rows), 1), width

    return max(_SEPARATORS, key=score)


@dataclass(frozen=True)
class _Header:
    cells: list[str]
    consumed: int  # bytes of UTF-8 up to the first row
    next_line: int
    newline: int


def _first_record(path: Path, encoding: str, separator: str) -> _Header:
    with Stream(path) as stream:
        text = Utf8(stream, encoding).read(ROW_BYTES + 1)
    skipped = line = 0
    hint = _EXCEL_HINT.match(text[:8].decode("utf-8", errors="replace"))
    if hint:
        skipped, line = len(hint[0].encode()), 1
    newline = ord("\n") if b"\n" in text or b"\r" not in text else ord("\r")
    while text[skipped : skipped + 1] in (b"\n", b"\r"):
        line += text[skipped] == newline
        skipped += 1
    data = np.frombuffer(text, np.uint8)[skipped:]
    end = len(data)
    found = scan(
        data, separator=ord(separator), quote=_QUOTE, newline=newline, columns=0, line=line + 1,
        final=end <= ROW_BYTES - skipped, max_rows=1, max_bytes=ROW_BYTES - skipped - 1,
    )  # fmt: skip
    if not len(found.bad):
        raise Unreadable(
            f"The first line of {path.name} does not end within 1 MB, or opens a quote that never closes: "
            "this is no table. Choose a file whose first line names the columns."
        )
    start, stop, first, width = (int(number) for number in found.bad[0])
    if width > MAX_COLUMNS:
        raise Unreadable(
            f"{path.name} has {width:,} columns; events have at most {MAX_COLUMNS:,}. "
            "Keep the columns that describe the event, or check the separator."
        )
    line_bytes = text[skipped + start : skipped + stop]
    cells = next(csv.reader([line_bytes.decode("utf-8", errors="replace")], delimiter=separator))
    breaks = line_bytes.count(newline)
    after = skipped + stop + (text[skipped + stop : skipped + stop + 1] == b"\r" and newline == ord("\n"))
    return _Header(cells, after + 1, first + breaks + 1, newline)


def _named(path: Path, cells: list[str]) -> tuple[list[str], list[str]]:
    """Unique column names, and notes on what was changed."""
    shown = [cell.strip().replace("\0", "") for cell in cells]
    given = [cell for cell in shown if cell]
    if len(shown) > 1 and len(given) * 2 > len(shown) and all(_VALUE.fullmatch(cell) for cell in given):
        raise Unreadable(
            f"The first line of {path.name} holds values ({', '.join(shown[:3])}…), not column names. "
            "Add a first line that names the columns."
        )
    names: list[str] = []
    notes: list[str] = []
    taken = set(shown)
    for position, cell in enumerate(shown, 1):
        name = cell or f"column_{position}"
        if name in names:
            number = 2
            while f"{name} ({number})" in taken:
                number += 1
            notes.append(f"Two columns are called {name!r}: the later one is shown as '{name} ({number})'.")
            name = f"{name} ({number})"
            taken.add(name)
        names.append(name)
    return names, notes


@dataclass(frozen=True)
class _Part:
    columns: list[pa.Array]
    lines: npt.NDArray[np.int64]
    bytes: int
    rejected: list[Rejection] = field(default_factory=list)


def _batch(names: list[str], parts: list[_Part], bytes_read: int) -> RawBatch:
    columns = [pa.chunked_array([part.columns[i] for part in parts], pa.large_string()) for i in range(len(names))]
    rejected = sorted((one for part in parts for one in part.rejected), key=lambda one: one.line)
    return RawBatch(
        table=pa.table(columns, names=names),
        lines=pa.array(np.concatenate([part.lines for part in parts])),
        rejected=rejected,
        bytes_read=bytes_read,
    )


@dataclass
class _Reader:
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

    def parts(self, skip: int, max_rows: int) -> Iterator[_Part]:
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

    def _scan(self, data: bytes, final: bool, max_rows: int, quote: int = _QUOTE) -> Cells:
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

    def _odd(self, rest: bytes) -> tuple[_Part, bytes]:
        """The first line of ``rest`` by itself: it opens a quote that never closes, or is too long to be a row."""
        end = rest.find(self.newline, 0, ROW_BYTES)
        if end < 0 and len(rest) <= ROW_BYTES:
            end = len(rest)
        if end >= 0:
            self.loose_quotes += 1
            if self.loose_quotes > _LOOSE_QUOTES:
                raise Unreadable(
                    f"From line {self.line:,} on, quotes are opened and never closed ({_LOOSE_QUOTES:,} times so far). "
                    "Export the file again with quotes doubled inside cells."
                )
            line = rest[: end + 1]
            cells = self._scan(line, True, 1, quote=0)
            part = self._part(line, cells, quote=0)
            self.line = cells.line
            return part, rest[end + 1 :]
        raw = _text(rest[:_RAW])
        while (end := rest.find(self.newline)) < 0:
            rest = self._more(BLOCK)
            if not rest:
                break
        nothing = [pa.array([], pa.large_string())] * self.columns
        part = _Part(nothing, np.empty(0, np.int64), 0, [Rejection(self.line, "too_large", raw)])
        self.line += 1
        return part, rest[end + 1 :] if end >= 0 else b""

    def _part(self, data: bytes, cells: Cells, quote: int = _QUOTE) -> _Part:
        rejected = [
            Rejection(line, "bad_row", _text(data[start:end][:_RAW]), f"{_count(found)}, where the first line has {self.columns}.")
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
        return _Part(columns, cells.lines, cells.consumed, rejected)

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
                found[i] = Rejection(line, "bad_row", _text(row[:_RAW]), "It holds a NUL byte.")
            elif (_REPLACED in row) if self.text.transcodes else not _is_utf8(row):
                found[i] = Rejection(line, "bad_encoding", _text(row[:_RAW]))
        return found


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace").replace("\0", "\ufffd")


def _count(cells: int) -> str:
    return f"{cells} cell" if cells == 1 else f"{cells} cells"
