"""CSV: separated text in any usual encoding, separator and quoting."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pyarrow as pa

from footpath.collecting.importers._blocks import ROW_BYTES, Blocks, Part
from footpath.collecting.importers._encoding import SAMPLE, Utf8, recognise_encoding
from footpath.collecting.importers._header import EXCEL_HINT, byte_of, read_header, text_of
from footpath.collecting.importers._importer import NOTHING_GIVEN, Given, Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._stream import Stream, head
from footpath.vocabulary.said import say

BATCH_BYTES = 64 << 20
_SEPARATORS = ",;\t|"
_SAMPLE_TEXT = 64 << 10
_SAMPLE_ROWS = 200


class Csv(Importer):
    """One row an event, the first line names the columns."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".txt")

    def recognises(self, path: Path, head: bytes) -> bool:
        if recognise_encoding(head).startswith("utf-16"):
            return True
        start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")
        return b"\0" not in head[:4096] and not start.startswith((b"{", b"[", b"<", b"PAR1"))

    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        encoding = given.encoding or recognise_encoding(head(path, SAMPLE))
        with Stream(path) as stream:
            text = Utf8(stream, encoding).read(ROW_BYTES + 1).decode("utf-8", errors="replace")
        if not text.strip():
            raise Unreadable(say("file.empty", file=path.name))
        separator = given.separator or recognise_separator(text)
        layout = Layout(importer=self.name, encoding=encoding, separator=separator, header=given.header)
        header = read_header(path, layout)
        notes = header.notes
        if len(header.names) == 1:
            notes = [*notes, say("note.one_column")]
        return replace(layout, notes=notes)

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        header = read_header(path, layout)
        with Stream(path) as stream:
            blocks = Blocks(
                text=text_of(stream, layout),
                separator=ord(byte_of(layout)),
                newline=header.newline,
                columns=len(header.names),
                line=header.next_line,
            )
            parts: list[Part] = []
            rows = size = 0
            for part in blocks.parts(header.consumed, batch_rows):
                parts.append(part)
                rows += max(len(part.lines), len(part.rejected))
                size += part.bytes
                if rows >= batch_rows or size >= BATCH_BYTES:
                    yield _batch(header.names, parts, blocks.bytes_done(stream))
                    parts, rows, size = [], 0, 0
            if parts:
                yield _batch(header.names, parts, stream.bytes_read)


def recognise_separator(text: str) -> str:
    """The separator under which most records have as many cells as the first; of equals the one with more cells."""
    if hint := EXCEL_HINT.match(text):
        return hint[1]
    lines = text[:_SAMPLE_TEXT].splitlines(keepends=True)
    if len(lines) > 1 and len(text) > _SAMPLE_TEXT:
        lines = lines[:-1]

    def fit(separator: str) -> tuple[float, int]:
        records = csv.reader(lines, delimiter=separator)
        try:
            rows = [row for _, row in zip(range(_SAMPLE_ROWS), records, strict=False) if row]
        except csv.Error:
            return 0.0, 0
        width = len(rows[0]) if rows else 0
        if width < 2:
            return 0.0, 0
        return round(sum(len(row) == width for row in rows) / len(rows), 1), width

    return max(_SEPARATORS, key=fit)


def _batch(names: list[str], parts: list[Part], bytes_read: int) -> RawBatch:
    columns = [pa.chunked_array([part.columns[i] for part in parts], pa.large_string()) for i in range(len(names))]
    return RawBatch(
        table=pa.table(columns, names=names),
        lines=pa.array(np.concatenate([part.lines for part in parts])),
        rejected=sorted((one for part in parts for one in part.rejected), key=lambda one: one.line),
        bytes_read=bytes_read,
    )
