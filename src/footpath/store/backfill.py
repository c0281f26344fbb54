"""Back-fill: a property that so far stands in the log alone becomes a column of the journeys, for events long past too.

First every log file is read for the values (kept on disk, so that a back-fill that was stopped goes on from there);
then every segment is written anew with the column; one commit makes all of it visible at once. Events go on coming in
meanwhile. Memory: four bytes an event.
"""

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import sqlalchemy as sa

from footpath.records import tables
from footpath.store.compact import segment_row
from footpath.store.dictionaries import Dimension, smallest, text_of
from footpath.store.log import batches
from footpath.store.manifest import Commit, LogRow, Manifest, SegmentRow, commit, read_manifest
from footpath.store.segment import Part, sync_folder, write_segment
from footpath.store.store import Store

#: A column of more different values is no breakdown; they stay in the log.
MOST_VALUES = 50_000
_FOLDER = "backfill"

Progress = Callable[[int, int], None]
Codes = npt.NDArray[np.uint32]


class NoBackfill(ValueError):
    """A property that cannot become a column; the message is the sentence to show."""


class BackfillStopped(Exception):
    """The user stopped it; what was read so far is kept, and the next back-fill goes on from there."""


@dataclass
class _Found:
    """Values found so far: ``texts`` by code from 1, and the codes of each log file that was read."""

    texts: list[str] = field(default_factory=list)
    codes: dict[str, Codes] = field(default_factory=dict)
    _code_of: dict[str, int] = field(default_factory=dict)

    def code(self, text: str | None) -> int:
        if text is None:
            return 0
        known = self._code_of.get(text)
        if known is None:
            self.texts.append(text)
            known = self._code_of[text] = len(self.texts)
        return known


def backfill(
    store: Store,
    name: str,
    *,
    progress: Progress = lambda done, total: None,
    cancel: threading.Event | None = None,
) -> int:
    """Make the property ``name`` a column. Returns the number of its values; none to do where it is one already.

    ``progress``: events read and written, of twice as many as there are. NoBackfill where there is no such property,
    or it has more than 50,000 values.
    """
    with store.locked("merger"):
        dimension = store.snapshot().dictionaries.dimensions.get(name)
        if dimension is None:
            raise NoBackfill(f"No event has a property {name!r}. See them with `footpath dictionary`.")
        if dimension.declared:
            return len(dimension.values) - 1
        folder = store.root / _FOLDER / str(dimension.id)
        folder.mkdir(parents=True, exist_ok=True)
        found = _read_values(store, name, folder, progress, cancel)
        written = _write_segments(store, read_manifest(store.database), found, dimension, progress, cancel)
        with store.locked("writer"):
            manifest = read_manifest(store.database)
            _read_log(store, manifest, name, found, folder, None)
            live = {row.file: row for row in (*manifest.base, *manifest.spans)}
            late = [row for file, row in live.items() if file not in written]
            written |= {row.file: _with_column(store, row, _Lookup(manifest, found), dimension) for row in late}
            _commit(store, manifest, {file: written[file] for file in live}, found, dimension)
        shutil.rmtree(folder, ignore_errors=True)
    return len(found.texts)


def _read_values(store: Store, name: str, folder: Path, progress: Progress, cancel: threading.Event | None) -> _Found:
    """The codes of all log files; those that an earlier try has read are taken from disk."""
    found = _resumed(folder)
    manifest = read_manifest(store.database)
    total = 2 * sum(row.rows for row in manifest.log)
    _read_log(store, manifest, name, found, folder, lambda done: _tick(done, total, progress, cancel))
    return found


def _tick(done: int, total: int, progress: Progress, cancel: threading.Event | None) -> None:
    progress(done, total)
    if cancel is not None and cancel.is_set():
        raise BackfillStopped("The back-fill was stopped. It goes on from here when it is asked for again.")


def _read_log(
    store: Store,
    manifest: Manifest,
    name: str,
    found: _Found,
    folder: Path,
    tick: Callable[[int], None] | None,
) -> None:
    done = 0
    for row in manifest.log:
        if row.file not in found.codes:
            found.codes[row.file] = _codes_of(store, row, name, found)
            if len(found.texts) > MOST_VALUES:
                shutil.rmtree(folder, ignore_errors=True)
                raise NoBackfill(
                    f"The property {name!r} has more than {MOST_VALUES:,} different values: a breakdown by it would "
                    "have a row for each. It stays with the events, where rules can still look at it."
                )
            _keep(folder, row.file, found)
        done += row.rows
        if tick is not None:
            tick(done)


