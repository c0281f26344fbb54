"""The processes of the sides, from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import psutil

BENCH = Path(__file__).resolve().parent.parent


class Process:
    """A side in a process of its own (``engine.worker``)."""

    def __init__(self, side: str, *arguments: object, python: str | Path = sys.executable) -> None:
        self.side = side
        self._process = subprocess.Popen(
            [str(python), "-m", "engine.worker", side, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(BENCH), "RETENTIONEERING_NO_TRACK": "1"},
        )
        self.ready_s: float = self._read()["ready_s"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def do(self, act: str, *arguments: object, compare: bool = False, **scope: object) -> dict[str, Any]:
        """``wall_s``, ``cpu_s`` and, where it is to be compared, ``answer``."""
        assert self._process.stdin is not None
        wanted = {"do": act, "arguments": arguments, "compare": compare, "scope": scope}
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return self._read()

    def memory(self) -> dict[str, int]:
        """Resident bytes now, and without mapped files, which the system may drop at any time."""
        info = psutil.Process(self._process.pid).memory_info()
        return {"resident_bytes": info.rss, "private_bytes": info.rss - getattr(info, "shared", 0)}

    def close(self) -> None:
        self._process.communicate()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"The side {self.side} ended with {self._process.wait()}; what it said stands above.")
        found: dict[str, Any] = json.loads(line)
        return found
