"""Uploads: files on their way into the workspace, each in a folder of its own under ``uploads/``.

The client learns only a random id; the place on disk is ``uploads/<id>/<safe name>`` and is never taken from a
request. A file is written as ``.part`` and renamed when it is whole, so that a half upload is never imported.
"""

import re
import secrets
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from footpath.http.limits import Limits
from footpath.http.names import safe_name
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import say

PIECE = 4 << 20  #: bytes gathered before one write to disk
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Upload:
    """A whole file, waiting to be previewed and imported."""

    id: str
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int:
        return self.path.stat().st_size


class Uploads:
    """The folder ``uploads`` of one workspace."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        folder.mkdir(mode=0o700, exist_ok=True)

    def check(self, size: int) -> None:
        """Refuses a file of ``size`` bytes that is too large, or for which the disk has no room."""
        if size > self.limits.upload_bytes:
            raise Refusal(
                413,
                "upload_too_large",
                say("error.upload_too_large", limit=_readable(self.limits.upload_bytes)),
            )
        free = shutil.disk_usage(self.folder).free - self.limits.disk_reserve_bytes
        if size > free:
            raise Refusal(
                507,
                "disk_full",
                say("error.no_room", room=_readable(max(free, 0))),
            )

    async def receive(self, name: str, size: int | None, stream: AsyncIterator[bytes]) -> Upload:
        """Writes a stream to disk. ``size``: as announced, if it was. Nothing is left behind when it fails."""
        self.check(size or 0)
        place = self.folder / secrets.token_hex(16)
        place.mkdir(mode=0o700)
        try:
            part = place / ".part"
            written = await self._write(part, stream)
            if written == 0:
                raise Refusal(422, "empty_file", where="name")
            whole = place / safe_name(name)
            part.rename(whole)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        return Upload(place.name, whole)

    async def _write(self, part: Path, stream: AsyncIterator[bytes]) -> int:
        gathered: list[bytes] = []
        held = written = 0
        with part.open("wb", buffering=0) as file:
            async for chunk in stream:
                gathered.append(chunk)
                held += len(chunk)
                if held < PIECE:
                    continue
                self._check_running(written, held)
                await run_in_threadpool(file.write, b"".join(gathered))
                written += held
                gathered, held = [], 0
            self._check_running(written, held)
            await run_in_threadpool(file.write, b"".join(gathered))
        return written + held

    def _check_running(self, written: int, held: int) -> None:
        if written + held > self.limits.upload_bytes:
            self.check(written + held)
        self.check(held)

    def find(self, upload: str) -> Upload:
        """The upload of this id. Refuses an id that was never given out, or whose file is gone."""
        if _ID.fullmatch(upload):
            place = self.folder / upload
            for path in place.iterdir() if place.is_dir() else ():
                if path.name != ".part":
                    return Upload(upload, path)
        raise Refusal(404, "no_such_upload", where="upload")

    def remove(self, upload: str) -> None:
        """Removes an upload, if it is there."""
        if _ID.fullmatch(upload):
            shutil.rmtree(self.folder / upload, ignore_errors=True)

    def sweep(self) -> int:
        """Removes half uploads, and those older than ``limits.upload_keep_s``. Returns how many went."""
        gone = 0
        oldest = time.time() - self.limits.upload_keep_s
        for place in self.folder.iterdir():
            if not _ID.fullmatch(place.name):
                continue
            if place.stat().st_mtime < oldest or all(path.name == ".part" for path in place.iterdir()):
                shutil.rmtree(place, ignore_errors=True)
                gone += 1
        return gone


def _readable(size: int) -> str:
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"
