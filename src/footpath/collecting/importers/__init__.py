"""Importers: one file format a file. ``pick`` finds the one that reads a file, by its first bytes."""

from pathlib import Path

from footpath.collecting.importers._importer import Importer, Unreadable
from footpath.collecting.importers._stream import head
from footpath.shelf import items

_SIGNS = {
    b"PK\x03\x04": "an Excel workbook or a ZIP archive: save the sheet as CSV, or unpack the archive",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file: save the sheet as CSV",
    b"%PDF": "a PDF document: export the events as CSV",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a SQLite database: export the table of events as CSV",
    b"BZh": "packed with bzip2: unpack it, or pack it with gzip or zstd",
    b"\xfd7zXZ": "packed with xz: unpack it, or pack it with gzip or zstd",
    b"7z\xbc\xaf": "a 7-Zip archive: unpack it",
    b"ARROW1": "an Arrow file: save it as Parquet",
    b"Obj\x01": "an Avro file: save it as Parquet",
}


def shelf() -> dict[str, Importer]:
    """All importers by name."""
    return {name: importer() for name, importer in items(__name__, Importer).items()}  # type: ignore[type-abstract]


def pick(path: Path) -> Importer:
    """The importer that reads ``path``. Unreadable where the file is not there, empty, or of no known format."""
    if not path.is_file():
        raise Unreadable(f"{path} is not there, or is no file. Check the path.")
    if not path.stat().st_size:
        raise Unreadable(f"{path.name} is empty. Choose a file with one row an event.")
    first = head(path)
    if not first.strip():
        raise Unreadable(f"{path.name} holds nothing but blanks. Choose a file with one row an event.")
    for sign, what in _SIGNS.items():
        if first.startswith(sign):
            raise Unreadable(f"{path.name} is {what}.")
    found = [importer for importer in shelf().values() if importer.recognises(path, first)]
    named = [importer for importer in found if any(suffix in path.name.lower() for suffix in importer.suffixes)]
    if not found:
        formats = ", ".join(shelf())
        raise Unreadable(
            f"{path.name} is no file of events that can be read: it looks binary. "
            f"Known formats: {formats} (also packed with gzip or zstd)."
        )
    return (named or found)[0]
