"""The store of one workspace: its folders, its locks, its snapshots, and the sweep of files that nothing names."""

import fcntl
import os
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from footpath.records.database import Database
from footpath.store.dictionaries import Dictionaries
from footpath.store.ids import Run, open_run
from footpath.store.manifest import FILE_TABLES, SegmentRow, read_manifest, start
from footpath.store.memory import memory_bytes
from footpath.store.objects import Published, Told, publish
from footpath.store.segment import Damaged, Part, open_segment, sync_folder
from footpath.store.snapshot import Kept, Snapshot
from footpath.store.whose import OwnCustomers, Whose

#: Merged columns of what is not in the base yet are kept in this share of the memory, and at least so many bytes.
KEPT_SHARE, KEPT_BYTES = 1 / 8, 512 << 20
#: A reader of an older version opens its files within seconds; where merging leaves more behind than there is alive,
#: as a long import does, they stay for the shorter time, so that they do not fill the disk.
SECONDS_A_DEAD_FILE_STAYS, SECONDS_UNDER_PRESSURE = 600, 60
DEAD_BYTES_KEPT = 2 << 30
_FOLDERS = {"log": "log", "segment": "segments", "ids": "ids", "change": "changes"}


class Store:
    """Log, segments and manifest under one folder. Safe for several threads and processes."""

    def __init__(self, root: Path, database: Database, whose: Whose | None = None) -> None:
        self.root = root
        self.database = database
        self.whose = whose or OwnCustomers()
        self.kept = Kept(max(KEPT_BYTES, int(memory_bytes() * KEPT_SHARE)))
        self._parts: dict[str, Part] = {}
        self._runs: dict[str, Run] = {}
        self._snapshot: Snapshot | None = None
        self._draft: tuple[int, Dictionaries] | None = None
        self._threads = {"writer": threading.RLock(), "merger": threading.RLock()}
        self._depth = {"writer": 0, "merger": 0}
        for folder in _FOLDERS.values():
            (root / folder).mkdir(parents=True, exist_ok=True)
        start(database)

    def path(self, table: str, file: str) -> Path:
        """Where a file of the manifest lies."""
        return self.root / _FOLDERS[table] / file

    def new_path(self, table: str, settle: int, suffix: str) -> Path:
        """A name that was never used."""
        return self.path(table, f"{settle}-{secrets.token_hex(6)}{suffix}")

    def sync(self, *names: str) -> None:
        """Make the names in these folders durable."""
        for name in names:
            sync_folder(self.root / _FOLDERS[name])

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """One "writer" (settles) and one "merger" (background merges) a workspace, over threads and processes."""
        with self._threads[name]:
            if self._depth[name]:
                self._depth[name] += 1
                try:
                    yield
                finally:
                    self._depth[name] -= 1
                return
            descriptor = os.open(self.root / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                self._depth[name] = 1
                yield
            finally:
                self._depth[name] = 0
                os.close(descriptor)

    def snapshot(self) -> Snapshot:
        """The newest version. Cheap where nothing changed."""
        manifest = read_manifest(self.database)
        current = self._snapshot
        if current is not None and current.version == manifest.state.version:
            return current
        fresh = Snapshot(self, manifest, Dictionaries.load(self.database))
        live = {row.file for row in (*manifest.base, *manifest.spans)}
        for file in [file for file in self._parts if file not in live]:
            self._parts.pop(file, None)
        self._snapshot = fresh
        return fresh

    def writing_dictionaries(self, version: int) -> Dictionaries:
        """The dictionaries as of ``version``, for the holder of the writer's lock to add to."""
        if self._draft is None or self._draft[0] != version:
            self._draft = (version, Dictionaries.load(self.database))
        return self._draft[1]

    def keep_dictionaries(self, version: int, dictionaries: Dictionaries) -> None:
        """What was added is committed as part of ``version``."""
        self._draft = (version, dictionaries)

    def forget_dictionaries(self) -> None:
        """What was added was not committed."""
        self._draft = None

    def part(self, row: SegmentRow) -> Part:
        """The mapped contents of a segment."""
        part = self._parts.get(row.file)
        if part is None:
            part = self._parts[row.file] = open_segment(self.path("segment", row.file), row.bytes)
        return part

    def run(self, file: str) -> Run:
        """The mapped ids of a run."""
        run = self._runs.get(file)
        if run is None:
            try:
                run = self._runs[file] = open_run(self.path("ids", file))
            except FileNotFoundError:
                raise Damaged(f"{file} is missing. Run `footpath rebuild`.") from None
        return run

    def publish(self, url: str, *, sweep: bool = False, told: Told = lambda done, of: None) -> Published:
        """Bring the segments of the newest version to an object store (``store.objects``)."""
        snapshot = self.snapshot()
        snapshot.hold()
        rows = (*snapshot.manifest.base, *snapshot.manifest.spans)
        return publish(self.path("segment", ""), rows, url, sweep=sweep, told=told)

    def sweep(self) -> int:
        """Delete files that no row names, and files that died long enough ago. Returns how many went."""
        gone = 0
        with self.locked("merger"), self.locked("writer"):
            for name in _FOLDERS:
                files = self._died(name)
                stays = self._seconds_to_stay(name, files)
                dead = []
                for path in (self.root / _FOLDERS[name]).iterdir():
                    if path.name in files and (files[path.name] is None or time.time() - path.stat().st_mtime < stays):
                        continue
                    path.unlink(missing_ok=True)
                    self._runs.pop(path.name, None)
                    dead.append(path.name)
                    gone += 1
                if dead:
                    table = FILE_TABLES[name]
                    with self.database.transaction() as connection:
                        for begin in range(0, len(dead), 500):
                            chosen = table.c.file.in_(dead[begin : begin + 500])
                            connection.execute(sa.delete(table).where(chosen))
        return gone

    def _died(self, name: str) -> dict[str, int | None]:
        """The files of a table of the manifest, and the version at which each died."""
        table = FILE_TABLES[name]
        with self.database.reading() as connection:
            return {row.file: row.died for row in connection.execute(sa.select(table.c.file, table.c.died))}

    def _seconds_to_stay(self, name: str, died: Mapping[str, int | None]) -> int:
        bytes_of = {True: 0, False: 0}  # dead, alive
        for path in (self.root / _FOLDERS[name]).iterdir():
            bytes_of[died.get(path.name) is not None] += path.stat().st_size
        pressed = bytes_of[True] > max(DEAD_BYTES_KEPT, bytes_of[False])
        return SECONDS_UNDER_PRESSURE if pressed else SECONDS_A_DEAD_FILE_STAYS

    def mark_dead(self, table: str, files: list[str]) -> None:
        """Note the time of death of files whose death is committed (their modification time)."""
        for file in files:
            path = self.path(table, file)
            if path.exists():
                os.utime(path)

    def close(self) -> None:
        self._parts.clear()
        self._runs.clear()
        self.kept.forget()
        self.database.close()
