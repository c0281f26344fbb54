"""The first line of a separated text: the names of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from footpath.collecting.importers._blocks import QUOTE, ROW_BYTES
from footpath.collecting.importers._cells import Cells, column, scan
from footpath.collecting.importers._encoding import Spaced, Utf8
from footpath.collecting.importers._importer import Layout, Unreadable
from footpath.collecting.importers._stream import Stream
from footpath.vocabulary.said import say

MAX_COLUMNS = 2_000
#: Excel's own first line, which names the separator.
EXCEL_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_VALUE = re.compile(r"[-+]?\d+([.,:/ -]\d+)*|[^@\s]+@[^@\s]+\.\w+")


@dataclass(frozen=True)
class Header:
    """Names of the columns, unique; ``consumed`` bytes of UTF-8 before the first row, which stands on ``next_line``."""

    names: list[str]
    notes: list[str]
    consumed: int
    next_line: int
    newline: int  # the byte that ends a line


def read_header(path: Path, layout: Layout) -> Header:
    """Raises Unreadable where the first line names no columns, too many, or does not end."""
    with Stream(path) as stream:
        text = text_of(stream, layout).read(ROW_BYTES + 1)
    newline = ord("\n") if b"\n" in text or b"\r" not in text else ord("\r")
    skipped, line = _before(text, newline)
    if layout.header:
        return Header(list(layout.header), [], skipped, line, newline)
    separator = byte_of(layout)
    found = _scan(text[skipped:], separator, newline, 0, final=len(text) <= ROW_BYTES)
    if not len(found.bad):
        raise Unreadable(say("file.no_header", file=path.name))
    start, stop, lines, width = (int(number) for number in found.bad[0])
    if width > MAX_COLUMNS:
        raise Unreadable(say("file.too_many_columns", file=path.name, columns=width, most=MAX_COLUMNS))
    written = text[skipped + start : skipped + stop]
    names, notes = unique_names(path, _cells(written, separator, newline, width))
    after = skipped + stop
    after += text[after : after + 1] == b"\r" and newline == ord("\n")
    return Header(names, notes, after + 1, line + lines + written.count(newline) + 1, newline)


def text_of(stream: Stream, layout: Layout) -> Utf8:
    """The text of a file with the separator of ``byte_of`` between its columns."""
    return (Spaced if layout.separator == "spaces" else Utf8)(stream, layout.encoding)


def byte_of(layout: Layout) -> str:
    return " " if layout.separator == "spaces" else layout.separator


def _before(text: bytes, newline: int) -> tuple[int, int]:
    """Bytes and lines before the header: Excel's hint and blank lines."""
    hint = EXCEL_HINT.match(text[:8].decode("utf-8", errors="replace"))
    skipped = len(hint[0].encode()) if hint else 0
    while text[skipped : skipped + 1] in (b"\n", b"\r"):
        skipped += 1
    return skipped, text[:skipped].count(newline)


def _scan(text: bytes, separator: str, newline: int, columns: int, *, final: bool) -> Cells:
    return scan(
        np.frombuffer(text, np.uint8),
        separator=ord(separator),
        quote=QUOTE,
        newline=newline,
        columns=columns,
        line=1,
        final=final,
        max_rows=1,
        max_bytes=ROW_BYTES - 1,
    )


def _cells(written: bytes, separator: str, newline: int, width: int) -> list[str]:
    sound = written.decode("utf-8", errors="replace").encode()
    cells = _scan(sound, separator, newline, width, final=True)
    data = np.frombuffer(sound, np.uint8)
    return [column(data, cells, i, QUOTE)[0].as_py() or "" for i in range(width)]


def unique_names(path: Path, cells: Sequence[str | None]) -> tuple[list[str], list[str]]:
    """Unique column names, and notes on what was changed."""
    shown = [(cell or "").strip().replace("\0", "") for cell in cells]
    given = [cell for cell in shown if cell]
    if len(shown) > 1 and len(given) * 2 > len(shown) and all(_VALUE.fullmatch(cell) for cell in given):
        raise Unreadable(say("file.values_first", file=path.name, examples=given[:3]))
    names: list[str] = []
    notes: list[str] = []
    taken = set(shown)
    for position, cell in enumerate(shown, 1):
        name = cell or f"column_{position}"
        if name in names:
            number = next(number for number in range(2, MAX_COLUMNS + 2) if f"{name} ({number})" not in taken)
            notes.append(say("note.twins", column=name, shown=f"{name} ({number})"))
            name = f"{name} ({number})"
            taken.add(name)
        names.append(name)
    return names, notes
