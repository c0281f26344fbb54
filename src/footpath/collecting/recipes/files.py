"""The files of a recipe's tables: found by their patterns, opened as the recipe says."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from footpath.collecting.importers import pick
from footpath.collecting.importers._importer import Given, Importer, Layout, Unreadable
from footpath.collecting.recipes.document import Written
from footpath.collecting.recipes.model import Table

_SEPARATORS = {"tab": "\t"}


@dataclass(frozen=True)
class Opened:
    """One file of a table."""

    path: Path
    importer: Importer
    layout: Layout

    @property
    def separator(self) -> str | None:
        """What stands between the cells of a row that is shown; None: rows are shown as JSON."""
        if self.layout.importer != "csv":
            return None
        return " " if self.layout.separator == "spaces" else self.layout.separator


def open_tables(written: Written, paths: Sequence[Path]) -> dict[str, list[Opened]]:
    """The files of each table among ``paths``, files or folders.

    Unreadable where a table has none, or where a file that was named fits no table.
    """
    files = [file for path in paths for file in _files_of(path)]
    opened = {}
    for name, table in written.recipe.tables.items():
        found = [path for path in files if any(fnmatch(path.name, pattern) for pattern in _patterns(table))]
        if not found:
            shown = f"{', '.join(path.name for path in files[:8])}{', …' if len(files) > 8 else ''}" or "none"
            sentence = f"No file is called {' or '.join(_patterns(table))}. The files are: {shown}."
            raise written.fault(sentence, "tables", name, "file")
        opened[name] = [_open(written, name, table, path) for path in found]
    taken = {one.path for files_of_table in opened.values() for one in files_of_table}
    for path in paths:
        if path.is_file() and path not in taken:
            raise Unreadable(f"{path.name} fits no `file:` of {written.name}. Name it there, or leave it out.")
    return opened


def _patterns(table: Table) -> list[str]:
    return [table.file] if isinstance(table.file, str) else table.file


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.is_file())
    if not path.is_file():
        raise Unreadable(f"{path} is not there, or is no file. Check the path.")
    return [path]


def _open(written: Written, name: str, table: Table, path: Path) -> Opened:
    if table.encoding is not None:
        try:
            codecs.lookup(table.encoding)
        except LookupError:
            sentence = f"{table.encoding!r} is no encoding. Write one like utf-8, latin-1, cp1250 or big5."
            raise written.fault(sentence, "tables", name, "encoding") from None
    separator = _SEPARATORS.get(table.separator or "", table.separator)
    importer = pick(path)
    layout = importer.layout(path, Given(table.encoding, separator, tuple(table.header or ()), table.sheet))
    return Opened(path, importer, layout)
