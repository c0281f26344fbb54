"""JSON lines: one object a line; nested objects flattened with dots, lists kept as JSON text (those of keys apart)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from footpath.collecting.importers._encoding import SAMPLE, Utf8, recognise_encoding
from footpath.collecting.importers._importer import NOTHING_GIVEN, Given, Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._keyed import keyed
from footpath.collecting.importers._rows import Rows
from footpath.collecting.importers._stream import Stream, head
from footpath.vocabulary.event import RAW_CHARACTERS, Rejection
from footpath.vocabulary.said import say

BLOCK = 4 << 20
LINE_BYTES = 1_000_000
_MAX_DEPTH = 20


class JsonLines(Importer):
    """Events as products and collectors write them, among them messages of the Segment spec."""

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson", ".json")

    def recognises(self, path: Path, head: bytes) -> bool:
        text = head.decode(recognise_encoding(head), errors="replace")
        return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")

    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        sample = head(path, SAMPLE)
        encoding = given.encoding or recognise_encoding(sample)
        lines = [line for line in sample.decode(encoding, errors="replace").splitlines() if line.strip("\ufeff \t")]
        if lines and not any(_object(line.lstrip("\ufeff")) for line in lines[:1000]):
            raise Unreadable(say("file.no_json", file=path.name))
        return Layout(importer=self.name, encoding=encoding, separator="")

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        rows = Rows(path.name, batch_rows)
        with Stream(path) as stream:
            for number, line in _lines(Utf8(stream, layout.encoding)):
                _take(rows, number, line)
                if rows.full:
                    yield rows.batch(stream.bytes_read)
            if rows:
                yield rows.batch(stream.bytes_read)


def _lines(text: Utf8) -> Iterator[tuple[int, bytes]]:
    """Lines by number; one that is longer than 1 MB is cut there, and its rest passed over."""
    rest, number, cutting = b"", 1, False
    while block := text.read(BLOCK):
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            if not cutting:
                yield number, line
            cutting = False
            number += 1
        if len(rest) > LINE_BYTES:
            if not cutting:
                yield number, rest
            rest, cutting = b"", True
    if rest and not cutting:
        yield number, rest


def _take(rows: Rows, number: int, line: bytes) -> None:
    if not line.strip():
        return
    shown = line[:RAW_CHARACTERS].decode("utf-8", errors="replace")
    if len(line) > LINE_BYTES:
        rows.reject(Rejection(number, "too_large", shown))
        return
    try:
        text = line.decode()
    except UnicodeDecodeError:
        rows.reject(Rejection(number, "bad_encoding", shown))
        return
    found = _object(text)
    if found is None:
        rows.reject(Rejection(number, "bad_json", shown))
        return
    flat: dict[str, str | None] = {}
    _flatten(found, "", flat, 0)
    rows.add(number, flat)


def _object(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _flatten(value: dict[str, Any], prefix: str, into: dict[str, str | None], depth: int) -> None:
    for key, item in value.items():
        name = prefix + key
        if isinstance(item, list) and (pairs := keyed(item)) is not None:
            item = pairs
        if isinstance(item, dict):
            if depth < _MAX_DEPTH:
                _flatten(item, name + ".", into, depth + 1)
            else:
                into[name] = json.dumps(item, ensure_ascii=False)
        elif isinstance(item, str):
            into[name] = item
        elif item is not None:
            into[name] = json.dumps(item, ensure_ascii=False)