def _codes_of(store: Store, row: LogRow, name: str, found: _Found) -> Codes:
    parts = []
    for table in batches(store.path("log", row.file), ["properties"]):
        texts = pl.Series(values=pl.from_arrow(table["properties"]))
        distinct = texts.unique(maintain_order=True)
        codes = [found.code(text_of(json.loads(text).get(name))) for text in distinct.to_list()]
        coded = texts.replace_strict(distinct, pl.Series(codes, dtype=pl.UInt32), return_dtype=pl.UInt32)
        parts.append(coded.to_numpy())
    return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _keep(folder: Path, file: str, found: _Found) -> None:
    """The codes of one file, then the values: a stop in between leaves codes that nothing names."""
    np.save(folder / f"{file}.npy", found.codes[file])
    kept = folder / "values.json"
    part = folder / "values.json.part"
    part.write_text(json.dumps({"texts": found.texts, "files": list(found.codes)}, ensure_ascii=False), "utf-8")
    part.replace(kept)
    sync_folder(folder)


def _resumed(folder: Path) -> _Found:
    found = _Found()
    kept = folder / "values.json"
    if kept.exists():
        told = json.loads(kept.read_text("utf-8"))
        for text in told["texts"]:
            found.code(text)
        found.codes = {file: np.load(folder / f"{file}.npy") for file in told["files"]}
    return found


class _Lookup:
    """The code of an event by its arrival."""

    def __init__(self, manifest: Manifest, found: _Found) -> None:
        self._firsts = np.array([row.first for row in manifest.log], np.uint64)
        self._starts = np.cumsum([0, *(row.rows for row in manifest.log)])[:-1].astype(np.int64)
        self._codes = np.concatenate([np.empty(0, np.uint32), *(found.codes[row.file] for row in manifest.log)])

    def of(self, arrivals: npt.NDArray[np.uint64]) -> Codes:
        file = np.searchsorted(self._firsts, arrivals, "right") - 1
        return self._codes[self._starts[file] + (arrivals - self._firsts[file]).astype(np.int64)]


def _write_segments(
    store: Store,
    manifest: Manifest,
    found: _Found,
    dimension: Dimension,
    progress: Progress,
    cancel: threading.Event | None,
) -> dict[str, dict[str, object]]:
    """The manifest's rows of the new segments, by the file that each replaces."""
    lookup = _Lookup(manifest, found)
    done = sum(row.rows for row in manifest.log)
    written = {}
    for row in (*manifest.base, *manifest.spans):
        written[row.file] = _with_column(store, row, lookup, dimension)
        done += row.events
        _tick(done, 2 * sum(log.rows for log in manifest.log), progress, cancel)
    return written


def _with_column(store: Store, row: SegmentRow, lookup: _Lookup, dimension: Dimension) -> dict[str, object]:
    part = store.part(row)
    codes = lookup.of(part.columns["arrival"].astype(np.uint64))
    narrow = codes.astype(smallest(int(codes.max(initial=0)) + 1))
    whole: Part = replace(part, columns={**part.columns, dimension.column: narrow})
    path = store.new_path("segment", row.last, ".arrow")
    size, crc = write_segment(path, whole)
    return segment_row(whole, path.name, size, crc, row.level, row.bits, row.prefix, row.first, row.last)


def _commit(
    store: Store, manifest: Manifest, written: dict[str, dict[str, object]], found: _Found, dimension: Dimension
) -> None:
    store.sync("segment")
    change = Commit()
    change.bury("segment", list(written))
    for row in written.values():
        change.bear("segment", **row)
    values = [{"dimension": dimension.id, "code": code, "text": text} for code, text in enumerate(found.texts, 1)]
    change.rows.append((tables.dimension_value, values))
    chosen = tables.dimension.c.id == dimension.id
    change.statements.append(sa.update(tables.dimension).where(chosen).values(declared=True))
    commit(store.database, manifest.state.version, change)
    store.mark_dead("segment", list(written))
    store.forget_dictionaries()
    store.kept.forget()
