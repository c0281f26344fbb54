"""Bytes of a file, decompressed on the way: what is compressed is told by its first bytes, never by its name alone."""

from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa

from footpath.collecting.importers._importer import Unreadable
from footpath.vocabulary.said import Value, say

_MAGIC = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
#: A file is refused when it unpacks to more than this many bytes *and* to more than MAX_RATIO times its size.
MAX_UNPACKED = 64 << 20
MAX_RATIO = 500
HEAD = 64 << 10


def compression(path: Path) -> str | None:
    """``gzip``, ``zstd`` or None, by the first bytes."""
    with path.open("rb") as file:
        first = file.read(4)
    return next((name for magic, name in _MAGIC.items() if first.startswith(magic)), None)


class Stream:
    """A readable of decompressed bytes. ``bytes_read`` counts in the file itself (for progress).

    ``read`` raises Unreadable where the compressed data are damaged or unpack to an absurd size. It holds at
    most one read in memory, whatever the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = pa.OSFile(str(path), "rb")
        self._packed = compression(path)
        self._source = pa.CompressedInputStream(self._file, self._packed) if self._packed else self._file
        self._unpacked = 0

    @property
    def bytes_read(self) -> int:
        return int(self._file.tell()) if not self._file.closed else 0

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; empty at the end."""
        try:
            data: bytes = self._source.read(size if size >= 0 else HEAD)
        except OSError as fault:
            told: dict[str, Value] = {"packing": self._packed or "data", "bytes": self._unpacked, "fault": str(fault)}
            raise Unreadable(say("file.damaged", file=self.path.name, **told)) from fault
        self._unpacked += len(data)
        if self._packed and self._unpacked > MAX_UNPACKED and self._unpacked > MAX_RATIO * max(self.bytes_read, 1):
            megabytes = self._unpacked >> 20
            raise Unreadable(say("file.bomb", file=self.path.name, times=MAX_RATIO, megabytes=megabytes))
        return data

    def read_full(self, size: int) -> bytes:
        """``size`` bytes, or all that are left."""
        parts, missing = [], size
        while missing > 0 and (part := self.read(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        if self._source is not self._file:
            self._source.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def head(path: Path, size: int = HEAD) -> bytes:
    """The first ``size`` decompressed bytes."""
    with Stream(path) as stream:
        return stream.read_full(size)
