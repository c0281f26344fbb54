"""Importers: one file format a file. ``pick`` finds the one that reads a file, by its first bytes."""

from pathlib import Path

from footpath.collecting.importers._importer import Importer, Unreadable
from footpath.collecting.importers._stream import head
from footpath.shelf import items
from footpath.vocabulary.said import say

_SIGNS = {
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "office",
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"SQLite format 3": "sqlite",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7z",
    b"ARROW1": "arrow",
    b"Obj\x01": "avro",
}


def shelf() -> dict[str, Importer]:
    """All importers by name."""
    return {name: importer() for name, importer in items(__name__, Importer).items()}  # type: ignore[type-abstract]


def pick(path: Path) -> Importer:
    """The importer that reads ``path``. Unreadable where the file is not there, empty, or of no known format."""
    if not path.is_file():
        raise Unreadable(say("file.missing", path=str(path)))
    if not path.stat().st_size:
        raise Unreadable(say("file.empty", file=path.name))
    first = head(path)
    if not first.strip():
        raise Unreadable(say("file.blank", file=path.name))
    found = [importer for importer in shelf().values() if importer.recognises(path, first)]
    for sign, what in _SIGNS.items():
        if first.startswith(sign) and not any(importer.rank for importer in found):
            raise Unreadable(say(f"file.is_{what}", file=path.name))
    named = [importer for importer in found if any(suffix in path.name.lower() for suffix in importer.suffixes)]
    if not found:
        raise Unreadable(say("file.binary", file=path.name, formats=list(shelf())))
    return max(named or found, key=lambda importer: importer.rank)
