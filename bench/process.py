"""One command, measured: wall seconds and the peak memory of its whole process tree."""

import json
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import Any

import psutil

EVERY_S = 0.02


@dataclass(frozen=True)
class Run:
    """``resident_bytes``: largest sum of resident memory at one moment; ``private_bytes``: without mapped files."""

    seconds: float
    resident_bytes: int
    private_bytes: int
    answer: dict[str, Any]


def run(command: list[str]) -> Run:
    """Run ``command``, which prints JSON. SystemExit with its words where it fails."""
    resident = private = 0
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        process = psutil.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        while process.poll() is None:
            now_resident, now_private = _memory(process)
            resident, private = max(resident, now_resident), max(private, now_private)
            time.sleep(EVERY_S)
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{err.read()[-4000:]}")
        return Run(seconds, resident, private, json.loads(out.read()))


def _memory(process: psutil.Popen) -> tuple[int, int]:
    resident = private = 0
    try:
        for member in (process, *process.children(recursive=True)):
            info = member.memory_info()
            resident += info.rss
            private += info.rss - getattr(info, "shared", 0)
    except psutil.NoSuchProcess:
        pass
    return resident, private
