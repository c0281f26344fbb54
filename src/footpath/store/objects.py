"""Segments on an object store: published under their own names, read through a folder of the machine that reads them.

A segment never changes, and its name is never given twice: what lies under it need not be asked for again, and a copy
of it is as good as the file. What arrives is held against the checksum of the manifest before it is read.
"""

import hashlib
import os
import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from footpath.store.manifest import SegmentRow
from footpath.store.object_urls import opened, shown, unreachable
from footpath.store.segment import Damaged, Part, open_segment

if TYPE_CHECKING:
    from pyarrow import fs

#: Where copies of segments are kept, and how many gigabytes of them at most.
CACHE, CACHE_GB = "FOOTPATH_CACHE", "FOOTPATH_CACHE_GB"
MOST_GB = 50.0
SWEPT_AFTER_S = 86_400.0  #: what no version needs is kept so long, for questions that are being answered
_HALF_WRITTEN_AFTER_S = 3_600.0
_BLOCK = 4 << 20
_FLAT = {"s3", "gcs", "abfs"}  #: stores without folders: a name may hold slashes, and that is all
_SEGMENT = re.compile(r"\d+-[0-9a-f]{12}\.arrow")  #: what a segment is called: another's file is never swept


#: Told before each segment that is sent: bytes done, of how many. What it raises stops it.
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Published:
    """How many segments a version has, how many were sent now, of how many bytes; how many others were deleted."""

    segments: int
    sent: int
    bytes: int
    deleted: int = 0


class Objects:
    """A folder of an object store, by its URL: s3://, gs://, abfs:// or file://, or any that fsspec knows."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = opened(url)

    def sizes(self) -> dict[str, int]:
        """Bytes of each object by its name."""
        return {info.base_name: info.size for info in self._list()}

    def put(self, path: Path) -> None:
        with self._told(), path.open("rb") as source:
            if self._files.type_name not in _FLAT:
                self._files.create_dir(self._root)
            with self._files.open_output_stream(f"{self._root}/{path.name}") as target:
                shutil.copyfileobj(source, target, _BLOCK)

    def get(self, name: str, target: Path) -> int:
        """Copy an object into a file; its CRC-32. FileNotFoundError where there is no such object."""
        crc = 0
        with self._told(), self._files.open_input_stream(f"{self._root}/{name}") as source, target.open("wb") as file:
            while block := source.read(_BLOCK):
                crc = zlib.crc32(block, crc)
                file.write(block)
        return crc

    def sweep(self, needed: Iterable[str], before: float) -> int:
        """Delete segments that are not needed and were written before this moment (seconds since 1970); how many."""
        needed, deleted = {*needed}, 0
        for info in self._list():
            unneeded = _SEGMENT.fullmatch(info.base_name) and info.base_name not in needed
            if unneeded and info.mtime is not None and info.mtime.timestamp() < before:
                with self._told():
                    self._files.delete_file(info.path)
                deleted += 1
        return deleted

    def _list(self) -> "list[fs.FileInfo]":
        from pyarrow import fs

        with self._told():
            found = self._files.get_file_info(fs.FileSelector(self._root, allow_not_found=True))
        return [info for info in found if info.type == fs.FileType.File]

    def _told(self) -> "_Said":
        return _Said(self.url)


class _Said:
    """Turns what a store answers into a sentence; that an object is not there is passed on."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, FileNotFoundError) or not isinstance(error, OSError | pa.ArrowException):
            return
        raise unreachable(self._url, error) from error


@cache
def objects_at(url: str) -> Objects:
    """The folder behind a URL. EngineError where it is none, or holds what should be secret."""
    return Objects(url)


def publish(
    folder: Path,
    rows: Iterable[SegmentRow],
    url: str,
    *,
    sweep: bool = False,
    told: Told = lambda done, of: None,
) -> Published:
    """Bring the segments of a version to an object store, those that are not there yet. Repeated, it goes on.

    ``folder``: of the segments. ``sweep``: also delete what this version does not need and is older than a day.
    """
    rows, objects = [*rows], objects_at(url)
    there = objects.sizes()
    missing = [row for row in rows if there.get(row.file) != row.bytes]
    done, of = 0, sum(row.bytes for row in missing)
    for row in missing:
        told(done, of)
        try:
            objects.put(folder / row.file)
        except FileNotFoundError:
            raise Damaged(f"{row.file} was merged into others meanwhile. Publish again: it goes on.") from None
        done += row.bytes
    deleted = objects.sweep((row.file for row in rows), time.time() - SWEPT_AFTER_S) if sweep else 0
    return Published(len(rows), len(missing), of, deleted)


def part_of(url: str, row: SegmentRow) -> Part:
    """A segment of an object store, mapped from its copy on this machine. Damaged where it is not what it was."""
    folder = cache_folder() / hashlib.sha256(url.encode()).hexdigest()[:16]
    path = folder / row.file
    with suppress(OSError):
        if path.stat().st_size == row.bytes:
            os.utime(path)  # used last
            return open_segment(path, row.bytes)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", dir=folder)
    os.close(handle)
    part = Path(name)
    try:
        crc = objects_at(url).get(row.file, part)
        if (part.stat().st_size, crc) != (row.bytes, row.crc):
            raise Damaged(
                f"{row.file} at {shown(url)} is not what it was when it was published. Delete it there and publish."
            )
        part.replace(path)
    except FileNotFoundError:
        raise Damaged(
            f"{row.file} is not at {shown(url)}. Run `footpath segments publish {shown(url)}`, and ask again."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    _trim(path)
    return open_segment(path, row.bytes)


def cache_folder() -> Path:
    """Where copies are kept: as FOOTPATH_CACHE says, else a folder of this user among temporary files."""
    own = f"footpath-segments-{os.getuid()}" if hasattr(os, "getuid") else "footpath-segments"
    return Path(os.environ.get(CACHE) or Path(tempfile.gettempdir()) / own)


def _trim(newest: Path) -> None:
    """Delete the copies that were not used for longest until the others fit. Who has one mapped goes on reading it."""
    most = float(os.environ.get(CACHE_GB) or MOST_GB) * 1e9
    found = []
    for path in cache_folder().glob("*/*"):
        with suppress(OSError):
            stat = path.stat()
            if not path.name.startswith(".part-"):
                found.append((stat.st_mtime, stat.st_size, path))
            elif time.time() - stat.st_mtime > _HALF_WRITTEN_AFTER_S:
                path.unlink(missing_ok=True)
    held = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if held <= most:
            return
        if path != newest:
            path.unlink(missing_ok=True)
            held -= size
